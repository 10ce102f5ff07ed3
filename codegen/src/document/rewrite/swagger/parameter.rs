//! Parameters, their items, and headers, which have the keys of their schemas themselves.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `type`, `format`, `items`, `enum`, `default`, bounds, … | `schema` with these |
//! | `x-enum…`, `x-extensible-enum`, `x-ms-enum` | the same in `schema` |
//! | `type: file` of a form field, of its items, of a body | `type: string`, `format: binary` |
//! | `type: object` | `type: string`, and a warning |
//! | `x-example` | `example` |
//! | `collectionFormat` of items that are arrays, `csv` where none is written | the private key `x-codegen-collectionFormat` |
//!
//! How an array is written in one text:
//!
//! | `collectionFormat` | in a query, in a form | in a path, in a header |
//! | --- | --- | --- |
//! | `csv`, also where none is written | `explode: false` | nothing: that is how it is done |
//! | `multi` | `explode: true` | the same as `csv`, and a warning |
//! | `ssv` | `style: spaceDelimited`, `explode: false` | the private key `x-codegen-collectionFormat` |
//! | `pipes` | `style: pipeDelimited`, `explode: false` | the private key |
//! | `tsv` | the private key | the private key |

use super::super::{Entries, Path, Value, Walk};
use super::schema::file;
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::walk::text;

/// What says which values are allowed.
const OF_SCHEMAS: [&str; 16] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
];

/// Where OpenAPI 3.0 has no word for how items are joined.
const PRIVATE: &str = "x-codegen-collectionFormat";

