//! Compares what was written with what was read, as the law of the round trip has it.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

use serde_json::{Map, Number, Value};

use super::flat::Flat;
use super::oracle::{Oracle, number};
use super::{base64, paths};

/// How often unions in unions are looked into.
const MOST_CHOICES: usize = 8;
/// How many differences of one instance are looked at.
const MOST_DIFFERENCES: usize = 100;
/// Longer values are cut when they are shown.
const MOST_SHOWN: usize = 120;

/// A place where two values differ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    pub(super) path: Path,
    /// What stands there; `None` for nothing.
    pub(super) expected: Option<Value>,
    pub(super) got: Option<Value>,
}

/// Where in an instance, and where in its schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Path {
    /// A JSON pointer into the instance.
    pub(super) pointer: String,
    /// The same from the last schema on that was referred to, with `*` for each index and each name that is the
    /// instance's own.
    pub(super) shape: String,
}

impl Path {
    fn below(&self, name: &str, is_known: bool) -> Self {
        let name = paths::escaped(name);
        let shape = format!("{}/{}", self.shape, if is_known { &name } else { "*" });
        Self { pointer: format!("{}/{name}", self.pointer), shape }
    }

    fn into_schema(self, number: usize) -> Self {
        Self { shape: format!("#{number}"), ..self }
    }
}

impl Difference {
    /// What kind of value became what, wherever.
    pub(super) fn kind(&self) -> String {
        let name = |value: &Option<Value>| match value {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "a boolean",
            Some(Value::Number(_)) => "a number",
            Some(Value::String(_)) => "a string",
            Some(Value::Array(_)) => "a list",
            Some(Value::Object(_)) => "an object",
        };
        let (expected, got) = (name(&self.expected), name(&self.got));
        if expected == got { format!("{expected} changes") } else { format!("{expected} becomes {got}") }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |value: &Option<Value>| match value.as_ref().map(Value::to_string) {
            None => "nothing".to_owned(),
            Some(text) if text.chars().count() > MOST_SHOWN => {
                format!("{}…", text.chars().take(MOST_SHOWN).collect::<String>())
            }
            Some(text) => text,
        };
        let path = if self.path.pointer.is_empty() { "the whole value" } else { &self.path.pointer };
        write!(formatter, "{path}: expected {}, got {}", shown(&self.expected), shown(&self.got))
    }
}

/// Knows the schemas of what is compared.
pub(super) struct Comparer<'a, 'o> {
    pub(super) schemas: &'a [Value],
    pub(super) oracle: &'o Oracle<'a>,
}

