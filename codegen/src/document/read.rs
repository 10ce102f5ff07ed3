//! Turns a text of JSON or YAML into a [`Value`].
//!
//! Both formats go through one seed, which counts nodes and depth and tells of keys that occur twice.

mod json;
mod node;
mod yaml;

use serde_core::de::Error;

use super::path::Path;
use super::value::{Number, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, quoted};
use crate::source::{Format, Source};

/// The most bytes of all texts together. The largest public description has about 60 MB.
const LARGEST: usize = 128 << 20;

/// The most values in all texts together, those behind aliases of YAML counted each time. They take 1.2 GB at worst;
/// GitHub's description has 258,000.
pub(super) const MOST_NODES: usize = 2_500_000;

/// The most values that are looked at in texts that cannot be read: each of many files could fail at the last one.
const MOST_VAIN: usize = MOST_NODES * 2;

/// How deep values may be nested. Real descriptions stay below 40; 100 fit on any stack.
pub(super) const DEEPEST: usize = 100;

/// What may still be read of a description, over all of its files.
#[derive(Debug)]
pub(super) struct Budget {
    pub(super) bytes: usize,
    nodes: usize,
    vain: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: LARGEST, nodes: MOST_NODES, vain: MOST_VAIN }
    }
}

/// Reads one file. Why it cannot be read, the error says.
pub(super) fn read(
    source: &Source,
    file: FileId,
    budget: &mut Budget,
    diagnostics: &mut Diagnostics,
) -> Result<Value, Box<Diagnostic>> {
    let text = source.body();
    let start = Place::Offset { file, line: 1, column: 1 };
    let Some(bytes) = budget.bytes.checked_sub(text.len()) else {
        let message = format!("the description has more than {LARGEST} bytes, which are not read");
        return Err(Box::new(Diagnostic::error("too-large", start, message)));
    };
    budget.bytes = bytes;
    let text = Text { text, file, most: budget.nodes.min(budget.vain) };
    let (nodes, result) = match source.format() {
        Format::Json => json::read(text, diagnostics),
        Format::Yaml => yaml::read(text, diagnostics),
    };
    let counted = if result.is_ok() { &mut budget.nodes } else { &mut budget.vain };
    *counted = counted.saturating_sub(nodes);
    result.map_err(|refusal| Box::new(refusal.into_diagnostic(file)))
}

/// A text that is to be read.
#[derive(Clone, Copy)]
struct Text<'t> {
    text: &'t str,
    file: FileId,
    /// How many values it may have.
    most: usize,
}

/// Why a text cannot be read, and where.
struct Refusal {
    reason: Reason,
    line: usize,
    column: usize,
}

enum Reason {
    Syntax(String),
    TooDeep,
    TooMany,
}

impl Refusal {
    fn into_diagnostic(self, file: FileId) -> Diagnostic {
        let (code, message) = match self.reason {
            Reason::Syntax(message) => ("syntax", message),
            Reason::TooDeep => ("too-deep", format!("values are nested deeper than {DEEPEST} levels")),
            Reason::TooMany => ("too-large", format!("the description has more than {MOST_NODES} values")),
        };
        Diagnostic::error(code, Place::Offset { file, line: self.line, column: self.column }, message)
    }
}

/// What is shared by all seeds of one text.
struct Reader<'d> {
    diagnostics: &'d mut Diagnostics,
    raw: Raw,
    nodes: usize,
    most: usize,
    depth: usize,
    /// Set when a limit is hit: errors that travel through a parser are only text.
    reason: Option<Reason>,
    /// Where in the text an error occurred inside a value that was read on its own, in bytes.
    offset: Option<usize>,
    /// The first byte of the text.
    start: usize,
    /// The value that was just read has no meaning and is to be left out.
    void: bool,
}

/// Which values are taken as slices of the text, so that numbers are kept as they are written.
#[derive(Clone, Copy, PartialEq)]
enum Raw {
    /// None: the format has no such slices.
    Never,
    /// Those of the keys that set bounds.
    Bounds,
    /// All of them.
    Always,
}

impl<'d> Reader<'d> {
    fn new(Text { text, most, .. }: Text<'_>, raw: Raw, diagnostics: &'d mut Diagnostics) -> Self {
        let start = text.as_ptr().addr();
        Self { diagnostics, raw, nodes: 0, most, depth: 0, reason: None, offset: None, start, void: false }
    }

    /// Counts one value.
    fn count<E: Error>(&mut self) -> Result<(), E> {
        self.nodes += 1;
        if self.nodes > self.most { Err(self.refuse(Reason::TooMany)) } else { Ok(()) }
    }

    /// Counts one value and goes a level down; whoever does so comes back up.
    fn descend<E: Error>(&mut self) -> Result<(), E> {
        self.count()?;
        self.depth += 1;
        if self.depth > DEEPEST { Err(self.refuse(Reason::TooDeep)) } else { Ok(()) }
    }

    /// Of an error only the text survives the way through a parser, so the reason is put aside.
    fn refuse<E: Error>(&mut self, reason: Reason) -> E {
        self.reason.get_or_insert(reason);
        E::custom("a limit is exceeded")
    }

    /// A number by its text. Beyond the range of numbers it is only told where it is not a bound.
    fn number(&mut self, text: &str, path: &Path<'_>) -> Value {
        let number = Number(text.into());
        if number.as_f64().is_none() && !is_bound(path) {
            let message = format!("the number {} is too large", quoted(text));
            let said = Diagnostic::warning("number-range", Place::Value(path.pointer()), message);
            self.diagnostics.push(said.generated("the same as a string"));
        }
        Value::Number(number)
    }

    fn not_finite(&mut self, path: &Path<'_>) -> Value {
        let message = "`.inf` and `.nan` are no numbers of JSON";
        let said = Diagnostic::warning("number-range", Place::Value(path.pointer()), message);
        self.diagnostics.push(said.generated("as if it were not there"));
        self.void = true;
        Value::Null
    }

    fn duplicate(&mut self, path: &Path<'_>, key: &str) {
        let pointer = path.key(key).pointer();
        let message = format!("the key {} occurs more than once", quoted(key));
        let first = Place::Occurrence { pointer: pointer.clone(), nth: 0 };
        let said = Diagnostic::warning("duplicate-key", Place::Key(pointer), message);
        self.diagnostics.push(said.also(first, "first here").generated("as if only the last were there"));
    }
}

/// The keys whose numbers travel as text.
const BOUNDS: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

fn is_bound(path: &Path<'_>) -> bool {
    matches!(path, Path::Key(_, name, _) if BOUNDS.contains(name))
}
