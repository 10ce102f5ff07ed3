//! What there is to say about a description: messages, each with a severity, a code and a place.
//!
//! Passes push a [`Diagnostic`] into [`Diagnostics`], naming its [`Place`] by pointer. At the end
//! `Diagnostics::locate` finds all places in one walk of each text, and [`render()`] draws the result.

mod collect;
mod frame;
mod json;
mod locate;
mod mark;
mod origins;
mod render;
mod text;
mod trie;
mod yaml;

#[cfg(test)]
mod tests;

pub use self::collect::Diagnostics;
pub use self::locate::Located;
pub(crate) use self::origins::Origins;
pub use self::render::{Color, render};
pub(crate) use self::text::{printable, quoted};
pub use crate::pointer::{FileId, Pointer};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was degraded or left out; the client is written.
    Warning,
    /// Nothing is written: the text is not a description, or a limit is exceeded.
    Error,
}

impl Severity {
    /// The word that messages begin with.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a message points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The key that leads to a value: for what is said about the name.
    Key(Pointer),
    /// The value.
    Value(Pointer),
    /// One of several equal keys.
    Occurrence {
        /// The pointer that all of them share.
        pointer: Pointer,
        /// Which of them, counted from 0.
        nth: usize,
    },
    /// A point of the text, for what has no pointer: both count from 1, the column in characters.
    Offset {
        /// The file.
        file: FileId,
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
}

impl Place {
    /// Where the value is that this place belongs to; `None` for a point of the text.
    #[must_use]
    pub const fn pointer(&self) -> Option<&Pointer> {
        match self {
            Self::Key(pointer) | Self::Value(pointer) | Self::Occurrence { pointer, .. } => Some(pointer),
            Self::Offset { .. } => None,
        }
    }

    /// The file that it is in.
    #[must_use]
    pub const fn file(&self) -> FileId {
        match self {
            Self::Key(pointer) | Self::Value(pointer) | Self::Occurrence { pointer, .. } => pointer.file(),
            Self::Offset { file, .. } => *file,
        }
    }
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind in kebab case, for example `unknown-key`: a promise to scripts.
    pub code: &'static str,
    /// One sentence without a period, safe to print.
    pub message: String,
    /// What it points at.
    pub place: Place,
    /// Other places that matter, each with a label; an empty label only marks.
    pub also: Vec<(Place, String)>,
    /// Lines below, each with its own beginning: `generated: …`, `help: …`.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// Something is degraded or left out.
    #[must_use]
    pub fn warning(code: &'static str, place: Place, message: impl AsRef<str>) -> Self {
        Self::new(Severity::Warning, code, place, message.as_ref())
    }

    /// Nothing can be written.
    #[must_use]
    pub fn error(code: &'static str, place: Place, message: impl AsRef<str>) -> Self {
        Self::new(Severity::Error, code, place, message.as_ref())
    }

    /// Messages quote the description, so all their text is made safe here and nowhere else.
    fn new(severity: Severity, code: &'static str, place: Place, message: &str) -> Self {
        let message = printable(message).into_owned();
        Self { severity, code, message, place, also: Vec::new(), notes: Vec::new() }
    }

    /// Adds a second place.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl AsRef<str>) -> Self {
        self.also.push((place, printable(label.as_ref()).into_owned()));
        self
    }

    /// Says what was generated instead.
    #[must_use]
    pub fn generated(self, what: impl AsRef<str>) -> Self {
        self.note("generated", what.as_ref())
    }

    /// Says what the author may do.
    #[must_use]
    pub fn help(self, what: impl AsRef<str>) -> Self {
        self.note("help", what.as_ref())
    }

    fn note(mut self, label: &str, what: &str) -> Self {
        self.notes.push(format!("{label}: {}", printable(what)));
        self
    }
}
