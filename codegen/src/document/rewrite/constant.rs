//! `const` of OpenAPI 3.1.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `const: V` | `enum: [V]` |
//! | `const` without one `type`, of a scalar | the same, and the type of the value |
//! | `const: null` | the same as `type: "null"` |

use super::types::only_null;
use super::{Entries, Path, Value, Walk};
use crate::diagnostic::{Diagnostic, Place};

impl Walk<'_> {
    pub(super) fn constant(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let Some(value) = entries.shift_remove("const") else { return };
        let at = path.pointer();
        if let Some(Value::Array(values)) = entries.shift_remove("enum")
            && !values.contains(&value)
        {
            let message = "`const` is none of the values of `enum`, so no value is right";
            let said = Diagnostic::warning("no-value", Place::Key(at.key("const")), message);
            self.diagnostics.push(said.generated("as if `enum` were not there"));
        }
        let ty = match &value {
            Value::Null => {
                self.origins.made(&at.key("type"), &at.key("const"));
                return only_null(entries);
            }
            Value::String(_) => Some("string"),
            Value::Bool(_) => Some("boolean"),
            Value::Number(number) if number.is_integer() => Some("integer"),
            Value::Number(_) => Some("number"),
            Value::Array(_) | Value::Object(_) => None,
        };
        if let Some(ty) = ty.filter(|_| !entries.contains_key("type")) {
            entries.shift_remove("x-codegen-type");
            entries.insert("type".into(), Value::text(ty));
        }
        self.origins.made(&at.key("enum"), &at.key("const"));
        entries.insert("enum".into(), Value::Array(vec![value]));
    }
}
