//! Keywords of JSON Schema that OpenAPI 3.0 does not have.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `examples: [E, …]` | `example: E`, unless there is one |
//! | `contentEncoding: base64` | `format: byte` |
//! | `contentEncoding: base64url` | `format: base64url` |
//! | `contentMediaType: application/octet-stream`, not encoded | `format: binary` |
//! | `prefixItems`, `patternProperties`, `$dynamicRef` with several targets, and `unevaluated…` with a schema | private keys, of which the next pass makes a value of any type, with a warning |
//! | `if`, `dependentSchemas`, `dependentRequired`, `dependencies` | private keys and a warning: they have no effect on a type |
//! | `not` | the same and a warning |
//! | `contains`, `propertyNames`, `contentSchema`, `$defs`, … | private keys: they have no effect on a type either, but are like `minItems` |
//! | `unevaluated…: true`, `$schema`, `$id`, `$anchor`, `$comment`, … | nothing |

use super::{Entries, Path, Value, Walk};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::walk::{PRIVATE, text};

/// What schemas say of themselves and not of values.
const OF_THEMSELVES: [&str; 6] = ["$schema", "$vocabulary", "$id", "$anchor", "$dynamicAnchor", "$comment"];

/// Rules between the parts of a value.
const UNCHECKED: [&str; 5] = ["not", "if", "dependentSchemas", "dependentRequired", "dependencies"];

impl Walk<'_> {
    pub(super) fn keywords(&mut self, entries: &mut Entries, path: &Path<'_>) {
        entries.retain(|name, _| !OF_THEMSELVES.contains(&name.as_str()));
        for keyword in ["x-codegen-unevaluatedProperties", "x-codegen-unevaluatedItems"] {
            if entries.get(keyword) == Some(&Value::Bool(true)) {
                entries.shift_remove(keyword);
            }
        }
        self.first_example(entries, path);
        content(entries);
        self.unchecked(entries, path);
    }

    fn first_example(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let Some(Value::Array(examples)) = entries.shift_remove("examples") else { return };
        if let (Some(example), false) = (examples.into_iter().next(), entries.contains_key("example")) {
            let at = path.pointer();
            self.origins.made(&at.key("example"), &at.key("examples").index(0));
            entries.insert("example".into(), example);
        }
    }

    fn unchecked(&mut self, entries: &Entries, path: &Path<'_>) {
        for keyword in UNCHECKED {
            let has =
                |keyword: &str| entries.contains_key(keyword) || entries.contains_key(&format!("{PRIVATE}{keyword}"));
            if !has(keyword) || keyword == "if" && !has("then") && !has("else") {
                continue;
            }
            let message = format!("what `{keyword}` asks for is not checked");
            let said = Diagnostic::warning("unchecked-keyword", Place::Key(path.key(keyword).pointer()), message);
            self.diagnostics.push(said.generated("a type without it"));
        }
    }
}

/// Whether what is of a media type has no text.
fn is_binary(media_type: &str) -> bool {
    let (family, kind) = media_type.split_once('/').unwrap_or_default();
    match family {
        "image" => !kind.starts_with("svg"),
        "audio" | "font" | "video" => true,
        _ => matches!(media_type, "application/octet-stream" | "application/pdf" | "application/zip"),
    }
}

fn content(entries: &mut Entries) {
    let encoding = entries.shift_remove("contentEncoding");
    let media_type = entries.shift_remove("contentMediaType");
    let is_text = matches!(text(entries, "type"), Some("string") | None);
    let format = match (encoding.as_ref().and_then(Value::as_str), media_type.as_ref().and_then(Value::as_str)) {
        (Some("base64"), _) => "byte",
        (Some("base64url"), _) => "base64url",
        (None, Some(media_type)) if is_binary(media_type) => "binary",
        _ => return,
    };
    if is_text && !entries.contains_key("x-codegen-type") {
        entries.entry("type".into()).or_insert_with(|| Value::text("string"));
        entries.entry("format".into()).or_insert_with(|| Value::text(format));
    }
}
