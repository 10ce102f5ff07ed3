//! The files of a client, in memory; compares them with a folder, or writes them into it.
//!
//! This is the only module that touches a file system: it writes only files that carry our header, and reads beside
//! these the files that a description refers to.

mod disk;
mod error;
mod region;
mod spec_folder;

pub use error::TreeError;
pub(crate) use region::Markers;
pub use spec_folder::SpecFolder;

use std::path::Path;

use crate::workers;
use disk::Folder;

/// All files of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceTree {
    files: Vec<File>,
}

/// One file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct File {
    path: String,
    text: String,
    /// Set when the file is shared with people: ours is what stands between the markers.
    markers: Option<Markers>,
}

impl File {
    pub(crate) fn whole(path: String, text: String) -> Self {
        Self { path, text, markers: None }
    }

    pub(crate) fn region(path: String, text: String, markers: Markers) -> Self {
        Self { path, text, markers: Some(markers) }
    }

    /// The text that the file should have, given the one that it has; `None` when that one is not ours.
    fn merged(&self, existing: Option<&str>) -> Option<String> {
        match (&self.markers, existing) {
            (None, Some(existing)) if !is_ours(existing) => None,
            (None, _) => Some(self.text.clone()),
            (Some(markers), None) => Some(markers.wrap(&self.text)),
            (Some(markers), Some(existing)) => markers.replace(existing, &self.text),
        }
    }

    /// The text of a new file.
    fn fresh(&self) -> String {
        match &self.markers {
            None => self.text.clone(),
            Some(markers) => markers.wrap(&self.text),
        }
    }
}

/// A difference between a folder and the files that it should hold.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Drift {
    /// The file is not there.
    Missing {
        /// Its path below the folder.
        path: String,
    },
    /// The file has another text.
    Changed {
        /// Its path below the folder.
        path: String,
        /// The first line that differs, counted from 1.
        line: usize,
        /// That line as it should be; `None` when the file should have ended before.
        expected: Option<String>,
        /// That line as it is; `None` when the file has ended before.
        found: Option<String>,
    },
    /// The file is a former one of ours.
    Stale {
        /// Its path below the folder.
        path: String,
    },
}

/// What [`SourceTree::write`] has done, as paths below the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there.
    pub created: Vec<String>,
    /// Files that had another text.
    pub changed: Vec<String>,
    /// Former files of ours that are gone now.
    pub removed: Vec<String>,
    /// How many files were right already.
    pub unchanged: usize,
}

impl SourceTree {
    pub(crate) fn new(mut files: Vec<File>) -> Self {
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self { files }
    }

    /// Each file's path below the crate's folder and the text of a new one.
    pub fn files(&self) -> impl Iterator<Item = (&str, String)> {
        self.files.iter().map(|file| (file.path.as_str(), file.fresh()))
    }

    /// How `folder` differs from what it should hold; empty when it does not.
    ///
    /// # Errors
    ///
    /// When a file cannot be read, is a link, or is not ours.
    pub fn drift(&self, folder: &Path) -> Result<Vec<Drift>, TreeError> {
        let plan = self.plan(folder, false)?;
        let mut drift: Vec<Drift> = plan.changes.iter().map(Change::drift).collect();
        drift.extend(plan.stale.into_iter().map(|path| Drift::Stale { path }));
        Ok(drift)
    }

    /// Makes `folder` hold these files: writes what is missing or differs, removes former files of ours.
    ///
    /// Files of other people are never touched. With `force`, a file that stands in the way without our header is
    /// overwritten.
    ///
    /// # Errors
    ///
    /// When a file cannot be read or written, is a link, or is not ours. All is checked before the first write.
    pub fn write(&self, folder: &Path, force: bool) -> Result<Written, TreeError> {
        let plan = self.plan(folder, force)?;
        let disk = Folder::new(folder);
        let mut written = Written { unchanged: self.files.len() - plan.changes.len(), ..Written::default() };
        let done = workers::map(&plan.changes, |change| disk.write(&change.path, &change.expected));
        for (Change { path, found, .. }, result) in plan.changes.into_iter().zip(done) {
            result?;
            if found.is_some() { &mut written.changed } else { &mut written.created }.push(path);
        }
        for path in plan.stale {
            disk.remove(&path)?;
            written.removed.push(path);
        }
        Ok(written)
    }

    fn plan(&self, folder: &Path, force: bool) -> Result<Plan, TreeError> {
        let disk = Folder::new(folder);
        let mut changes = Vec::new();
        let mut foreign = Vec::new();
        for (file, found) in self.files.iter().zip(workers::map(&self.files, |file| disk.read(&file.path))) {
            let found = found?;
            match file.merged(found.as_deref()).or_else(|| force.then(|| file.fresh())) {
                None => foreign.push(file.path.clone()),
                Some(expected) if found.as_deref() == Some(&expected) => {}
                Some(expected) => changes.push(Change { path: file.path.clone(), expected, found }),
            }
        }
        if !foreign.is_empty() {
            return Err(TreeError::NotOurs { folder: folder.to_owned(), files: foreign });
        }
        let ours = |path: &str| self.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
        let mut stale = Vec::new();
        for path in disk.list("src")? {
            if !ours(&path) && disk.read(&path)?.is_some_and(|text| is_ours(&text)) {
                stale.push(path);
            }
        }
        Ok(Plan { changes, stale })
    }
}

struct Plan {
    changes: Vec<Change>,
    stale: Vec<String>,
}

struct Change {
    path: String,
    expected: String,
    found: Option<String>,
}

impl Change {
    fn drift(&self) -> Drift {
        let path = self.path.clone();
        let Some(found) = &self.found else { return Drift::Missing { path } };
        let (mut expected, mut actual) = (self.expected.lines(), found.lines());
        let mut line = 0;
        loop {
            line += 1;
            match (expected.next(), actual.next()) {
                (Some(one), Some(other)) if one == other => {}
                // The lines are equal, the ends of lines are not.
                (None, None) => return Drift::Changed { path, line, expected: None, found: None },
                (expected, found) => {
                    let [expected, found] = [expected, found].map(|line| line.map(str::to_owned));
                    return Drift::Changed { path, line, expected, found };
                }
            }
        }
    }
}

/// Whether a text begins with our header.
fn is_ours(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.starts_with("// @generated by `") || first.starts_with("# @generated by `")
}

#[cfg(test)]
mod tests;
