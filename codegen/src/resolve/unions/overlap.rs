//! Objects of which a value may be several at once: one object with the members of all loses nothing of it.

use indexmap::IndexMap;

use super::settle::{push, same};
use crate::api::{Kind, Object, Property, SchemaId, Schemas};

/// Makes one object of all branches that are objects, if no member tells them apart and the types of their members
/// agree.
pub(super) fn unite(schemas: &mut Schemas, id: SchemaId, branches: &mut Vec<SchemaId>) {
    let is_object = |schemas: &Schemas, branch: SchemaId| matches!(schemas.target(branch).kind, Kind::Object(_));
    let objects: Vec<&Object> = branches.iter().filter_map(|branch| object(schemas, *branch)).collect();
    if objects.len() < 2 || schemas.tag(&objects).is_some() {
        return;
    }
    let Some(united) = united(schemas, &objects) else { return };
    let at = schemas.get(id).pointer.key("anyOf");
    let united = push(schemas, at, Kind::Object(united));
    let first = branches.iter().position(|branch| is_object(schemas, *branch)).unwrap_or_default();
    branches.insert(first, united);
    let mut index = 0;
    branches.retain(|branch| {
        index += 1;
        index == first + 1 || !is_object(schemas, *branch)
    });
}

/// The members of all branches that are objects, none of them required; `None` where their types differ.
pub(super) fn optional(schemas: &Schemas, branches: &[SchemaId]) -> Option<Object> {
    let objects: Vec<&Object> = branches.iter().filter_map(|branch| object(schemas, *branch)).collect();
    let mut united = united(schemas, &objects)?;
    united.properties.iter_mut().for_each(|property| property.required = false);
    Some(united)
}

fn object(schemas: &Schemas, id: SchemaId) -> Option<&Object> {
    match &schemas.target(id).kind {
        Kind::Object(object) => Some(object),
        _ => None,
    }
}

/// The members of all, required where all of them require it; `None` where their types differ.
fn united(schemas: &Schemas, objects: &[&Object]) -> Option<Object> {
    let mut additional: Option<SchemaId> = None;
    // Each with how many of the objects require it.
    let mut members: IndexMap<&str, (SchemaId, usize)> = IndexMap::new();
    for object in objects {
        if !object.choices.is_empty() {
            return None;
        }
        match (additional, object.additional) {
            (Some(one), Some(other)) if !same(schemas, one, other) => return None,
            (known, other) => additional = known.or(other),
        }
        for property in &object.properties {
            let (schema, required) = members.entry(&property.name).or_insert((property.schema, 0));
            if !same(schemas, *schema, property.schema) {
                return None;
            }
            *required += usize::from(property.required);
        }
    }
    let properties = members.into_iter().map(|(name, (schema, required))| Property {
        name: name.to_owned(),
        required: required == objects.len(),
        schema,
    });
    Some(Object { properties: properties.collect(), additional, choices: Vec::new() })
}
