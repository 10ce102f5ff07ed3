//! What a discriminator says: the member that it names has the value of the branch.

use serde_json::{Value, json};

use super::rewrite::Tag;
use crate::corpus::round_trip::flat::Flat;

/// Adds it to the schema of a branch, unless the branch itself wants other values there: then nothing would be left.
pub(super) fn apply(tag: &Tag, schemas: &mut [Value]) {
    let branch = schemas[tag.branch].clone();
    if !is_possible(tag, &branch, schemas) {
        return;
    }
    let member = json!({ "enum": tag.values });
    schemas[tag.branch] = json!({
        "allOf": [branch, { "type": "object", "properties": { &tag.member: member }, "required": [&tag.member] }],
    });
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
