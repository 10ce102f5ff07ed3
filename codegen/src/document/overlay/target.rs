//! The description that overlays change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;
use serde_json_path::{JsonPath, PathElement};

use super::super::read::{DEEPEST, MOST_NODES};
use super::super::value::Value;
use super::merge::{From, Merge};
use super::mirror;
use crate::diagnostic::{Origins, Pointer};

/// The description, what is noted about it, and how much was added.
pub(super) struct Target {
    root: Value,
    /// The same for JSONPath.
    mirror: Json,
    origins: Origins,
    added: usize,
}

/// A place, from the root down.
pub(super) type Steps = Vec<Step>;

/// One step. Items are in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

impl Target {
    pub(super) fn new(root: Value) -> Self {
        Self { mirror: mirror::json(&root), root, origins: Origins::default(), added: 0 }
    }

    pub(super) fn finish(self) -> (Value, Origins) {
        (self.root, self.origins)
    }

    /// The places that a path selects, each once.
    pub(super) fn select(&self, path: &JsonPath) -> Vec<Steps> {
        let step = |element: &PathElement<'_>| match element {
            PathElement::Name(name) => Step::Key((*name).to_owned()),
            PathElement::Index(index) => Step::Index(*index),
        };
        let located = path.query_located(&self.mirror);
        let mut places: Vec<Steps> = located.locations().map(|place| place.iter().map(step).collect()).collect();
        places.sort();
        places.dedup();
        places
    }

    /// Takes places out: what is below before what is above, and all of one list together.
    pub(super) fn remove(&mut self, places: Vec<Steps>) -> Result<(), String> {
        let mut by_parent: BTreeMap<Steps, BTreeSet<Step>> = BTreeMap::new();
        for mut place in places {
            let last = place.pop().ok_or("all of the description would be removed")?;
            by_parent.entry(place).or_default().insert(last);
        }
        for (parent, gone) in by_parent.iter().rev() {
            match at_mut(&mut self.root, parent) {
                Some(Value::Object(entries)) => {
                    entries.retain(|name, _| !gone.contains(&Step::Key(name.clone())));
                    let parent = pointer(parent);
                    for step in gone {
                        self.origins.gone(&below(&parent, step));
                    }
                }
                Some(Value::Array(items)) => remove_items(items, gone, &pointer(parent), &mut self.origins),
                _ => {}
            }
            if let Some(mirrored) = mirror::at(&mut self.mirror, parent) {
                mirror::remove(mirrored, gone);
            }
        }
        Ok(())
    }

    /// Merges places with a value of an overlay.
    pub(super) fn update(&mut self, places: &[Steps], update: &Value, at: &Pointer, joins: bool) -> Result<(), String> {
        self.merge(places, update, &From::Overlay(at.clone()), joins)
    }

    /// Merges places with what stands at another one.
    pub(super) fn copy(&mut self, places: &[Steps], source: &[Step], joins: bool) -> Result<(), String> {
        let Some(value) = at_mut(&mut self.root, source).map(|value| value.clone()) else { return Ok(()) };
        self.merge(places, &value, &From::Copy(pointer(source)), joins)
    }

    fn merge(&mut self, places: &[Steps], value: &Value, from: &From, joins: bool) -> Result<(), String> {
        let mut kinds: Vec<_> =
            places.iter().filter_map(|place| at_mut(&mut self.root, place).map(|value| kind(value))).collect();
        kinds.dedup();
        if let [one, other, ..] = kinds.as_slice() {
            return Err(format!("`target` selects {one} and {other}, which cannot be changed in the same way"));
        }
        self.added = self.added.saturating_add(value.weight().saturating_mul(places.len()));
        if self.added > MOST_NODES {
            return Err(format!("overlays would add more than {MOST_NODES} values"));
        }
        let depth = depth(value);
        for place in places {
            if place.len() + depth > DEEPEST {
                return Err(format!("values would be nested deeper than {DEEPEST} levels"));
            }
            if let Some(target) = at_mut(&mut self.root, place) {
                Merge { origins: &mut self.origins, joins }.place(target, value, &pointer(place), from)?;
                if let Some(mirrored) = mirror::at(&mut self.mirror, place) {
                    *mirrored = mirror::json(target);
                }
            }
        }
        Ok(())
    }
}

fn at_mut<'v>(value: &'v mut Value, place: &[Step]) -> Option<&'v mut Value> {
    place.iter().try_fold(value, |value, step| match (value, step) {
        (Value::Object(entries), Step::Key(name)) => entries.get_mut(name),
        (Value::Array(items), Step::Index(index)) => items.get_mut(*index),
        _ => None,
    })
}

/// Those that stay close the gaps.
fn remove_items(items: &mut Vec<Value>, gone: &BTreeSet<Step>, at: &Pointer, origins: &mut Origins) {
    let (mut old, mut new) = (0, 0);
    items.retain(|_| {
        let stays = !gone.contains(&Step::Index(old));
        if stays && old != new {
            origins.moved(&at.index(old), &at.index(new));
        }
        old += 1;
        new += usize::from(stays);
        stays
    });
    (new..old).for_each(|index| origins.gone(&at.index(index)));
}

fn pointer(place: &[Step]) -> Pointer {
    place.iter().fold(Pointer::root(), |above, step| below(&above, step))
}

fn below(above: &Pointer, step: &Step) -> Pointer {
    match step {
        Step::Key(name) => above.key(name),
        Step::Index(index) => above.index(*index),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "maps",
        Value::Array(_) => "lists",
        _ => "plain values",
    }
}

fn depth(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
        Value::Object(entries) => entries.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}
