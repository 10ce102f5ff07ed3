//! Leaves of a description what a selection wants: its operations, and the components that these reach.
//!
//! This is done before anything else is looked at, so that nothing is said about what is not wanted.

use std::collections::BTreeSet;

use super::uri::percent_decode;
use super::value::{Object, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, quoted};
use crate::selection::{Candidate, Selection};

/// The keys of a path item that hold an operation.
const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// The keys of the root that hold components in Swagger 2.0.
const OLD_SECTIONS: [&str; 3] = ["definitions", "parameters", "responses"];

/// Removes what is not wanted.
pub(super) fn select(root: &mut Object, selection: &Selection, diagnostics: &mut Diagnostics) {
    if selection.is_all() {
        return;
    }
    let Some(Value::Object(paths)) = root.get_mut("paths") else { return };
    let mut unused: Vec<_> = selection.patterns().collect();
    paths.retain(|path, item| {
        let Value::Object(item) = item else { return true };
        item.retain(|key, operation| {
            if !METHODS.contains(&key.as_str()) {
                return true;
            }
            let call = format!("{} {path}", key.to_uppercase());
            let tags = tags(operation);
            let candidate = Candidate { id: text(operation, "operationId"), call: &call, tags: &tags };
            unused.retain(|pattern| !candidate.is_matched_by(pattern));
            selection.wants(&candidate)
        });
        item.keys().any(|key| METHODS.contains(&key.as_str()))
    });
    let is_empty = paths.is_empty();
    for pattern in unused {
        let message = format!("no operation matches {}", quoted(&pattern.to_string()));
        diagnostics.push(Diagnostic::warning("unused-pattern", place(), message));
    }
    if is_empty {
        let message = "no operation is left of this description";
        let help = "patterns match operation ids, `METHOD /path` and tags, with `*` for any text";
        diagnostics.push(Diagnostic::error("nothing-selected", place(), message).help(help));
    }
    // Webhooks are no operations; they would keep what only they need.
    root.retain(|key, _| !matches!(key.as_str(), "webhooks" | "x-webhooks"));
    drop_unreached(root);
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

/// Removes the components that nothing outside of them leads to.
fn drop_unreached(root: &mut Object) {
    let mut reached = Reached::default();
    if let Some(paths) = root.get("paths") {
        reached.scan(paths);
    }
    if let Some(Value::Array(alternatives)) = root.get("security") {
        reached.require(alternatives);
    }
    while let Some(pointer) = reached.pending.pop() {
        if let Some(value) = find(root, &pointer) {
            reached.scan(value);
        }
    }
    let keep = |section: &str, entries: &mut Value| {
        if let Value::Object(entries) = entries {
            let is_security = section == "/components/securitySchemes" || section == "/securityDefinitions";
            entries.retain(|name, _| {
                let pointer = format!("{section}/{}", name.replace('~', "~0").replace('/', "~1"));
                if is_security { reached.schemes.contains(name) } else { reached.seen.contains(&pointer) }
            });
        }
    };
    if let Some(Value::Object(components)) = root.get_mut("components") {
        for (kind, entries) in components.iter_mut().filter(|(kind, _)| !kind.starts_with("x-")) {
            keep(&format!("/components/{kind}"), entries);
        }
    }
    for section in OLD_SECTIONS.iter().chain(&["securityDefinitions"]) {
        if let Some(entries) = root.get_mut(*section) {
            keep(&format!("/{section}"), entries);
        }
    }
}

/// What has been led to so far.
#[derive(Default)]
struct Reached {
    /// Pointers to components, and to all that was named by a reference.
    seen: BTreeSet<String>,
    /// Those that have not been looked into.
    pending: Vec<String>,
    /// Security schemes, which are named and not referred to.
    schemes: BTreeSet<String>,
}

impl Reached {
    fn scan(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.scan(item)),
            Value::Object(object) => {
                for (key, value) in object {
                    match (key.as_str(), value) {
                        ("$ref", Value::String(reference)) => self.refer(reference),
                        ("security", Value::Array(alternatives)) => self.require(alternatives),
                        ("mapping", Value::Object(mapping)) => {
                            for target in mapping.values().filter_map(Value::as_str) {
                                self.refer(target);
                                self.reach(format!("/components/schemas/{target}"));
                            }
                        }
                        _ => {}
                    }
                    self.scan(value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn refer(&mut self, reference: &str) {
        if let Some(pointer) = reference.strip_prefix('#') {
            self.reach(percent_decode(pointer));
        }
    }

    /// Reaches a place, and the component that it is part of.
    fn reach(&mut self, pointer: String) {
        let depth = if pointer.starts_with("/components/") { 3 } else { 2 };
        let component: String = pointer.split_inclusive('/').take(depth + 1).collect();
        let component = component.trim_end_matches('/').to_owned();
        for pointer in [pointer, component] {
            if self.seen.insert(pointer.clone()) {
                self.pending.push(pointer);
            }
        }
    }

    fn require(&mut self, alternatives: &[Value]) {
        for alternative in alternatives {
            if let Value::Object(schemes) = alternative {
                self.schemes.extend(schemes.keys().cloned());
            }
        }
    }
}

/// The value at a pointer.
fn find<'a>(root: &'a Object, pointer: &str) -> Option<&'a Value> {
    let mut names = pointer.strip_prefix('/')?.split('/').map(|name| name.replace("~1", "/").replace("~0", "~"));
    let mut value = root.get(&names.next()?)?;
    for name in names {
        value = match value {
            Value::Object(object) => object.get(&name)?,
            Value::Array(items) => items.get(name.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}
