//! Leaves of a description what a selection wants: its operations, those that they need values of, and the components
//! that all these reach.
//!
//! This is done before anything else is looked at, so that nothing is said about what is not wanted.

mod inline;
mod reached;

use std::collections::BTreeSet;

use self::reached::Reached;
use super::endpoints::METHODS;
use super::value::{Object, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, quoted};
use crate::selection::{Candidate, Selection};

/// Removes what is not wanted.
pub(super) fn select(root: &mut Object, selection: &Selection, diagnostics: &mut Diagnostics) {
    if selection.is_all() {
        return;
    }
    inline::inline(root);
    let mut wanted = Wanted::default();
    let mut unused: Vec<_> = selection.patterns().collect();
    let candidates = candidates(root);
    for (place, candidate) in &candidates {
        unused.retain(|pattern| !candidate.is_matched_by(pattern));
        if selection.wants(candidate) {
            wanted.0.insert(place.clone());
        }
    }
    for pattern in unused {
        let message = format!("no operation matches {}", quoted(&pattern.to_string()));
        diagnostics.push(Diagnostic::warning("unused-pattern", place(), message));
    }
    if wanted.0.is_empty() {
        let message = "no operation is left of this description";
        let help = "patterns match operation ids, `METHOD /path` and tags, with `*` for any text";
        diagnostics.push(Diagnostic::error("nothing-selected", place(), message).help(help));
    }
    let reached = loop {
        let reached = Reached::from(root, &wanted);
        let known = wanted.0.len();
        let called = |candidate: &Candidate<'_>| candidate.id.is_some_and(|id| reached.called.contains(id));
        let allowed = candidates.iter().filter(|(_, candidate)| called(candidate) && !selection.excludes(candidate));
        wanted.0.extend(allowed.map(|(place, _)| place.clone()));
        if wanted.0.len() == known {
            break reached;
        }
    };
    drop(candidates);
    if let Some(Value::Object(paths)) = root.get_mut("paths") {
        paths.retain(|path, item| {
            let Value::Object(item) = item else { return true };
            if let Some(Value::Object(others)) = item.get_mut(OTHERS) {
                others.retain(|method, _| wanted.keeps(path, &format!("{OTHERS}/{method}")));
            }
            item.retain(|key, _| wanted.keeps(path, key));
            item.keys().any(|key| is_of_operations(key))
        });
    }
    // Webhooks are no operations; they would keep what only they need.
    root.retain(|key, _| !matches!(key.as_str(), "webhooks" | "x-webhooks"));
    reached.drop_others(root);
}

/// The key of operations whose methods OpenAPI has no keys for.
const OTHERS: &str = "additionalOperations";

/// The operations that stay, each as its path and the keys that lead to it, with slashes in between.
#[derive(Default)]
struct Wanted(BTreeSet<(String, String)>);

/// Whether a member of a path item is one or several operations.
fn is_of_operations(key: &str) -> bool {
    METHODS.contains(&key) || key == OTHERS
}

impl Wanted {
    /// Whether a member of a path item stays: what is no operation does where one of its operations does.
    fn keeps(&self, path: &str, key: &str) -> bool {
        let first = |from: String| self.0.range((path.to_owned(), from)..).next().filter(|(known, _)| known == path);
        if key == OTHERS {
            let below = format!("{key}/");
            return first(below.clone()).is_some_and(|(_, known)| known.starts_with(&below));
        }
        if METHODS.contains(&key) || key.starts_with(OTHERS) {
            return self.0.contains(&(path.to_owned(), key.to_owned()));
        }
        first(String::new()).is_some()
    }
}

/// All operations, each with its path and method.
fn candidates(root: &Object) -> Vec<((String, String), Candidate<'_>)> {
    let Some(Value::Object(paths)) = root.get("paths") else { return Vec::new() };
    let mut candidates = Vec::new();
    for (path, item) in paths {
        let Value::Object(item) = item else { continue };
        for (keys, method, operation) in operations(item) {
            let call = format!("{method} {path}");
            let candidate = Candidate { id: text(operation, "operationId"), call, tags: tags(operation) };
            candidates.push(((path.clone(), keys), candidate));
        }
    }
    candidates
}

/// The operations of a path item: the keys that lead there, the method, the operation.
fn operations(item: &Object) -> Vec<(String, String, &Value)> {
    let mut operations = Vec::new();
    for (key, value) in item {
        match value {
            Value::Object(others) if key == OTHERS => {
                let others = others.iter();
                operations.extend(others.map(|(method, value)| (format!("{OTHERS}/{method}"), method.clone(), value)));
            }
            value if METHODS.contains(&key.as_str()) => operations.push((key.clone(), key.to_uppercase(), value)),
            _ => {}
        }
    }
    operations
}

fn place() -> Place {
    Place::Key(Pointer::root().key("paths"))
}

fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    match value {
        Value::Object(object) => object.get(key)?.as_str(),
        _ => None,
    }
}

fn tags(operation: &Value) -> Vec<&str> {
    match operation {
        Value::Object(operation) => match operation.get("tags") {
            Some(Value::Array(tags)) => tags.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
