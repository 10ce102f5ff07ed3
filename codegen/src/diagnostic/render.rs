//! Draws messages as people read them, in the manner of rustc.

use std::ops::Range;

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Snippet};

use super::mark::Mark;
use super::text::printable;
use super::{Located, Severity};
use crate::source::Source;

/// Whether to write color codes of terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    Never,
    /// With codes.
    Always,
}

/// How many bytes of a line are shown to the renderer on either side of a mark: more than it prints, so that it
/// is the one that cuts, but not the 13 MB of a description in a single line.
const AROUND: usize = 400;

/// A mark is drawn so long at most.
const LONGEST_MARK: usize = 100;

/// Draws messages, with a blank line between them.
#[must_use]
pub fn render(located: &[Located], source: &Source, color: Color) -> String {
    let renderer = match color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    let mut drawn = String::new();
    for said in located {
        if !drawn.is_empty() {
            drawn.push('\n');
        }
        drawn.push_str(draw(said, source.body(), &renderer).trim_matches('\n'));
        drawn.push('\n');
    }
    drawn
}

fn draw(said: &Located, text: &str, renderer: &Renderer) -> String {
    let level = match said.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    let file = printable(&said.file);
    let frames = Frame::all(said, text);
    // In the first group of a report the renderer draws empty lines that a line of notes does not need, and in
    // one group it allows one place only. So the first one is empty, and heads and excerpts take turns.
    let mut groups = vec![Group::with_level(level.clone())];
    for (index, frame) in frames.iter().enumerate() {
        let head = match index {
            0 => Group::with_title(level.clone().primary_title(said.message.as_str())),
            _ => Group::with_level(level.clone()),
        };
        groups.push(head.element(frame.origin(file.clone().into_owned())));
        groups.push(Group::with_level(level.clone()).element(frame.excerpt(text)));
    }
    let at = (!said.pointer.is_empty()).then(|| format!("at {}", said.pointer));
    let notes = at.iter().chain(&said.notes).map(|note| Level::NOTE.no_name().message(note.as_str()));
    if let Some(last) = groups.pop() {
        groups.push(last.elements(notes));
    }
    renderer.render(&groups)
}

/// A part of the text with the marks in it.
struct Frame<'a> {
    head: &'a Mark,
    first_line: usize,
    bytes: Range<usize>,
    marks: Vec<(&'a Mark, AnnotationKind, &'a str)>,
}

impl<'a> Frame<'a> {
    /// The main place and those close to it share a frame; every other place has its own.
    fn all(said: &'a Located, text: &str) -> Vec<Self> {
        let mut main = Self::new(text, &said.mark, AnnotationKind::Primary, "");
        let mut others = Vec::new();
        for (mark, label) in &said.also {
            let other = Self::new(text, mark, AnnotationKind::Context, label);
            if let Err(other) = main.join(other) {
                others.push(other);
            }
        }
        others.insert(0, main);
        others
    }

    /// The line of the mark, or as much of it as can be shown.
    fn new(text: &str, mark: &'a Mark, kind: AnnotationKind, label: &'a str) -> Self {
        let start = mark.bytes.start;
        let before = &text[text.floor_char_boundary(start.saturating_sub(AROUND))..start];
        let after = &text[start..text.ceil_char_boundary(start + AROUND)];
        let from = start - before.rsplit('\n').next().unwrap_or(before).len();
        let to = start + after.split('\n').next().unwrap_or(after).trim_end_matches('\r').len();
        Self { head: mark, first_line: mark.line, bytes: from..to, marks: vec![(mark, kind, label)] }
    }

    fn join(&mut self, other: Self) -> Result<(), Self> {
        let from = self.bytes.start.min(other.bytes.start);
        let to = self.bytes.end.max(other.bytes.end);
        if to - from > AROUND * 4 {
            return Err(other);
        }
        self.bytes = from..to;
        self.first_line = self.first_line.min(other.first_line);
        self.marks.extend(other.marks);
        Ok(())
    }

    /// Columns come from the whole line, which the renderer may not see.
    fn origin(&self, file: String) -> Origin<'static> {
        Origin::path(file).line(self.head.line).char_column(self.head.column)
    }

    fn excerpt(&self, text: &'a str) -> Snippet<'a, Annotation<'a>> {
        let annotation = |(mark, kind, label): &(&Mark, AnnotationKind, &'a str)| {
            let longest = text.floor_char_boundary(mark.bytes.start + LONGEST_MARK);
            let end = mark.bytes.end.min(longest).min(self.bytes.end);
            let span = mark.bytes.start - self.bytes.start..end - self.bytes.start;
            kind.span(span).label((!label.is_empty()).then_some(*label))
        };
        let marks = self.marks.iter().map(annotation);
        Snippet::source(&text[self.bytes.clone()]).line_start(self.first_line).annotations(marks)
    }
}
