//! Leaves of a description what a selection wants: its operations, those that they need values of, and the components
//! that all these reach.
//!
//! This is done before anything else is looked at, so that nothing is said about what is not wanted.

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
            item.retain(|key, _| wanted.keeps(path, key));
            item.keys().any(|key| METHODS.contains(&key.as_str()))
        });
    }
    // Webhooks are no operations; they would keep what only they need.
    root.retain(|key, _| !matches!(key.as_str(), "webhooks" | "x-webhooks"));
    reached.drop_others(root);
}

/// The operations that stay, each as path and method.
#[derive(Default)]
struct Wanted(BTreeSet<(String, String)>);

impl Wanted {
    /// Whether a member of a path item stays: what is no operation does where one of its operations does.
    fn keeps(&self, path: &str, key: &str) -> bool {
        if METHODS.contains(&key) {
            return self.0.contains(&(path.to_owned(), key.to_owned()));
        }
        self.0.range((path.to_owned(), String::new())..).next().is_some_and(|(known, _)| known == path)
    }
}

/// All operations, each with its path and method.
fn candidates(root: &Object) -> Vec<((String, String), Candidate<'_>)> {
    let Some(Value::Object(paths)) = root.get("paths") else { return Vec::new() };
    let mut candidates = Vec::new();
    for (path, item) in paths {
        let Value::Object(item) = item else { continue };
        for (key, operation) in item.iter().filter(|(key, _)| METHODS.contains(&key.as_str())) {
            let call = format!("{} {path}", key.to_uppercase());
            let candidate = Candidate { id: text(operation, "operationId"), call, tags: tags(operation) };
            candidates.push(((path.clone(), key.clone()), candidate));
        }
    }
    candidates
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