impl<'a> Comparer<'a, '_> {
    /// The differences between an instance of a schema and what came back.
    pub(super) fn differences(&self, schema: usize, expected: &Value, got: &Value) -> Vec<Difference> {
        let parts: Vec<&Value> = self.schemas.get(schema).into_iter().collect();
        let mut found = Vec::new();
        self.at(&Path::default().into_schema(schema), &parts, [expected, got], &mut found);
        found
    }

    fn at(&self, path: &Path, parts: &[&'a Value], [expected, got]: [&Value; 2], found: &mut Vec<Difference>) {
        let referred = match parts {
            [part] => number(part).map(|number| path.clone().into_schema(number)),
            _ => None,
        };
        let path = referred.as_ref().unwrap_or(path);
        let is_equal = match (expected, got) {
            (Value::Object(one), Value::Object(other)) => {
                return self.objects(path, &self.flat(parts, expected), [one, other], found);
            }
            (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
                let flat = self.flat(parts, expected);
                for (index, (one, other)) in one.iter().zip(other).enumerate() {
                    self.at(&path.below(&index.to_string(), false), &flat.element(index), [one, other], found);
                }
                return;
            }
            (Value::Number(one), Value::Number(other)) => equal_numbers(one, other),
            (Value::String(one), Value::String(other)) if one != other => {
                let flat = self.flat(parts, expected);
                equal_texts(flat.get("format").and_then(Value::as_str).unwrap_or_default(), one, other)
            }
            _ => expected == got,
        };
        if !is_equal {
            note(path.clone(), Some(expected), Some(got), found);
        }
    }

    fn objects(
        &self,
        path: &Path,
        flat: &Flat<'a>,
        [one, other]: [&Map<String, Value>; 2],
        found: &mut Vec<Difference>,
    ) {
        let others = flat.other_member();
        for (name, value) in one {
            let known = flat.property(name);
            let path = path.below(name, known.is_some());
            match other.get(name) {
                Some(got) => self.at(&path, known.unwrap_or(&others), [value, got], found),
                None if flat.lacks(name) || (known.is_none() && flat.ignores_others()) => {}
                None => note(path, Some(value), None, found),
            }
        }
        for (name, value) in other.iter().filter(|(name, _)| !one.contains_key(*name)) {
            note(path.below(name, flat.property(name).is_some()), None, Some(value), found);
        }
    }

    /// All that holds for a value: of unions the branches that allow it.
    fn flat(&self, parts: &[&'a Value], value: &Value) -> Flat<'a> {
        let mut flat = Flat::of(self.schemas, parts);
        for _ in 0..MOST_CHOICES {
            let choices = std::mem::take(&mut flat.choices);
            if choices.is_empty() {
                break;
            }
            for branches in choices {
                let allows = |branch: &&Value| number(branch).is_some_and(|number| self.oracle.allows(number, value));
                branches.iter().filter(allows).for_each(|branch| flat.add(branch));
            }
        }
        flat
    }
}

fn note(path: Path, expected: Option<&Value>, got: Option<&Value>, found: &mut Vec<Difference>) {
    if found.len() < MOST_DIFFERENCES {
        found.push(Difference { path, expected: expected.cloned(), got: got.cloned() });
    }
}

/// Equal by value: `1.0` is `1`.
fn equal_numbers(one: &Number, other: &Number) -> bool {
    let integer = |number: &Number| number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    match (integer(one), integer(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one.as_f64() == other.as_f64(),
    }
}

/// Equal as the format has it.
fn equal_texts(format: &str, one: &str, other: &str) -> bool {
    let address = |text: &str| text.parse::<Ipv6Addr>().ok();
    match format {
        "byte" => base64::decode(one).is_some_and(|bytes| base64::decode(other) == Some(bytes)),
        "uuid" => one.eq_ignore_ascii_case(other),
        "ipv4" => one.parse::<Ipv4Addr>().is_ok_and(|one| other.parse() == Ok(one)),
        "ipv6" => address(one).is_some_and(|one| address(other) == Some(one)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Comparer, Difference, Path};
    use crate::corpus::round_trip::oracle::{Direction, Oracle, Rewritten};

    fn difference(schema: &Value, expected: &Value, got: &Value) -> Option<Difference> {
        let document = json!({ "openapi": "3.1.0", "components": { "schemas": { "A": schema } } });
        let rewritten = Rewritten::new(&document, Direction::Received, ["/components/schemas/A"].into_iter());
        let oracle = Oracle::new(&rewritten.schemas);
        assert!(oracle.allows(0, expected), "{expected}");
        Comparer { schemas: &rewritten.schemas, oracle: &oracle }.differences(0, expected, got).pop()
    }

    #[test]
    fn numbers_and_known_formats_are_equal_by_value() {
        let schema = json!({ "properties": {
            "n": { "type": "number" },
            "b": { "type": "string", "contentEncoding": "base64" },
            "u": { "type": "string", "format": "uuid" },
            "i": { "anyOf": [{ "type": "string", "format": "ipv6" }, { "type": "null" }] },
        } });
        let one = json!({ "n": 1.0, "b": "_-8", "u": "7E57D004-2B97-4e7a-b45f-5387367791cd", "i": "::0:1" });
        let other = json!({ "n": 1, "b": "/+8=", "u": "7e57d004-2b97-4e7a-b45f-5387367791cd", "i": "::1" });
        assert_eq!(difference(&schema, &one, &other), None);
        let far = json!({ "n": 9_007_199_254_740_993_i64 });
        assert!(difference(&schema, &far, &json!({ "n": 9_007_199_254_740_992_i64 })).is_some());
    }

    #[test]
    fn unknown_members_may_be_lost_where_nothing_is_said_about_them() {
        let (one, other) = (json!({ "a": 1, "x": 2 }), json!({ "a": 1 }));
        let open = json!({ "properties": { "a": {} } });
        assert_eq!(difference(&open, &one, &other), None);
        let kept = json!({ "properties": { "a": {} }, "additionalProperties": true });
        let lost =
            Difference { path: Path::default().into_schema(0).below("x", false), expected: Some(json!(2)), got: None };
        assert_eq!(difference(&kept, &one, &other), Some(lost));
        assert!(difference(&json!({ "type": "object" }), &one, &other).is_some());
        let emptied = json!({ "type": "object", "properties": { "x": { "writeOnly": true } } });
        assert_eq!(difference(&emptied, &one, &json!({})), None);
        let merged = json!({ "allOf": [emptied, { "properties": { "x": { "type": "integer" } } }], "required": ["x"] });
        assert_eq!(difference(&merged, &one, &json!({ "a": 1 })), None);
        let union = json!({ "oneOf": [{ "properties": { "a": {} }, "required": ["a"] }, { "required": ["b"], "properties": { "x": {}, "b": {} } }] });
        assert_eq!(difference(&union, &one, &other), None);
    }

    #[test]
    fn null_is_not_absent_and_nothing_is_added() {
        let schema = json!({ "properties": { "a": { "type": ["string", "null"] } } });
        assert!(difference(&schema, &json!({ "a": null }), &json!({})).is_some());
        assert!(difference(&schema, &json!({}), &json!({ "a": null })).is_some());
        let text = difference(&schema, &json!({ "a": "x" }), &json!({ "a": "y" })).unwrap().to_string();
        assert_eq!(text, "/a: expected \"x\", got \"y\"");
        let lost = difference(&schema, &json!({ "a": null }), &json!({})).unwrap();
        assert_eq!(lost.kind(), "null becomes nothing");
    }
}
