//! Unions: how a branch is found, and what becomes of values of none.

use serde_core::Serialize;
use serde_json::{Value, json};

use super::codec::{read, refusal};
use crate::runtime::{Blank, Decode};
use crate::specimen::{Load, Parcel, Thing};

/// What is written of what has been read, from a text and from a value in memory.
fn through(text: &str) -> (Thing, Value) {
    let thing: Thing = read(text);
    assert_eq!(serde_json::from_str::<Thing>(text).unwrap(), thing);
    assert_eq!(serde_json::from_reader::<_, Thing>(text.as_bytes()).unwrap(), thing);
    assert_eq!(serde_json::from_value::<Thing>(text.parse().unwrap()).unwrap(), thing);
    (thing.clone(), serde_json::to_value(thing).unwrap())
}

/// What has been read, which is written just as it came.
#[track_caller]
fn unchanged<T: Decode + Serialize>(text: &str) -> T {
    let value: T = read(text);
    assert_eq!(serde_json::to_string(&value).unwrap(), text);
    value
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

#[test]
fn an_object_is_of_several_types_at_once() {
    let parcel: Parcel = unchanged(r#"{"note":"a","id":1,"name":"b","status":"sold","more":[1]}"#);
    assert!(matches!(&parcel.variant, Thing::Pet(pet) if pet.name == "b"), "{parcel:?}");
    assert_eq!(parcel.additional_properties["more"], json!([1]));
    // What several know is written once, and by the struct around them.
    let parcel = Parcel { note: Some("c".to_owned()), ..parcel };
    let parcel: Parcel = serde_json::to_value(&parcel).map(|value| read(&value.to_string())).unwrap();
    assert_eq!(parcel.note.as_deref(), Some("c"));
    let parcel: Parcel = unchanged(r#"{"note":"a","status":{"a":null}}"#);
    assert!(matches!(&parcel.variant, Thing::Unknown(unknown) if unknown.value().get("note").is_none()), "{parcel:?}");
    let _: Parcel = unchanged("{}");
    assert_eq!(refusal::<Parcel>(r#"{"note":1}"#), "$.note: expected a string, found 1");
    assert_eq!(refusal::<Parcel>(r#"{"status":"sold","id":"x"}"#), r#"$.id: expected an integer, found "x""#);
    assert_eq!(refusal::<Parcel>("5"), "expected an object (Parcel), found 5");
}

#[test]
fn a_part_must_be_an_object() {
    let parcel: Parcel = read("{}");
    let parcel = Parcel { variant: Thing::Integer(1), ..parcel };
    let error = serde_json::to_string(&parcel).unwrap_err();
    assert_eq!(error.to_string(), "a part of an object must be an object, too");
}

#[test]
fn a_tag_that_the_type_does_not_know_is_written_first() {
    let load: Load = unchanged(r#"{"load":"pet","id":1,"name":"a"}"#);
    assert!(matches!(load, Load::Pet(_)), "{load:?}");
    let load: Load = read(r#"{"id":1,"name":"a","load":"pet"}"#);
    assert_eq!(serde_json::to_string(&load).unwrap(), r#"{"load":"pet","id":1,"name":"a"}"#);
    // It is no other member, either.
    let load: Load = unchanged(r#"{"load":"parcel","title":"a","n":2}"#);
    assert!(matches!(&load, Load::Parcel(parcel) if !parcel.additional_properties.contains_key("load")), "{load:?}");
    // Without the tag it is found by what it has, where that is enough.
    let load: Load = read(r#"{"id":1,"name":"a"}"#);
    assert_eq!(serde_json::to_string(&load).unwrap(), r#"{"load":"pet","id":1,"name":"a"}"#);
    for other in [r#"{"note":"a"}"#, r#"{"load":"boat","id":1,"name":"a"}"#, r#"{"load":null,"id":1,"name":"a"}"#] {
        let load: Load = read(other);
        assert!(matches!(load, Load::Unknown(_)), "{load:?}");
        assert_eq!(serde_json::to_value(&load).unwrap(), other.parse::<Value>().unwrap());
    }
}
