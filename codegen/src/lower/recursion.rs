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
}

/// Asks the graph of schemas three questions, each answered by its strongly connected components.
pub(super) fn find(schemas: &Schemas) -> Recursion {
    let endless = cycles(schemas, |id| aliased(schemas, id));
    let members = |id: SchemaId, all: bool| match &schemas.get(id).kind {
        Kind::Object(object) => {
            let wanted = object.properties.iter().filter(|property| all || property.required);
            wanted.map(|property| property.schema).filter(|member| all || !schemas.get(*member).nullable).collect()
        }
        Kind::Reference(target) => vec![*target],
        _ => Vec::new(),
    };
    Recursion {
        groups: cycles(schemas, |id| members(id, true)),
        infinite: cycles(schemas, |id| members(id, false)),
        endless,
    }
}

fn aliased(schemas: &Schemas, id: SchemaId) -> Vec<SchemaId> {
    match schemas.get(id).kind {
        Kind::Array(target) | Kind::Reference(target) => vec![target],
        _ => Vec::new(),
    }
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
