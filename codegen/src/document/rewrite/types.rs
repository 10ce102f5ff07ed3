//! `type` of OpenAPI 3.1, which may be a list.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `[T]` | `T` |
//! | `[T, "null"]` | `T`, and `nullable: true` |
//! | `[integer, number]` | `number` |
//! | all types, or all but null | no `type` |
//! | any other list, and `"null"` alone | the private key `x-codegen-type`, a list; `nullable: true` if null is in it |

use indexmap::IndexSet;

use super::{Entries, Value};

/// Where the list is kept.
const NAMES: &str = "x-codegen-type";

/// What a list of types allows.
pub(in crate::document) struct Types {
    /// The types beside null, each once.
    pub(in crate::document) others: IndexSet<String>,
    /// Whether null is allowed.
    pub(in crate::document) null: bool,
}

impl Types {
    /// Of a list, or of `"null"`: all that OpenAPI 3.0 does not have.
    pub(in crate::document) fn of(value: &Value) -> Option<Self> {
        let names: Vec<_> = match value {
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
            Value::String(name) if name == "null" => vec![name.as_str()],
            _ => return None,
        };
        let mut types = Self { others: IndexSet::new(), null: names.contains(&"null") };
        for name in names.into_iter().filter(|name| *name != "null") {
            types.others.insert(name.to_owned());
        }
        if types.allows("number") {
            types.others.shift_remove("integer");
        }
        Some(types)
    }

    fn allows(&self, name: &str) -> bool {
        self.others.contains(name)
    }

    /// The type beside null, if it is one.
    pub(in crate::document) fn single(&self) -> Option<&str> {
        self.others.first().filter(|_| self.others.len() == 1).map(String::as_str)
    }

    /// The types of which a value has one, null among them; `None` where that is any value, or where some are no types.
    pub(in crate::document) fn several(&self) -> Option<Value> {
        const KNOWN: [&str; 6] = ["string", "number", "integer", "boolean", "array", "object"];
        let are_known = self.others.iter().all(|name| KNOWN.contains(&name.as_str()));
        (are_known && !self.are_all() && (self.null || !self.others.is_empty())).then(|| self.names())
    }

    fn names(&self) -> Value {
        let null = self.null.then_some("null");
        Value::Array(self.others.iter().map(String::as_str).chain(null).map(Value::text).collect())
    }

    fn are_all(&self) -> bool {
        ["string", "number", "boolean", "array", "object"].iter().all(|name| self.allows(name))
    }
}

pub(super) fn name_type(entries: &mut Entries) {
    let Some(types) = entries.get("type").and_then(Types::of) else { return };
    if types.null {
        entries.insert("nullable".into(), Value::Bool(true));
    }
    match types.single() {
        Some(single) => {
            entries.insert("type".into(), Value::text(single));
        }
        None => {
            entries.shift_remove("type");
            if let Some(names) = types.several() {
                entries.insert(NAMES.into(), names);
            }
        }
    }
}

/// Makes null the only value that a schema allows.
pub(super) fn only_null(entries: &mut Entries) {
    entries.shift_remove("type");
    entries.insert(NAMES.into(), Value::Array(vec![Value::text("null")]));
    entries.insert("nullable".into(), Value::Bool(true));
}

/// Whether null is the only value that a schema allows, and all that it says.
pub(super) fn is_only_null(schema: &Value) -> bool {
    let Value::Object(entries) = schema else { return false };
    let is_null =
        |value: &Value, null: &Value| matches!(value, Value::Array(values) if values == std::slice::from_ref(null));
    let by_type = entries.get(NAMES).is_some_and(|types| is_null(types, &Value::text("null")));
    by_type || entries.get("enum").is_some_and(|values| is_null(values, &Value::Null))
}
