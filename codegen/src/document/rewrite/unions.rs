//! Branches of `oneOf` and `anyOf` that are null: another way to say `nullable`.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `anyOf: [{$ref}, {type: "null"}]` | `allOf: [{$ref}]`, `nullable: true` |
//! | `anyOf: [S, {type: "null"}]` | the keys of `S`, `nullable: true`; what the schema says for people itself wins |
//! | the same, where keys of `S` would get lost | `allOf: [S]`, `nullable: true` |
//! | `anyOf: [S, T, {type: "null"}]` | `anyOf: [S, T]`, `nullable: true` |
//! | `anyOf: [{type: "null"}]` | the same as `type: "null"` |
//! | the same with `oneOf` | likewise |

use super::types::{is_only_null, only_null};
use super::{Entries, Path, Value, Walk};
use crate::diagnostic::Pointer;
use crate::document::walk::PRIVATE;

/// What a schema says for people, or of the place where it stands.
const FOR_PEOPLE: [&str; 8] =
    ["title", "description", "default", "example", "deprecated", "externalDocs", "readOnly", "writeOnly"];

impl Walk<'_> {
    pub(super) fn null_branches(&mut self, entries: &mut Entries, path: &Path<'_>) {
        for union in ["oneOf", "anyOf"] {
            self.null_branch(entries, union, path);
        }
    }

    fn null_branch(&mut self, entries: &mut Entries, union: &str, path: &Path<'_>) {
        match entries.get(union) {
            Some(Value::Array(branches)) if branches.iter().any(is_only_null) => {}
            _ => return,
        }
        let Some(Value::Array(branches)) = entries.shift_remove(union) else { return };
        let at = path.pointer();
        let from = at.key(union);
        let mut kept: Vec<_> = branches.into_iter().enumerate().filter(|(_, branch)| !is_only_null(branch)).collect();
        if kept.is_empty() {
            self.origins.made(&at.key("type"), &from);
            return only_null(entries);
        }
        entries.insert("nullable".into(), Value::Bool(true));
        if kept.len() == 1
            && let Some((index, Value::Object(branch))) = kept.pop_if(|(_, branch)| matches!(branch, Value::Object(_)))
        {
            return self.take_in(entries, branch, &at, &from.index(index));
        }
        let mut branches = Vec::with_capacity(kept.len());
        for (index, branch) in kept {
            if index != branches.len() {
                self.origins.moved(&from.index(index), &from.index(branches.len()));
            }
            branches.push(branch);
        }
        entries.insert(union.into(), Value::Array(branches));
    }

    /// Makes a schema at `at` say what its only branch says, which stands at `from`.
    fn take_in(&mut self, entries: &mut Entries, mut branch: Entries, at: &Pointer, from: &Pointer) {
        if branch.len() == 1
            && let Some(Value::String(reference)) = branch.shift_remove("$ref")
        {
            return self.refer(entries, reference, at, from);
        }
        let is_extension = |name: &str| name.starts_with("x-") && !name.starts_with(PRIVATE);
        let is_for_people = |name: &str| FOR_PEOPLE.contains(&name) || is_extension(name);
        let would_be_lost = |(name, value): (&String, &Value)| {
            name != "nullable" && !is_for_people(name) && entries.get(name).is_some_and(|own| own != value)
        };
        if branch.contains_key("$ref") || branch.iter().any(would_be_lost) {
            return self.add(entries, branch, at, from);
        }
        for (name, value) in branch {
            if entries.contains_key(&name) {
                continue;
            }
            if !is_extension(&name) {
                self.origins.moved(&from.key(&name), &at.key(&name));
            }
            // The next pass speaks of the keyword itself.
            if let Some(keyword) = name.strip_prefix(PRIVATE) {
                self.origins.made(&at.key(keyword), &from.key(keyword));
            }
            entries.insert(name, value);
        }
    }

    /// Makes a schema one more part of `allOf`.
    fn add(&mut self, entries: &mut Entries, schema: Entries, at: &Pointer, from: &Pointer) {
        let parts = entries.entry("allOf".into()).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(parts) = parts {
            self.origins.moved(from, &at.key("allOf").index(parts.len()));
            parts.push(Value::Object(schema));
        }
    }
}
