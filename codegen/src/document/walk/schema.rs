//! How schemas of other versions are read where they stand in a document of OpenAPI 3.0.

use super::{Entries, Instead, Walk};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::path::Path;
use crate::document::table::{Key, Kind, Object};
use crate::document::value::{Number, Value};

impl Walk<'_> {
    /// `type: [string, "null"]` and `type: "null"` are how OpenAPI 3.1 says `nullable: true`, and often stand in
    /// documents of 3.0, too.
    pub(super) fn type_list(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let types: Vec<_> = match entries.get("type") {
            Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(ty)) if ty == "null" => vec![ty],
            _ => return,
        };
        let is_nullable = types.contains(&"null");
        let (instead, ty) = match types.iter().filter(|ty| **ty != "null").collect::<Vec<_>>()[..] {
            [] if is_nullable => ("as if only null were allowed".into(), None),
            [ty] if is_nullable => (format!("as if it were {}, and `nullable: true`", quoted(ty)), Some(*ty)),
            [ty] => (format!("as if it were {}", quoted(ty)), Some(*ty)),
            _ => return,
        };
        let said = Diagnostic::warning(
            "wrong-kind",
            Place::Value(path.key("type").pointer()),
            "this is a type of OpenAPI 3.1",
        );
        self.diagnostics.push(said.generated(instead));
        if let Some(ty) = ty.map(Value::text) {
            entries.insert("type".into(), ty);
        } else {
            entries.shift_remove("type");
            entries.insert("enum".into(), Value::Array(vec![Value::Null]));
        }
        if is_nullable {
            entries.insert("nullable".into(), Value::Bool(true));
        }
    }

    /// In Swagger 2.0 a parameter has the keys of its schema itself.
    pub(super) fn loose_schema(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) {
        let Some(Key { kind: Kind::Object(schema), .. }) = object.key("schema") else { return };
        let is_settled = entries.contains_key("schema") || entries.contains_key("content");
        if is_settled || entries.get("type").and_then(Value::as_str).is_none() {
            return;
        }
        let is_loose = |name: &str| schema.key(name).is_some() && object.key(name).is_none();
        let (loose, rest) = std::mem::take(entries).into_iter().partition(|(name, _)| is_loose(name));
        *entries = rest;
        entries.insert("schema".into(), Value::Object(loose));
        self.origins.insert(path.key("schema").pointer(), path.pointer());
        let message = format!("the type of {} belongs into `schema`; this is Swagger 2.0", object.name);
        let said = Diagnostic::warning("loose-schema", Place::Key(path.key("type").pointer()), message);
        self.diagnostics.push(said.generated("as if it stood in `schema`"));
    }

    /// In OpenAPI 3.1 `exclusiveMinimum` is a number of its own; in 3.0 it says how `minimum` is meant.
    pub(super) fn exclusive_number(&mut self, entries: &mut Entries, [exclusive, bound]: [&str; 2], path: &Path<'_>) {
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
}

/// Whether the exclusive bound allows less than the other.
fn tighter(exclusive: &Number, other: &Number, is_minimum: bool) -> bool {
    match (exclusive.as_f64(), other.as_f64()) {
        (Some(exclusive), Some(other)) if is_minimum => exclusive >= other,
        (Some(exclusive), Some(other)) => exclusive <= other,
        _ => true,
    }
}
