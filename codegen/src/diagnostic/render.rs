//! Draws messages as people read them, in the manner of rustc.

use annotate_snippets::renderer::Renderer;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Snippet};

use super::frame::{Frame, Marked};
use super::text::printable;
use super::{Located, Severity};

/// Whether to write color codes of terminals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Plain text.
    Never,
    /// With codes.
    Always,
}

/// Draws messages, with a blank line between them.
#[must_use]
pub fn render(located: &[Located], color: Color) -> String {
    let renderer = match color {
        Color::Never => Renderer::plain(),
        Color::Always => Renderer::styled(),
    };
    let mut drawn = String::new();
    for said in located {
        if !drawn.is_empty() {
            drawn.push('\n');
        }
        drawn.push_str(draw(said, &renderer).trim_matches('\n'));
        drawn.push('\n');
    }
    drawn
}

fn draw(said: &Located, renderer: &Renderer) -> String {
    let level = match said.severity {
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    };
    // In the first group of a report the renderer draws empty lines that a line of notes does not need, and in
    // one group it allows one place only. So the first one is empty, and heads and excerpts take turns.
    let mut groups = vec![Group::with_level(level.clone())];
    for (index, frame) in said.frames.iter().enumerate() {
        let head = match index {
            0 => Group::with_title(level.clone().primary_title(said.message.as_str())),
            _ => Group::with_level(level.clone()),
        };
        groups.push(head.element(origin(frame)));
        groups.push(Group::with_level(level.clone()).element(excerpt(frame)));
    }
    let at = (!said.pointer.is_empty()).then(|| format!("at {}", said.pointer));
    let notes = at.iter().chain(&said.notes).map(|note| Level::NOTE.no_name().message(note.as_str()));
    if let Some(last) = groups.pop() {
        groups.push(last.elements(notes));
    }
    renderer.render(&groups)
}

fn origin(frame: &Frame) -> Origin<'static> {
    Origin::path(printable(&frame.file).into_owned()).line(frame.line).char_column(frame.column)
}

fn excerpt(frame: &Frame) -> Snippet<'_, Annotation<'_>> {
    let annotation = |Marked { bytes, label, is_main }: &'_ Marked| {
        let kind = if *is_main { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(bytes.clone()).label((!label.is_empty()).then(|| label.clone()))
    };
    let marks = frame.marks.iter().map(annotation);
    Snippet::source(frame.text.as_str()).line_start(frame.first_line).annotations(marks)
}
