//! What becomes what: the document in the shape of OpenAPI 3.0, before `openapiv3` reads it.

mod document;
mod identities;
mod places;
mod schemas;
mod shared;
mod swagger;

use serde_json::Value as Json;

use crate::diagnostic::{Diagnostics, Origins};
use crate::document::value::Value;
use crate::document::{identify, read, version, walk};
use crate::pointer::FileId;
use crate::source::Source;

/// The rewritten document, what was moved, and what was said: a code and a message each.
struct Rewritten {
    document: Json,
    origins: Origins,
    said: Vec<String>,
}

#[track_caller]
fn rewritten(text: &str) -> Rewritten {
    let mut diagnostics = Diagnostics::new();
    let mut root = parsed(text, &mut diagnostics);
    let (version, _) = version::check_root(&root, &mut diagnostics).unwrap();
    identify::identify(&mut root, FileId::ROOT, version, &mut diagnostics);
    let origins = walk::walk(&mut root, version, &mut diagnostics);
    let said = diagnostics.iter().map(|said| format!("{}: {}", said.code, said.message));
    Rewritten { document: json(&root), said: said.collect(), origins }
}

pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(number) => serde_json::from_str(number.as_str()).unwrap(),
        Value::String(text) => Json::String(text.clone()),
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Object(entries) => entries.iter().map(|(name, value)| (name.clone(), json(value))).collect(),
    }
}

/// A value in the flow style of YAML.
#[track_caller]
fn yaml(text: &str) -> Json {
    json(&parsed(text, &mut Diagnostics::new()))
}

#[track_caller]
fn parsed(text: &str, diagnostics: &mut Diagnostics) -> Value {
    read::read(&Source::new("a.yaml", text), FileId::ROOT, &mut read::Budget::default(), diagnostics).unwrap()
}

/// The head of a description of a version.
fn head(version: &str) -> String {
    let key = if version == "2.0" { "swagger" } else { "openapi" };
    format!("{key}: '{version}'\ninfo: {{title: t, version: '1'}}\n")
}
