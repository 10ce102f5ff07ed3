//! Numbers: bounds, zero, and the extremes of machines.

use serde_json::{Number, Value, json};

use super::Flat;

pub(super) fn integers(flat: &Flat<'_>) -> Vec<Value> {
    let mut all = Vec::new();
    all.extend(around(flat));
    all.extend([json!(0), json!(1), json!(-1), json!(7.0), json!(i32::MAX), json!(i32::MIN), json!(i64::MAX)]);
    all.extend([json!(i64::MIN), json!(u64::MAX), json!(i64::from(i32::MAX) + 1), json!(9_007_199_254_740_993_i64)]);
    all.retain(|value| value.as_f64().is_some_and(|float| float.fract() == 0.0));
    allowed(flat, all)
}

pub(super) fn numbers(flat: &Flat<'_>) -> Vec<Value> {
    let mut all = Vec::new();
    all.extend(around(flat));
    all.extend([json!(1.5), json!(0), json!(-1), json!(1), json!(0.1), json!(-0.0), json!(1e300), json!(5e-324)]);
    all.extend([json!(9_007_199_254_740_991_i64), json!(123_456_789.123_456_78)]);
    allowed(flat, all)
}

/// The bounds and their neighbors, and multiples.
fn around(flat: &Flat<'_>) -> Vec<Value> {
    let bound = |key: &str| flat.get(key).filter(|bound| bound.is_number());
    let mut all = Vec::new();
    for key in ["minimum", "maximum"] {
        all.extend(bound(key).filter(|bound| !is_extreme(bound)).cloned());
    }
    for (key, step) in [("exclusiveMinimum", 1.0), ("exclusiveMaximum", -1.0)] {
        let bound = bound(key).and_then(Value::as_f64);
        all.extend(bound.into_iter().flat_map(|bound| [bound + step, bound + step / 2.0]).filter_map(number));
    }
    if let Some(step) = bound("multipleOf").and_then(Value::as_f64) {
        let least = ["minimum", "exclusiveMinimum"].iter().filter_map(|key| bound(key)?.as_f64()).fold(0.0, f64::max);
        let first = (least / step).ceil() * step;
        all.extend([first, first + step, first + step * 10.0].into_iter().filter_map(number));
    }
    all
}

/// Whether a bound is one of a machine's type: it comes last.
fn is_extreme(bound: &Value) -> bool {
    bound.as_f64().is_some_and(|bound| bound.abs() >= 2_147_483_647.0)
}

/// A whole number is written without a fraction where it fits.
fn number(float: f64) -> Option<Value> {
    let whole = (float.fract() == 0.0 && float.abs() < 9e15).then(|| format!("{float}").parse::<i64>().ok()).flatten();
    whole.map(Value::from).or_else(|| Number::from_f64(float).map(Value::Number))
}

fn allowed(flat: &Flat<'_>, mut all: Vec<Value>) -> Vec<Value> {
    const KEYS: [&str; 5] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
    let schema = KEYS.iter().filter_map(|key| Some(((*key).to_owned(), flat.get(key)?.clone()))).collect();
    super::super::oracle::allows_alone(&Value::Object(schema), &mut all);
    all
}