impl Walk<'_> {
    pub(in super::super) fn old_parameter(&mut self, entries: &mut Entries, path: &Path<'_>) {
        if let Some(example) = entries.shift_remove("x-example") {
            let at = path.pointer();
            self.origins.moved(&at.key("x-example"), &at.key("example"));
            entries.insert("example".into(), example);
        }
        match text(entries, "in") {
            Some("body") => return self.body_schema(entries, path),
            Some("formData") => {}
            _ => self.not_a_file(entries, path),
        }
        self.path_parameter_is_required(entries, path);
        self.inline_schema(entries, "a parameter", path);
        bytes_of_file(entries);
        self.collection_format(entries, path);
    }

    /// Objects have no form outside of bodies; who writes one means its text.
    pub(in crate::document) fn not_an_object(&mut self, entries: &mut Entries, what: &str, path: &Path<'_>) {
        if text(entries, "type") == Some("object") && text(entries, "in") != Some("body") {
            let place = Place::Value(path.key("type").pointer());
            let message = format!("{what} cannot be an `object` in Swagger 2.0");
            self.diagnostics.push(Diagnostic::warning("unknown-type", place, message).generated("a string"));
            entries.insert("type".into(), Value::text("string"));
        }
    }

    pub(in super::super) fn old_header(&mut self, entries: &mut Entries, path: &Path<'_>) {
        self.inline_schema(entries, "a header", path);
        self.collection_format(entries, path);
    }

    pub(in super::super) fn old_items(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let format = entries.shift_remove("collectionFormat");
        match text(entries, "type") {
            Some("array") => {
                entries.insert(PRIVATE.into(), format.unwrap_or_else(|| Value::text("csv")));
            }
            Some("file") => file(entries),
            _ => {}
        }
        self.without_effect(entries, path);
    }

    fn body_schema(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let at = Place::Key(path.pointer());
        if entries.contains_key("schema") || self.removed.contains(&"schema") {
            return;
        }
        if text(entries, "type").is_some() {
            let message = "the type of a body belongs into `schema`";
            let said = Diagnostic::warning("loose-schema", Place::Key(path.key("type").pointer()), message);
            self.diagnostics.push(said.generated("as if it stood in `schema`"));
            self.split(entries, path);
            bytes_of_file(entries);
        } else {
            let said = Diagnostic::warning("missing-key", at, "a body needs the key `schema`");
            self.diagnostics.push(said.generated("a value of any type"));
        }
    }

    fn not_a_file(&mut self, entries: &mut Entries, path: &Path<'_>) {
        if text(entries, "type") == Some("file") {
            let place = Place::Value(path.key("type").pointer());
            let said = Diagnostic::warning("unknown-type", place, "only a field of a form can be a `file`");
            self.diagnostics.push(said.generated("a string"));
            entries.insert("type".into(), Value::text("string"));
        }
    }

    /// Puts the keys of the schema into one.
    fn inline_schema(&mut self, entries: &mut Entries, what: &str, path: &Path<'_>) {
        if entries.contains_key("schema") {
            let has_type = text(entries, "type").is_some();
            let message = format!("{what} has its type itself in Swagger 2.0; `schema` is OpenAPI 3.0");
            let said = Diagnostic::warning("loose-schema", Place::Key(path.key("schema").pointer()), message);
            let instead = if has_type { "only the type beside it" } else { "as if it stood beside `name`" };
            self.diagnostics.push(said.generated(instead));
            if !has_type {
                return;
            }
            entries.shift_remove("schema");
        }
        self.split(entries, path);
        let Some(Value::Object(schema)) = entries.get_mut("schema") else { return };
        if schema.contains_key("type") || schema.contains_key("x-codegen-type") {
            return;
        }
        if !self.removed.contains(&"type") {
            let said =
                Diagnostic::warning("missing-key", Place::Key(path.pointer()), format!("{what} needs the key `type`"));
            let instead = if schema.contains_key("items") { "an array" } else { "a string" };
            self.diagnostics.push(said.generated(instead));
        }
        let ty = if schema.contains_key("items") { "array" } else { "string" };
        schema.insert("type".into(), Value::text(ty));
    }

    /// Moves the keys of the schema of a parameter or header into one.
    fn split(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let (mut schema, rest): (Entries, Entries) =
            std::mem::take(entries).into_iter().partition(|(name, _)| is_of_schema(name));
        self.without_effect(&mut schema, path);
        let at = path.pointer();
        let new = at.key("schema");
        self.origins.made(&new, &at);
        for name in schema.keys() {
            self.origins.moved(&at.key(name), &new.key(name));
        }
        *entries = rest;
        entries.insert("schema".into(), Value::Object(schema));
    }

    /// Says how the items of an array are joined. Of anything else that is not said.
    fn collection_format(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let format = entries.shift_remove("collectionFormat");
        let is_array =
            matches!(entries.get("schema"), Some(Value::Object(schema)) if text(schema, "type") == Some("array"));
        if !is_array {
            return;
        }
        let format = format.as_ref().and_then(Value::as_str).unwrap_or("csv");
        let location = text(entries, "in").unwrap_or("header");
        let (style, explode) = match (location, format) {
            ("query" | "formData", "csv") => (None, Some(false)),
            ("query" | "formData", "multi") => (None, Some(true)),
            ("query" | "formData", "ssv") => (Some("spaceDelimited"), Some(false)),
            ("query" | "formData", "pipes") => (Some("pipeDelimited"), Some(false)),
            (_, "csv") => return,
            (_, "multi") => {
                let name = quoted(text(entries, "name").unwrap_or_default());
                let message =
                    format!("{location} parameter {name} has `multi`, which only a query and a form can have");
                let place = Place::Value(path.key("collectionFormat").pointer());
                self.diagnostics.push(Diagnostic::warning("unknown-style", place, message).generated("`csv`"));
                return;
            }
            (_, other) => {
                entries.insert(PRIVATE.into(), Value::text(other));
                return;
            }
        };
        entries.extend(style.map(|style| ("style".to_owned(), Value::text(style))));
        entries.extend(explode.map(|explode| ("explode".to_owned(), Value::Bool(explode))));
    }
}

/// Makes the schema of what is a file one of bytes.
fn bytes_of_file(entries: &mut Entries) {
    if let Some(Value::Object(schema)) = entries.get_mut("schema")
        && text(schema, "type") == Some("file")
    {
        file(schema);
    }
}

fn is_of_schema(name: &str) -> bool {
    OF_SCHEMAS.contains(&name.strip_prefix("x-codegen-").unwrap_or(name))
        || ["x-enum", "x-extensible-enum", "x-ms-enum"].iter().any(|prefix| name.starts_with(prefix))
}
