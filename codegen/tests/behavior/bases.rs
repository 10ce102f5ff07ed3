//! A schema that others extend is any of them.

use serde_json::{Value, json};

use super::support::{answers, body};
use crate::bases::Client;
use crate::bases::models::{Friend, Keeper, Lone, Owner, Part, Resident, Signal};

fn read<T: serde_core::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

#[tokio::test]
async fn what_extends_it_is_sent_and_received() {
    let replies = json!([
        {"kind": "Keeper", "name": "Kim", "badge": 7},
        {"kind": "#Guest", "until": "2030-01-31"},
        {"kind": "Regular", "until": "2030-01-31", "visits": 3},
        {"kind": "Friend"},
        {"kind": "Ghost", "bed": {"soft": true}},
    ]);
    let (transport, shared) = answers(&[(200, replies.clone())]);
    let client = Client::builder().transport(shared).build().unwrap();
    let keeper = Keeper { badge: Some(7), ..Keeper::new("Keeper") };
    let residents = client.add_resident(&keeper.into()).send().await.unwrap();
    assert!(matches!(
        &residents[..],
        [Resident::Keeper(_), Resident::Guest(_), Resident::Regular(_), Resident::Base(_), Resident::Base(_)]
    ));
    assert_eq!(serde_json::to_value(residents).unwrap(), replies);
    let (_, _, text) = body(&transport.requests()[0]);
    assert_eq!(text, r#"{"kind":"Keeper","badge":7}"#);
}

#[test]
fn the_tag_is_mapped_or_a_name_or_the_only_value() {
    for value in [
        json!({"kind": "Person", "since": 1, "age": 2}),
        json!({"kind": "company", "since": 1, "seat": "Bern"}),
        json!({"kind": "public", "since": 1}),
        json!({"kind": "plant", "height": 1.5}),
        json!({"kind": "plant", "width": 1.5}),
        json!({"kind": "Foundation", "since": 1}),
    ] {
        let owner: Owner = read(value.clone());
        assert_eq!(serde_json::to_value(owner).unwrap(), value);
    }
    assert!(matches!(read(json!({"age": 2, "kind": "Person"})), Owner::Person(person) if person.age == Some(2)));
    assert!(matches!(read(json!({"kind": "plant", "height": 1})), Owner::Tree(_)));
    assert!(matches!(read(json!({"kind": "plant"})), Owner::Shrub(_)));
    for itself in [json!({"kind": "public"}), json!({"kind": "Foundation"})] {
        assert!(matches!(read(itself), Owner::Base(_)));
    }
    assert!(matches!(read(json!(1)), Owner::Unknown(_)));
}

#[test]
fn what_many_have_tells_nothing() {
    assert!(matches!(read(json!({"kind": "flat", "c": 1})), Part::C(part) if part.c == Some(1)));
    assert!(matches!(read(json!({"h": 1, "kind": "round"})), Part::H(_)));
    assert!(matches!(read(json!({"kind": "round"})), Part::Base(_)));
    assert!(matches!(read(json!({"kind": "square", "h": 1})), Part::Base(_)));
    let error = serde_json::from_value::<Part>(json!({"kind": 1})).unwrap_err();
    assert!(error.to_string().starts_with("$.kind: expected a string"), "{error}");
}

#[test]
fn what_is_named_and_does_not_fit_is_an_error() {
    let error = serde_json::from_value::<Owner>(json!({"kind": "company"})).unwrap_err();
    assert_eq!(error.to_string(), "missing field `seat`");
    let error = serde_json::from_str::<Owner>(r#"{"kind": "Person", "age": "old"}"#).unwrap_err();
    assert!(error.to_string().starts_with("$.age: expected an integer"), "{error}");
}

#[test]
fn what_adds_nothing_is_the_same_type() {
    assert_eq!(read::<Friend>(json!({"kind": "Ghost"})), read::<Resident>(json!({"kind": "Ghost"})));
    assert_eq!(Lone { kind: Some("a".to_owned()) }, read(json!({"kind": "a"})));
}

#[test]
fn what_only_the_mapping_names_is_read_as_such() {
    assert!(matches!(read(json!({"color": "red", "seconds": 3})), Signal::Stop(stop) if stop.seconds == Some(3)));
    let text = json!({"color": "blue", "seconds": 3});
    assert_eq!(serde_json::to_value(read::<Signal>(text.clone())).unwrap(), text);
}
