//! What OpenAPI 3.1 and 3.2 have beside schemas.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `x-webhooks`, where there are no `webhooks` | `webhooks`, in OpenAPI 3.0, too |
//! | no `paths`, no `responses` of an operation | empty ones |
//! | `$ref` of a path item to `components/pathItems` | a copy; what is written beside the `$ref` comes first |
//! | `$ref` of a media type to `components/mediaTypes` | a copy |
//! | a method in `additionalOperations` that has a key of its own | that key, and a warning |
//! | one that is no name of a method | nothing, and a warning |
//! | a parameter in `querystring` | one in `query`, with the private key `x-codegen-in`; its `content` tells it apart |
//! | `style: cookie` | the private key `x-codegen-style` |
//! | a security scheme of type `mutualTLS` | one of type `http` and scheme `mutualTLS`, with the private key `x-codegen-type` |
//! | `dataValue` of an example | `value` |
//! | `jsonSchemaDialect` of another draft | nothing, and a warning |
//! | `summary` of info, `identifier` of a license, `name` of a server, `parent` and `kind` of a tag, `$self`, `serializedValue` of an example, `oauth2MetadataUrl`, the flow `deviceAuthorization` | nothing: no client differs by these |

use super::{Entries, Path, Value, Walk};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::endpoints::METHODS;
use crate::document::token::is_token;
use crate::document::version::Version;
use crate::document::walk::text;

/// What dialects are called that are no other than the one that is expected.
const DIALECTS: [&str; 2] = ["https://spec.openapis.org/oas/3.", "https://json-schema.org/draft/2020-12/schema"];

impl Walk<'_> {
    pub(super) fn description(&mut self, entries: &mut Entries, path: &Path<'_>) {
        if let Some(webhooks) = entries.shift_remove("x-webhooks")
            && !entries.contains_key("webhooks")
        {
            let at = path.pointer();
            self.origins.moved(&at.key("x-webhooks"), &at.key("webhooks"));
            entries.insert("webhooks".into(), webhooks);
        }
        if self.version < Version::V3_1 {
            return;
        }
        let is_empty = !["paths", "components", "webhooks"].iter().any(|key| entries.contains_key(*key));
        if is_empty {
            let message = "a description needs `paths`, `components` or `webhooks`";
            let said = Diagnostic::warning("missing-key", Place::Key(path.pointer()), message);
            self.diagnostics.push(said.generated("a client without calls"));
        }
        if let Some(dialect) = text(entries, "jsonSchemaDialect")
            && !DIALECTS.iter().any(|known| dialect.starts_with(known))
        {
            let place = Place::Value(path.key("jsonSchemaDialect").pointer());
            let said =
                Diagnostic::warning("unknown-dialect", place, format!("the dialect {} is not known", quoted(dialect)));
            self.diagnostics.push(said.generated("as if schemas were those of JSON Schema 2020-12"));
        }
    }

    /// What is a method and what is none among those that the author names.
    pub(super) fn path_item(&mut self, entries: &mut Entries, path: &Path<'_>) {
        const OTHERS: &str = "additionalOperations";
        let Some(Value::Object(operations)) = entries.shift_remove(OTHERS) else { return };
        let mut kept = Entries::default();
        for (method, operation) in operations {
            let at = path.key(OTHERS);
            let at = at.key(&method);
            let own = METHODS.into_iter().find(|key| method.eq_ignore_ascii_case(key));
            match own {
                Some(own) if !entries.contains_key(own) => {
                    let message = format!("{} has a key of its own: `{own}`", quoted(&method));
                    let said = Diagnostic::warning("misplaced-method", Place::Key(at.pointer()), message);
                    self.diagnostics.push(said.generated(format!("as if it were `{own}`")));
                    self.origins.moved(&at.pointer(), &path.key(own).pointer());
                    entries.insert(own.into(), operation);
                }
                Some(own) => self.left_out_method(&at, format!("`{own}` of this path has been described already")),
                None if method == "CONNECT" => {
                    self.left_out_method(&at, "`CONNECT` opens a tunnel and is no call".to_owned());
                }
                None if !is_token(&method) => {
                    self.left_out_method(&at, format!("{} is no name of a method", quoted(&method)));
                }
                None => drop(kept.insert(method, operation)),
            }
        }
        if !kept.is_empty() {
            entries.insert(OTHERS.into(), Value::Object(kept));
        }
    }

    fn left_out_method(&mut self, at: &Path<'_>, message: String) {
        let said = Diagnostic::warning("operation-left-out", Place::Key(at.pointer()), message);
        self.diagnostics.push(said.generated("nothing for this operation"));
    }

    pub(super) fn example(&mut self, entries: &mut Entries, path: &Path<'_>) {
        if let Some(value) = entries.shift_remove("dataValue") {
            let at = path.pointer();
            self.origins.moved(&at.key("dataValue"), &at.key("value"));
            entries.insert("value".into(), value);
        }
    }
}

pub(super) fn new_parameter(entries: &mut Entries) {
    for (key, new, instead) in [("in", "querystring", Some("query")), ("style", "cookie", None)] {
        if text(entries, key) == Some(new) {
            entries.shift_remove(key);
            entries.extend(instead.map(|instead| (key.to_owned(), Value::text(instead))));
            entries.insert(format!("x-codegen-{key}"), Value::text(new));
        }
    }
}

pub(super) fn new_security_scheme(entries: &mut Entries) {
    if text(entries, "type") == Some("mutualTLS") {
        for (key, value) in [("type", "http"), ("scheme", "mutualTLS"), ("x-codegen-type", "mutualTLS")] {
            entries.insert(key.into(), Value::text(value));
        }
    }
}
