//! The texts of a description, as its author wrote them.

use std::path::Path;

use crate::pointer::FileId;

/// One file of a description.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path as messages show it, for example `spec/petstore.yaml`.
    pub path: String,
    /// The whole text. A byte order mark in front is allowed.
    pub text: String,
}

/// How a description is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON, RFC 8259.
    Json,
    /// YAML 1.1 or 1.2.
    Yaml,
}

impl Source {
    /// Makes a source of a path and a text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The text without the byte order mark that some editors put in front.
    ///
    /// All lines, columns and spans count from here.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
    }

    /// The format: by the extension of the path, else by the first character that is not blank.
    #[must_use]
    pub fn format(&self) -> Format {
        let extension =
            Path::new(&self.path).extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        match extension.as_deref() {
            Some("json") => Format::Json,
            Some("yaml" | "yml") => Format::Yaml,
            _ if self.body().trim_start().starts_with(['{', '[']) => Format::Json,
            _ => Format::Yaml,
        }
    }
}

/// The files of a description: the one that was given, and those that were read since.
#[derive(Debug)]
pub(crate) struct Sources<'a> {
    root: &'a Source,
    others: Vec<Source>,
}

impl<'a> Sources<'a> {
    /// One file.
    pub(crate) const fn new(root: &'a Source) -> Self {
        Self { root, others: Vec::new() }
    }

    /// Adds a file, and says how pointers name it.
    pub(crate) fn add(&mut self, source: Source) -> FileId {
        self.others.push(source);
        FileId::nth(self.others.len())
    }

    /// A file. One that was never added is taken for the first.
    pub(crate) fn get(&self, file: FileId) -> &Source {
        let other = file.index().checked_sub(1).and_then(|index| self.others.get(index));
        other.unwrap_or(self.root)
    }

    /// All files, in the order of their names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(self.root).chain(&self.others)
    }
}
