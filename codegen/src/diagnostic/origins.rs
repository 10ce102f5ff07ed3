//! Leads from pointers into the rewritten document back to the text as its author wrote it.

use std::collections::BTreeMap;

use super::{Place, Pointer};

/// What was moved while a document was rewritten.
#[derive(Debug, Default)]
pub(crate) struct Origins(BTreeMap<Pointer, Pointer>);

impl Origins {
    /// What stands at `original` in the text, and all below it, now stands at `new`. In `new` only the last
    /// steps are new: those above are the ones of the text.
    pub(crate) fn insert(&mut self, new: Pointer, original: Pointer) {
        self.0.insert(new, original);
    }

    /// What was noted for `old` stands at `new`; without a note, `old` itself is the original.
    pub(crate) fn shift(&mut self, old: &Pointer, new: Pointer) {
        let original = self.0.get(old).cloned().unwrap_or_else(|| old.clone());
        self.0.insert(new, original);
    }

    /// Turns a place of the rewritten document into the one of the text.
    pub(super) fn restore(&self, place: &mut Place) {
        if let Place::Key(pointer) | Place::Value(pointer) | Place::Occurrence { pointer, .. } = place
            && !self.0.is_empty()
        {
            *pointer = self.original(pointer);
        }
    }

    fn original(&self, pointer: &Pointer) -> Pointer {
        pointer.segments().into_iter().fold(Pointer::root(), |above, name| {
            let new = above.key(name);
            self.0.get(&new).cloned().unwrap_or(new)
        })
    }
}
