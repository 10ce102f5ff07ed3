//! Spans of bytes as lines and columns.

use std::ops::Range;

use super::FileId;

/// A stretch of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) file: FileId,
    /// Counted from 1.
    pub(super) line: usize,
    /// In characters, counted from 1.
    pub(super) column: usize,
    /// The bytes; a stretch of several lines ends with its first.
    pub(super) bytes: Range<usize>,
}

/// Turns spans, which must come in ascending order of their starts, into marks; all of them in one pass.
pub(super) struct Marker<'a> {
    file: FileId,
    text: &'a str,
    line: usize,
    column: usize,
    at: usize,
}

impl<'a> Marker<'a> {
    pub(super) const fn new(file: FileId, text: &'a str) -> Self {
        Self { file, text, line: 1, column: 1, at: 0 }
    }

    pub(super) fn mark(&mut self, span: &Range<usize>) -> Mark {
        let start = self.text.floor_char_boundary(span.start);
        let passed = &self.text[self.at.min(start)..start];
        self.line += passed.bytes().filter(|byte| *byte == b'\n').count();
        match passed.rfind('\n') {
            Some(last) => self.column = 1 + passed[last + 1..].chars().count(),
            None => self.column += passed.chars().count(),
        }
        self.at = start;
        let bytes = start..self.end_in_line(start, span.end);
        Mark { file: self.file, line: self.line, column: self.column, bytes }
    }

    fn end_in_line(&self, start: usize, end: usize) -> usize {
        let end = self.text.ceil_char_boundary(end.max(start));
        let stretch = &self.text[start..end];
        let line = stretch.split('\n').next().unwrap_or(stretch);
        start + line.trim_end().len()
    }
}

/// The bytes of a point that is given by line and column, both counted from 1, the column in characters.
pub(super) fn offset(text: &str, line: usize, column: usize) -> Range<usize> {
    let mut lines = text.split_inclusive('\n');
    let start: usize = lines.clone().take(line.saturating_sub(1)).map(str::len).sum();
    let line = lines.nth(line.saturating_sub(1)).unwrap_or_default().trim_end();
    let mut characters = line.char_indices().skip(column.saturating_sub(1));
    match characters.next() {
        Some((at, character)) => start + at..start + at + character.len_utf8(),
        None => start + line.len()..start + line.len(),
    }
}
