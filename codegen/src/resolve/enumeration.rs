//! Enumerations: their values, and what authors call them.

use openapiv3::SchemaData;
use serde_json::Value;

use crate::api::{Enumeration, IntegerValue};

/// Lists of names, one for each value.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// Lists of descriptions, one for each value, or maps from values to descriptions.
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

/// The type of values that all have one, null aside.
pub(super) fn implied(values: &[Value]) -> Option<&'static str> {
    let all = |is: fn(&Value) -> bool| values.iter().all(|value| value.is_null() || is(value));
    if values.iter().all(Value::is_null) {
        None
    } else if all(Value::is_string) {
        Some("string")
    } else if all(|value| value.is_i64() || value.is_u64()) {
        Some("integer")
    } else if all(Value::is_number) {
        Some("number")
    } else {
        all(Value::is_boolean).then_some("boolean")
    }
}

/// The type of values that are all arrays or all objects, null aside.
pub(super) fn container(values: &[Value]) -> Option<&'static str> {
    let all = |is: fn(&Value) -> bool| values.iter().all(|value| value.is_null() || is(value));
    if values.iter().all(Value::is_null) {
        None
    } else if all(Value::is_array) {
        Some("array")
    } else {
        all(Value::is_object).then_some("object")
    }
}

/// The strings of a list; `None` if there are none.
pub(super) fn strings(data: &SchemaData, values: &[Value]) -> Option<Enumeration> {
    let mut enumeration = Enumeration::default();
    for (index, text) in values.iter().enumerate().filter_map(|(index, value)| Some((index, value.as_str()?))) {
        if enumeration.values.iter().any(|known| known == text) {
            continue;
        }
        enumeration.values.push(text.to_owned());
        if let Some(description) = description(data, values, index) {
            enumeration.descriptions.insert(text.to_owned(), description);
        }
    }
    (!enumeration.values.is_empty()).then_some(enumeration)
}

/// The integers of a list; `None` if there are none, or one that is larger than what is kept of unknown ones.
pub(super) fn integers(data: &SchemaData, values: &[Value]) -> Option<Vec<IntegerValue>> {
    let mut integers: Vec<IntegerValue> = Vec::with_capacity(values.len());
    for (index, raw) in values.iter().enumerate().filter(|(_, value)| !value.is_null()) {
        let value = integer(raw)?;
        if integers.iter().all(|known| known.value != value) {
            let name = name(data, values, index);
            integers.push(IntegerValue { value, name, description: description(data, values, index) });
        }
    }
    (!integers.is_empty()).then_some(integers)
}

/// `1.0` is an integer, too.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
fn integer(value: &Value) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let whole = |value: f64| (value.fract() == 0.0 && value.abs() < EXACT).then_some(value as i64);
    value.as_i64().or_else(|| value.as_f64().filter(|_| !value.is_u64()).and_then(whole))
}

fn name(data: &SchemaData, values: &[Value], index: usize) -> Option<String> {
    let named = NAMES.iter().find_map(|key| in_list(data.extensions.get(*key)?, values.len(), index));
    named.or_else(|| Some(microsoft(data, &values[index])?.get("name")?.as_str()?.to_owned()))
}

fn description(data: &SchemaData, values: &[Value], index: usize) -> Option<String> {
    let key = match &values[index] {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let found = DESCRIPTIONS.iter().find_map(|extension| match data.extensions.get(*extension)? {
        Value::Object(descriptions) => descriptions.get(&key)?.as_str().map(str::to_owned),
        list => in_list(list, values.len(), index),
    });
    let found = found.or_else(|| Some(microsoft(data, &values[index])?.get("description")?.as_str()?.to_owned()));
    found.filter(|text| !text.trim().is_empty())
}

/// An entry of a list that goes with the values; a list of another length goes with others.
fn in_list(list: &Value, length: usize, index: usize) -> Option<String> {
    let list = list.as_array().filter(|list| list.len() == length)?;
    let is_complete = list.iter().all(|entry| entry.is_string() || entry.is_null());
    list.get(index).filter(|_| is_complete)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The entry of a value in `x-ms-enum`.
fn microsoft<'a>(data: &'a SchemaData, value: &Value) -> Option<&'a Value> {
    let entries = data.extensions.get("x-ms-enum")?.get("values")?.as_array()?;
    entries.iter().find(|entry| entry.get("value") == Some(value))
}
