//! Finds the places of all messages in one walk of each text.

use std::ops::Range;

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use super::frame::Frame;
use super::mark::{Mark, Marker, offset};
use super::text::printable;
use super::trie::Trie;
use super::{Diagnostic, Diagnostics, FileId, Place, Severity, json, yaml};
use crate::source::{Format, Source, Sources};

/// A message with its place in the text.
///
/// Serialized, it has the keys `severity`, `code`, `file`, `line`, `column`, `pointer`, `message` and `notes`.
#[derive(Clone, Debug)]
pub struct Located {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind in kebab case: a promise to scripts.
    pub code: &'static str,
    /// The path of the file; that of the description as it was given.
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
    /// What is shown of the texts, the main place first.
    pub(super) frames: Vec<Frame>,
}

impl Diagnostics {
    /// Finds all places and puts the messages into the order of the files and their texts; what was not kept comes
    /// last.
    pub(crate) fn locate(self, sources: &Sources<'_>) -> Vec<Located> {
        let (kept, rest) = self.into_parts();
        let mut marks = marks(sources, kept.iter().chain(&rest)).into_iter();
        let mut located: Vec<_> = kept.into_iter().map(|said| Located::new(said, sources, &mut marks)).collect();
        located.sort_by_key(|said| (said.mark.file, said.mark.bytes.start));
        located.extend(rest.into_iter().map(|said| Located::new(said, sources, &mut marks)));
        located
    }
}

impl Located {
    /// Takes as many marks as the message has places.
    fn new(said: Diagnostic, sources: &Sources<'_>, marks: &mut impl Iterator<Item = Mark>) -> Self {
        let Diagnostic { severity, code, message, place, also, notes } = said;
        let pointer = place.pointer().map(ToString::to_string).unwrap_or_default();
        let mut next = || marks.next().unwrap_or(Mark { file: FileId::ROOT, line: 1, column: 1, bytes: 0..0 });
        let mark = next();
        let also = also.into_iter().map(|(_, label)| (next(), label)).collect();
        Self {
            severity,
            code,
            file: sources.get(mark.file).path.clone(),
            line: mark.line,
            column: mark.column,
            pointer: printable(&pointer).into_owned(),
            message,
            notes,
            frames: Frame::all(sources, &mark, also),
            mark,
        }
    }
}

/// The marks of every place of every message, in that order.
fn marks<'a>(sources: &Sources<'_>, said: impl Iterator<Item = &'a Diagnostic>) -> Vec<Mark> {
    let places = said.flat_map(|said| std::iter::once(&said.place).chain(said.also.iter().map(|(place, _)| place)));
    let mut of_files: Vec<Vec<(usize, &Place)>> = sources.iter().map(|_| Vec::new()).collect();
    for (index, place) in places.enumerate() {
        // What is said of a file that nobody knows is shown in the first.
        let file = Some(place.file().index()).filter(|file| *file < of_files.len()).unwrap_or_default();
        of_files[file].push((index, place));
    }
    let mut marks: Vec<(usize, Mark)> = Vec::new();
    for ((file, source), places) in sources.iter().enumerate().zip(of_files) {
        if !places.is_empty() {
            marks.extend(marks_in(FileId::nth(file), source, &places));
        }
    }
    marks.sort_by_key(|(index, _)| *index);
    marks.into_iter().map(|(_, mark)| mark).collect()
}

/// The marks of places of one file, whose lines and columns are counted in one pass over its text.
fn marks_in(file: FileId, source: &Source, places: &[(usize, &Place)]) -> Vec<(usize, Mark)> {
    let text = source.body();
    let mut spans = spans(source, places);
    spans.sort_by_key(|(_, span)| span.start);
    let mut marker = Marker::new(file, text);
    spans.into_iter().map(|(index, span)| (index, marker.mark(&span))).collect()
}

/// The bytes of places of one file.
fn spans(source: &Source, places: &[(usize, &Place)]) -> Vec<(usize, Range<usize>)> {
    let text = source.body();
    let mut trie = Trie::new(places.iter().filter_map(|(_, place)| place.pointer()));
    if places.iter().any(|(_, place)| place.pointer().is_some()) {
        match source.format() {
            Format::Json => json::walk(text, &mut trie),
            Format::Yaml => yaml::walk(text, &mut trie),
        }
    }
    let span = |place: &Place| match place {
        Place::Offset { line, column, .. } => offset(text, *line, *column),
        _ => trie.find(place).unwrap_or(0..0),
    };
    places.iter().map(|(index, place)| (*index, span(place))).collect()
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
