//! Cuts out of the texts what messages show of them.

use std::ops::Range;

use super::FileId;
use super::mark::Mark;
use crate::source::Sources;

/// How many bytes of a line are shown to the renderer on either side of a mark: more than it prints, so that it
/// is the one that cuts, but not the 13 MB of a description in a single line.
const AROUND: usize = 400;

/// A mark is drawn so long at most.
const LONGEST_MARK: usize = 100;

/// A part of a text with the marks in it. It is a copy, so that whoever draws it needs no texts.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// The path of the file.
    pub(super) file: String,
    /// The line of the first mark, counted from 1.
    pub(super) line: usize,
    /// Its column in the whole line, which may not be shown, in characters and counted from 1.
    pub(super) column: usize,
    /// The line with which the text begins.
    pub(super) first_line: usize,
    pub(super) text: String,
    pub(super) marks: Vec<Marked>,
}

/// A mark in a frame.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// In the text of the frame.
    pub(super) bytes: Range<usize>,
    /// An empty label only marks.
    pub(super) label: String,
    /// Whether it is what the message is about.
    pub(super) is_main: bool,
}

impl Frame {
    /// The main place and those close to it share a frame; every other place has its own.
    pub(super) fn all(sources: &Sources<'_>, main: &Mark, also: Vec<(Mark, String)>) -> Vec<Self> {
        let also: Vec<_> = also.into_iter().map(|(mark, label)| (mark, label, false)).collect();
        let all: Vec<_> = std::iter::once((main.clone(), String::new(), true)).chain(also).collect();
        let mut stretches: Vec<Stretch<'_>> = Vec::new();
        for (mark, label, is_main) in &all {
            let stretch = Stretch::new(sources.get(mark.file).body(), mark, label, *is_main);
            match stretches.first_mut() {
                Some(first) if first.may_join(&stretch) => first.join(stretch),
                _ => stretches.push(stretch),
            }
        }
        stretches.into_iter().map(|stretch| stretch.cut(sources)).collect()
    }
}

/// A part of a text that is to be shown.
struct Stretch<'a> {
    file: FileId,
    head: &'a Mark,
    first_line: usize,
    bytes: Range<usize>,
    marks: Vec<(&'a Mark, &'a str, bool)>,
}

impl<'a> Stretch<'a> {
    /// The line of the mark, or as much of it as can be shown.
    fn new(text: &str, mark: &'a Mark, label: &'a str, is_main: bool) -> Self {
        let start = mark.bytes.start;
        let before = &text[text.floor_char_boundary(start.saturating_sub(AROUND))..start];
        let after = &text[start..text.ceil_char_boundary(start + AROUND)];
        let from = start - before.rsplit('\n').next().unwrap_or(before).len();
        let to = start + after.split('\n').next().unwrap_or(after).trim_end_matches('\r').len();
        let marks = vec![(mark, label, is_main)];
        Self { file: mark.file, head: mark, first_line: mark.line, bytes: from..to, marks }
    }

    fn may_join(&self, other: &Self) -> bool {
        let from = self.bytes.start.min(other.bytes.start);
        let to = self.bytes.end.max(other.bytes.end);
        self.file == other.file && to - from <= AROUND * 4
    }

    fn join(&mut self, other: Self) {
        self.bytes = self.bytes.start.min(other.bytes.start)..self.bytes.end.max(other.bytes.end);
        self.first_line = self.first_line.min(other.first_line);
        self.marks.extend(other.marks);
    }

    fn cut(self, sources: &Sources<'_>) -> Frame {
        let source = sources.get(self.file);
        let text = source.body();
        let marked = |(mark, label, is_main): &(&Mark, &str, bool)| {
            let longest = text.floor_char_boundary(mark.bytes.start + LONGEST_MARK);
            let end = mark.bytes.end.min(longest).min(self.bytes.end);
            let bytes = mark.bytes.start - self.bytes.start..end - self.bytes.start;
            Marked { bytes, label: (*label).to_owned(), is_main: *is_main }
        };
        Frame {
            file: source.path.clone(),
            line: self.head.line,
            column: self.head.column,
            first_line: self.first_line,
            marks: self.marks.iter().map(marked).collect(),
            text: text[self.bytes.clone()].to_owned(),
        }
    }
}
