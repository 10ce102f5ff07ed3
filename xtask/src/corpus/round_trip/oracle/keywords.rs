//! Which keywords of a schema are kept, and what their values must look like to be.

use serde_json::{Map, Number, Value, json};

/// Keywords whose value is a schema.
pub(super) const SCHEMAS: &[&str] = &[
    "additionalProperties",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];
/// Keywords whose value is a list of schemas that hold for the same value.
pub(super) const CHOICES: &[&str] = &["anyOf", "oneOf"];
/// Keywords whose value is an object of schemas.
pub(super) const MAPS: &[&str] = &["dependentSchemas", "patternProperties", "properties"];
const COUNTS: &[&str] =
    &["maxContains", "maxItems", "maxLength", "maxProperties", "minContains", "minItems", "minLength", "minProperties"];
const TYPES: &[&str] = &["array", "boolean", "integer", "null", "number", "object", "string"];

/// The value of a keyword that holds no schemas, if it means anything.
pub(super) fn plain(key: &str, value: &Value) -> Option<Value> {
    match (key, value) {
        ("type", Value::String(name)) => TYPES.contains(&name.as_str()).then(|| value.clone()),
        ("type", Value::Array(names)) => {
            let known = |name: &&Value| name.as_str().is_some_and(|name| TYPES.contains(&name));
            let known = distinct(names.iter().filter(known));
            (!known.is_empty()).then_some(Value::Array(known))
        }
        ("enum", Value::Array(values)) if !values.is_empty() => Some(Value::Array(distinct(values))),
        ("const", _)
        | ("uniqueItems", Value::Bool(_))
        | ("format", Value::String(_))
        | ("minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum", Value::Number(_)) => Some(value.clone()),
        ("multipleOf", Value::Number(number)) => {
            number.as_f64().is_some_and(|number| number > 0.0).then(|| value.clone())
        }
        ("required", Value::Array(names)) => Some(Value::Array(distinct(names.iter().filter(|name| name.is_string())))),
        ("pattern", Value::String(pattern)) => is_pattern(pattern).then(|| value.clone()),
        ("dependentRequired", Value::Object(names)) => {
            let lists =
                names.values().all(|names| names.as_array().is_some_and(|names| names.iter().all(Value::is_string)));
            lists.then(|| value.clone())
        }
        (key, Value::Number(number)) if COUNTS.contains(&key) => count(number),
        _ => None,
    }
}

fn count(number: &Number) -> Option<Value> {
    let float = number.as_f64().filter(|float| *float >= 0.0 && float.fract() == 0.0)?;
    number.as_u64().or_else(|| format!("{float}").parse().ok()).map(Value::from)
}

fn distinct<'a>(values: impl IntoIterator<Item = &'a Value>) -> Vec<Value> {
    let mut all: Vec<Value> = Vec::new();
    for value in values {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    all
}

/// Whether the oracle can read a regular expression.
pub(super) fn is_pattern(pattern: &str) -> bool {
    jsonschema::options().build(&json!({ "pattern": pattern })).is_ok()
}

/// Boolean bounds, as versions before 3.1 have them, become numbers.
pub(super) fn exclusive_bounds(raw: &Map<String, Value>, schema: &mut Map<String, Value>) {
    for (flag, bound) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if raw.get(flag) == Some(&Value::Bool(true))
            && let Some(value) = schema.remove(bound)
        {
            schema.insert(flag.to_owned(), value);
        }
    }
}

/// Of two keywords that no value satisfies together the one counts that says more.
pub(super) fn contradictions(schema: &mut Map<String, Value>) {
    let is_container = |value: &Value| matches!(value, Value::Array(_) | Value::Object(_));
    let listed =
        schema.get("enum").and_then(Value::as_array).map(|values| values.iter().filter(|value| !value.is_null()));
    let listed: Vec<bool> = listed.into_iter().flatten().map(is_container).collect();
    match schema.get("type").and_then(Value::as_str) {
        Some("object") if !listed.is_empty() && !listed.contains(&true) => drop(schema.remove("type")),
        // What the elements of an array are.
        Some("array") if !listed.is_empty() && !listed.contains(&true) => {
            let values = schema.remove("enum");
            let items = schema.entry("items").or_insert_with(|| Value::Object(Map::new()));
            if let (Value::Object(items), Some(values)) = (items, values)
                && !items.contains_key("$ref")
            {
                items.entry("enum").or_insert(values);
            }
        }
        // A text that somebody describes by an object: `- open: It is open.`
        Some("string") if !listed.is_empty() && !listed.contains(&false) => drop(schema.remove("enum")),
        _ => {}
    }
    let length = |key: &str| schema.get(key).and_then(Value::as_u64);
    let is_uuid = schema.get("format").is_some_and(|format| format == "uuid");
    if is_uuid
        && (length("minLength").is_some_and(|least| least > 36) || length("maxLength").is_some_and(|most| most < 36))
    {
        schema.remove("format");
    }
}

