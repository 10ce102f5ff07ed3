//! What a description leads to from some of its operations: components, and operations that are called for values.

use std::collections::BTreeSet;

use super::{OTHERS, Wanted};
use crate::document::uri::percent_decode;
use crate::document::value::{Object, Value};

/// The keys of the root that hold components in Swagger 2.0.
const OLD_SECTIONS: [&str; 3] = ["definitions", "parameters", "responses"];

/// Where security schemes are, in 3.x and in 2.0.
const SCHEMES: [&str; 2] = ["/components/securitySchemes", "/securityDefinitions"];

#[derive(Default)]
pub(super) struct Reached {
    /// Pointers to components, and to all that was named by a reference.
    seen: BTreeSet<String>,
    /// Those that have not been looked into.
    pending: Vec<String>,
    /// Security schemes, which are named and not referred to.
    schemes: BTreeSet<String>,
    /// Ids of operations that sources call.
    pub(super) called: BTreeSet<String>,
}

impl Reached {
    /// What these operations lead to.
    pub(super) fn from(root: &Object, wanted: &Wanted) -> Self {
        let mut reached = Self::default();
        if let Some(Value::Object(paths)) = root.get("paths") {
            for (path, item) in paths {
                let Value::Object(item) = item else { continue };
                for (key, value) in item.iter().filter(|(key, _)| wanted.keeps(path, key)) {
                    match value {
                        Value::Object(others) if key == OTHERS => {
                            let kept = others.iter().filter(|(key, _)| wanted.keeps(path, &format!("{OTHERS}/{key}")));
                            kept.for_each(|(_, operation)| reached.scan(operation));
                        }
                        value => reached.scan_member(key, value),
                    }
                }
            }
        }
        if let Some(alternatives) = root.get("security") {
            reached.scan_member("security", alternatives);
        }
        while let Some(pointer) = reached.pending.pop() {
            if let Some(value) = find(root, &pointer) {
                reached.scan(value);
            }
        }
        reached
    }

    /// Removes all other components.
    pub(super) fn drop_others(&self, root: &mut Object) {
        let keep = |section: &str, entries: &mut Value| {
            if let Value::Object(entries) = entries {
                let is_security = SCHEMES.contains(&section);
                entries.retain(|name, _| {
                    let pointer = format!("{section}/{}", name.replace('~', "~0").replace('/', "~1"));
                    if is_security { self.schemes.contains(name) } else { self.seen.contains(&pointer) }
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

    fn scan(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.scan(item)),
            Value::Object(object) => object.iter().for_each(|(key, value)| self.scan_member(key, value)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn scan_member(&mut self, key: &str, value: &Value) {
        match (key, value) {
            ("$ref", Value::String(reference)) => self.refer(reference),
            ("security", Value::Array(alternatives)) => self.require(alternatives),
            ("mapping", Value::Object(mapping)) => {
                for target in mapping.values().filter_map(Value::as_str) {
                    self.refer(target);
                    self.reach(format!("/components/schemas/{target}"));
                }
            }
            ("x-source", Value::Object(source)) => {
                self.called.extend(source.get("operation").and_then(Value::as_str).map(str::to_owned));
            }
            _ => {}
        }
        self.scan(value);
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
            let Value::Object(schemes) = alternative else { continue };
            for name in schemes.keys() {
                if self.schemes.insert(name.clone()) {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    self.pending.extend(SCHEMES.map(|section| format!("{section}/{name}")));
                }
            }
        }
    }
}

/// The value at a pointer.
pub(super) fn find<'a>(root: &'a Object, pointer: &str) -> Option<&'a Value> {
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
