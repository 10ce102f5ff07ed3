//! Schemas.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `discriminator: kind` | `discriminator: {propertyName: kind}` |
//! | `x-nullable: true` | `nullable: true` |
//! | `type: file` | `type: string`, `format: binary` |

use super::super::{Entries, Path, Value, Walk};
use crate::document::walk::text;

impl Walk<'_> {
    pub(in super::super) fn old_schema(&mut self, entries: &mut Entries, path: &Path<'_>) {
        if let Some(name @ Value::String(_)) = entries.shift_remove("discriminator") {
            let at = path.key("discriminator").pointer();
            self.origins.made(&at.key("propertyName"), &at);
            let discriminator = std::iter::once(("propertyName".to_owned(), name)).collect();
            entries.insert("discriminator".into(), Value::Object(discriminator));
        }
        if entries.get("x-nullable") == Some(&Value::Bool(true)) {
            entries.insert("nullable".into(), Value::Bool(true));
        }
        if text(entries, "type") == Some("file") {
            file(entries);
        }
    }
}

/// Makes a schema one of the bytes of a file.
pub(super) fn file(entries: &mut Entries) {
    entries.insert("type".into(), Value::text("string"));
    entries.insert("format".into(), Value::text("binary"));
}

/// Whether a schema is one of the bytes of a file.
pub(super) fn is_file(schema: Option<&Value>) -> bool {
    matches!(schema, Some(Value::Object(schema)) if text(schema, "format") == Some("binary"))
}
