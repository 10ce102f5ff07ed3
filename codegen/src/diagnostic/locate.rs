//! Finds the places of all messages in one walk of the text.

use std::ops::Range;

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use super::mark::{Mark, Marker, offset};
use super::text::printable;
use super::trie::Trie;
use super::{Diagnostic, Diagnostics, Place, Severity, json, yaml};
use crate::source::{Format, Source};

/// A message with its place in the text.
///
/// Serialized, it has the keys `severity`, `code`, `file`, `line`, `column`, `pointer`, `message` and `notes`.
#[derive(Clone, Debug)]
pub struct Located {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind in kebab case: a promise to scripts.
    pub code: &'static str,
    /// The path of the description as it was given.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    /// The JSON pointer (RFC 6901); empty for the whole document and for errors of syntax.
    pub pointer: String,
    /// One sentence.
    pub message: String,
    /// Lines below, each with its own beginning: `generated: …`, `help: …`.
    pub notes: Vec<String>,
    pub(super) mark: Mark,
    pub(super) also: Vec<(Mark, String)>,
}

impl Diagnostics {
    /// Finds all places and puts the messages into the order of the text; what was not kept comes last.
    #[must_use]
    pub fn locate(self, source: &Source) -> Vec<Located> {
        let (kept, rest) = self.into_parts();
        let text = source.body();
        let spans = Spans::find(source, kept.iter().chain(&rest));
        let mut marks = spans.marks(text).into_iter();
        let mut located: Vec<_> = kept.into_iter().map(|said| Located::new(said, source, &mut marks)).collect();
        located.sort_by_key(|said| said.mark.bytes.start);
        located.extend(rest.into_iter().map(|said| Located::new(said, source, &mut marks)));
        located
    }
}

impl Located {
    /// Takes as many marks as the message has places.
    fn new(said: Diagnostic, source: &Source, marks: &mut impl Iterator<Item = Mark>) -> Self {
        let Diagnostic { severity, code, message, place, also, notes } = said;
        let pointer = place.pointer().map(ToString::to_string).unwrap_or_default();
        let mut next = || marks.next().unwrap_or(Mark { line: 1, column: 1, bytes: 0..0 });
        let mark = next();
        Self {
            severity,
            code,
            file: source.path.clone(),
            line: mark.line,
            column: mark.column,
            pointer: printable(&pointer).into_owned(),
            message,
            notes,
            mark,
            also: also.into_iter().map(|(_, label)| (next(), label)).collect(),
        }
    }
}

/// The bytes of every place of every message, in that order.
struct Spans(Vec<Range<usize>>);

impl Spans {
    fn find<'a>(source: &Source, said: impl Iterator<Item = &'a Diagnostic>) -> Self {
        let places: Vec<_> = said
            .flat_map(|said| std::iter::once(&said.place).chain(said.also.iter().map(|(place, _)| place)))
            .collect();
        let text = source.body();
        let mut trie = Trie::new(places.iter().filter_map(|place| place.pointer()));
        if places.iter().any(|place| place.pointer().is_some()) {
            match source.format() {
                Format::Json => json::walk(text, &mut trie),
                Format::Yaml => yaml::walk(text, &mut trie),
            }
        }
        let span = |place: &&Place| match place {
            Place::Offset { line, column } => offset(text, *line, *column),
            _ => trie.find(place).unwrap_or(0..0),
        };
        Self(places.iter().map(span).collect())
    }

    /// The same as lines and columns, which are counted in one pass over the text.
    fn marks(self, text: &str) -> Vec<Mark> {
        let mut order: Vec<_> = self.0.iter().enumerate().collect();
        order.sort_by_key(|(_, span)| span.start);
        let mut marker = Marker::new(text);
        let mut marks: Vec<_> = order.into_iter().map(|(index, span)| (index, marker.mark(span))).collect();
        marks.sort_by_key(|(index, _)| *index);
        marks.into_iter().map(|(_, mark)| mark).collect()
    }
}

impl Serialize for Located {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Located", 8)?;
        object.serialize_field("severity", self.severity.as_str())?;
        object.serialize_field("code", self.code)?;
        object.serialize_field("file", &self.file)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.serialize_field("pointer", &self.pointer)?;
        object.serialize_field("message", &self.message)?;
        object.serialize_field("notes", &self.notes)?;
        object.end()
    }
}
