//! Keywords that say nothing about values of the type that a schema has.
//!
//! | type | what has an effect beside what has one on all types |
//! | --- | --- |
//! | `string` | `format`, `pattern`, `minLength`, `maxLength` |
//! | `number`, `integer` | `format`, bounds |
//! | `boolean` | nothing |
//! | `array` | `items`, `prefixItems`, `minItems`, `maxItems`, `uniqueItems`, … |
//! | `object` | `properties`, `additionalProperties`, `required`, `minProperties`, … |
//!
//! All else goes: JSON Schema gives it no meaning, and `openapiv3` does not know the type for one where it stands.
//! Whoever has written something about parts of a value is told, since they have meant another type.

use super::{Entries, Path, Walk};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::walk::{PRIVATE, text};

/// Keywords, the type that they are about, and whether it is told when they have no effect.
const OF_TYPES: [(&str, &str, bool); 16] = [
    ("pattern", "string", false),
    ("minLength", "string", false),
    ("maxLength", "string", false),
    ("items", "array", true),
    ("x-codegen-prefixItems", "array", true),
    ("x-codegen-unevaluatedItems", "array", false),
    ("minItems", "array", false),
    ("maxItems", "array", false),
    ("uniqueItems", "array", false),
    ("properties", "object", true),
    ("additionalProperties", "object", true),
    ("x-codegen-patternProperties", "object", true),
    ("x-codegen-unevaluatedProperties", "object", false),
    ("required", "object", false),
    ("minProperties", "object", false),
    ("maxProperties", "object", false),
];

impl Walk<'_> {
    /// Removes what has no effect on the type of a schema.
    pub(super) fn without_effect(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let Some(ty) = text(entries, "type").map(str::to_owned) else { return };
        if !matches!(&*ty, "string" | "number" | "integer" | "boolean" | "array" | "object") {
            return;
        }
        if matches!(&*ty, "boolean" | "array" | "object") {
            entries.shift_remove("format");
        }
        for (keyword, of, is_told) in OF_TYPES {
            if ty == of || entries.shift_remove(keyword).is_none() || !is_told {
                continue;
            }
            let keyword = keyword.strip_prefix(PRIVATE).unwrap_or(keyword);
            let article = if matches!(&*ty, "integer" | "array" | "object") { "an" } else { "a" };
            let message = format!("`{keyword}` has no effect on {article} {ty}");
            let said = Diagnostic::warning("no-effect", Place::Key(path.key(keyword).pointer()), message);
            self.diagnostics.push(said.generated("as if it were not there"));
        }
    }
}
