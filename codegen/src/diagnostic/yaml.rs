//! Finds places in a text of YAML, following the parser's events.
//!
//! What is written through an alias or a merge key has no place of its own: the nearest thing around it is
//! shown instead.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use super::trie::{NodeId, Trie};

/// Writes all spans that the trie asks for into it. A text with a syntax error is walked up to there.
pub(super) fn walk(text: &str, trie: &mut Trie) {
    let mut walk = Walk { trie, offsets: Offsets::new(text), open: Vec::new() };
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        if walk.event(&event, span).is_none() {
            break;
        }
    }
}

struct Walk<'t> {
    trie: &'t mut Trie,
    offsets: Offsets<'t>,
    open: Vec<Level>,
}

/// A collection whose end has not come yet.
struct Level {
    /// Whose children may be asked for.
    inside: Option<NodeId>,
    /// What is to be shown from its beginning to its end.
    shown: Option<(NodeId, Marker)>,
    next: Next,
}

enum Next {
    Key,
    /// The value of the key that was just read.
    Value(Option<Child>),
    Item(usize),
}

/// A value that messages point at or into.
#[derive(Clone, Copy)]
struct Child {
    node: NodeId,
    /// The key before it, if there is one.
    key: Option<Span>,
}

impl Walk<'_> {
    /// Returns `None` at the end of the first document.
    fn event(&mut self, event: &Event<'_>, span: Span) -> Option<()> {
        match event {
            Event::Scalar(text, style, ..) => self.scalar(text, *style, span),
            Event::Alias(_) => self.whole(span, None),
            Event::MappingStart(..) => self.start(span, Next::Key),
            Event::SequenceStart(..) => self.start(span, Next::Item(0)),
            Event::MappingEnd | Event::SequenceEnd => self.end(span),
            Event::DocumentEnd => return None,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        Some(())
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) {
        let Some(Level { inside, next: next @ Next::Key, .. }) = self.open.last_mut() else {
            return self.whole(span, Some((text, style)));
        };
        let child = inside.and_then(|node| self.trie.child(node, text));
        *next = Next::Value(child.map(|node| Child { node, key: Some(span) }));
        if let Some(child) = child {
            self.trie.found_key(child, self.offsets.scalar(span, text, style));
        }
    }

    /// A value that has nothing below it.
    fn whole(&mut self, span: Span, scalar: Option<(&str, ScalarStyle)>) {
        if let Some(Child { node, .. }) = self.step() {
            let bytes = match scalar {
                Some((text, style)) => self.offsets.scalar(span, text, style),
                None => self.offsets.bytes(span),
            };
            self.trie.found_value(node, bytes);
        }
    }

    /// A collection in the block style begins in the line below its key, with its first entry. What is said about
    /// all of it is better shown at the key.
    fn start(&mut self, span: Span, next: Next) {
        let child = self.step();
        let key = child.and_then(|child| child.key).filter(|key| key.end.line() < span.start.line());
        if let Some(Child { node, .. }) = child {
            self.trie.found_value(node, self.offsets.bytes(key.unwrap_or(span)));
        }
        let inside = child.map(|child| child.node).filter(|node| self.trie.has_children(*node));
        let shown = child.filter(|_| key.is_none()).map(|child| (child.node, span.start));
        self.open.push(Level { inside, shown, next });
    }

    fn end(&mut self, span: Span) {
        if let Some(Level { shown: Some((node, start)), .. }) = self.open.pop() {
            self.trie.found_value(node, self.offsets.bytes(Span::new(start, span.end)));
        }
    }

    /// The value that begins now.
    fn step(&mut self) -> Option<Child> {
        let Some(level) = self.open.last_mut() else { return Some(Child { node: Trie::ROOT, key: None }) };
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
                let node = level.inside.and_then(|node| self.trie.child(node, &name))?;
                Some(Child { node, key: None })
            }
        }
    }
}

/// Turns the parser's spans, which count characters, into bytes.
struct Offsets<'a> {
    text: &'a str,
    /// The byte at which every 256th character begins; empty where all characters are single bytes.
    steps: Vec<usize>,
}

impl<'a> Offsets<'a> {
    const STEP: usize = 256;

    fn new(text: &'a str) -> Self {
        let steps = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(Self::STEP).map(|(byte, _)| byte).collect()
        };
        Self { text, steps }
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }

    fn byte(&self, character: usize) -> usize {
        if self.steps.is_empty() {
            return character.min(self.text.len());
        }
        let Some(start) = self.steps.get(character / Self::STEP) else { return self.text.len() };
        let rest = self.text[*start..].char_indices().nth(character % Self::STEP);
        rest.map_or(self.text.len(), |(byte, _)| start + byte)
    }

    /// The parser lets a scalar reach up to the next token; blanks and comments between are no part of it.
    fn scalar(&self, span: Span, text: &str, style: ScalarStyle) -> Range<usize> {
        let bytes = self.bytes(span);
        let written = &self.text[bytes.clone()];
        let length = match style {
            ScalarStyle::Plain if written.starts_with(text) => text.len(),
            ScalarStyle::SingleQuoted => quoted_length(written, b'\''),
            ScalarStyle::DoubleQuoted => quoted_length(written, b'"'),
            _ => written.len(),
        };
        bytes.start..bytes.start + length
    }
}

/// How many bytes a quoted scalar has, its quotes included: `'it''s'`, `"a \" b"`.
fn quoted_length(written: &str, quote: u8) -> usize {
    let bytes = written.as_bytes();
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        let is_pair = *byte == b'\\' && quote == b'"' || *byte == quote && bytes.get(at + 1) == Some(&quote);
        if *byte == quote && !is_pair {
            return at + 1;
        }
        at += if is_pair { 2 } else { 1 };
    }
    written.len()
}
