//! References: those of descriptions, and those between rewritten schemas.

use serde_json::{Value, json};

const PREFIX: &str = "#/$defs/";

/// A reference to a rewritten schema.
pub(super) fn to(number: usize) -> Value {
    json!({ "$ref": format!("{PREFIX}{number}") })
}

/// The number that a rewritten schema refers to.
pub(in crate::corpus::round_trip) fn number(schema: &Value) -> Option<usize> {
    schema.get("$ref")?.as_str()?.strip_prefix(PREFIX)?.parse().ok()
}

/// The JSON pointer of a reference into the same file.
pub(super) fn pointer(reference: &str) -> Option<String> {
    let fragment = reference.strip_prefix('#').filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, after @ ..] = rest {
        let code = match after {
            [high, low, ..] if *first == b'%' => {
                std::str::from_utf8(&[*high, *low]).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok())
            }
            _ => None,
        };
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

/// What a pointer calls the place that it leads to: its last step.
pub(super) fn name(pointer: &str) -> String {
    pointer.rsplit('/').next().unwrap_or_default().replace("~1", "/").replace("~0", "~")
}

/// All numbers that a schema refers to.
pub(super) fn all(schema: &Value, found: &mut Vec<usize>) {
    found.extend(number(schema));
    match schema {
        Value::Object(members) => members.values().for_each(|member| all(member, found)),
        Value::Array(items) => items.iter().for_each(|item| all(item, found)),
        _ => {}
    }
}

/// Removes each reference that leads back to where it stands, for the same value.
pub(super) fn cut_circles(schemas: &mut [Value]) {
    let mut states = vec![State::New; schemas.len()];
    for number in 0..schemas.len() {
        visit(number, schemas, &mut states);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn visit(number: usize, schemas: &mut [Value], states: &mut [State]) {
    if states[number] != State::New {
        return;
    }
    states[number] = State::Open;
    let mut schema = schemas[number].take();
    in_place(&mut schema, &mut |reference| {
        let Some(target) = self::number(reference) else { return };
        if states[target] == State::Open {
            reference.as_object_mut().map(|keywords| keywords.remove("$ref"));
        } else {
            visit(target, schemas, states);
        }
    });
    schemas[number] = schema;
    states[number] = State::Done;
}

/// Calls `visit` with each reference that holds for the same value as the schema.
fn in_place(schema: &mut Value, visit: &mut dyn FnMut(&mut Value)) {
    if number(schema).is_some() {
        visit(schema);
    }
    for key in ["allOf", "anyOf", "oneOf"] {
        let parts = schema.get_mut(key).and_then(Value::as_array_mut);
        parts.into_iter().flatten().for_each(|part| in_place(part, visit));
    }
    for key in ["not", "if", "then", "else"] {
        if let Some(part) = schema.get_mut(key) {
            in_place(part, visit);
        }
    }
    let dependent = schema.get_mut("dependentSchemas").and_then(Value::as_object_mut);
    dependent.into_iter().flat_map(serde_json::Map::values_mut).for_each(|part| in_place(part, visit));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn fragments_are_decoded() {
        assert_eq!(super::pointer("#/a%7E1b/%C3%A9").as_deref(), Some("/a~1b/é"));
        assert_eq!(super::pointer("#/100%/a").as_deref(), Some("/100%/a"));
        assert_eq!(super::pointer("other.yaml#/a"), None);
    }

    #[test]
    fn circles_are_cut_and_recursion_is_not() {
        let mut schemas = vec![
            json!({ "allOf": [{ "$ref": "#/$defs/1" }] }),
            json!({ "$ref": "#/$defs/0" }),
            json!({ "items": { "$ref": "#/$defs/2" } }),
        ];
        super::cut_circles(&mut schemas);
        assert_eq!(schemas[1], json!({}));
        assert_eq!(schemas[2], json!({ "items": { "$ref": "#/$defs/2" } }));
    }
}
