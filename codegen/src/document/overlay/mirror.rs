//! The description once more, as the values in which JSONPath looks for places.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::super::value::Value;
use super::target::Step;

/// A value as JSON has it. A number that is beyond all numbers is a text, which no filter compares with numbers.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => {
            serde_json::from_str(number.as_str()).unwrap_or_else(|_| Json::String(number.as_str().to_owned()))
        }
        Value::String(text) => Json::String(text.clone()),
        Value::Array(items) => Json::Array(items.iter().map(json).collect()),
        Value::Object(entries) => {
            Json::Object(entries.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
    }
}

/// What stands at a place.
pub(super) fn at<'v>(value: &'v mut Json, place: &[Step]) -> Option<&'v mut Json> {
    place.iter().try_fold(value, |value, step| match (value, step) {
        (Json::Object(entries), Step::Key(name)) => entries.get_mut(name),
        (Json::Array(items), Step::Index(index)) => items.get_mut(*index),
        _ => None,
    })
}

/// Takes out what stands at some steps below a value.
pub(super) fn remove(value: &mut Json, gone: &BTreeSet<Step>) {
    match value {
        Json::Object(entries) => entries.retain(|name, _| !gone.contains(&Step::Key(name.clone()))),
        Json::Array(items) => {
            let mut index = 0;
            items.retain(|_| {
                index += 1;
                !gone.contains(&Step::Index(index - 1))
            });
        }
        _ => {}
    }
}
