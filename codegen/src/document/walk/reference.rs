//! `$ref`, and what is written beside it.

use super::{Entries, Walk};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::path::Path;
use crate::document::table::{Object, Reference};
use crate::document::value::Value;

/// What became of the `$ref` of an object.
pub(super) enum Taken {
    /// There is none.
    None,
    /// It is all that is left of the object.
    Alone,
    /// It was taken out, and goes back in when the keys beside it have been walked.
    Beside(String),
    /// It cannot be read, and neither can the object.
    Unread,
    /// It was taken out, and goes into a private key.
    Private(String),
}

impl Walk<'_> {
    /// A `$ref` that is no string is left to be reported as an unknown key.
    pub(super) fn take_reference(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) -> Taken {
        if object.reference == Reference::None || entries.get("$ref").and_then(Value::as_str).is_none() {
            return Taken::None;
        }
        let Some(Value::String(reference)) = entries.shift_remove("$ref") else { return Taken::None };
        match object.reference {
            Reference::Private => Taken::Private(reference),
            Reference::Unread => {
                let message = format!("{} that is a `$ref` is not read yet", object.name);
                let said = Diagnostic::warning("unread-ref", Place::Value(path.key("$ref").pointer()), message);
                self.diagnostics.push(said.generated("nothing for it"));
                Taken::Unread
            }
            Reference::AllOf if !entries.is_empty() => Taken::Beside(reference),
            _ => {
                self.ignore_siblings(entries, object, path);
                *entries = only(reference);
                Taken::Alone
            }
        }
    }

    fn ignore_siblings(&mut self, entries: &Entries, object: &Object, path: &Path<'_>) {
        let Some((first, _)) = entries.first() else { return };
        let mut names: Vec<_> = entries.keys().take(5).map(|name| quoted(name)).collect();
        if entries.len() > names.len() {
            names.push("…".into());
        }
        let message = format!("beside the `$ref` of {}, {} has no effect", object.name, names.join(", "));
        let said = Diagnostic::warning("ref-siblings", Place::Key(path.key(first).pointer()), message);
        self.diagnostics.push(said.generated("only what the `$ref` leads to"));
    }

    /// `{$ref, …}` becomes `{allOf: [{$ref}], …}`: `openapiv3` keeps nothing beside a `$ref`.
    pub(super) fn put_beside(&mut self, entries: &mut Entries, reference: String, path: &Path<'_>) {
        if entries.is_empty() {
            *entries = only(reference);
            return;
        }
        let all_of = path.key("allOf");
        let items = entries.entry("allOf".into()).or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(items) = items else { return };
        for index in (0..items.len()).rev() {
            self.origins.shift(&all_of.index(index).pointer(), all_of.index(index + 1).pointer());
        }
        self.origins.insert(all_of.index(0).pointer(), path.pointer());
        items.insert(0, Value::Object(only(reference)));
    }
}

fn only(reference: String) -> Entries {
    std::iter::once(("$ref".to_owned(), Value::String(reference))).collect()
}
