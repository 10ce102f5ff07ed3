//! Whatever stands in place of whatever: the walk leaves nothing that `openapiv3` refuses, and nothing takes long.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::diagnostic::{Color, Diagnostics, render};
use crate::document::document;
use crate::source::Source;

const ALL: &str = include_str!("all.json");

fn said(value: &Value) -> (bool, Vec<(&'static str, String)>) {
    let source = Source::new("all.json", value.to_string());
    let mut diagnostics = Diagnostics::new();
    let is_read = document(&source, &mut diagnostics).is_some();
    let located = diagnostics.locate(&source);
    assert!(!render(&located, &source, Color::Never).contains('\u{fffd}'));
    (is_read, located.into_iter().map(|said| (said.code, said.message)).collect())
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
    assert_eq!(said(&serde_json::from_str(ALL).unwrap()), (true, Vec::new()));
}

#[test]
fn nothing_is_refused_after_the_walk() {
    let all: Value = serde_json::from_str(ALL).unwrap();
    let mut places = Vec::new();
    pointers(&all, "", &mut places);
    let others = [
        json!(null), json!(true), json!(5), json!(-1), json!(1.5), json!(1e300), json!("x"), json!("null"), json!([]),
        json!([1]), json!(["a", "null"]), json!({}), json!({"$ref": 1}), json!({"$ref": "#/a"}),
        json!({"$ref": "#/a", "type": "string"}), json!({"a": {"b": 1}}), json!({"x-a": 1}),
    ];
    for place in places {
        for other in &others {
            let mut mutated = all.clone();
            *mutated.pointer_mut(&place).unwrap() = other.clone();
            let start = Instant::now();
            let (_, said) = said(&mutated);
            assert!(!said.iter().any(|(code, _)| *code == "refused"), "{place} {other}: {said:?}");
            assert!(start.elapsed() < Duration::from_secs(1), "{place} {other} took {:?}", start.elapsed());
        }
    }
}
