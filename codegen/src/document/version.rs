//! Is it a description at all, and of which version?

use super::value::{Object, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, quoted};

/// The versions that are read, for messages.
const READ: &str = "OpenAPI 3.0.0 to 3.0.4 are read";

/// Looks at a text before it is parsed: parsers have little to say about what is no description at all.
pub(super) fn check_text(text: &str, diagnostics: &mut Diagnostics) -> Option<()> {
    let text = text.trim_start();
    let message = match text.chars().next() {
        None => "the file is empty",
        Some('<') => "this is HTML or XML, not an OpenAPI description",
        Some(_) => return Some(()),
    };
    diagnostics.push(Diagnostic::error("not-openapi", Place::Value(Pointer::root()), message));
    None
}

/// Takes the root object and the version, if it is one that is read.
pub(super) fn check_root<'a>(root: &'a Value, diagnostics: &mut Diagnostics) -> Option<&'a str> {
    let error = match root {
        Value::Object(entries) => match version(entries) {
            Ok(version) => return Some(version),
            Err(error) => error,
        },
        other => {
            let message = format!("an OpenAPI description is a map of keys, found {}", other.describe());
            Diagnostic::error("not-openapi", Place::Value(Pointer::root()), message)
        }
    };
    diagnostics.push(error);
    None
}

fn version(entries: &Object) -> Result<&str, Diagnostic> {
    let (key, name, value) = match (entries.get("openapi"), entries.get("swagger")) {
        (Some(value), _) => ("openapi", "OpenAPI", value),
        (None, Some(value)) => ("swagger", "Swagger", value),
        (None, None) => {
            let message = "this is not an OpenAPI description: the key `openapi` is missing";
            let error = Diagnostic::error("not-openapi", Place::Value(Pointer::root()), message);
            return Err(error.help("its value is the version, for example `openapi: 3.0.3`"));
        }
    };
    let place = Place::Value(Pointer::root().key(key));
    let version = match value {
        Value::String(text) => text.as_str(),
        // `openapi: 3.0` is a number to YAML.
        Value::Number(number) => number.as_str(),
        other => {
            let message = format!("`{key}` must be a version, found {}", other.describe());
            return Err(Diagnostic::error("unsupported-version", place, message).help(READ));
        }
    };
    if key == "openapi" && (version == "3.0" || version.starts_with("3.0.")) {
        return Ok(version);
    }
    let message = format!("{name} {} is not read yet", quoted(version).trim_matches('`'));
    Err(Diagnostic::error("unsupported-version", place, message).help(READ))
}
