//! Members that travel one way only: what is sent lacks those that are `readOnly`, what is received those that are
//! `writeOnly`.

use serde_json::{Map, Value};

use super::reference;

/// Which way instances travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::corpus::round_trip) enum Direction {
    Received,
    Sent,
}

/// How far references and parts are followed.
const DEEPEST: usize = 8;

impl Direction {
    /// Whether what travels this way lacks a property of a schema.
    pub(super) fn lacks(self, document: &Value, schema: &Map<String, Value>, property: &str) -> bool {
        let property = schema.get("properties").and_then(|properties| properties.get(property));
        let Some(property) = property else { return false };
        let [read_only, write_only] = ["readOnly", "writeOnly"].map(|keyword| says(document, property, keyword, 0));
        match self {
            Self::Received => write_only && !read_only,
            Self::Sent => read_only && !write_only,
        }
    }
}

/// Whether a schema, what it refers to, or one of its parts has a flag.
fn says(document: &Value, schema: &Value, keyword: &str, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    let target = schema.get("$ref").and_then(Value::as_str).and_then(reference::pointer);
    let target = target.and_then(|pointer| document.pointer(&pointer));
    let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    schema.get(keyword) == Some(&Value::Bool(true))
        || target.into_iter().chain(parts).any(|part| says(document, part, keyword, depth + 1))
}
