//! Finds the places where a type would hold itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Kind, SchemaId, Schemas};

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
    let endless = cycles(schemas, |id| if let Kind::Reference(target) = kind(id) { vec![*target] } else { Vec::new() });
    let direct = |id: SchemaId| match kind(id) {
        Kind::Object(object) => object.properties.iter().map(|property| property.schema).collect(),
        Kind::Tuple(_) | Kind::Reference(_) => kind(id).parts(),
        _ => Vec::new(),
    };
    let is_tuple = |id: &SchemaId| matches!(kind(*id), Kind::Tuple(_));
    let tuples: BTreeSet<SchemaId> = cycles(schemas, direct).into_keys().filter(is_tuple).collect();
    let required = |id: SchemaId| match kind(id) {
        Kind::Object(object) => {
            let required = object.properties.iter().filter(|property| property.required);
            required.map(|property| property.schema).filter(|member| !schemas.get(*member).nullable).collect()
        }
        Kind::Reference(target) => vec![*target],
        _ => Vec::new(),
    };
    let held = |id: SchemaId| if tuples.contains(&id) { Vec::new() } else { direct(id) };
    Recursion {
        groups: cycles(schemas, held),
        infinite: cycles(schemas, required),
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
    let cyclic = cycles(schemas, aliased);
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

/// The number of the cycle that each schema is part of; a schema of none is absent. Tarjan's algorithm, without recursion.
fn cycles(schemas: &Schemas, edges: impl Fn(SchemaId) -> Vec<SchemaId>) -> BTreeMap<SchemaId, usize> {
    let mut search = Search::default();
    for root in schemas.ids() {
        if search.order.contains_key(&root) {
            continue;
        }
        let mut path = vec![search.enter(root, &edges)];
        while let Some(visit) = path.last_mut() {
            let id = visit.id;
            let Some(next) = visit.edges.pop() else {
                path.pop();
                search.leave(id, &edges);
                if let Some(parent) = path.last() {
                    search.lower(parent.id, search.low[&id]);
                }
                continue;
            };
            match search.order.get(&next) {
                None => path.push(search.enter(next, &edges)),
                Some(&order) if !search.left.contains(&next) => search.lower(id, order),
                Some(_) => {}
            }
        }
    }
    search.found
}

/// A schema whose edges are being followed.
struct Visit {
    id: SchemaId,
    edges: Vec<SchemaId>,
}

#[derive(Default)]
struct Search {
    order: BTreeMap<SchemaId, usize>,
    low: BTreeMap<SchemaId, usize>,
    stack: Vec<SchemaId>,
    /// Schemas whose component is complete.
    left: BTreeSet<SchemaId>,
    found: BTreeMap<SchemaId, usize>,
    groups: usize,
}

impl Search {
    fn enter(&mut self, id: SchemaId, edges: impl Fn(SchemaId) -> Vec<SchemaId>) -> Visit {
        let order = self.order.len();
        self.order.insert(id, order);
        self.low.insert(id, order);
        self.stack.push(id);
        Visit { id, edges: edges(id) }
    }

    fn lower(&mut self, id: SchemaId, to: usize) {
        if let Some(low) = self.low.get_mut(&id) {
            *low = (*low).min(to);
        }
    }

    fn leave(&mut self, id: SchemaId, edges: impl Fn(SchemaId) -> Vec<SchemaId>) {
        if self.low[&id] != self.order[&id] {
            return;
        }
        let start = self.stack.iter().rposition(|&other| other == id).unwrap_or(self.stack.len());
        let group = self.stack.split_off(start);
        self.left.extend(&group);
        if group.len() > 1 || edges(id).contains(&id) {
            self.groups += 1;
            self.found.extend(group.into_iter().map(|id| (id, self.groups)));
        }
    }
}
