//! JSON pointers (RFC 6901), and the files that they point into: where in a description something stands.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// One of the files of a description.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// The file that was given, which leads to all others.
    pub const ROOT: Self = Self(0);

    /// The file that comes after so many others. There are never so many that they could not be told apart.
    pub(crate) fn nth(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// How many files come before it.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A path from the root of a document to one of its values, in one of the files of a description.
///
/// A linked list that shares its beginning with its neighbors, so that a copy and a step down cost the same
/// at any depth. Array items are steps like any other, named `0`, `1`, and so on.
#[derive(Clone, Default)]
pub struct Pointer {
    file: FileId,
    steps: Option<Arc<Step>>,
}

struct Step {
    parent: Pointer,
    name: Box<str>,
    depth: usize,
}

impl Pointer {
    /// The whole document, written as the empty string.
    #[must_use]
    pub const fn root() -> Self {
        Self::whole(FileId::ROOT)
    }

    /// All of one file.
    #[must_use]
    pub const fn whole(file: FileId) -> Self {
        Self { file, steps: None }
    }

    /// The file that it points into.
    #[must_use]
    pub const fn file(&self) -> FileId {
        self.file
    }

    /// One step down, to the value of a key.
    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        let step = Step { parent: self.clone(), name: name.into(), depth: self.depth() + 1 };
        Self { file: self.file, steps: Some(Arc::new(step)) }
    }

    /// One step down, to an item of an array, counted from 0.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.key(&index.to_string())
    }

    /// Reads the text form, `/paths/~1pets/get`. A percent-encoded form must be decoded before.
    ///
    /// Returns `None` for a text that is neither empty nor begins with a slash.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::root());
        }
        let names = text.strip_prefix('/')?.split('/');
        Some(names.fold(Self::root(), |pointer, name| {
            if name.contains('~') {
                pointer.key(&name.replace("~1", "/").replace("~0", "~"))
            } else {
                pointer.key(name)
            }
        }))
    }

    /// How many steps it is below the root.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.steps.as_ref().map_or(0, |step| step.depth)
    }

    /// One step up; `None` at the root.
    #[must_use]
    pub fn parent(&self) -> Option<&Self> {
        self.steps.as_ref().map(|step| &step.parent)
    }

    /// The last name; `None` at the root.
    #[must_use]
    pub fn last(&self) -> Option<&str> {
        self.steps.as_ref().map(|step| &*step.name)
    }

    /// The names from the root down.
    #[must_use]
    pub fn segments(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.upward().collect();
        names.reverse();
        names
    }

    /// The names from here up to the root.
    fn upward(&self) -> impl Iterator<Item = &str> {
        let mut next = self;
        std::iter::from_fn(move || {
            let step = next.steps.as_ref()?;
            next = &step.parent;
            Some(&*step.name)
        })
    }

    /// Whether it is `other`, or below it.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        let Some(more) = self.depth().checked_sub(other.depth()) else { return false };
        let mut above = self;
        for _ in 0..more {
            let Some(parent) = above.parent() else { return false };
            above = parent;
        }
        above == other
    }

    fn is_same(&self, other: &Self) -> bool {
        self.file == other.file
            && match (&self.steps, &other.steps) {
                (Some(one), Some(two)) => Arc::ptr_eq(one, two),
                (one, two) => one.is_none() && two.is_none(),
            }
    }
}

/// Drops the list link by link: the recursion that the compiler writes would overflow the stack on a deep one.
impl Drop for Pointer {
    fn drop(&mut self) {
        let mut next = self.steps.take();
        while let Some(mut step) = next.and_then(Arc::into_inner) {
            next = step.parent.steps.take();
        }
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for name in self.segments() {
            formatter.write_str("/")?;
            if name.contains(['~', '/']) {
                formatter.write_str(&name.replace('~', "~0").replace('/', "~1"))?;
            } else {
                formatter.write_str(name)?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{self}\"")
    }
}

impl PartialEq for Pointer {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other)
            || self.file == other.file && self.depth() == other.depth() && self.upward().eq(other.upward())
    }
}

impl Eq for Pointer {}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_same(other) {
            return Ordering::Equal;
        }
        self.file.cmp(&other.file).then_with(|| self.segments().cmp(&other.segments()))
    }
}

impl Hash for Pointer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.file, self.depth()).hash(state);
        self.upward().for_each(|name| name.hash(state));
    }
}

#[cfg(test)]
mod tests;
