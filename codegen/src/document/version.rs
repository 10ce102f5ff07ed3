//! Is it a description at all, and of which version?

use super::value::{Object, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, quoted};

/// The versions that are read, for messages.
const READ: &str = "Swagger 2.0 and OpenAPI 3.0 to 3.2 are read";

/// The rules that a description follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    V2_0,
    V3_0,
    V3_1,
    V3_2,
}

impl Version {
    /// The oldest and the newest.
    pub(super) const ALL: (Self, Self) = (Self::V2_0, Self::V3_2);

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::V2_0 => "Swagger 2.0",
            Self::V3_0 => "OpenAPI 3.0",
            Self::V3_1 => "OpenAPI 3.1",
            Self::V3_2 => "OpenAPI 3.2",
        }
    }

    /// Whose word counts: `OpenAPI`, or what it was called before.
    pub(super) const fn authority(self) -> &'static str {
        match self {
            Self::V2_0 => "Swagger 2.0",
            _ => "OpenAPI",
        }
    }
}

/// Looks at a text before it is parsed: parsers have little to say about what is no description at all.
pub(super) fn check_text(text: &str, diagnostics: &mut Diagnostics) -> Option<()> {
    let Some(fault) = fault(text) else { return Some(()) };
    diagnostics.push(Diagnostic::error("not-openapi", Place::Value(Pointer::root()), fault));
    None
}

/// Why a text cannot be a description or a part of one.
pub(super) fn fault(text: &str) -> Option<&'static str> {
    match text.trim_start().chars().next() {
        None => Some("the file is empty"),
        Some('<') => Some("this is HTML or XML, not an OpenAPI description"),
        Some(_) => None,
    }
}

/// Takes the version of the root object, if it is one that is read: its rules, and as it is written.
pub(super) fn check_root<'a>(root: &'a Value, diagnostics: &mut Diagnostics) -> Option<(Version, &'a str)> {
    let error = match root {
        Value::Object(entries) => match version(entries, diagnostics) {
            Ok(version) => return Some(version),
            Err(error) => error,
        },
        other => {
            let message = format!("an OpenAPI description is a map of keys, found {}", other.describe());
            Box::new(Diagnostic::error("not-openapi", Place::Value(Pointer::root()), message))
        }
    };
    diagnostics.push(*error);
    None
}

fn version<'a>(entries: &'a Object, diagnostics: &mut Diagnostics) -> Result<(Version, &'a str), Box<Diagnostic>> {
    let (key, name, value) = match (entries.get("openapi"), entries.get("swagger")) {
        (Some(value), _) => ("openapi", "OpenAPI", value),
        (None, Some(value)) => ("swagger", "Swagger", value),
        (None, None) => {
            let message = "this is not an OpenAPI description: the key `openapi` is missing";
            let error = Diagnostic::error("not-openapi", Place::Value(Pointer::root()), message);
            return Err(Box::new(error.help("its value is the version, for example `openapi: 3.0.3`")));
        }
    };
    let place = Place::Value(Pointer::root().key(key));
    let text = match value {
        Value::String(text) => text.as_str(),
        // `openapi: 3.0` is a number to YAML.
        Value::Number(number) => number.as_str(),
        other => {
            let message = format!("`{key}` must be a version, found {}", other.describe());
            return Err(Box::new(Diagnostic::error("unsupported-version", place, message).help(READ)));
        }
    };
    let written = format!("{name} {}", quoted(text).trim_matches('`'));
    let version = match (key, parts(text)) {
        ("swagger", Some((2, 0))) => Version::V2_0,
        ("openapi", Some((3, 0))) => Version::V3_0,
        ("openapi", Some((3, 1))) => Version::V3_1,
        ("openapi", Some((3, 2))) => Version::V3_2,
        ("openapi", Some((3, _))) => {
            let said = Diagnostic::warning("unknown-version", place, format!("{written} is newer than this generator"));
            diagnostics.push(said.generated("as if it were OpenAPI 3.2"));
            Version::V3_2
        }
        _ => {
            let message = format!("{written} is not read");
            return Err(Box::new(Diagnostic::error("unsupported-version", place, message).help(READ)));
        }
    };
    Ok((version, text))
}

/// Major and minor version: `(3, 0)` of `3.0.3`, also of `3.0`.
fn parts(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split('.');
    let major = parts.next()?.parse().ok()?;
    let minor = parts.next()?.parse().ok()?;
    Some((major, minor))
}
