//! The census of what becomes a value of any type.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::Ctx;
use crate::api::{Kind, SchemaId};
use crate::diagnostic::{Diagnostics, printable};
use crate::model::Untyped;
use crate::pointer::Pointer;

/// What was found so far. Types are asked for through shared references, so it is written through one.
#[derive(Debug, Default)]
pub(super) struct Census(RefCell<Vec<(Pointer, Option<&'static str>)>>);

impl Census {
    pub(super) fn note(&self, pointer: &Pointer, given_up: Option<&'static str>) {
        self.0.borrow_mut().push((pointer.clone(), given_up));
    }

    /// Each place once, where its author wrote it.
    pub(super) fn finish(self, diagnostics: &Diagnostics) -> Vec<Untyped> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for (pointer, given_up) in self.0.into_inner() {
            let pointer = diagnostics.original(&pointer);
            if seen.insert(pointer.clone()) {
                let file = diagnostics.file_of(&pointer);
                all.push(Untyped { file, pointer: printable(&pointer.to_string()).into_owned(), given_up });
            }
        }
        all
    }
}

impl Ctx<'_> {
    /// Notes a schema that becomes a value of any type.
    pub(super) fn untyped(&self, id: SchemaId) {
        let schema = self.api.schemas.get(id);
        let given_up = match schema.kind {
            Kind::Any if schema.dangling => Some("$ref"),
            Kind::Any => None,
            // What it refers to is counted where it stands.
            Kind::Reference(_) if !self.recursion.is_endless(id) => return,
            Kind::Other { keyword, .. } => Some(keyword),
            // What stands for nothing but itself does so by references.
            _ => Some("$ref"),
        };
        self.census.note(&schema.pointer, given_up);
    }
}
