//! Whatever stands in place of whatever: the walk leaves nothing that `openapiv3` refuses, and nothing takes long.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::read;

const ALL: &str = include_str!("all.json");

fn said(value: &Value) -> Vec<(&'static str, String)> {
    read("all.json", &value.to_string()).1.into_iter().map(|said| (said.code, said.message)).collect()
}

fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| pointers(item, &format!("{at}/{index}"), all));
        }
        Value::Object(entries) => entries.iter().for_each(|(key, value)| {
            pointers(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all);
        }),
        _ => {}
    }
}

#[test]
fn nothing_is_said_about_a_sound_description() {
    assert_eq!(said(&serde_json::from_str(ALL).unwrap()), []);
}

#[test]
fn nothing_is_refused_after_the_walk() {
    let all: Value = serde_json::from_str(ALL).unwrap();
    let mut places = Vec::new();
    pointers(&all, "", &mut places);
    let others = [
        json!(null),
        json!(true),
        json!(5),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!("x"),
        json!("null"),
        json!([]),
        json!([1]),
        json!(["a", "null"]),
        json!({}),
        json!({"$ref": 1}),
        json!({"$ref": "#/a"}),
        json!({"$ref": "#/a", "type": "string"}),
        json!({"a": {"b": 1}}),
        json!({"x-a": 1}),
    ];
    let all_pairs = places.iter().flat_map(|place| others.iter().map(move |other| (place, other)));
    // Every sixth pair, since 6 has no divisor in common with the 17 values: each kind of place meets most of them.
    for (place, other) in all_pairs.step_by(6) {
        let mut mutated = all.clone();
        *mutated.pointer_mut(place).unwrap() = other.clone();
        let start = Instant::now();
        let said = said(&mutated);
        assert!(!said.iter().any(|(code, _)| *code == "refused"), "{place} {other}: {said:?}");
        assert!(start.elapsed() < Duration::from_secs(20), "{place} {other} took {:?}", start.elapsed());
    }
}
