//! Unions: how a branch is found, and what becomes of values of none.

use serde_json::{Value, json};

use super::codec::{read, refusal};
use crate::runtime::Blank;
use crate::specimen::Thing;

/// What is written of what has been read, from a text and from a value in memory.
fn through(text: &str) -> (Thing, Value) {
    let thing: Thing = read(text);
    assert_eq!(serde_json::from_str::<Thing>(text).unwrap(), thing);
    assert_eq!(serde_json::from_reader::<_, Thing>(text.as_bytes()).unwrap(), thing);
    assert_eq!(serde_json::from_value::<Thing>(text.parse().unwrap()).unwrap(), thing);
    (thing.clone(), serde_json::to_value(thing).unwrap())
}

#[test]
fn a_tag_is_found_first_last_and_between() {
    let pet = json!({"id": 1, "name": "T\u{e9}o", "tag": "x", "status": "sold"});
    for text in [
        r#"{"status": "sold", "id": 1, "name": "T\u00e9o", "tag": "x"}"#,
        r#"{"id": 1, "name": "T\u00e9o", "status": "sold", "tag": "x"}"#,
        r#"{"more": [{"a": [1.5, -1, true, null]}], "tag": "x", "id": 1, "name": "T\u00e9o", "status": "sold"}"#,
    ] {
        let (thing, value) = through(text);
        assert!(matches!(thing, Thing::Pet(_)), "{thing:?}");
        assert_eq!(value, pet);
    }
    let (thing, value) =
        through(r#"{"status": "labels", "title": "a", "n": 2}"#.replace(r#""status": "labels", "#, "").as_str());
    assert!(matches!(thing, Thing::Labels(_)), "{thing:?}");
    assert_eq!(value, json!({"title": "a", "n": 2}));
}

#[test]
fn what_fits_nothing_is_kept_exactly() {
    for text in [
        r#"{"status":"new","list":[1,-2,2.5,"a\u0000\ud83d\ude00",null,{"":{}}],"status2":true}"#,
        r#"{"status":5,"id":1,"name":"a"}"#,
        "[]",
        "[[1,{}]]",
        r#""text""#,
        "true",
        "null",
        "1.5",
        "1e300",
        "18446744073709551615",
        "{\"x\":\"y\"}",
    ] {
        let (thing, value) = through(text);
        assert!(matches!(thing, Thing::Unknown(_)), "{text}: {thing:?}");
        assert_eq!(value, text.parse::<Value>().unwrap());
    }
    assert_eq!(format!("{:?}", through(r#"{"status":"secret"}"#).0), "Unknown(an object)");
    assert!(matches!(Thing::blank(), Thing::Unknown(unknown) if unknown.value().is_null()));
}

#[test]
fn numbers_are_read_as_what_they_are() {
    assert_eq!(through("5"), (Thing::Integer(5), json!(5)));
    assert_eq!(through("-5").0, Thing::Integer(-5));
    assert_eq!(through("5.0").0, Thing::Integer(5));
}

#[test]
fn what_is_refused() {
    for (text, expected) in [
        (r#"{"status": "sold", "id": "x"}"#, r#"$.id: expected an integer, found "x""#),
        (r#"{"id": 1, "status": "sold"}"#, "missing field `name`"),
        (r#"{"id": 1, "status": "sold", "name": "a", "id": {}}"#, "$.id: expected an integer, found an object"),
    ] {
        assert_eq!(refusal::<Thing>(text), expected, "{text}");
    }
    for broken in ["{\"status\": \"sold\"", "{\"a\": ", "[1,", "\"a", "{\"a\" 1}"] {
        assert!(serde_json::from_str::<Thing>(broken).is_err(), "{broken}");
    }
}

#[test]
fn deep_values_are_no_danger() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(serde_json::from_str::<Thing>(&deep).is_err());
    let (thing, _) = through(&format!("{}{}", "[".repeat(100), "]".repeat(100)));
    assert!(matches!(thing, Thing::Unknown(_)));
}
