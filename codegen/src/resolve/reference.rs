//! Follows references.

use std::borrow::Cow;
use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema as RawSchema};

use super::Ctx;
use super::find::{Node, Raw};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::uri::component;
use crate::pointer::Pointer;

/// A kind of thing that is referred to.
pub(super) struct Wanted<'a, T> {
    /// In a sentence: "not …".
    pub(super) name: &'static str,
    pub(super) pick: fn(Node<'a>) -> Option<&'a ReferenceOr<T>>,
}

impl<'a> Ctx<'a> {
    /// What a node is or refers to, and where that stands; `None` and a warning when there is none.
    pub(super) fn follow<T>(
        &mut self,
        node: &'a ReferenceOr<T>,
        at: &Pointer,
        wanted: &Wanted<'a, T>,
    ) -> Option<(&'a T, Pointer)> {
        let mut node = node;
        let mut at = at.clone();
        let mut seen = BTreeSet::new();
        loop {
            let reference = match node {
                ReferenceOr::Item(item) => return Some((item, at)),
                ReferenceOr::Reference { reference } => reference,
            };
            if !seen.insert(reference) {
                self.warn(circular(&at, self.shown(reference)));
                return None;
            }
            let Some((place, found)) = self.find(reference) else {
                self.warn(self.dangling(&at, reference));
                return None;
            };
            let name = found.name();
            let Some(next) = (wanted.pick)(found) else {
                self.warn(wrong_kind(&at, self.shown(reference), name, wanted.name));
                return None;
            };
            node = next;
            at = place;
        }
    }

    /// A reference as its author knows it.
    fn shown<'r>(&'r self, reference: &'r str) -> &'r str {
        self.document.references.shown(reference)
    }

    fn dangling(&self, at: &Pointer, reference: &str) -> Diagnostic {
        match self.document.references.unread(reference) {
            Some(reason) => reason.tell(reference, Place::Value(at.key("$ref"))),
            None => fault(at, format!("`{}` does not exist in this description", self.shown(reference))),
        }
    }

    /// The schema that a reference at a place leads to at last, and where it stands; or what is wrong with it.
    pub(super) fn chase(
        &self,
        at: &Pointer,
        reference: &str,
    ) -> Result<(Pointer, Cow<'a, RawSchema>), Box<Diagnostic>> {
        let mut at = at.clone();
        let mut reference = Cow::Borrowed(reference);
        let mut seen = BTreeSet::new();
        loop {
            if !seen.insert(reference.clone().into_owned()) {
                return Err(Box::new(circular(&at, self.shown(&reference))));
            }
            let Some((place, found)) = self.find(&reference) else {
                return Err(Box::new(self.dangling(&at, &reference)));
            };
            let name = found.name();
            match found.into_schema() {
                Some(Raw::Item(schema)) => return Ok((place, schema)),
                Some(Raw::Reference(next)) => {
                    at = place;
                    reference = Cow::Owned(next.into_owned());
                }
                None => return Err(Box::new(wrong_kind(&at, self.shown(&reference), name, "a schema"))),
            }
        }
    }
}

/// `Pet` of `#/components/schemas/Pet`.
pub(super) fn component_name(reference: &str) -> Option<String> {
    component(reference, "#/components/schemas/")
}

fn circular(at: &Pointer, reference: &str) -> Diagnostic {
    fault(at, format!("`{reference}` leads back to itself"))
}

fn wrong_kind(at: &Pointer, reference: &str, is: &str, wanted: &str) -> Diagnostic {
    let message = format!("`{reference}` is {is}, not {wanted}");
    Diagnostic::warning("wrong-kind", Place::Value(at.key("$ref")), message)
}

fn fault(at: &Pointer, message: String) -> Diagnostic {
    Diagnostic::warning("dangling-reference", Place::Value(at.key("$ref")), message)
}
