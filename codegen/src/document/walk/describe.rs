//! Says in words what was expected.

use crate::diagnostic::quoted;
use crate::document::path::Path;
use crate::document::table::Kind;

/// What a message is about: the key, or the list that an item belongs to.
pub(super) fn label(path: &Path<'_>) -> String {
    match path {
        Path::At(_) => "the description".into(),
        Path::Key(_, name, _) => quoted(name),
        Path::Index(list, ..) => format!("an item of {}", label(list)),
    }
}

/// One value of a kind: `a list of strings`.
pub(super) fn expected(kind: &Kind) -> String {
    match kind {
        Kind::Any => "a value".into(),
        Kind::Text => "a string".into(),
        Kind::Bool | Kind::Flag => "`true` or `false`".into(),
        Kind::Bound => "a number".into(),
        Kind::Count => "a whole number from 0".into(),
        Kind::Name(names) | Kind::Type(names) => format!("one of `{}`", names.join("`, `")),
        Kind::Types(names) => format!("one of `{}`, or a list of these", names.join("`, `")),
        Kind::Scopes => "a list of strings".into(),
        Kind::List(kind) => format!("a list of {}", several(kind)),
        Kind::Map(kind) => format!("a map of {}", several(kind)),
        Kind::Object(object) => object.name.into(),
        Kind::BoolOr(kind) => format!("`true`, `false` or {}", expected(kind)),
        Kind::Kept(kind) | Kind::Shared(kind) => expected(kind),
    }
}

fn several(kind: &Kind) -> String {
    match kind {
        Kind::Text => "strings".into(),
        Kind::Bound | Kind::Count => "numbers".into(),
        Kind::List(kind) => format!("lists of {}", several(kind)),
        Kind::Scopes => "lists of strings".into(),
        Kind::Map(kind) => format!("maps of {}", several(kind)),
        Kind::Object(object) => object.plural.into(),
        Kind::Kept(kind) | Kind::Shared(kind) => several(kind),
        _ => "values".into(),
    }
}
