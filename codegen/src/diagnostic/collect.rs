//! Gathers messages while the passes run.

use std::collections::BTreeMap;

use super::origins::Origins;
use super::{Diagnostic, FileId, Place, Pointer, Severity};

/// The most messages of one code that are kept; the rest are counted.
const KEPT_PER_CODE: usize = 1_000;

/// All messages about one description, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    /// The same once more, to be looked up: what is said of something shared is found wherever it is used.
    #[expect(clippy::disallowed_types, reason = "nothing goes through it in its order")]
    said: std::collections::HashSet<Diagnostic>,
    codes: BTreeMap<&'static str, Count>,
    errors: usize,
    /// The first leads to the texts, each other one to the document that the one before it speaks of.
    origins: Vec<Origins>,
    /// The paths of the files that pointers name.
    files: Vec<String>,
}

#[derive(Debug, Default)]
struct Count {
    pushed: usize,
    /// Stands for all that were not kept.
    first_not_kept: Option<(Severity, Place)>,
}

impl Diagnostics {
    /// No messages.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a message, unless it was said before. Of one code the first 1,000 are kept, so that a hostile description cannot fill the memory.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        for origins in self.origins.iter().rev() {
            origins.restore(&mut diagnostic.place);
            diagnostic.also.iter_mut().for_each(|(place, _)| origins.restore(place));
        }
        let count = self.codes.entry(diagnostic.code).or_default();
        if count.pushed < KEPT_PER_CODE && !self.said.insert(diagnostic.clone()) {
            return;
        }
        count.pushed += 1;
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        if count.pushed <= KEPT_PER_CODE {
            self.kept.push(diagnostic);
        } else if count.first_not_kept.is_none() {
            count.first_not_kept = Some((diagnostic.severity, diagnostic.place));
        }
    }

    /// Whether anything was said that forbids to write.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How many messages were pushed, kept or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.codes.values().map(|count| count.pushed).sum()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// The messages that were kept, in the order in which they were pushed.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter()
    }

    /// Adds all messages of another collection.
    pub(crate) fn append(&mut self, other: Self) {
        let Self { kept, codes, .. } = other;
        for diagnostic in kept {
            self.push(diagnostic);
        }
        for (code, count) in codes {
            if let Some((severity, place)) = count.first_not_kept {
                let all = self.codes.entry(code).or_default();
                let more = count.pushed - KEPT_PER_CODE;
                all.pushed += more;
                self.errors += if severity == Severity::Error { more } else { 0 };
                all.first_not_kept.get_or_insert((severity, place));
            }
        }
    }

    /// From now on messages speak of the rewritten document. Their places are led back to the text, so whoever
    /// reads the rewritten document need not know that it is one. It may be rewritten more than once.
    pub(crate) fn rewritten(&mut self, origins: Origins) {
        self.origins.push(origins);
    }

    /// Says what the files are called.
    pub(crate) fn name_files(&mut self, paths: Vec<String>) {
        self.files = paths;
    }

    /// The path of the file that an original place is in; empty where nobody has said it.
    pub(crate) fn file_of(&self, original: &Pointer) -> String {
        self.files.get(original.file().index()).cloned().unwrap_or_default()
    }

    /// The same, but empty for the description itself.
    pub(crate) fn other_file(&self, original: &Pointer) -> String {
        if original.file() == FileId::ROOT { String::new() } else { self.file_of(original) }
    }

    /// Where in the texts that comes from which stands at a pointer of the rewritten document.
    pub(crate) fn original(&self, pointer: &Pointer) -> Pointer {
        let newest_first = self.origins.iter().rev();
        newest_first.fold(pointer.clone(), |pointer, origins| origins.original(&pointer))
    }

    /// The messages that were kept, and those that stand for the rest.
    pub(super) fn into_parts(self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let rest = self.codes.into_iter().filter_map(|(code, count)| closing(code, count)).collect();
        (self.kept, rest)
    }
}

fn closing(code: &'static str, count: Count) -> Option<Diagnostic> {
    let (severity, place) = count.first_not_kept?;
    let message = format!("{} more messages of the kind `{code}` begin here", count.pushed - KEPT_PER_CODE);
    Some(Diagnostic::new(severity, code, place, &message))
}
