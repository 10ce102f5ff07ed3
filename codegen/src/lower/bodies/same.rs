//! Tells whether two schemas say the same, wherever they are written.

use std::collections::BTreeSet;

use crate::api::{IntegerValue, Kind, Object, SchemaId, Schemas, Union};

/// Whether two schemas allow the same values, by the same words. What they say about them does not count.
pub(super) fn is_same(schemas: &Schemas, one: SchemaId, two: SchemaId) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending = vec![(one, two)];
    while let Some((one, two)) = pending.pop() {
        let (target, other) = (schemas.target_id(one), schemas.target_id(two));
        if schemas.allows_null(one) != schemas.allows_null(two) {
            return false;
        }
        if target == other || !seen.insert((target, other)) {
            continue;
        }
        match parts(&schemas.get(target).kind, &schemas.get(other).kind) {
            Some(parts) => pending.extend(parts),
            None => return false,
        }
    }
    true
}

/// What has to be the same if these are; `None` if they differ.
fn parts(one: &Kind, two: &Kind) -> Option<Vec<(SchemaId, SchemaId)>> {
    match (one, two) {
        (Kind::Any, Kind::Any)
        | (Kind::Null, Kind::Null)
        | (Kind::Boolean, Kind::Boolean)
        | (Kind::Number { .. }, Kind::Number { .. }) => Some(Vec::new()),
        (Kind::Integer { format: one, .. }, Kind::Integer { format: two, .. })
        | (Kind::String { format: one, .. }, Kind::String { format: two, .. }) => (one == two).then(Vec::new),
        (Kind::Enumeration(one), Kind::Enumeration(two)) => (one.values == two.values).then(Vec::new),
        (Kind::IntegerEnumeration(one), Kind::IntegerEnumeration(two)) => {
            let values = |values: &[IntegerValue]| values.iter().map(|value| value.value).collect::<Vec<_>>();
            (values(one) == values(two)).then(Vec::new)
        }
        (Kind::Array(one), Kind::Array(two)) | (Kind::Map(one), Kind::Map(two)) => Some(vec![(*one, *two)]),
        (Kind::Tuple(one), Kind::Tuple(two)) => pairs(one, two),
        (Kind::Object(one), Kind::Object(two)) => objects(one, two),
        (Kind::Union(one), Kind::Union(two)) => (tag(one) == tag(two)).then(|| pairs(&one.branches, &two.branches))?,
        _ => None,
    }
}

fn objects(one: &Object, two: &Object) -> Option<Vec<(SchemaId, SchemaId)>> {
    let names = |object: &Object| -> Vec<(String, bool)> {
        object.properties.iter().map(|property| (property.name.clone(), property.required)).collect()
    };
    if names(one) != names(two) {
        return None;
    }
    let members = |object: &Object| -> Vec<SchemaId> {
        let properties = object.properties.iter().map(|property| property.schema);
        properties.chain(object.additional).chain(object.choices.iter().copied()).collect()
    };
    let is_alike = one.additional.is_some() == two.additional.is_some();
    is_alike.then(|| pairs(&members(one), &members(two)))?
}

fn tag(union: &Union) -> Option<&str> {
    union.discriminator.as_ref().map(|discriminator| discriminator.property.as_str())
}

fn pairs(one: &[SchemaId], two: &[SchemaId]) -> Option<Vec<(SchemaId, SchemaId)>> {
    (one.len() == two.len()).then(|| one.iter().copied().zip(two.iter().copied()).collect())
}
