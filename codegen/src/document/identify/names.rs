//! What the parts of a description call themselves.

use std::collections::BTreeMap;

use super::super::value::{Object, Value};
use super::below;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer, quoted};
use crate::document::uri::resolve::resolve;

/// The longest URI, anchor or place that is kept, in bytes.
const LONGEST: usize = 4_096;

/// A schema with an `$id`, or the description itself; the index of one in [`Names`].
pub(super) type Resource = usize;

#[derive(Debug)]
pub(in crate::document) struct Names {
    /// The URI and the place of each resource; the description itself is the first.
    resources: Vec<(String, Pointer)>,
    by_uri: BTreeMap<String, Resource>,
    anchors: BTreeMap<(Resource, String), Pointer>,
    /// The first anchor of each name, wherever it is.
    first: BTreeMap<String, Pointer>,
    /// How many schemas have each dynamic anchor.
    dynamic: BTreeMap<String, usize>,
}

impl Names {
    /// Of a file without any.
    pub(in crate::document) fn none(at: &Pointer) -> Self {
        Self {
            resources: vec![(String::new(), at.clone())],
            by_uri: BTreeMap::from([(String::new(), 0)]),
            anchors: BTreeMap::new(),
            first: BTreeMap::new(),
            dynamic: BTreeMap::new(),
        }
    }

    /// Of the file that stands at `at`.
    pub(super) fn of(root: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Self {
        let own = match root {
            Value::Object(root) => root.get("$self").and_then(Value::as_str).unwrap_or_default(),
            _ => "",
        };
        let own = own.split('#').next().unwrap_or_default();
        let own = if own.len() <= LONGEST { own.to_owned() } else { String::new() };
        let mut names = Self::none(at);
        names.resources[0].0.clone_from(&own);
        names.by_uri = BTreeMap::from([(own, 0)]);
        names.collect(root, false, 0, (at, 0), diagnostics);
        names
    }

    /// Whether nothing calls itself anything.
    pub(super) fn are_none(&self) -> bool {
        self.first.is_empty() && matches!(&self.resources[..], [(uri, _)] if uri.is_empty())
    }

    /// The resource that a URI in another one means.
    pub(super) fn resource(&self, from: Resource, uri: &str) -> Option<Resource> {
        if uri.is_empty() {
            return Some(from);
        }
        let is_short = uri.len() <= LONGEST;
        let (base, _) = &self.resources[from];
        is_short.then(|| self.by_uri.get(&resolve(base, uri)).copied()).flatten()
    }

    /// The resource of what is in an object: it may be one itself.
    pub(super) fn inside(&self, object: &Object, around: Resource) -> Resource {
        id(object).and_then(|id| self.resource(around, id)).unwrap_or(around)
    }

    pub(super) fn place(&self, resource: Resource) -> &Pointer {
        &self.resources[resource].1
    }

    /// Where an anchor stands: that of the resource, or else the first one of its name.
    pub(super) fn anchor(&self, resource: Resource, name: &str) -> Option<&Pointer> {
        self.anchors.get(&(resource, name.to_owned())).or_else(|| self.first.get(name))
    }

    /// Where the anchor stands that this name means for other files.
    pub(in crate::document) fn anchored(&self, name: &str) -> Option<&Pointer> {
        self.anchor(0, name)
    }

    /// Whether it depends on the way to a dynamic anchor which one is meant.
    pub(super) fn is_ambiguous(&self, anchor: &str) -> bool {
        self.dynamic.get(anchor).is_some_and(|&count| count > 1)
    }

    /// `place` is the pointer to the value, and its length.
    fn collect(
        &mut self,
        value: &Value,
        is_map: bool,
        around: Resource,
        place: (&Pointer, usize),
        said: &mut Diagnostics,
    ) {
        let (at, length) = place;
        match value {
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.collect(item, false, around, (&at.index(index), length + 8), said);
                }
            }
            Value::Object(object) => {
                let mut around = around;
                if !is_map && length <= LONGEST {
                    self.note_id(object, around, at, said);
                    around = self.inside(object, around);
                    self.note_anchors(object, around, at, said);
                }
                for (key, value) in object {
                    if let Some(is_map) = below(key, is_map) {
                        self.collect(value, is_map, around, (&at.key(key), length + key.len() + 1), said);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }

    fn note_id(&mut self, object: &Object, around: Resource, at: &Pointer, said: &mut Diagnostics) {
        let Some(id) = id(object) else { return };
        let uri = resolve(&self.resources[around].0, id);
        if uri.len() > LONGEST {
            let message = format!("this id has {} bytes in all; at most {LONGEST} are read", uri.len());
            let warning = Diagnostic::warning("too-long", Place::Value(at.key("$id")), message);
            said.push(warning.generated("as if it were not there"));
            return;
        }
        if id.is_empty() {
            return;
        }
        match self.by_uri.get(&uri) {
            Some(&known) if self.resources[known].1 != *at => {
                said.push(taken("$id", "id", id, at, &self.resources[known].1));
            }
            Some(_) => {}
            None => {
                self.by_uri.insert(uri.clone(), self.resources.len());
                self.resources.push((uri, at.clone()));
            }
        }
    }

    fn note_anchors(&mut self, object: &Object, inside: Resource, at: &Pointer, said: &mut Diagnostics) {
        let text = |key: &str| object.get(key).and_then(Value::as_str).filter(|text| text.len() <= LONGEST);
        // Until draft 7 of JSON Schema an anchor was an `$id`.
        let old = text("$id").and_then(|id| id.strip_prefix('#'));
        let names = [("$id", old), ("$anchor", text("$anchor")), ("$dynamicAnchor", text("$dynamicAnchor"))];
        for (key, name) in names.into_iter().filter_map(|(key, name)| Some((key, name?))) {
            if key == "$dynamicAnchor" {
                *self.dynamic.entry(name.to_owned()).or_default() += 1;
            }
            self.first.entry(name.to_owned()).or_insert_with(|| at.clone());
            let first = self.anchors.entry((inside, name.to_owned())).or_insert_with(|| at.clone());
            if first != at {
                said.push(taken(key, "anchor", name, at, first));
            }
        }
    }
}

/// The URI that an object gives itself, without a fragment.
fn id(object: &Object) -> Option<&str> {
    let id = object.get("$id").and_then(Value::as_str).filter(|id| !id.starts_with('#'))?;
    Some(id.split('#').next().unwrap_or_default())
}

fn taken(key: &str, what: &str, name: &str, at: &Pointer, first: &Pointer) -> Diagnostic {
    let message = format!("another schema has the {what} {}, too", quoted(name));
    let said = Diagnostic::warning("duplicate-id", Place::Value(at.key(key)), message);
    said.also(Place::Key(first.clone()), "the other").generated("references that lead to the other one")
}
