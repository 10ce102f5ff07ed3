//! Unions that lead back to themselves without anything between that could end it.

use std::collections::{BTreeMap, BTreeSet};

use super::settle::deduplicate;
use crate::api::{Kind, SchemaId, Schemas};
use crate::cycles::cycles;

/// Unions that are branches of each other are one: it allows all that any of them allows beside the others.
pub(super) fn flatten(schemas: &mut Schemas) {
    let nested = |id: SchemaId| match &schemas.get(id).kind {
        Kind::Union(union) => union.branches.iter().map(|branch| schemas.target_id(*branch)).collect(),
        _ => Vec::new(),
    };
    let groups = cycles(schemas.ids(), nested);
    let mut branches: BTreeMap<usize, Vec<SchemaId>> = BTreeMap::new();
    for (&id, &group) in &groups {
        let Kind::Union(union) = &schemas.get(id).kind else { continue };
        let others = union.branches.iter().filter(|branch| groups.get(&schemas.target_id(**branch)) != Some(&group));
        branches.entry(group).or_default().extend(others.copied());
    }
    for all in branches.values_mut() {
        deduplicate(schemas, all);
    }
    let mut first: BTreeMap<usize, SchemaId> = BTreeMap::new();
    for (id, group) in groups {
        let kind = &mut schemas.get_mut(id).kind;
        let (Kind::Union(union), Some(all)) = (&mut *kind, branches.get(&group)) else { continue };
        match (*first.entry(group).or_insert(id), &all[..]) {
            (first, _) if first != id => *kind = Kind::Reference(first),
            (_, []) => *kind = Kind::Any,
            (_, [single]) => *kind = Kind::Reference(*single),
            _ => union.branches.clone_from(all),
        }
    }
}

/// Cuts what would read the same object again and again: branches, and what stands beside members, that lead back to
/// what they belong to. Whether something was cut.
pub(super) fn cut(schemas: &mut Schemas) -> bool {
    let groups = cycles(schemas.ids(), |id| of_the_same_value(schemas, id));
    let (mut met, mut open) = (BTreeSet::new(), BTreeSet::new());
    let mut back = Vec::new();
    for &root in groups.keys() {
        // The schemas that lead to the one at hand, each with what it leads to and has not been looked at.
        let mut path: Vec<(SchemaId, Vec<SchemaId>)> = Vec::new();
        let mut next = Some(root);
        loop {
            if let Some(id) = next.take().filter(|id| met.insert(*id)) {
                open.insert(id);
                path.push((id, of_the_same_value(schemas, id)));
            }
            let Some((id, parts)) = path.last_mut() else { break };
            let (id, part) = (*id, parts.pop());
            match part {
                None => {
                    open.remove(&id);
                    path.pop();
                }
                Some(part) if open.contains(&part) => back.push((id, part)),
                part => next = part,
            }
        }
    }
    for &(id, part) in &back {
        let leads_on = |other: &SchemaId| schemas.target_id(*other) != part;
        match schemas.get(id).kind.clone() {
            Kind::Union(mut union) => {
                union.branches.retain(leads_on);
                schemas.get_mut(id).kind = Kind::Union(union);
            }
            Kind::Object(mut object) => {
                object.choices.retain(leads_on);
                schemas.get_mut(id).kind = Kind::Object(object);
            }
            _ => {}
        }
    }
    !back.is_empty()
}

/// What a value of a schema may be, or is as well.
fn of_the_same_value(schemas: &Schemas, id: SchemaId) -> Vec<SchemaId> {
    let parts = match &schemas.get(id).kind {
        Kind::Union(union) => &union.branches,
        Kind::Object(object) => &object.choices,
        _ => return Vec::new(),
    };
    parts.iter().map(|part| schemas.target_id(*part)).collect()
}
