//! Objects that have branches beside their own members: what of these says more than the members do.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Kind, Object, Property, SchemaId, Schemas, Union};

/// What an object comes to whose branches are settled.
pub(super) fn settle(schemas: &Schemas, mut object: Object) -> Kind {
    for choice in std::mem::take(&mut object.choices) {
        match &schemas.target(choice).kind {
            // What is used elsewhere as well may have been more before it came to any value.
            Kind::Any if schemas.get(choice).component.is_some() => {
                object.additional = object.additional.or(Some(choice));
            }
            Kind::Any => {}
            Kind::Union(union) => match asked(schemas, union, &object) {
                Some(members) => take_in(schemas, &mut object, &members),
                None if is_bare(&object) || has_objects(schemas, choice) => object.choices.push(choice),
                None => {}
            },
            Kind::Object(other) if other.choices.is_empty() => take_in(schemas, &mut object, other),
            Kind::Map(values) => object.additional = object.additional.or(Some(*values)),
            // Nobody knows which members these are.
            Kind::Other { .. } if !is_bare(&object) => object.additional = object.additional.or(Some(choice)),
            _ if is_bare(&object) || has_objects(schemas, choice) => object.choices.push(choice),
            _ => {}
        }
    }
    let unions: Vec<&Union> = object.choices.iter().filter_map(|choice| union(schemas, *choice)).collect();
    object.properties.retain(|property| !unions.iter().any(|union| is_told(schemas, union, &property.name)));
    match (&object.choices[..], object.additional) {
        (&[single], None) if object.properties.is_empty() => Kind::Reference(single),
        (&[first, ..], None) if object.properties.is_empty() && !has_objects(schemas, first) => Kind::Reference(first),
        ([], None) if object.properties.is_empty() => Kind::Any,
        ([], Some(values)) if object.properties.is_empty() => Kind::Map(values),
        _ => Kind::Object(object),
    }
}

/// Whether an object is nothing but its branches.
fn is_bare(object: &Object) -> bool {
    object.properties.is_empty() && object.additional.is_none()
}

fn union(schemas: &Schemas, id: SchemaId) -> Option<&Union> {
    match &schemas.target(id).kind {
        Kind::Union(union) => Some(union),
        _ => None,
    }
}

/// The branches of a union that are structs; `None` where others are not.
fn structs<'a>(schemas: &'a Schemas, union: &Union) -> Option<Vec<&'a Object>> {
    let object = |branch: &SchemaId| match &schemas.target(*branch).kind {
        Kind::Object(object) => Some(object),
        _ => None,
    };
    union.branches.iter().map(object).collect()
}

fn has(object: &Object, name: &str) -> bool {
    object.properties.iter().any(|property| property.name == name)
}

/// What an object may have where all branches only ask for members: of those that it has anyway, or without a word on
/// what they are.
fn asked(schemas: &Schemas, union: &Union, object: &Object) -> Option<Object> {
    let is_any = |property: &Property| matches!(schemas.target(property.schema).kind, Kind::Any);
    let known = object.properties.iter().filter(|property| !is_any(property));
    let known: BTreeSet<&str> = known.map(|property| property.name.as_str()).collect();
    let mut named: BTreeSet<&str> = object.properties.iter().map(|property| property.name.as_str()).collect();
    let mut asked = Object { properties: Vec::new(), additional: None, choices: Vec::new() };
    for (branch, id) in structs(schemas, union)?.into_iter().zip(&union.branches) {
        let is_inline = schemas.target(*id).component.is_none();
        let only_asks = |property: &Property| known.contains(property.name.as_str()) || (is_inline && is_any(property));
        if !branch.choices.is_empty() || !branch.properties.iter().all(only_asks) {
            return None;
        }
        let new = branch.properties.iter().filter(|property| named.insert(&property.name));
        asked.properties.extend(new.map(|property| Property { required: false, ..property.clone() }));
        asked.additional = asked.additional.or(branch.additional);
    }
    Some(asked)
}

/// Gives an object the members of another, too. Of members that both have the one counts that says more.
fn take_in(schemas: &Schemas, object: &mut Object, other: &Object) {
    let own: BTreeMap<String, usize> =
        object.properties.iter().enumerate().map(|(index, property)| (property.name.clone(), index)).collect();
    for property in &other.properties {
        match own.get(&property.name).map(|&index| &mut object.properties[index]) {
            None => object.properties.push(property.clone()),
            Some(known) => {
                known.required |= property.required;
                if matches!(schemas.target(known.schema).kind, Kind::Any) {
                    known.schema = property.schema;
                }
            }
        }
    }
    object.additional = object.additional.or(other.additional);
}

/// Whether a value of the schema can be an object.
fn has_objects(schemas: &Schemas, id: SchemaId) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending = vec![id];
    while let Some(id) = pending.pop().map(|id| schemas.target_id(id)) {
        match &schemas.get(id).kind {
            Kind::Object(_) | Kind::Map(_) => return true,
            Kind::Union(union) if seen.insert(id) => pending.extend(&union.branches),
            _ => {}
        }
    }
    false
}

/// Whether each branch says itself what a member is: all have it, or its value names them.
fn is_told(schemas: &Schemas, union: &Union, name: &str) -> bool {
    let Some(branches) = structs(schemas, union) else { return false };
    let is_tag = union.discriminator.as_ref().is_some_and(|discriminator| discriminator.property == name);
    let is_named = |branch: SchemaId| schemas.target(branch).component.is_some();
    let told = |(branch, object): (&SchemaId, &&Object)| has(object, name) || (is_tag && is_named(*branch));
    union.branches.iter().zip(&branches).all(told)
}
