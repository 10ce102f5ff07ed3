//! Whatever stands in place of whatever: the walk leaves nothing that `openapiv3` refuses, and nothing takes long.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::read;

/// Descriptions that have every key there is.
const ALL: [&str; 3] = [include_str!("all/v2_0.json"), include_str!("all/v3_0.json"), include_str!("all/v3_2.json")];

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
    let [old, middle, new] = ALL.map(|all| said(&serde_json::from_str(all).unwrap()));
    let codes = |said: Vec<(&'static str, String)>| {
        let mut codes: Vec<_> = said.into_iter().map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes
    };
    assert_eq!(codes(old), [""; 0]);
    assert_eq!(codes(middle), [""; 0]);
    // What it has that nothing is made of yet.
    let (siblings, unchecked) = (["ref-siblings"; 2], ["unchecked-keyword"; 4]);
    assert_eq!(codes(new), [&siblings[..], &unchecked].concat());
}

/// Puts other values in place of some of those of a description. All kinds of places meet most values, since the step
/// has no divisor in common with their number.
fn mutate(all: &str, step: usize) {
    let all: Value = serde_json::from_str(all).unwrap();
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
    for (place, other) in all_pairs.step_by(step) {
        let mut mutated = all.clone();
        *mutated.pointer_mut(place).unwrap() = other.clone();
        let start = Instant::now();
        let said = said(&mutated);
        assert!(!said.iter().any(|(code, _)| *code == "refused"), "{place} {other}: {said:?}");
        assert!(start.elapsed() < Duration::from_secs(20), "{place} {other} took {:?}", start.elapsed());
    }
}

#[test]
fn nothing_of_swagger_is_refused_after_the_walk() {
    mutate(ALL[0], 6);
}

#[test]
fn nothing_of_openapi_is_refused_after_the_walk() {
    mutate(ALL[1], 6);
}

#[test]
fn nothing_of_later_versions_is_refused_after_the_walk() {
    mutate(ALL[2], 6);
}
