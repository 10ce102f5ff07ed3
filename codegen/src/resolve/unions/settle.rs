//! Finds out what unions come to: many have one branch in the end, or none that says anything.

use std::collections::BTreeSet;

use super::super::never::{self, allows_nothing};
use super::{composed, loops, overlap};
use crate::api::{Kind, Length, Object, SchemaId, Schemas, Union};
use crate::pointer::Pointer;

/// How often all unions are looked at: one that is a branch of another may come to something simpler.
const ROUNDS: usize = 4;

/// Deeper than this, types count as different.
const DEEPEST: usize = 16;

/// Settles all unions of a description.
pub(in crate::resolve) fn settle(schemas: &mut Schemas) {
    rounds(schemas);
    loops::flatten(schemas);
    if loops::cut(schemas) {
        rounds(schemas);
    }
}

fn rounds(schemas: &mut Schemas) {
    for _ in 0..ROUNDS {
        let mut is_settled = true;
        let choices = choices(schemas);
        for id in schemas.ids() {
            match &schemas.get(id).kind {
                Kind::Union(_) => is_settled &= !settle_one(schemas, id, choices.contains(&id)),
                Kind::Object(object) if !object.choices.is_empty() => is_settled &= !settle_object(schemas, id),
                _ => {}
            }
        }
        if is_settled {
            break;
        }
    }
}

/// What stands beside members of the same object and nowhere else.
fn choices(schemas: &Schemas) -> BTreeSet<SchemaId> {
    let choices = |id: SchemaId| match &schemas.get(id).kind {
        Kind::Object(object) => object.choices.clone(),
        _ => Vec::new(),
    };
    schemas.ids().flat_map(choices).filter(|choice| schemas.get(*choice).component.is_none()).collect()
}

/// Whether something changed.
fn settle_object(schemas: &mut Schemas, id: SchemaId) -> bool {
    let Kind::Object(object) = std::mem::replace(&mut schemas.get_mut(id).kind, Kind::Any) else { return false };
    let size = |object: &Object| (object.properties.len(), object.choices.len());
    let before = size(&object);
    let kind = composed::settle(schemas, object);
    let is_changed = !matches!(&kind, Kind::Object(object) if size(object) == before);
    schemas.get_mut(id).kind = match kind {
        Kind::Reference(only) if schemas.get(only).pointer.is_within(&schemas.get(id).pointer) => {
            // What is nothing but its branches is called by its own name.
            std::mem::replace(&mut schemas.get_mut(only).kind, Kind::Reference(id))
        }
        kind => kind,
    };
    is_changed
}

/// Whether something changed.
fn settle_one(schemas: &mut Schemas, id: SchemaId, is_choice: bool) -> bool {
    let Kind::Union(union) = std::mem::replace(&mut schemas.get_mut(id).kind, Kind::Any) else { return false };
    let nullable = union.branches.iter().any(|branch| schemas.allows_null(*branch));
    let before = union.branches.len();
    let kind = come_to(schemas, id, union, is_choice);
    let is_changed = !matches!(&kind, Kind::Union(union) if union.branches.len() == before);
    let schema = schemas.get_mut(id);
    schema.nullable |= nullable;
    schema.kind = kind;
    is_changed
}

fn come_to(schemas: &mut Schemas, id: SchemaId, mut union: Union, is_choice: bool) -> Kind {
    if !union.branches.is_empty() && union.branches.iter().all(|branch| schemas.target(*branch).dangling) {
        return Kind::Other { keyword: "$ref", at: None };
    }
    if let [first, ..] = union.branches[..] {
        let (none, some): (Vec<_>, Vec<_>) =
            union.branches.iter().partition(|branch| allows_nothing(schemas, **branch));
        if some.is_empty() {
            return Kind::Reference(first);
        }
        union.branches = some;
        for branch in none {
            never::settle(schemas, branch);
        }
    }
    // A branch that is the union itself adds nothing to it.
    union.branches.retain(|branch| !schemas.target(*branch).dangling && schemas.target_id(*branch) != id);
    let is_any = |branch: &SchemaId| matches!(schemas.target(*branch).kind, Kind::Any);
    if union.branches.iter().all(is_any) {
        // Branches that only forbid something are no types.
        return Kind::Any;
    }
    if union.branches.iter().any(is_any) {
        // Beside members, where a branch asks for nothing, those of the others may be there.
        let members = is_choice.then(|| overlap::optional(schemas, &union.branches)).flatten();
        return members.map_or(Kind::Any, Kind::Object);
    }
    deduplicate(schemas, &mut union.branches);
    if let Some(text) = texts(schemas, id, &mut union.branches) {
        union.branches.push(text);
    }
    numbers(schemas, &mut union.branches);
    if union.keyword == "anyOf" && union.discriminator.is_none() {
        overlap::unite(schemas, id, &mut union.branches);
    }
    match union.branches[..] {
        [] => Kind::Any,
        // A tag that the only branch does not know has to be kept by somebody.
        [single] if union.discriminator.as_ref().is_none_or(|tag| schemas.knows(single, &tag.property)) => {
            Kind::Reference(single)
        }
        _ => Kind::Union(union),
    }
}

