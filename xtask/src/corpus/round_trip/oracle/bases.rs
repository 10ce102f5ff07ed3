//! Schemas with a discriminator that others extend by `allOf`: an instance of one is an instance of any of these.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::reference;

/// How far other names are followed.
const DEEPEST: usize = 8;

/// The schemas that extend each base, by their pointers.
#[derive(Debug, Default)]
pub(super) struct Bases<'a>(BTreeMap<String, Base<'a>>);

#[derive(Clone, Debug)]
pub(super) struct Base<'a> {
    pub(super) schema: &'a Map<String, Value>,
    /// All that extend it, and all that its mapping names.
    pub(super) extensions: Vec<String>,
}

impl<'a> Bases<'a> {
    pub(super) fn of(document: &'a Value) -> Self {
        let mut schemas: Vec<(String, &'a Map<String, Value>)> = Vec::new();
        for place in ["/components/schemas", "/definitions"] {
            for (name, schema) in document.pointer(place).and_then(Value::as_object).into_iter().flatten() {
                let pointer = format!("{place}/{}", name.replace('~', "~0").replace('/', "~1"));
                schemas.extend(schema.as_object().map(|schema| (pointer, schema)));
            }
        }
        let mut direct: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (pointer, schema) in &schemas {
            let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
            for base in parts.filter_map(target) {
                direct.entry(base).or_default().push(pointer);
            }
        }
        let is_base = |schema: &Map<String, Value>| {
            schema.contains_key("discriminator") && !schema.contains_key("oneOf") && !schema.contains_key("anyOf")
        };
        let mut bases = BTreeMap::new();
        for (pointer, schema) in schemas.iter().filter(|(_, schema)| is_base(schema)) {
            let mut extensions = BTreeSet::new();
            let mut pending = vec![pointer.as_str()];
            while let Some(base) = pending.pop() {
                let new = direct.get(base).into_iter().flatten();
                pending.extend(new.filter(|extension| extensions.insert((**extension).to_owned())));
            }
            extensions.extend(mapped(schema).filter_map(|(_, target)| target));
            extensions.remove(pointer);
            let says_more = |pointer: &String| {
                let extension = document.pointer(pointer).and_then(Value::as_object);
                extension.is_some_and(|extension| !is_alias(extension))
            };
            let extensions: Vec<String> = extensions.into_iter().filter(says_more).collect();
            if !extensions.is_empty() {
                bases.insert(pointer.clone(), Base { schema, extensions });
            }
        }
        Self(bases)
    }

    /// The base that a part refers to, perhaps by other names of it.
    pub(super) fn of_part(&self, document: &Value, part: &Value) -> Option<String> {
        let mut pointer = target(part)?;
        for _ in 0..DEEPEST {
            if self.0.contains_key(&pointer) {
                return Some(pointer);
            }
            let schema = document.pointer(&pointer)?.as_object()?;
            let next = schema.get("allOf").filter(|_| is_alias(schema)).and_then(|parts| parts.get(0));
            pointer = next.map_or_else(|| target(document.pointer(&pointer)?), target)?;
        }
        None
    }

    pub(super) fn get(&self, pointer: &str) -> Option<&Base<'a>> {
        self.0.get(pointer)
    }
}

impl Base<'_> {
    /// The member that tells what an instance is.
    pub(super) fn member(&self) -> Option<&str> {
        let discriminator = self.schema.get("discriminator")?;
        discriminator.as_str().or_else(|| discriminator.get("propertyName")?.as_str())
    }

    /// The values of that member for one that extends it.
    pub(super) fn values(&self, document: &Value, pointer: &str) -> Vec<String> {
        let mapped = mapped(self.schema).filter(|(_, target)| target.as_deref() == Some(pointer));
        let mapped: Vec<String> = mapped.map(|(value, _)| value.clone()).collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let said = document.pointer(pointer).and_then(|schema| schema.get("x-ms-discriminator-value")?.as_str());
        let name = reference::name(pointer);
        vec![said.map_or(name, str::to_owned)]
    }
}

fn mapped(schema: &Map<String, Value>) -> impl Iterator<Item = (&String, Option<String>)> {
    let mapping = schema.get("discriminator").and_then(|discriminator| discriminator.get("mapping"));
    let pointer = |target: &str| match reference::pointer(target) {
        None => Some(format!("/components/schemas/{}", target.replace('~', "~0").replace('/', "~1"))),
        pointer => pointer,
    };
    let entries = mapping.and_then(Value::as_object).into_iter().flatten();
    entries.map(move |(value, target)| (value, target.as_str().and_then(pointer)))
}

/// Whether a schema says nothing but what another says.
pub(super) fn is_alias(schema: &Map<String, Value>) -> bool {
    const WORDS: [&str; 9] =
        ["title", "description", "deprecated", "nullable", "readOnly", "writeOnly", "example", "examples", "default"];
    let is_single = schema.get("allOf").and_then(Value::as_array).is_some_and(|parts| parts.len() == 1);
    is_single && schema.keys().all(|key| key == "allOf" || key.starts_with("x-") || WORDS.contains(&key.as_str()))
}

/// What a schema refers to.
pub(super) fn target(schema: &Value) -> Option<String> {
    reference::pointer(schema.get("$ref")?.as_str()?)
}
