//! Finds places in a text of YAML, following the parser's events.
//!
//! What is written through an alias or a merge key has no place of its own: the nearest thing around it is
//! shown instead.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::trie::{NodeId, Trie};

/// Writes all spans that the trie asks for into it. A text with a syntax error is walked up to there.
pub(super) fn walk(text: &str, trie: &mut Trie) {
    let mut walk = Walk { trie, open: Vec::new() };
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        if walk.event(&event, span).is_none() {
            break;
        }
    }
    let offsets = Offsets::new(text);
    for span in trie.spans_mut() {
        *span = offsets.byte(span.start)..offsets.byte(span.end).max(offsets.byte(span.start));
    }
}

/// Until the end of the walk spans count characters, as the parser does.
struct Walk<'t> {
    trie: &'t mut Trie,
    open: Vec<Level>,
}

/// A collection whose end has not come yet.
struct Level {
    /// Where messages may point at; `None` below what nobody asks for.
    node: Option<NodeId>,
    start: usize,
    next: Next,
}

enum Next {
    Key,
    /// The value of the key that was just read.
    Value(Option<NodeId>),
    Item(usize),
}

impl Walk<'_> {
    /// Returns `None` at the end of the first document.
    fn event(&mut self, event: &Event<'_>, span: Span) -> Option<()> {
        let characters = span.start.index()..span.end.index();
        match event {
            Event::Scalar(text, style, ..) => self.scalar(text, *style, characters),
            Event::Alias(_) => self.whole(characters),
            Event::MappingStart(..) => self.start(characters.start, Next::Key),
            Event::SequenceStart(..) => self.start(characters.start, Next::Item(0)),
            Event::MappingEnd | Event::SequenceEnd => self.end(characters.end),
            Event::DocumentEnd => return None,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        Some(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, characters: Range<usize>) {
        let Some(Level { node, next: next @ Next::Key, .. }) = self.open.last_mut() else {
            return self.whole(trimmed(text, style, characters));
        };
        let child = node.and_then(|node| self.trie.child(node, text));
        *next = Next::Value(child);
        if let Some(child) = child {
            self.trie.found_key(child, characters);
        }
    }

    /// A value that has nothing below it.
    fn whole(&mut self, characters: Range<usize>) {
        if let Some(node) = self.step() {
            self.trie.found_value(node, characters);
        }
    }

    fn start(&mut self, start: usize, next: Next) {
        let node = self.step();
        if let Some(node) = node {
            self.trie.found_value(node, start..start);
        }
        let node = node.filter(|node| self.trie.has_children(*node));
        self.open.push(Level { node, start, next });
    }

    fn end(&mut self, end: usize) {
        if let Some(Level { node: Some(node), start, .. }) = self.open.pop() {
            self.trie.found_value(node, start..end);
        }
    }

    /// The node of the value that begins now.
    fn step(&mut self) -> Option<NodeId> {
        let Some(level) = self.open.last_mut() else { return Some(Trie::ROOT) };
        match &mut level.next {
            // A key that is itself a collection: nobody asks for it, nor for its value.
            Next::Key => {
                level.next = Next::Value(None);
                None
            }
            Next::Value(child) => {
                let child = *child;
                level.next = Next::Key;
                child
            }
            Next::Item(index) => {
                let name = index.to_string();
                *index += 1;
                level.node.and_then(|node| self.trie.child(node, &name))
            }
        }
    }
}

/// The parser lets a plain scalar reach up to the next token; the comment and blanks between are no part of it.
fn trimmed(text: &str, style: ScalarStyle, characters: Range<usize>) -> Range<usize> {
    if style == ScalarStyle::Plain && !text.contains('\n') {
        let length = text.chars().count().min(characters.len());
        return characters.start..characters.start + length;
    }
    characters
}

/// Turns counts of characters into counts of bytes.
struct Offsets<'a> {
    text: &'a str,
    /// The byte at which every 256th character begins; empty where all characters are single bytes.
    steps: Vec<usize>,
}

impl<'a> Offsets<'a> {
    const STEP: usize = 256;

    fn new(text: &'a str) -> Self {
        let steps = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().step_by(Self::STEP).map(|(byte, _)| byte).collect(),
        };
        Self { text, steps }
    }

    fn byte(&self, character: usize) -> usize {
        if self.text.is_ascii() {
            return character.min(self.text.len());
        }
        let Some(start) = self.steps.get(character / Self::STEP) else { return self.text.len() };
        let rest = self.text[*start..].char_indices().nth(character % Self::STEP);
        rest.map_or(self.text.len(), |(byte, _)| start + byte)
    }
}
