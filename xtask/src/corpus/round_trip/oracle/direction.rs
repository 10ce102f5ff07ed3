//! Members that travel one way only: what is sent lacks those that are `readOnly`, what is received those that are
//! `writeOnly`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::reference;

/// Which way instances travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::corpus::round_trip) enum Direction {
    Received,
    Sent,
}

/// The keyword that lists the members which travel the other way, by any part of a schema: who reads an instance may
/// ignore them.
pub(in crate::corpus::round_trip) const LACKS: &str = "x-lacks";

/// How far references and parts are followed.
const DEEPEST: usize = 8;

impl Direction {
    /// Whether what travels this way lacks a property of a schema.
    pub(super) fn lacks(self, document: &Value, schema: &Map<String, Value>, property: &str) -> bool {
        let property = schema.get("properties").and_then(|properties| properties.get(property));
        property.is_some_and(|property| self.forbids(Access::of(document, property, 0)))
    }

    /// All properties of a schema and its parts that what travels this way lacks.
    pub(super) fn lacking(self, document: &Value, schema: &Map<String, Value>) -> Vec<String> {
        let mut members = BTreeMap::new();
        collect(document, schema, 0, &mut members);
        members.into_iter().filter(|(_, access)| self.forbids(*access)).map(|(name, _)| name).collect()
    }

    fn forbids(self, access: Access) -> bool {
        match self {
            Self::Received => access.write_only && !access.read_only,
            Self::Sent => access.read_only && !access.write_only,
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Access {
    read_only: bool,
    write_only: bool,
}

impl Access {
    /// What a schema, what it refers to and its parts say: each is heard.
    fn of(document: &Value, schema: &Value, depth: usize) -> Self {
        let Value::Object(keywords) = schema else { return Self::default() };
        let says = |keyword: &str| keywords.get(keyword) == Some(&Value::Bool(true));
        let own = Self { read_only: says("readOnly"), write_only: says("writeOnly") };
        let parts = parts(document, keywords).filter(|_| depth < DEEPEST);
        parts.fold(own, |all, part| all.and(Self::of(document, part, depth + 1)))
    }

    fn and(self, other: Self) -> Self {
        Self { read_only: self.read_only || other.read_only, write_only: self.write_only || other.write_only }
    }
}

/// What a schema refers to, the parts that it is merged of, and what it is where it is not null.
fn parts<'a>(document: &'a Value, schema: &'a Map<String, Value>) -> impl Iterator<Item = &'a Value> {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(reference::pointer);
    let target = target.and_then(|pointer| document.pointer(&pointer));
    let list = |key: &str| schema.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let is_null = |branch: &Value| branch.get("type").is_some_and(|ty| ty == "null");
    let only = |key: &str| {
        let mut others = list(key).iter().filter(|branch| !is_null(branch));
        others.next().filter(|_| others.next().is_none())
    };
    target.into_iter().chain(list("allOf")).chain(only("anyOf")).chain(only("oneOf"))
}

/// The properties of a schema and of all its parts.
fn collect(document: &Value, schema: &Map<String, Value>, depth: usize, members: &mut BTreeMap<String, Access>) {
    for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        let known = members.entry(name.clone()).or_default();
        *known = known.and(Access::of(document, property, 0));
    }
    for part in parts(document, schema).filter_map(Value::as_object).filter(|_| depth < DEEPEST) {
        collect(document, part, depth + 1, members);
    }
}
