//! Media types.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `consumes`, `produces` | lists of what can be a media type, each once; the rest is told |

use std::collections::BTreeSet;

use super::super::{Entries, Value, Walk};
use super::schema::is_file;
use crate::diagnostic::{Diagnostic, Place, Pointer, quoted};
use crate::document::walk::text;

/// What operations take and return that do not say so.
pub(super) const JSON: &str = "application/json";

/// What bytes are of which nothing is known.
pub(super) const BYTES: &str = "application/octet-stream";

impl Walk<'_> {
    /// Takes a list of media types, which stands at `at`, out of an object. `None` where nothing is said.
    pub(super) fn old_media_types(&mut self, entries: &mut Entries, key: &str, at: &Pointer) -> Option<Vec<String>> {
        let Some(Value::Array(items)) = entries.shift_remove(key) else { return None };
        let mut types = Vec::with_capacity(items.len());
        let mut known = BTreeSet::new();
        let said = items.len();
        for (index, name) in items.iter().enumerate().filter_map(|(index, item)| Some((index, item.as_str()?))) {
            if !is_media_type(name) {
                let place = Place::Value(at.key(key).index(index));
                let said =
                    Diagnostic::warning("invalid-media-type", place, format!("{} is no media type", quoted(name)));
                self.diagnostics.push(said.generated("as if it were not listed"));
            } else if known.insert(name) {
                types.push(name.to_owned());
            }
        }
        // A list of nothing but mistakes says nothing.
        (said == 0 || !types.is_empty()).then_some(types)
    }
}

/// A media type without its parameters.
pub(super) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_lowercase()
}

/// Whether a name can stand for a type at all.
pub(in crate::document) fn is_media_type(name: &str) -> bool {
    essence(name).split_once('/').is_some_and(|(family, kind)| !family.is_empty() && !kind.is_empty())
}

pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/json" | "text/json" | "*/*" | "application/*") || essence.ends_with("+json")
}

pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// What a value is as far as its media type matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// The bytes of a file.
    File,
    /// Members or items, which a plain text cannot hold.
    Structured,
    Other,
}

impl Walk<'_> {
    pub(super) fn content_of(&self, schema: Option<&Value>) -> Content {
        let Some(Value::Object(entries)) = schema else { return Content::Other };
        let referred = || text(entries, "$ref").and_then(|reference| self.known.type_of(reference));
        match text(entries, "type").or_else(referred) {
            _ if is_file(schema) => Content::File,
            Some("object" | "array") => Content::Structured,
            None if entries.contains_key("properties") || entries.contains_key("allOf") => Content::Structured,
            _ => Content::Other,
        }
    }
}