pub(super) fn deduplicate(schemas: &Schemas, branches: &mut Vec<SchemaId>) {
    let mut known = BTreeSet::new();
    branches.retain(|branch| known.insert(shape(schemas, *branch, 0)));
}

/// Texts that differ in nothing but their form are one, and beside the values of an enumeration all others are allowed
/// anyway. Gives back the schema of a text of any form, if there has to be one.
fn texts(schemas: &mut Schemas, id: SchemaId, branches: &mut Vec<SchemaId>) -> Option<SchemaId> {
    let is_plain = |schemas: &Schemas, branch: SchemaId| matches!(schemas.target(branch).kind, Kind::String { .. });
    let is_listed = |schemas: &Schemas, branch: SchemaId| matches!(schemas.target(branch).kind, Kind::Enumeration(_));
    let plain = branches.iter().filter(|branch| is_plain(schemas, **branch)).count();
    let listed = branches.iter().filter(|branch| is_listed(schemas, **branch)).count();
    if plain == 0 || (plain == 1 && listed != 1) {
        return None;
    }
    let at = schemas.get(id).pointer.clone();
    // What may be bytes is bytes where these can be sent: texts are, too.
    let is_binary = |branch: &SchemaId| matches!(&schemas.target(*branch).kind, Kind::String { format: Some(format), .. } if format == "binary");
    let format = branches.iter().any(is_binary).then(|| "binary".to_owned());
    branches.retain(|branch| !is_plain(schemas, *branch));
    (listed != 1).then(|| push(schemas, at, Kind::String { format, length: Length::default() }))
}

/// Integers of several widths are integers.
fn numbers(schemas: &mut Schemas, branches: &mut Vec<SchemaId>) {
    let mut has_integer = false;
    let mut has_number = false;
    branches.retain(|branch| match schemas.target(*branch).kind {
        Kind::Integer { .. } => !std::mem::replace(&mut has_integer, true),
        Kind::Number { .. } => !std::mem::replace(&mut has_number, true),
        _ => true,
    });
}

pub(super) fn push(schemas: &mut Schemas, at: Pointer, kind: Kind) -> SchemaId {
    schemas.push(crate::api::Schema { kind, ..super::super::schema::placeholder(at, None) })
}

/// Whether two schemas become the same type.
pub(super) fn same(schemas: &Schemas, one: SchemaId, other: SchemaId) -> bool {
    one == other || shape(schemas, one, 0) == shape(schemas, other, 0)
}

/// What the type of a schema will be: equal for equal types.
fn shape(schemas: &Schemas, id: SchemaId, depth: usize) -> String {
    let schema = schemas.target(id);
    let inner = |id: SchemaId| shape(schemas, id, depth + 1);
    let shape = match &schema.kind {
        Kind::Any => "any".to_owned(),
        Kind::Null => "null".to_owned(),
        Kind::Boolean => "boolean".to_owned(),
        Kind::Number { .. } => "number".to_owned(),
        Kind::Integer { format, .. } => format!("integer {format:?}"),
        Kind::String { format, .. } => format!("string {format:?}"),
        Kind::Enumeration(enumeration) => format!("{:?}", enumeration.values),
        Kind::Array(items) if depth < DEEPEST => format!("[{}]", inner(*items)),
        Kind::Map(values) if depth < DEEPEST => format!("{{{}}}", inner(*values)),
        _ => schema.pointer.to_string(),
    };
    if schemas.allows_null(id) { format!("{shape}?") } else { shape }
}
