//! How schemas are read that are written as another version has them.

use super::{Entries, Instead, Version, Walk};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::path::Path;
use crate::document::rewrite::Types;
use crate::document::table::{Key, Kind, Object};
use crate::document::value::{Number, Value};

/// What goes into private keys when an object has been walked, by the names of the keys that it stood in.
pub(super) type Private = Vec<(String, Value)>;

impl Walk<'_> {
    /// `type: [string, "null"]` and `type: "null"` are how OpenAPI 3.1 says `nullable: true`, and often stand in
    /// older documents, too.
    pub(super) fn other_types(&mut self, entries: &mut Entries, private: &mut Private, path: &Path<'_>) {
        if self.version >= Version::V3_1 {
            return;
        }
        let Some(types) = entries.get("type").and_then(Types::of) else { return };
        let several = types.several();
        let instead = match (types.single(), &several) {
            (Some(ty), _) if types.null => format!("as if it were {}, and `nullable: true`", quoted(ty)),
            (Some(ty), _) => format!("as if it were {}", quoted(ty)),
            (None, Some(_)) if types.others.is_empty() => "as if only null were allowed".to_owned(),
            (None, Some(_)) => "as it is meant there".to_owned(),
            (None, None) => return,
        };
        let place = Place::Value(path.key("type").pointer());
        let said = Diagnostic::warning("wrong-kind", place, "this is a type of OpenAPI 3.1");
        self.diagnostics.push(said.generated(instead));
        if let Some(ty) = types.single().map(Value::text) {
            entries.insert("type".into(), ty);
        } else {
            entries.shift_remove("type");
            private.extend(several.map(|names| ("type".into(), names)));
        }
        if types.null {
            entries.insert("nullable".into(), Value::Bool(true));
        }
    }

    /// Only OpenAPI 3.0 has `nullable`. A null that nobody expects breaks a client, so it is heeded everywhere.
    pub(super) fn other_nullable(&mut self, entries: &mut Entries, path: &Path<'_>) {
        if self.version == Version::V3_0 {
            return;
        }
        let instead = if self.version == Version::V2_0 {
            "as if it were `x-nullable`"
        } else if entries.get("type").and_then(Types::of).is_some_and(|types| types.null) {
            return;
        } else {
            "as if null were one of the types"
        };
        match entries.get("nullable") {
            Some(Value::Bool(true)) => {}
            // This is so without saying.
            Some(Value::Bool(false)) => return drop(entries.shift_remove("nullable")),
            _ => return,
        }
        let place = Place::Key(path.key("nullable").pointer());
        let said = Diagnostic::warning("unknown-key", place, "`nullable` is a key of OpenAPI 3.0");
        self.diagnostics.push(said.generated(instead));
    }

    /// In Swagger 2.0 a parameter has the keys of its schema itself.
    pub(super) fn loose_schema(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) {
        let Some(Key { kind: Kind::Object(schema), .. }) = object.key("schema", self.version) else { return };
        let is_settled = entries.contains_key("schema") || entries.contains_key("content");
        if is_settled || entries.get("type").and_then(Value::as_str).is_none() {
            return;
        }
        let has = |object: &Object, name: &str| object.key(name, self.version).is_some();
        let is_loose = |name: &str| has(schema, name) && !has(object, name);
        let (loose, rest) = std::mem::take(entries).into_iter().partition(|(name, _)| is_loose(name));
        *entries = rest;
        entries.insert("schema".into(), Value::Object(loose));
        let at = path.pointer();
        self.origins.made(&at.key("schema"), &at);
        let message = format!("the type of {} belongs into `schema`; this is Swagger 2.0", object.name);
        let said = Diagnostic::warning("loose-schema", Place::Key(at.key("type")), message);
        self.diagnostics.push(said.generated("as if it stood in `schema`"));
    }

    /// From OpenAPI 3.1 on `exclusiveMinimum` is a number of its own; before it says how `minimum` is meant.
    pub(super) fn other_bounds(&mut self, entries: &mut Entries, private: &mut Private, path: &Path<'_>) {
        for bounds in [["exclusiveMinimum", "minimum"], ["exclusiveMaximum", "maximum"]] {
            if self.version >= Version::V3_1 {
                self.exclusive_flag(entries, bounds, private, path);
            } else {
                self.exclusive_number(entries, bounds, path);
            }
        }
    }

    fn exclusive_flag(&mut self, entries: &mut Entries, bounds: [&str; 2], private: &mut Private, path: &Path<'_>) {
        let [exclusive, bound] = bounds;
        let Some(Value::Bool(flag)) = entries.get(exclusive) else { return };
        let flag = *flag;
        entries.shift_remove(exclusive);
        let message = format!("`{exclusive}` must be a number; `{flag}` is OpenAPI 3.0");
        let said = Diagnostic::warning("wrong-kind", Place::Value(path.key(exclusive).pointer()), message);
        let instead =
            if flag { format!("as if `{bound}` were not allowed itself") } else { "as if it were not there".into() };
        self.diagnostics.push(said.generated(instead));
        private.push((exclusive.to_owned(), Value::Bool(flag)));
    }

    fn exclusive_number(&mut self, entries: &mut Entries, [exclusive, bound]: [&str; 2], path: &Path<'_>) {
        let Some(Value::Number(number)) = entries.get(exclusive).cloned() else { return };
        let message = format!("`{exclusive}` must be `true` or `false`; a number is OpenAPI 3.1");
        let said = Diagnostic::warning("wrong-kind", Place::Value(path.key(exclusive).pointer()), message);
        let read = format!("as if it were `{bound}: {}` and `{exclusive}: true`", number.as_str());
        self.diagnostics.push(said.generated(read));
        // It gives way, so whatever is wrong with it has to be told here.
        let mut other = entries.shift_remove(bound);
        let other = other.take_if(|other| self.has_kind(other, &Kind::Bound, Instead::NOTHING, &path.key(bound)));
        let is_tighter = match &other {
            Some(Value::Number(other)) => tighter(&number, other, bound == "minimum"),
            _ => true,
        };
        entries.insert(exclusive.into(), Value::Bool(is_tighter));
        let bounding = if is_tighter { Some(Value::Number(number)) } else { other };
        entries.extend(bounding.map(|value| (bound.to_owned(), value)));
    }

    /// Until draft 2019-09 of JSON Schema, `items` of a tuple was a list. On a schema that is no array, authors mean all
    /// kinds of things by one.
    pub(super) fn listed_items(
        &mut self,
        entries: &mut Entries,
        object: &Object,
        private: &mut Private,
        path: &Path<'_>,
    ) {
        let is_listed = matches!(entries.get("items"), Some(Value::Array(elements)) if !elements.is_empty());
        let is_array = entries.get("type").and_then(Value::as_str) == Some("array");
        let Some(Key { kind, .. }) = object.key("items", self.version).filter(|_| is_listed && is_array) else {
            return;
        };
        let Some(Value::Array(mut elements)) = entries.shift_remove("items") else { return };
        let items = path.key("items");
        let message = "`items` must be a schema; a list of schemas is a tuple of JSON Schema draft 4";
        let said = Diagnostic::warning("wrong-kind", Place::Value(items.pointer()), message);
        self.diagnostics.push(said.generated("as if it were `prefixItems` of OpenAPI 3.1, and nothing followed"));
        self.list(&mut elements, kind, &items);
        self.origins.moved(&items.pointer(), &path.key("prefixItems").pointer());
        private.push(("prefixItems".to_owned(), Value::Array(elements)));
        private.push(("unevaluatedItems".to_owned(), Value::Bool(false)));
    }

    /// Whoever lists texts or numbers means these, and not the objects that `type` says; beside `array`, they mean what
    /// the elements are.
    pub(super) fn listed_scalars(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let ty = entries.get("type").and_then(Value::as_str);
        let (kind, is_array) = match ty {
            Some("object") => ("an object", false),
            Some("array") => ("an array", true),
            _ => return,
        };
        let Some(Value::Array(values)) = entries.get("enum") else { return };
        let is_scalar = |value: &Value| !matches!(value, Value::Array(_) | Value::Object(_));
        if values.iter().all(|value| *value == Value::Null) || !values.iter().all(is_scalar) {
            return;
        }
        let place = Place::Value(path.key("type").pointer());
        let said = Diagnostic::warning("wrong-kind", place, format!("no value of this enumeration is {kind}"));
        let instead = if !is_array {
            entries.shift_remove("type");
            "as if `type` were not there"
        } else if self.list_elements(entries, path) {
            "as if `enum` stood in `items`"
        } else {
            "as if `enum` were not there"
        };
        self.diagnostics.push(said.generated(instead));
    }

    /// Moves what lists the values of elements to where it belongs. `false` if there is no room for it.
    fn list_elements(&mut self, entries: &mut Entries, path: &Path<'_>) -> bool {
        let is_about_values = |key: &str| key == "enum" || key.starts_with("x-enum");
        let (own, rest): (Entries, Entries) =
            std::mem::take(entries).into_iter().partition(|(key, _)| is_about_values(key));
        *entries = rest;
        let items = entries.entry("items".into()).or_insert_with(|| Value::Object(Entries::default()));
        let Value::Object(items) = items else { return false };
        if items.contains_key("enum") || items.contains_key("$ref") {
            return false;
        }
        for key in own.keys() {
            self.origins.moved(&path.key(key).pointer(), &path.key("items").key(key).pointer());
        }
        items.extend(own);
        true
    }

    /// From OpenAPI 3.1 on `true` allows everything, and `false` nothing.
    pub(super) fn boolean_schema(&self, value: &mut Value) -> bool {
        let Value::Bool(allows) = *value else { return false };
        if self.version < Version::V3_1 {
            return false;
        }
        let mut schema = Entries::default();
        if !allows {
            schema.insert("x-codegen-false".into(), Value::Bool(true));
        }
        *value = Value::Object(schema);
        true
    }
}

/// Whether the exclusive bound allows less than the other.
pub(in crate::document) fn tighter(exclusive: &Number, other: &Number, is_minimum: bool) -> bool {
    match (exclusive.as_f64(), other.as_f64()) {
        (Some(exclusive), Some(other)) if is_minimum => exclusive >= other,
        (Some(exclusive), Some(other)) => exclusive <= other,
        _ => true,
    }
}
