//! Finds places in a text of JSON.
//!
//! A borrowed raw value is a slice of the text, so its address says where it stands. Only what the trie asks
//! for is opened; the rest is skipped without being read.

use std::fmt;
use std::ops::Range;

use serde_core::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::trie::{NodeId, Trie};

/// Writes all spans that the trie asks for into it. A text with a syntax error is walked up to there.
pub(super) fn walk(text: &str, trie: &mut Trie) {
    let start = text.len() - text.trim_start().len();
    trie.found_value(Trie::ROOT, start..text.trim_end().len().max(start));
    let mut walk = Walk { start: text.as_ptr().addr(), trie };
    walk.open(text, Trie::ROOT);
}

struct Walk<'t> {
    start: usize,
    trie: &'t mut Trie,
}

impl Walk<'_> {
    fn span(&self, slice: &str) -> Range<usize> {
        let start = slice.as_ptr().addr() - self.start;
        start..start + slice.len()
    }

    /// Reads one level of the value that `text` begins with.
    fn open(&mut self, text: &str, node: NodeId) {
        if self.trie.has_children(node) {
            let mut deserializer = serde_json::Deserializer::from_str(text);
            // The error, if any, has been reported by the reader of the document.
            let _ = Level { walk: self, node }.deserialize(&mut deserializer);
        }
    }

    fn entry(&mut self, node: NodeId, key: &str, value: &str) {
        let Some(child) = self.child(node, key) else { return };
        self.trie.found_key(child, self.span(key));
        self.item(child, value);
    }

    fn item(&mut self, node: NodeId, value: &str) {
        self.trie.found_value(node, self.span(value));
        self.open(value, node);
    }

    fn child(&self, node: NodeId, key: &str) -> Option<NodeId> {
        let plain = key.strip_prefix('"')?.strip_suffix('"')?;
        if plain.contains('\\') {
            let name: String = serde_json::from_str(key).ok()?;
            return self.trie.child(node, &name);
        }
        self.trie.child(node, plain)
    }
}

struct Level<'w, 't> {
    walk: &'w mut Walk<'t>,
    node: NodeId,
}

impl<'de> DeserializeSeed<'de> for Level<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or an array")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<&RawValue>()? {
            let value: &RawValue = map.next_value()?;
            self.walk.entry(self.node, key.get(), value.get());
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0_usize;
        loop {
            if let Some(child) = self.walk.trie.child(self.node, &index.to_string()) {
                let Some(value) = seq.next_element::<&RawValue>()? else { return Ok(()) };
                self.walk.item(child, value.get());
            } else if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
            index += 1;
        }
    }
}
