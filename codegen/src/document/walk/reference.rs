//! `$ref`, and what is written beside it.

use super::{Entries, Shared, Version, Walk};
use crate::diagnostic::{Diagnostic, Place, Pointer, quoted};
use crate::document::path::Path;
use crate::document::table::{Object, Reference, Rule};
use crate::document::uri;
use crate::document::value::Value;

/// What became of the `$ref` of an object.
pub(super) enum Taken {
    /// There is none.
    None,
    /// It is all that is left of the object.
    Alone,
    /// It was taken out, and goes back in when the keys beside it have been walked.
    Beside(String),
    /// It was taken out, and what it leads to is copied when the keys beside it have been walked.
    Shared(String),
    /// It cannot be read, and neither can the object.
    Unread,
    /// It was taken out, and goes into a private key.
    Private(String),
}

/// Keywords that only forbid values.
const RULES: [&str; 16] = [
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "required",
    "uniqueItems",
];

impl Walk<'_> {
    /// A `$ref` that is no string is left to be reported as an unknown key.
    pub(super) fn take_reference(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) -> Taken {
        let is_allowed = match object.reference {
            Reference::None => false,
            Reference::Shared(since) => self.version >= since,
            _ => true,
        };
        if !is_allowed {
            return Taken::None;
        }
        self.settle_dynamic(entries, object, path);
        if entries.get("$ref").and_then(Value::as_str).is_none() {
            return Taken::None;
        }
        let Some(Value::String(reference)) = entries.shift_remove("$ref") else { return Taken::None };
        let reference = self.known.reference(reference, self.version);
        match object.reference {
            Reference::Item if self.affords(&reference) => Taken::Shared(reference),
            Reference::Item => Taken::Private(reference),
            Reference::Shared(_) if self.affords(&reference) => {
                self.ignore_siblings(entries, object, path);
                entries.clear();
                Taken::Shared(reference)
            }
            Reference::Shared(_) => {
                let message = format!("{} that is a `$ref` is not read yet", object.name);
                let said = Diagnostic::warning("unread-ref", Place::Value(path.key("$ref").pointer()), message);
                self.diagnostics.push(said.generated("nothing for it"));
                Taken::Unread
            }
            Reference::AllOf if !entries.is_empty() => {
                if self.version < Version::V3_1 {
                    self.ignore_rules(entries, object, path);
                }
                Taken::Beside(reference)
            }
            _ => {
                self.ignore_siblings(entries, object, path);
                *entries = only(reference);
                Taken::Alone
            }
        }
    }

    /// A `$dynamicRef` of which it is known what it leads to, whatever the way to it, is a `$ref`.
    fn settle_dynamic(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) {
        let is_settled = entries.get("$dynamicRef").and_then(Value::as_str).is_some_and(is_pointer);
        if self.version < Version::V3_1 || object.rule != Rule::Schema || entries.contains_key("$ref") || !is_settled {
            return;
        }
        if let Some(reference) = entries.shift_remove("$dynamicRef") {
            let at = path.pointer();
            self.origins.made(&at.key("$ref"), &at.key("$dynamicRef"));
            entries.insert("$ref".into(), reference);
        }
    }

    /// Before 3.1 a `$ref` stands for all that is beside it. What adds to it harms nobody; a rule would refuse what its
    /// target allows.
    fn ignore_rules(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) {
        let names: Vec<_> = entries.keys().filter(|name| RULES.contains(&name.as_str())).cloned().collect();
        let rules: Entries =
            names.into_iter().filter_map(|name| entries.shift_remove(&name).map(|rule| (name, rule))).collect();
        self.ignore_siblings(&rules, object, path);
    }

    fn ignore_siblings(&mut self, entries: &Entries, object: &Object, path: &Path<'_>) {
        let Some((first, _)) = entries.first() else { return };
        let mut names: Vec<_> = entries.keys().take(5).map(|name| quoted(name)).collect();
        if entries.len() > names.len() {
            names.push("…".into());
        }
        // From 3.1 on these say of the place what its target says of itself.
        let is_heard = |name: &String| self.version >= Version::V3_1 && matches!(&**name, "summary" | "description");
        let effect = if entries.keys().all(is_heard) { "is not read yet" } else { "has no effect" };
        let message = format!("beside the `$ref` of {}, {} {effect}", object.name, names.join(", "));
        let said = Diagnostic::warning("ref-siblings", Place::Key(path.key(first).pointer()), message);
        self.diagnostics.push(said.generated("only what the `$ref` leads to"));
    }

    /// `{$ref, …}` becomes `{allOf: [{$ref}], …}`: `openapiv3` keeps nothing beside a `$ref`.
    pub(super) fn put_beside(&mut self, entries: &mut Entries, reference: String, path: &Path<'_>) {
        // Many write the type of the target beside the reference to it.
        if entries.get("type").and_then(Value::as_str).is_some_and(|ty| self.known.type_of(&reference) == Some(ty)) {
            entries.shift_remove("type");
        }
        if entries.is_empty() {
            *entries = only(reference);
            return;
        }
        let at = path.pointer();
        self.refer(entries, reference, &at, &at);
    }

    /// Puts a reference in front of `allOf` of the schema at a pointer. It was written at `of`.
    pub(in crate::document) fn refer(&mut self, entries: &mut Entries, reference: String, at: &Pointer, of: &Pointer) {
        let all_of = at.key("allOf");
        if !entries.contains_key("allOf") {
            self.origins.made(&all_of, &of.key("$ref"));
        }
        let items = entries.entry("allOf".into()).or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(items) = items else { return };
        for index in (0..items.len()).rev() {
            self.origins.moved(&all_of.index(index), &all_of.index(index + 1));
        }
        self.origins.made(&all_of.index(0), of);
        items.insert(0, Value::Object(only(reference)));
    }

    /// Whether a reference leads to something that may be copied.
    fn affords(&mut self, reference: &str) -> bool {
        let weight = self.shared_target(reference).map(|(_, _, weight)| weight);
        weight.is_some_and(|weight| self.may_copy(weight))
    }

    /// What a reference leads to, if that is shared, where it stands, and what a copy of it takes. A chain of
    /// references leads nowhere.
    fn shared_target(&self, reference: &str) -> Option<(Pointer, &Entries, usize)> {
        let (section, name) = reference.strip_prefix("#/components/")?.split_once('/')?;
        let name = (!name.contains('/')).then(|| uri::decoded(name))?;
        let Shared { value, weight } = self.shared.get(section)?.get(&name)?;
        match value {
            Value::Object(target) if !target.contains_key("$ref") && !target.contains_key("x-codegen-$ref") => {
                Some((Pointer::root().key("components").key(section).key(&name), target, *weight))
            }
            _ => None,
        }
    }

    /// Copies what a reference leads to. What is written beside the reference comes before it.
    pub(super) fn copy_shared(&mut self, entries: &mut Entries, reference: &str, path: &Path<'_>) {
        let Some((from, target, _)) = self.shared_target(reference) else { return };
        let new: Vec<_> = target.iter().filter(|(name, _)| !entries.contains_key(*name)).collect();
        let new: Entries = new.into_iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let at = path.pointer();
        for (name, value) in new {
            self.origins.copied(&from.key(&name), &at.key(&name));
            entries.insert(name, value);
        }
    }
}

fn is_pointer(reference: &str) -> bool {
    reference == "#" || reference.starts_with("#/")
}

pub(in crate::document) fn only(reference: String) -> Entries {
    std::iter::once(("$ref".to_owned(), Value::String(reference))).collect()
}
