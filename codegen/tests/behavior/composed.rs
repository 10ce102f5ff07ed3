//! Objects of several types at once lose nothing of any, and are what their branches say.

use serde_json::{Value, json};

use crate::composed::models::{
    Animal, Box2, Check, CheckVariant, Everything, EverythingBeside, EverythingDetail, EverythingMixed,
    EverythingSingle, Letter, Load, LoopVariant, Shipment, ShipmentVariant, ShipmentWrite, Width,
};
use crate::runtime::Field;

/// What is written of a value that has been read.
fn through<T: serde_core::de::DeserializeOwned + serde_core::Serialize>(value: &Value) -> (T, Value) {
    let read: T = serde_json::from_value(value.clone()).unwrap();
    let written = serde_json::to_value(&read).unwrap();
    (read, written)
}

#[track_caller]
fn unchanged(member: &str, value: Value) -> Everything {
    let text = json!({ member: value });
    let (everything, written) = through(&text);
    assert_eq!(written, text);
    everything
}

#[test]
fn a_struct_holds_what_all_have_and_what_differs() {
    let (shipment, written) = through::<Shipment>(&json!({"id": "a", "note": "b", "weight": 1.5, "new": 1}));
    assert_eq!((shipment.id.as_str(), shipment.note.as_deref()), ("a", Some("b")));
    let ShipmentVariant::Parcel(parcel) = &shipment.variant else { panic!("{shipment:?}") };
    assert_eq!((parcel.weight, parcel.note.as_deref()), (1.5, Some("b")));
    assert_eq!(written, json!({"id": "a", "note": "b", "weight": 1.5}));
    // What several know is written once, as the struct has it.
    let changed = Shipment { note: Some("c".to_owned()), ..shipment };
    assert_eq!(serde_json::to_value(changed).unwrap()["note"], "c");
    let made = ShipmentWrite::new("a", Letter::new(5).into());
    assert_eq!(serde_json::to_value(made).unwrap(), json!({"id": "a", "stamp": 5}));
    // What was read is sent without what only answers have.
    let (shipment, written) = through::<Shipment>(&json!({"id": "a", "weight": 1.0, "price": 2.5}));
    assert_eq!(written["price"], 2.5);
    let sent = serde_json::to_value(ShipmentWrite::from(shipment)).unwrap();
    assert_eq!(sent, json!({"id": "a", "weight": 1.0}));
    // What fits no branch is kept, but for what the struct has.
    let (shipment, written) = through::<Shipment>(&json!({"id": "a", "wings": [2]}));
    assert!(matches!(shipment.variant, ShipmentVariant::Unknown(unknown) if *unknown.value() == json!({"wings": [2]})));
    assert_eq!(written, json!({"id": "a", "wings": [2]}));
    let error = serde_json::from_value::<Shipment>(json!({"weight": 1})).unwrap_err();
    assert_eq!(error.to_string(), "missing field `id`");
}

#[test]
fn choices_among_the_parts_of_an_object() {
    let everything = unchanged("check", json!({"permission": "read", "kind": "doc", "name": "x"}));
    let Some(Check { permission, variant: CheckVariant::Kind(kind), .. }) = everything.check else { panic!() };
    assert_eq!((permission.as_str(), kind.name.as_str()), ("read", "x"));
    let everything = unchanged("priced", json!({"price": 1.5, "type": "Letter", "stamp": 1}));
    assert!(matches!(everything.priced.unwrap().load, Load::Letter(_)));
    // A branch that leads back, and one that only asks for something, are none.
    let everything = unchanged("loop", json!({"a": "x", "b": "y"}));
    assert!(matches!(everything.loop_.unwrap().variant, LoopVariant::B(_)));
    unchanged("loop", json!({"c": "z"}));
    unchanged("account", json!({"id": 1, "email": "a", "street": "b", "box": 2}));
    let everything = unchanged("beside", json!({"sides": 4, "color": "red"}));
    assert!(matches!(everything.beside, Some(EverythingBeside::Color(_))), "{everything:?}");
    unchanged("nested", json!({"id": "a", "seen": true, "stamp": 1}));
    let everything = unchanged("single", json!({"a": "x", "b": 1}));
    assert!(matches!(everything.single, Some(EverythingSingle { b: Some(1), .. })));
}

#[test]
fn other_members_are_written_once() {
    let everything = unchanged("labels", json!({"title": "a", "size": 3, "more": "b"}));
    assert!(everything.labels.unwrap().additional_properties.contains_key("more"));
}

#[test]
fn branches_that_only_ask_for_more_are_no_types() {
    let everything = unchanged("change", json!({"status": "done", "done_at": "now"}));
    assert_eq!(everything.change.unwrap().status.as_deref(), Some("done"));
    let everything = unchanged("unlike", json!({"a": "b"}));
    assert_eq!(everything.unlike.unwrap().a, "b");
}

#[test]
fn branches_that_say_everything_are_all_there_is() {
    let everything = unchanged("animal", json!({"name": "a", "lives": 9}));
    assert!(matches!(everything.animal, Some(Animal::Cat(cat)) if cat.lives == 9));
    let everything = unchanged("detail", json!({"issue": "b", "more": "c"}));
    assert!(matches!(everything.detail, Some(EverythingDetail::B(_))));
}

#[test]
fn tags_that_branches_do_not_know_are_written() {
    let everything = unchanged("load", json!({"type": "large", "sides": 6}));
    assert!(matches!(&everything.load, Some(Load::Large(load)) if load.sides == Some(6)));
    let made = Load::Small(Box::new(Box2 { sides: None }));
    assert_eq!(serde_json::to_string(&made).unwrap(), r#"{"type":"small"}"#);
    let made = Load::Letter(Box::new(Letter::new(1)));
    assert_eq!(serde_json::to_string(&made).unwrap(), r#"{"type":"Letter","stamp":1}"#);
    // Without the tag it is found by what it has, where that is enough.
    let everything: Everything = serde_json::from_value(json!({"load": {"stamp": 1}})).unwrap();
    assert!(matches!(everything.load, Some(Load::Letter(_))));
    for other in [json!({"sides": 1}), json!({"type": "huge", "sides": 1})] {
        let everything = unchanged("load", other);
        assert!(matches!(everything.load, Some(Load::Unknown(_))));
    }
}

#[test]
fn values_of_several_types() {
    for (value, is_right) in [
        (json!("auto"), (|width| matches!(width, Width::String(_))) as fn(&Width) -> bool),
        (json!(5), |width| matches!(width, Width::Integer(5))),
        (json!({"from": 1}), |width| matches!(width, Width::Object(range) if range.from == Some(1))),
        (json!([true]), |width| matches!(width, Width::Unknown(_))),
    ] {
        let everything = unchanged("width", value);
        assert!(everything.width.value().is_some_and(is_right), "{everything:?}");
    }
    assert!(unchanged("width", Value::Null).width.is_null());
    for value in [json!("auto"), json!("other"), json!(1), json!(3), json!(true)] {
        let everything = unchanged("mixed", value.clone());
        let is_flag = matches!(everything.mixed, Field::Value(EverythingMixed::Boolean(_)));
        assert_eq!(is_flag, value == true);
    }
}

#[test]
fn null_alone_is_there_or_not() {
    assert!(unchanged("nothing", Value::Null).nothing.is_null());
    assert!(through::<Everything>(&json!({})).0.nothing.is_absent());
    assert_eq!(unchanged("nothings", json!([null, null])).nothings.unwrap().len(), 2);
}
