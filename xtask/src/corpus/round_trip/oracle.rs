//! Says which instances a schema allows. The judgment is that of the `jsonschema` crate, and the schemas are those of
//! the description's author: nothing of the generator is asked.

mod bases;
mod direction;
mod keywords;
mod reference;
mod rewrite;
mod tag;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

pub(super) use direction::{Direction, LACKS};
pub(super) use reference::number;
pub(super) use rewrite::{EXAMPLES, Rewritten};

use super::base64;

/// How often what is wrong with a candidate is taken away before it is given up.
const MOST_REPAIRS: usize = 24;

/// Validators of rewritten schemas, made when they are asked for.
pub(super) struct Oracle<'a> {
    schemas: &'a [Value],
    validators: Vec<OnceCell<Result<Validator, String>>>,
}

impl<'a> Oracle<'a> {
    pub(super) fn new(schemas: &'a [Value]) -> Self {
        Self { schemas, validators: schemas.iter().map(|_| OnceCell::new()).collect() }
    }

    /// The validator of a schema; the reason why there is none.
    pub(super) fn validator(&self, number: usize) -> Result<&Validator, String> {
        let made = self.validators.get(number).map(|cell| cell.get_or_init(|| self.build(number)));
        made.ok_or_else(|| "there is no such schema".to_owned())?.as_ref().map_err(Clone::clone)
    }

    pub(super) fn allows(&self, number: usize, instance: &Value) -> bool {
        self.validator(number).is_ok_and(|validator| validator.is_valid(instance))
    }

    /// Forgets all validators once there are many: each holds all schemas that it reaches.
    pub(super) fn forget(&mut self) {
        const MOST_KEPT: usize = 48;
        if self.validators.iter().filter(|cell| cell.get().is_some()).count() <= MOST_KEPT {
            return;
        }
        self.validators = self.schemas.iter().map(|_| OnceCell::new()).collect();
    }

    fn build(&self, number: usize) -> Result<Validator, String> {
        let (mut reached, mut pending) = (BTreeSet::from([number]), vec![number]);
        while let Some(schema) = pending.pop().and_then(|number| self.schemas.get(number)) {
            let mut found = Vec::new();
            reference::all(schema, &mut found);
            pending.extend(found.into_iter().filter(|number| reached.insert(*number)));
        }
        let reached = reached.into_iter().filter_map(|number| Some((number.to_string(), self.schemas.get(number)?)));
        let reached: BTreeMap<String, &Value> = reached.collect();
        let schema = json!({ "$ref": format!("#/$defs/{number}"), "$defs": reached });
        options().build(&schema).map_err(|error| error.to_string())
    }
}

fn options() -> jsonschema::ValidationOptions<'static> {
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .with_format("byte", |text: &str| base64::decode(text).is_some())
        .offline()
}

/// Whether a schema that refers to nothing allows an instance.
pub(super) fn allows_alone(schema: &Value, instances: &mut Vec<Value>) {
    if schema.as_object().is_some_and(serde_json::Map::is_empty) {
        return;
    }
    if let Ok(validator) = options().build(schema) {
        instances.retain(|instance| validator.is_valid(instance));
    }
}

/// A candidate that is allowed, if need be without the parts of it that are not.
pub(super) fn repaired(validator: &Validator, mut candidate: Value) -> Option<Value> {
    for _ in 0..MOST_REPAIRS {
        if validator.is_valid(&candidate) {
            return Some(candidate);
        }
        let mut wrong: Vec<String> =
            validator.iter_errors(&candidate).map(|error| error.instance_path().to_string()).collect();
        // From the end, so that what is taken out of a list does not move what comes before it.
        wrong.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| other.cmp(one)));
        wrong.dedup();
        let removed = wrong.iter().filter(|path| super::paths::remove(&mut candidate, path)).count();
        if removed == 0 {
            return None;
        }
    }
    None
}
