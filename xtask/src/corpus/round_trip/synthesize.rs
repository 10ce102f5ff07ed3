//! Makes candidates for instances of a schema; whether they are instances is for the oracle to say.
//!
//! The candidates of an object are made side by side: the first of each member's candidates, then the second of each,
//! and so on. So as many objects as one member has candidates show all candidates of all members.

mod containers;
mod numbers;
mod patterns;
mod strings;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::flat::Flat;
use super::oracle::number;

/// How many candidates a value has, by how deep it is.
const LIMITS: [usize; 6] = [40, 16, 6, 3, 2, 1];
/// How many of each branch of a union at least, of those with few branches.
const LEAST_OF_BRANCH: usize = 2;
/// All values of an enumeration are shown down to here.
const ENUM_DEPTH: usize = 2;
const MOST_ENUM_VALUES: usize = 40;
/// How often unions in unions are chosen from.
const MOST_CHOICES: usize = 8;
/// Deeper than this are only required members, and at the end nothing.
const FULL_DEPTH: usize = 3;
const DEEPEST: usize = 12;

/// How deep a value is, and how many candidates of it are wanted.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    most: usize,
}

/// Makes candidates for the schemas of one description.
pub(super) struct Synthesizer<'a> {
    schemas: &'a [Value],
    /// What was made for a schema, by where it lies in memory, at a depth.
    made: RefCell<BTreeMap<(usize, usize), Vec<Value>>>,
}

impl<'a> Synthesizer<'a> {
    pub(super) fn new(schemas: &'a [Value]) -> Self {
        Self { schemas, made: RefCell::default() }
    }

    /// Candidates for a schema, the plainest first.
    pub(super) fn candidates(&self, number: usize) -> Vec<Value> {
        self.schemas.get(number).map(|schema| self.values(&[schema], 0)).unwrap_or_default()
    }

    /// Candidates for a value for which all of these schemas hold.
    fn values(&self, parts: &[&'a Value], depth: usize) -> Vec<Value> {
        if depth > DEEPEST {
            return Vec::new();
        }
        let key = match parts {
            [part] => Some((std::ptr::from_ref(self.target(part)).addr(), depth)),
            _ => None,
        };
        if let Some(made) = key.and_then(|key| self.made.borrow().get(&key).cloned()) {
            return made;
        }
        let values = self.of_union(Flat::of(self.schemas, parts), Place { depth, most: limit(depth) }, MOST_CHOICES);
        if let Some(key) = key {
            self.made.borrow_mut().insert(key, values.clone());
        }
        values
    }

    /// What a reference leads to; any other schema, one that says more than a reference included, is its own target.
    fn target(&self, part: &'a Value) -> &'a Value {
        let is_alone = part.as_object().is_some_and(|keywords| keywords.len() == 1);
        number(part).filter(|_| is_alone).and_then(|number| self.schemas.get(number)).unwrap_or(part)
    }

    /// The candidates of each branch in turn, or those of a value without branches.
    fn of_union(&self, mut flat: Flat<'a>, place: Place, choices_left: usize) -> Vec<Value> {
        let choices = std::mem::take(&mut flat.choices);
        let branches = choices.iter().map(|branches| branches.len()).max().unwrap_or_default();
        if branches == 0 || choices_left == 0 {
            return self.of_flat(&flat, place);
        }
        let written: Vec<Value> = flat.examples.drain(..).cloned().collect();
        let of_branch = Place { most: (place.most / branches + 1).max(LEAST_OF_BRANCH), ..place };
        let chosen = (0..branches).map(|index| {
            let mut flat = flat.clone();
            for branches in &choices {
                flat.add(&branches[index % branches.len()]);
            }
            self.of_union(flat, of_branch, choices_left - 1)
        });
        let lists: Vec<Vec<Value>> = std::iter::once(written).chain(chosen).collect();
        interleaved(lists, place.most.max(if place.depth <= ENUM_DEPTH { branches } else { 0 }))
    }

    fn of_flat(&self, flat: &Flat<'a>, place: Place) -> Vec<Value> {
        let written: Vec<Value> = flat.examples.iter().map(|example| (*example).clone()).collect();
        if let Some(value) = flat.get("const") {
            return vec![value.clone()];
        }
        if let Some(values) = flat.get("enum").and_then(Value::as_array) {
            let most = if place.depth <= ENUM_DEPTH { MOST_ENUM_VALUES } else { place.most };
            return values.iter().take(most).cloned().collect();
        }
        let made: Vec<Vec<Value>> = match flat.types() {
            Some(types) => types.into_iter().map(|name| self.of_type(flat, name, place)).collect(),
            None => vec![anything()],
        };
        // Examples first at the top; below, what is made shows more.
        let made = interleaved(made, place.most);
        let lists = if place.depth == 0 { vec![written, made] } else { vec![made, written] };
        interleaved(lists, place.most)
    }

    fn of_type(&self, flat: &Flat<'a>, name: &str, place: Place) -> Vec<Value> {
        match name {
            "null" => vec![Value::Null],
            "boolean" => vec![json!(true), json!(false)],
            "integer" => numbers::integers(flat),
            "number" => numbers::numbers(flat),
            "string" => strings::strings(flat),
            "array" => self.arrays(flat, place),
            _ => self.objects(flat, place),
        }
    }
}

/// Values of every type, for what may be anything.
fn anything() -> Vec<Value> {
    vec![json!("text"), json!({ "a": [1, null, "b"] }), json!(1), json!(1.5), json!(true), json!([]), Value::Null]
}

fn limit(depth: usize) -> usize {
    LIMITS.get(depth).copied().unwrap_or(1)
}

/// The first of each list, then the second of each, and so on, without repetitions.
fn interleaved(lists: Vec<Vec<Value>>, most: usize) -> Vec<Value> {
    let longest = lists.iter().map(Vec::len).max().unwrap_or_default();
    let mut all = Vec::new();
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    for _ in 0..longest {
        for value in lists.iter_mut().filter_map(Iterator::next) {
            if all.len() < most && !all.contains(&value) {
                all.push(value);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests;
