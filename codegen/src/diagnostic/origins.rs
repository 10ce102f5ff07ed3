//! Leads from pointers into the rewritten document back to the texts as their authors wrote them.

use std::collections::BTreeMap;

use super::{FileId, Place, Pointer};

/// What was moved while a document was rewritten: a tree in the shape that the document has now, of those nodes alone
/// that are not where their author put them.
///
/// Whoever rewrites a node notes it when all below it is done, so that what was noted below moves with it.
#[derive(Debug, Default)]
pub(crate) struct Origins(Node);

#[derive(Clone, Debug, Default)]
struct Node {
    /// Where it comes from. All below it comes from below there, unless it has a note of its own.
    original: Option<Pointer>,
    below: BTreeMap<Box<str>, Node>,
}

impl Origins {
    /// What stands at `at` was made of what stands at `of`, and was not there before.
    pub(crate) fn made(&mut self, at: &Pointer, of: &Pointer) {
        let original = self.original(of);
        self.node(at).original = Some(original);
    }

    /// What stands at `at` stands at `place` in the texts.
    pub(crate) fn stands_for(&mut self, at: &Pointer, place: &Pointer) {
        self.node(at).original = Some(place.clone());
    }

    /// What stood at `at` is there no longer, and nothing below it.
    pub(crate) fn gone(&mut self, at: &Pointer) {
        self.take(at);
    }

    /// What stood at `from` stands at `to`, with all below it.
    pub(crate) fn moved(&mut self, from: &Pointer, to: &Pointer) {
        let original = self.original(from);
        let mut node = self.take(from).unwrap_or_default();
        node.original = Some(original);
        *self.node(to) = node;
    }

    /// What stands at `from` stands at `to`, too, with all below it.
    pub(crate) fn copied(&mut self, from: &Pointer, to: &Pointer) {
        let original = self.original(from);
        let mut node = self.find(from).cloned().unwrap_or_default();
        node.original = Some(original);
        *self.node(to) = node;
    }

    /// Where in the texts that comes from which stands at a pointer now. The document has the name of the first file;
    /// what points into another one points into its text.
    pub(crate) fn original(&self, pointer: &Pointer) -> Pointer {
        if pointer.file() != FileId::ROOT || self.0.below.is_empty() {
            return pointer.clone();
        }
        let mut node = Some(&self.0);
        pointer.segments().into_iter().fold(Pointer::root(), |above, name| {
            node = node.and_then(|node| node.below.get(name));
            node.and_then(|node| node.original.clone()).unwrap_or_else(|| above.key(name))
        })
    }

    /// Turns a place of the rewritten document into the one of the text.
    pub(crate) fn restore(&self, place: &mut Place) {
        if let Place::Key(pointer) | Place::Value(pointer) | Place::Occurrence { pointer, .. } = place {
            *pointer = self.original(pointer);
        }
    }

    fn node(&mut self, at: &Pointer) -> &mut Node {
        at.segments().into_iter().fold(&mut self.0, |node, name| node.below.entry(name.into()).or_default())
    }

    fn find(&self, at: &Pointer) -> Option<&Node> {
        at.segments().into_iter().try_fold(&self.0, |node, name| node.below.get(name))
    }

    fn take(&mut self, at: &Pointer) -> Option<Node> {
        let parent =
            at.parent()?.segments().into_iter().try_fold(&mut self.0, |node, name| node.below.get_mut(name))?;
        parent.below.remove(at.last()?)
    }
}
