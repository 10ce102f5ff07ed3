//! What a discriminator says: the member that it names has the value of the branch.

use serde_json::{Value, json};

use super::rewrite::Tag;
use crate::corpus::round_trip::flat::Flat;

/// Adds it to the schema of a branch. Where the branch itself wants other values there, nothing would be left: it has
/// those that name no other branch.
pub(super) fn apply(tag: &Tag, schemas: &mut [Value]) {
    let branch = schemas[tag.branch].clone();
    let member = &tag.member;
    let said = if !tag.values.is_empty() && is_possible(tag, &branch, schemas) {
        json!({ "type": "object", "properties": { member: { "enum": tag.values } }, "required": [member] })
    } else {
        let others: Vec<&String> = tag.all.iter().filter(|value| !tag.values.contains(value)).collect();
        if others.is_empty() {
            return;
        }
        json!({ "properties": { member: { "not": { "enum": others } } } })
    };
    schemas[tag.branch] = json!({ "allOf": [branch, said] });
}

fn is_possible(tag: &Tag, branch: &Value, schemas: &[Value]) -> bool {
    let flat = Flat::of(schemas, &[branch]);
    let Some(member) = flat.property(&tag.member) else { return true };
    let member = Flat::of(schemas, member);
    if member.types().is_some_and(|types| !types.contains(&"string")) {
        return false;
    }
    match (member.get("enum"), member.get("const")) {
        (Some(Value::Array(values)), _) => tag.values.iter().all(|value| values.contains(&json!(value))),
        (_, Some(value)) => tag.values.iter().any(|tag| json!(tag) == *value),
        _ => true,
    }
}
