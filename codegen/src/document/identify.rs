//! Makes JSON pointers of all that refers by a URI or by an anchor, before anything else is looked at.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `$ref: https://pets.example/schemas/pet`, where a schema has that `$id` | `$ref: '#/components/schemas/Pet'` |
//! | `$ref: '#tail'`, where a schema has `$anchor: tail` | a pointer to it |
//! | `$ref: '#/$defs/tail'` below an `$id` | a pointer that begins at the root of the description |
//! | `$ref: 'https://pets.example/api#/…'`, where that is `$self` | `$ref: '#/…'` |
//! | `$dynamicRef: '#node'`, where one schema alone has that `$dynamicAnchor` | a pointer to it, for [`walk`](super::walk) |
//!
//! What leads elsewhere, or nowhere, stays as it is.

mod names;

use std::collections::VecDeque;

pub(super) use self::names::Names;

use self::names::Resource;
use super::uri::{encoded, percent_decode};
use super::value::Value;
use super::version::Version;
use crate::diagnostic::{Diagnostics, FileId, Pointer};

/// Keys whose values are data, so that what looks like a schema in them is none.
const DATA: [&str; 7] = ["const", "dataValue", "default", "enum", "example", "examples", "value"];

/// Keys whose values have keys that authors choose.
const MAPS: [&str; 20] = [
    "$defs",
    "additionalOperations",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "webhooks",
];

/// The most bytes of references that are written anew.
const MOST_WRITTEN: usize = 50_000_000;

/// Does so in a whole file, and gives back what its parts call themselves. Before OpenAPI 3.1 they do not.
pub(super) fn identify(root: &mut Value, file: FileId, version: Version, diagnostics: &mut Diagnostics) -> Names {
    let at = Pointer::whole(file);
    if version < Version::V3_1 {
        return Names::none(&at);
    }
    let names = Names::of(root, &at, diagnostics);
    if !names.are_none() {
        let mut finder = Finder { root, names: &names, targets: VecDeque::new(), written: 0 };
        finder.find(root, false, 0);
        let mut targets = finder.targets;
        replace(root, false, &mut targets);
    }
    names
}

/// What a key says of the value below it: `None` of data, else whether authors choose the names of its keys.
fn below(key: &str, is_map: bool) -> Option<bool> {
    if is_map {
        return Some(false);
    }
    let is_data = DATA.contains(&key) || key.starts_with("x-");
    (!is_data).then(|| MAPS.contains(&key))
}

/// Whether the text of a key is a reference.
fn is_reference(key: &str) -> bool {
    matches!(key, "$ref" | "$dynamicRef")
}

struct Finder<'a> {
    root: &'a Value,
    names: &'a Names,
    /// What each reference becomes, in the order of the text; `None` where it stays.
    targets: VecDeque<Option<String>>,
    /// How long all of them are.
    written: usize,
}

impl Finder<'_> {
    fn find(&mut self, value: &Value, is_map: bool, around: Resource) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.find(item, false, around)),
            Value::Object(object) => {
                let around = if is_map { around } else { self.names.inside(object, around) };
                for (key, value) in object {
                    match value {
                        Value::String(text) if is_reference(key) && !is_map => {
                            let target = self.target(key, text, around).filter(|target| target != text);
                            self.written += target.as_ref().map_or(0, String::len);
                            self.targets.push_back(target);
                        }
                        _ => {
                            if let Some(is_map) = below(key, is_map) {
                                self.find(value, is_map, around);
                            }
                        }
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn target(&self, key: &str, reference: &str, around: Resource) -> Option<String> {
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        if key == "$dynamicRef" && self.names.is_ambiguous(fragment) || self.written > MOST_WRITTEN {
            return None;
        }
        let resource = self.names.resource(around, uri)?;
        let place = self.names.place(resource);
        if fragment.is_empty() {
            return Some(written(place));
        }
        if !fragment.starts_with('/') {
            return self.names.anchor(resource, &percent_decode(fragment)).map(written);
        }
        let target = format!("{}{fragment}", written(place));
        // Many give their schemas an `$id` and go on as if there were none.
        let is_there = place.depth() == 0 || self.root.at(&target[1..]).is_some();
        Some(if is_there { target } else { format!("#{fragment}") })
    }
}

/// A place as a reference has it.
fn written(place: &Pointer) -> String {
    let steps = place.segments().into_iter().map(|step| format!("/{}", encoded(step)));
    std::iter::once("#".to_owned()).chain(steps).collect()
}

/// Puts all targets in place.
fn replace(value: &mut Value, is_map: bool, targets: &mut VecDeque<Option<String>>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, false, targets)),
        Value::Object(object) => {
            for (key, value) in object {
                match value {
                    Value::String(text) if is_reference(key) && !is_map => {
                        if let Some(target) = targets.pop_front().flatten() {
                            *text = target;
                        }
                    }
                    _ => {
                        if let Some(is_map) = below(key, is_map) {
                            replace(value, is_map, targets);
                        }
                    }
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
