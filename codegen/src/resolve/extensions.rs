//! Reads the vendor extensions that this generator defines.

use indexmap::IndexMap;
use serde_json::Value;

use super::Ctx;
use crate::api::ErrorExpressions;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

pub(super) type Extensions = IndexMap<String, Value>;

pub(super) fn is_true(extensions: &Extensions, key: &str) -> bool {
    extensions.get(key) == Some(&Value::Bool(true))
}

pub(super) fn text(extensions: &Extensions, key: &str) -> Option<String> {
    extensions.get(key).and_then(Value::as_str).map(str::to_owned)
}

impl Ctx<'_> {
    /// `x-error` of the document.
    pub(super) fn error_expressions(&mut self) -> Option<ErrorExpressions> {
        let raw = self.document.extensions.get("x-error")?;
        let at = Pointer::root().key("x-error");
        Some(ErrorExpressions {
            code: self.expressions(&at.key("code"), raw.get("code")),
            message: self.expressions(&at.key("message"), raw.get("message")),
            request_id: self.expressions(&at.key("request-id"), raw.get("request-id")),
            fields: self.error_fields(&at, raw),
        })
    }

    /// `fields` of `x-error`; one that can be looked for nowhere is none.
    fn error_fields(&mut self, at: &Pointer, raw: &Value) -> Vec<(String, Vec<String>)> {
        let Some(raw) = raw.get("fields") else { return Vec::new() };
        let at = at.key("fields");
        let Some(raw) = raw.as_object() else {
            let message = "`fields` of `x-error` must be an object: names, and where each is looked for";
            self.warn(
                Diagnostic::warning("invalid-extension", Place::Value(at), message).generated("no methods for them"),
            );
            return Vec::new();
        };
        let mut fields = Vec::with_capacity(raw.len());
        for (name, value) in raw {
            if value.as_array().is_none_or(Vec::is_empty) {
                let message = format!("`{name}` must be a list of runtime expressions");
                let warning = Diagnostic::warning("invalid-extension", Place::Value(at.key(name)), message);
                self.warn(warning.generated(format!("no method for `{name}`")));
                continue;
            }
            let expressions = self.expressions(&at.key(name), Some(value));
            fields.extend((!expressions.is_empty()).then(|| (name.clone(), expressions)));
        }
        fields
    }

    fn expressions(&mut self, at: &Pointer, list: Option<&Value>) -> Vec<String> {
        let mut expressions = Vec::new();
        for (index, value) in list.and_then(Value::as_array).into_iter().flatten().enumerate() {
            match value.as_str() {
                Some(text) if is_expression(text) => expressions.push(text.to_owned()),
                _ => self.warn(
                    Diagnostic::warning(
                        "invalid-extension",
                        Place::Value(at.index(index)),
                        format!("`x-error` takes runtime expressions of the response, and {value} is none"),
                    )
                    .help("write `$response.body#/…` or `$response.header.…`"),
                ),
            }
        }
        expressions
    }

    /// `x-required-together` of an operation.
    pub(super) fn required_together(&mut self, at: &Pointer, extensions: &Extensions) -> Vec<Vec<String>> {
        let Some(raw) = extensions.get("x-required-together") else { return Vec::new() };
        let names = |group: &Value| -> Option<Vec<String>> {
            group.as_array()?.iter().map(|name| name.as_str().map(str::to_owned)).collect()
        };
        let groups: Option<Vec<Vec<String>>> = raw.as_array().and_then(|groups| groups.iter().map(names).collect());
        groups.unwrap_or_else(|| {
            self.warn(
                Diagnostic::warning(
                    "invalid-extension",
                    Place::Value(at.key("x-required-together")),
                    "`x-required-together` must be a list of lists of parameter names",
                )
                .generated("parameters that do not depend on each other"),
            );
            Vec::new()
        })
    }
}

/// Whether a text is a runtime expression of an answer.
pub(super) fn is_expression(text: &str) -> bool {
    let pointer = text.strip_prefix("$response.body#");
    pointer.is_some_and(|pointer| pointer.is_empty() || pointer.starts_with('/'))
        || text.strip_prefix("$response.header.").is_some_and(|name| !name.is_empty())
}
