//! All that several schemas say together about one value, `allOf` and references included.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::oracle::number;

/// References and parts that go deeper than this are not looked at.
const DEEPEST: usize = 40;

/// What holds for one value; `choices` are still to be made.
#[derive(Clone, Debug)]
pub(super) struct Flat<'a> {
    schemas: &'a [Value],
    /// The keywords that are neither collected below nor schemas; of several the first counts.
    keywords: BTreeMap<&'a str, &'a Value>,
    /// Each property with all schemas that hold for it, in the order in which they were met.
    pub(super) properties: Vec<(&'a str, Vec<&'a Value>)>,
    pub(super) required: Vec<&'a str>,
    /// All of what `items`, `additionalProperties` and the like say, by keyword.
    below: BTreeMap<&'a str, Vec<&'a Value>>,
    /// The branches of each `oneOf` and `anyOf`.
    pub(super) choices: Vec<&'a [Value]>,
    pub(super) examples: Vec<&'a Value>,
    /// The members that travel the other way.
    lacking: BTreeSet<&'a str>,
}

impl<'a> Flat<'a> {
    pub(super) fn of(schemas: &'a [Value], parts: &[&'a Value]) -> Self {
        let mut flat = Self {
            schemas,
            keywords: BTreeMap::new(),
            properties: Vec::new(),
            required: Vec::new(),
            below: BTreeMap::new(),
            choices: Vec::new(),
            examples: Vec::new(),
            lacking: BTreeSet::new(),
        };
        for part in parts {
            flat.add(part);
        }
        flat
    }

    /// Adds what one more schema says.
    pub(super) fn add(&mut self, part: &'a Value) {
        self.add_at(part, 0);
    }

    fn add_at(&mut self, part: &'a Value, depth: usize) {
        let Value::Object(keywords) = part else { return };
        if depth > DEEPEST {
            return;
        }
        for (key, value) in keywords {
            match (key.as_str(), value) {
                ("$ref", _) => {}
                ("allOf", Value::Array(parts)) => parts.iter().for_each(|part| self.add_at(part, depth + 1)),
                ("anyOf" | "oneOf", Value::Array(branches)) => self.choices.push(branches),
                ("properties", Value::Object(members)) => {
                    members.iter().for_each(|(name, schema)| self.add_property(name, schema));
                }
                ("required", Value::Array(names)) => {
                    let names = names.iter().filter_map(Value::as_str);
                    for name in names {
                        if !self.required.contains(&name) {
                            self.required.push(name);
                        }
                    }
                }
                (super::oracle::EXAMPLES, Value::Array(examples)) => self.examples.extend(examples),
                (super::oracle::LACKS, Value::Array(names)) => {
                    self.lacking.extend(names.iter().filter_map(Value::as_str));
                }
                ("items" | "additionalProperties" | "prefixItems" | "patternProperties", _) => {
                    self.below.entry(key).or_default().push(value);
                }
                ("type" | "enum", _) => self.add_shorter(key, value),
                _ => {
                    self.keywords.entry(key).or_insert(value);
                }
            }
        }
        if let Some(target) = number(part).and_then(|number| self.schemas.get(number)) {
            self.add_at(target, depth + 1);
        }
    }

    fn add_property(&mut self, name: &'a str, schema: &'a Value) {
        match self.properties.iter_mut().find(|(known, _)| *known == name) {
            Some((_, schemas)) => schemas.push(schema),
            None => self.properties.push((name, vec![schema])),
        }
    }

    /// Of several lists the one counts that allows less.
    fn add_shorter(&mut self, key: &'a str, value: &'a Value) {
        let length = |value: &Value| value.as_array().map_or(1, Vec::len);
        let known = self.keywords.entry(key).or_insert(value);
        if length(value) < length(known) {
            *known = value;
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.keywords.get(key).copied()
    }

    pub(super) fn count(&self, key: &str) -> Option<usize> {
        self.get(key)?.as_u64()?.try_into().ok()
    }

    pub(super) fn property(&self, name: &str) -> Option<&[&'a Value]> {
        self.properties.iter().find(|(known, _)| *known == name).map(|(_, schemas)| schemas.as_slice())
    }

    /// The values of a keyword that holds schemas, of all parts that have it.
    pub(super) fn below(&self, key: &str) -> &[&'a Value] {
        self.below.get(key).map_or(&[], Vec::as_slice)
    }

    /// The types that a value may have; `None` where nothing is said.
    pub(super) fn types(&self) -> Option<Vec<&'a str>> {
        match self.get("type")? {
            Value::String(name) => Some(vec![name]),
            Value::Array(names) => Some(names.iter().filter_map(Value::as_str).collect()),
            _ => None,
        }
    }

    /// The schemas of an element of a list.
    pub(super) fn element(&self, index: usize) -> Vec<&'a Value> {
        let tuple = self.below("prefixItems").iter().filter_map(|items| items.as_array());
        let in_tuple: Vec<&Value> = tuple.filter_map(|items| items.get(index)).collect();
        if in_tuple.is_empty() { self.below("items").to_vec() } else { in_tuple }
    }

    /// The schemas of a member that no property describes.
    pub(super) fn other_member(&self) -> Vec<&'a Value> {
        let patterns = self.below("patternProperties").iter().filter_map(|patterns| patterns.as_object());
        patterns.flat_map(serde_json::Map::values).chain(self.below("additionalProperties").iter().copied()).collect()
    }

    /// Whether a member travels the other way, so that who reads the value may ignore it.
    pub(super) fn lacks(&self, name: &str) -> bool {
        self.lacking.contains(name)
    }

    /// Whether members that no property describes may be ignored by who reads the value.
    pub(super) fn ignores_others(&self) -> bool {
        const KEPT: [&str; 2] = ["patternProperties", "additionalProperties"];
        let is_written = |key: &&str| self.below(key).iter().any(|value| **value != Value::Bool(false));
        let is_described = !self.properties.is_empty() || !self.lacking.is_empty();
        is_described && !KEPT.iter().any(is_written)
    }
}
