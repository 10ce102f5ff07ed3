//! Follows references to components other than schemas.

use indexmap::IndexMap;
use openapiv3::ReferenceOr;

use super::{Ctx, dangling};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::uri::component;
use crate::pointer::Pointer;

impl<'a> Ctx<'a> {
    /// The component that a node is or refers to, and where that stands; `None` and a warning when there is none.
    pub(super) fn follow<T>(
        &mut self,
        node: &'a ReferenceOr<T>,
        at: &Pointer,
        components: &'a IndexMap<String, ReferenceOr<T>>,
        kind: &str,
    ) -> Option<(&'a T, Pointer)> {
        let mut node = node;
        let mut at = at.clone();
        // A chain longer than there are components goes in circles.
        for _ in 0..=components.len() {
            let reference = match node {
                ReferenceOr::Item(item) => return Some((item, at)),
                ReferenceOr::Reference { reference } => reference,
            };
            let target = component_name(reference, kind).and_then(|name| Some((components.get(&name)?, name)));
            let Some((next, name)) = target else {
                self.warn(dangling(&at, reference));
                return None;
            };
            node = next;
            at = Pointer::root().key("components").key(kind).key(&name);
        }
        if let ReferenceOr::Reference { reference } = node {
            let message = format!("`{reference}` leads back to itself");
            self.warn(Diagnostic::warning("dangling-reference", Place::Value(at.key("$ref")), message));
        }
        None
    }
}

/// `Pet` of `#/components/schemas/Pet`, when the reference points to a component of this kind.
pub(super) fn component_name(reference: &str, kind: &str) -> Option<String> {
    component(reference, &format!("#/components/{kind}/"))
}
