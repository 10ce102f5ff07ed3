//! Finds the places where a type would hold itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Kind, SchemaId, Schemas};
use crate::cycles::cycles;

/// Which schemas hold themselves, and how.
#[derive(Debug)]
pub(super) struct Recursion {
    /// The group of each object: objects of one group hold each other directly, without a list between them.
    groups: BTreeMap<SchemaId, usize>,
    /// Objects that hold themselves through members that are all required: no value of them is finite.
    infinite: BTreeMap<SchemaId, usize>,
    /// Names for each other that never arrive at a type.
    endless: BTreeMap<SchemaId, usize>,
    /// Lists, maps and tuples that hold themselves with no struct between: an alias would stand for itself.
    newtypes: BTreeSet<SchemaId>,
    /// Tuples that hold themselves directly.
    tuples: BTreeSet<SchemaId>,
}

impl Recursion {
    /// Whether a member of `owner` that holds a `member` needs a box.
    pub(super) fn needs_box(&self, owner: SchemaId, member: SchemaId) -> bool {
        self.groups.get(&owner).is_some_and(|group| self.groups.get(&member) == Some(group))
    }

    /// Whether a required member makes each value of `owner` infinite.
    pub(super) fn is_infinite(&self, owner: SchemaId, member: SchemaId) -> bool {
        self.infinite.get(&owner).is_some_and(|group| self.infinite.get(&member) == Some(group))
    }

    /// Whether a name stands for nothing but itself.
    pub(super) fn is_endless(&self, id: SchemaId) -> bool {
        self.endless.contains_key(&id)
    }

    /// Whether a name must stand for a type of its own.
    pub(super) fn needs_newtype(&self, id: SchemaId) -> bool {
        self.newtypes.contains(&id)
    }

    /// Whether it is a tuple that would be part of itself.
    pub(super) fn is_tuple_of_itself(&self, id: SchemaId) -> bool {
        self.tuples.contains(&id)
    }
}

/// Asks the graph of schemas some questions, each answered by its strongly connected components.
pub(super) fn find(schemas: &Schemas) -> Recursion {
    let kind = |id: SchemaId| &schemas.get(id).kind;
    let endless =
        cycles(schemas.ids(), |id| if let Kind::Reference(target) = kind(id) { vec![*target] } else { Vec::new() });
    let direct = |id: SchemaId| match kind(id) {
        Kind::Object(object) => {
            let members = object.properties.iter().map(|property| property.schema);
            members.chain(object.choices.iter().copied()).collect()
        }
        Kind::Tuple(_) | Kind::Reference(_) => kind(id).parts(),
        // Unions box what could hold them.
        _ => Vec::new(),
    };
    let is_tuple = |id: &SchemaId| matches!(kind(*id), Kind::Tuple(_));
    let tuples: BTreeSet<SchemaId> = cycles(schemas.ids(), direct).into_keys().filter(is_tuple).collect();
    let required = |id: SchemaId| match kind(id) {
        Kind::Object(object) => {
            let required = object.properties.iter().filter(|property| property.required);
            required.map(|property| property.schema).filter(|member| !schemas.allows_null(*member)).collect()
        }
        Kind::Reference(target) => vec![*target],
        _ => Vec::new(),
    };
    let held = |id: SchemaId| if tuples.contains(&id) { Vec::new() } else { direct(id) };
    Recursion {
        groups: cycles(schemas.ids(), held),
        infinite: cycles(schemas.ids(), required),
        newtypes: newtypes(schemas, &tuples),
        endless,
        tuples,
    }
}

/// What must get a name, of all that holds itself through lists, maps, tuples and names alone: that is referred to.
fn newtypes(schemas: &Schemas, tuples: &BTreeSet<SchemaId>) -> BTreeSet<SchemaId> {
    let aliased = |id: SchemaId| match &schemas.get(id).kind {
        Kind::Object(_) => Vec::new(),
        _ if tuples.contains(&id) => Vec::new(),
        kind => kind.parts(),
    };
    let cyclic = cycles(schemas.ids(), aliased);
    let referred = cyclic.keys().filter_map(|id| match schemas.get(*id).kind {
        Kind::Reference(target) => Some(target),
        _ => None,
    });
    let mut referred: BTreeSet<SchemaId> = referred.collect();
    // What is used in two places is referred to, too: once from outside, once from what it holds.
    let mut used = BTreeSet::new();
    if !cyclic.is_empty() {
        let parts = schemas.ids().flat_map(|id| schemas.get(id).kind.parts());
        referred.extend(parts.filter(|part| cyclic.contains_key(part) && !used.insert(*part)));
    }
    let is_needed = |id: &SchemaId| {
        let schema = schemas.get(*id);
        !matches!(schema.kind, Kind::Reference(_)) && (schema.component.is_some() || referred.contains(id))
    };
    cyclic.into_keys().filter(is_needed).collect()
}
