//! The places that are wanted, arranged as a tree, so that one walk of the text finds them all.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Place, Pointer};

/// Pointers are followed so far. Nothing that can be read is nested deeper.
const DEEPEST: usize = 256;

/// A node of [`Trie`].
pub(super) type NodeId = usize;

/// All pointers that messages name, merged at their common beginnings.
pub(super) struct Trie {
    nodes: Vec<Node>,
}

#[derive(Default)]
struct Node {
    parent: NodeId,
    children: BTreeMap<Box<str>, NodeId>,
    /// The bytes of the key, once per occurrence.
    keys: Vec<Range<usize>>,
    /// The bytes of the value.
    value: Option<Range<usize>>,
    /// The occurrence of the parent's key in which `keys` and `value` were seen. Where a key occurs twice, the
    /// last one counts, and what was found below the first is void.
    seen_in: usize,
}

impl Trie {
    pub(super) const ROOT: NodeId = 0;

    pub(super) fn new<'a>(pointers: impl Iterator<Item = &'a Pointer>) -> Self {
        let mut trie = Self { nodes: vec![Node::default()] };
        for pointer in pointers {
            let mut node = Self::ROOT;
            for name in pointer.segments().into_iter().take(DEEPEST) {
                node = trie.child_or_new(node, name);
            }
        }
        trie
    }

    fn child_or_new(&mut self, node: NodeId, name: &str) -> NodeId {
        if let Some(child) = self.child(node, name) {
            return child;
        }
        let child = self.nodes.len();
        self.nodes.push(Node { parent: node, ..Node::default() });
        self.nodes[node].children.insert(name.into(), child);
        child
    }

    pub(super) fn child(&self, node: NodeId, name: &str) -> Option<NodeId> {
        self.nodes[node].children.get(name).copied()
    }

    /// Whether anything below is wanted.
    pub(super) fn has_children(&self, node: NodeId) -> bool {
        !self.nodes[node].children.is_empty()
    }

    pub(super) fn found_key(&mut self, node: NodeId, bytes: Range<usize>) {
        self.renew(node);
        self.nodes[node].keys.push(bytes);
    }

    pub(super) fn found_value(&mut self, node: NodeId, bytes: Range<usize>) {
        self.renew(node);
        self.nodes[node].value = Some(bytes);
    }

    fn renew(&mut self, node: NodeId) {
        let now = self.occurrences(self.nodes[node].parent);
        let node = &mut self.nodes[node];
        if node.seen_in != now {
            node.keys.clear();
            node.value = None;
            node.seen_in = now;
        }
    }

    fn occurrences(&self, node: NodeId) -> usize {
        self.nodes[node].keys.len()
    }

    /// The bytes of a place. What is not in the text is shown at the nearest thing around it that is.
    pub(super) fn find(&self, place: &Place) -> Option<Range<usize>> {
        let pointer = place.pointer()?;
        let (node, is_exact) = self.nearest(pointer);
        let node = &self.nodes[node];
        let value = node.value.clone();
        let last_key = node.keys.last().cloned();
        match place {
            Place::Value(_) if is_exact => value.or(last_key),
            Place::Occurrence { nth, .. } if is_exact => node.keys.get(*nth).cloned().or(last_key).or(value),
            _ => last_key.or(value),
        }
    }

    /// The deepest node on the way that is in the text, and whether it is the end of the way.
    fn nearest(&self, pointer: &Pointer) -> (NodeId, bool) {
        let mut node = Self::ROOT;
        for name in pointer.segments() {
            let Some(child) = self.child(node, name) else { return (node, false) };
            let found = &self.nodes[child];
            let is_void = found.seen_in != self.occurrences(node);
            if is_void || found.keys.is_empty() && found.value.is_none() {
                return (node, false);
            }
            node = child;
        }
        (node, true)
    }
}