/// The schema as who breaks these two rules means it: a value of a `oneOf` may be of several branches, and an object that
/// is closed in one place has what other places give it.
pub(super) fn without_exclusions(schema: &mut Value) {
    match schema {
        Value::Object(keywords) => {
            keywords.retain(|key, value| key != "additionalProperties" || *value != Value::Bool(false));
            if let Some(branches) = keywords.get("oneOf").filter(|branches| branches.is_array()).cloned() {
                keywords.remove("oneOf");
                let any = json!({ "anyOf": branches });
                match keywords.get_mut("allOf").and_then(Value::as_array_mut) {
                    Some(parts) => parts.push(any),
                    None => drop(keywords.insert("allOf".to_owned(), json!([any]))),
                }
            }
            keywords.values_mut().for_each(without_exclusions);
        }
        Value::Array(items) => items.iter_mut().for_each(without_exclusions),
        _ => {}
    }
}

/// Where a value may be null by a word of its own.
pub(super) fn nullable(schema: &mut Map<String, Value>) {
    let none = json!("null");
    match schema.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&none) => types.push(none),
        Some(name @ Value::String(_)) => *name = json!([name.take(), none]),
        _ => return,
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
}

/// A schema without a type that can only mean one is of that type.
pub(super) fn implied_type(schema: &mut Map<String, Value>) {
    const IMPLIED: &[(&str, &[&str])] = &[
        ("object", &["properties", "additionalProperties", "patternProperties", "propertyNames"]),
        ("object", &["required", "minProperties", "maxProperties", "dependentRequired", "unevaluatedProperties"]),
        ("array", &["items", "prefixItems", "uniqueItems", "minItems", "maxItems", "contains", "unevaluatedItems"]),
        ("string", &["minLength", "maxLength", "pattern", "format"]),
        ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ];
    if ["type", "enum", "const", "$ref", "allOf", "anyOf", "oneOf"].iter().any(|key| schema.contains_key(*key)) {
        return;
    }
    // Formats are those of texts, but for these.
    if let Some(Value::String(format)) = schema.get("format") {
        let number = ["int", "uint"].iter().find_map(|start| format.strip_prefix(start)).map(|_| "integer");
        let number = number.or_else(|| ["float", "double", "decimal"].contains(&format.as_str()).then_some("number"));
        if let Some(number) = number {
            schema.insert("type".to_owned(), json!(number));
            return;
        }
    }
    let implied = IMPLIED.iter().find(|(_, keys)| keys.iter().any(|key| schema.contains_key(*key)));
    if let Some((name, _)) = implied {
        schema.insert("type".to_owned(), json!(name));
    }
}

/// Integers are those of the Rust type that their format asks for; beyond it the law promises nothing.
pub(super) fn integer_bounds(schema: &mut Map<String, Value>) {
    let is_integer = match schema.get("type") {
        Some(Value::String(name)) => name == "integer",
        Some(Value::Array(names)) => names.contains(&json!("integer")) && !names.contains(&json!("number")),
        _ => false,
    };
    if !is_integer {
        return;
    }
    let float = |key: &str| schema.get(key).and_then(Value::as_f64);
    let is_above = match schema.get("maximum").and_then(Value::as_u64) {
        Some(maximum) => i64::try_from(maximum).is_err(),
        None => float("maximum").is_some_and(|maximum| maximum > 9_223_372_036_854_775_808.0),
    };
    let is_beyond = is_above && float("minimum").is_none_or(|minimum| minimum >= 0.0);
    let (least, most): (i64, u64) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (i8::MIN.into(), 127),
        Some("uint8") => (0, u8::MAX.into()),
        Some("int16") => (i16::MIN.into(), 32_767),
        Some("uint16") => (0, u16::MAX.into()),
        Some("int32") => (i32::MIN.into(), 2_147_483_647),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint64") => (0, u64::MAX),
        Some("int64") => (i64::MIN, 9_223_372_036_854_775_807),
        _ if is_beyond => (0, u64::MAX),
        _ => (i64::MIN, 9_223_372_036_854_775_807),
    };
    tighten(schema, ["minimum", "exclusiveMinimum"], json!(least), |written, own| written < own);
    tighten(schema, ["maximum", "exclusiveMaximum"], json!(most), |written, own| written > own);
}

#[expect(clippy::cast_precision_loss, reason = "only bounds that are far apart are compared here")]
fn tighten(schema: &mut Map<String, Value>, keys: [&str; 2], own: Value, is_wider: fn(f64, f64) -> bool) {
    let bound = own.as_f64().or_else(|| own.as_i64().map(|own| own as f64)).unwrap_or_default();
    let written: Vec<f64> = keys.iter().filter_map(|key| schema.get(*key)?.as_f64()).collect();
    if written.iter().all(|&written| is_wider(written, bound)) {
        schema.insert(keys[0].to_owned(), own);
    }
}
