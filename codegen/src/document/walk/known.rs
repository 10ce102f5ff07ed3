//! What has to be known of a description before it is walked.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::rewrite::{host_and_path, is_media_type, schemes};
use crate::document::uri;
use crate::document::value::{Object as Entries, Value};
use crate::document::version::Version;

/// What stands elsewhere in the description and matters everywhere.
#[derive(Debug, Default)]
pub(in crate::document) struct Known {
    /// Where schemas of their own are.
    schemas_at: &'static str,
    /// The schemas of their own, each with its type if that is plain.
    schemas: BTreeMap<String, Option<&'static str>>,
    /// What else there is of Swagger 2.0 by its section and name.
    others: BTreeSet<(&'static str, String)>,
    /// What operations of Swagger 2.0 take, return and are called by, unless they say it themselves.
    pub(in crate::document) consumes: Vec<String>,
    pub(in crate::document) produces: Vec<String>,
    pub(in crate::document) schemes: Vec<String>,
    /// Where the API of a description of Swagger 2.0 is served, but for the scheme.
    pub(in crate::document) host_and_path: String,
}

/// Where parts of a description of Swagger 2.0 stand, and where in one of OpenAPI.
const MOVED: [(&str, &str, &str); 3] = [
    ("definitions", "#/definitions/", "#/components/schemas/"),
    ("parameters", "#/parameters/", "#/components/parameters/"),
    ("responses", "#/responses/", "#/components/responses/"),
];

/// The longest text and the most of them that are repeated for each operation. Names of media types may have 255 bytes.
pub(in crate::document) const LONGEST: usize = 255;
pub(in crate::document) const MOST: usize = 100;

impl Known {
    pub(super) fn of(root: &Value, version: Version) -> Self {
        let Value::Object(root) = root else { return Self::default() };
        if version == Version::V2_0 { Self::of_old(root) } else { Self::of_new(root) }
    }

    fn of_new(root: &Entries) -> Self {
        let schemas = object(root, "components").and_then(|components| object(components, "schemas"));
        let schemas = schemas.into_iter().flatten().map(|(name, schema)| (name.clone(), plain_type(schema)));
        Self { schemas_at: "#/components/schemas/", schemas: schemas.collect(), ..Self::default() }
    }

    fn of_old(root: &Entries) -> Self {
        let media_types = |key: &str| {
            let items = match root.get(key) {
                Some(Value::Array(items)) => &items[..],
                Some(item) => std::slice::from_ref(item),
                None => &[],
            };
            let types = items.iter().filter_map(Value::as_str);
            let types = types.filter(|text| text.len() <= LONGEST && is_media_type(text));
            types.take(MOST).map(str::to_owned).collect()
        };
        let schemas = object(root, "definitions").into_iter().flatten();
        let others = ["parameters", "responses"].into_iter().flat_map(|section| {
            object(root, section).into_iter().flatten().map(move |(name, _)| (section, name.clone()))
        });
        Self {
            schemas_at: "#/components/schemas/",
            schemas: schemas.map(|(name, schema)| (name.clone(), plain_type(schema))).collect(),
            others: others.collect(),
            consumes: media_types("consumes"),
            produces: media_types("produces"),
            schemes: schemes(root),
            host_and_path: host_and_path(root),
        }
    }

    /// A reference as it has to be in OpenAPI 3.0. One that leads nowhere stays as it is, so that messages speak of
    /// what the author wrote.
    pub(super) fn reference(&self, reference: String, version: Version) -> String {
        if version == Version::V2_0 { self.new_reference(&reference).unwrap_or(reference) } else { reference }
    }

    fn new_reference(&self, reference: &str) -> Option<String> {
        let (section, old, new) = MOVED.into_iter().find(|(_, old, _)| reference.starts_with(old))?;
        let behind = &reference[old.len()..];
        let name = uri::decoded(behind.split('/').next().unwrap_or_default());
        let is_there = if section == "definitions" {
            self.schemas.contains_key(&name)
        } else {
            self.others.contains(&(section, name))
        };
        is_there.then(|| format!("{new}{behind}"))
    }

    /// The type of the schema that a reference leads to, if that is plain.
    pub(in crate::document) fn type_of(&self, reference: &str) -> Option<&'static str> {
        *self.schemas.get(&uri::component(reference, self.schemas_at)?)?
    }
}

fn object<'a>(entries: &'a Entries, key: &str) -> Option<&'a Entries> {
    match entries.get(key) {
        Some(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// What a schema says of its type, if it says it in one word, or the one that its keywords are for.
fn plain_type(schema: &Value) -> Option<&'static str> {
    let Value::Object(schema) = schema else { return None };
    match schema.get("type") {
        Some(Value::String(ty)) => {
            ["string", "number", "integer", "boolean", "array", "object"].into_iter().find(|known| known == ty)
        }
        Some(_) => None,
        None => schema.keys().any(|key| matches!(key.as_str(), "properties" | "allOf")).then_some("object"),
    }
}
