//! Objects and the structs that stand for them.

use serde_core::de::{Deserialize, MapAccess};
use serde_json::json;

use super::{read, refusal};
use crate::runtime::{Blank, Decode, Members, Model, Place};
use crate::specimen::{Labels, Pet, PetStatus};

fn rex() -> Pet {
    Pet { id: 7, name: "Rex".into(), tag: Some("dog".into()), status: Some(PetStatus::Sold) }
}

#[test]
fn members_are_found_in_any_order() {
    for json in [
        r#"{"id": 7, "name": "Rex", "tag": "dog", "status": "sold"}"#,
        r#"{"status": "sold", "tag": "dog", "name": "Rex", "id": 7}"#,
        r#"{"tag": "dog", "id": 7.0, "status": "sold", "name": "Rex"}"#,
        r#"{"x": {"id": [1]}, "id": 7, "y": null, "name": "Rex", "na": 1, "tag": "dog", "status": "sold", "z": []}"#,
        r#"{"\u0069d": 7, "n\u0061me": "Rex", "tag": "dog", "status": "sold"}"#,
        r#"{"id": 1, "name": "Max", "tag": null, "id": 7, "name": "Rex", "status": "sold", "tag": "dog"}"#,
    ] {
        assert_eq!(read::<Pet>(json), rex(), "{json}");
    }
}

#[test]
fn absent_and_null_are_alike_where_a_member_is_optional() {
    let bare = Pet { id: 7, name: "Rex".into(), tag: None, status: None };
    assert_eq!(read::<Pet>(r#"{"id": 7, "name": "Rex"}"#), bare);
    assert_eq!(read::<Pet>(r#"{"id": 7, "name": "Rex", "tag": null, "status": null}"#), bare);
    assert_eq!(read::<Pet>(r#"{"id": 7, "name": "Rex", "tag": "dog", "tag": null}"#), bare);
}

#[test]
fn what_is_refused() {
    for (json, expected) in [
        ("{}", "missing field `id`"),
        (r#"{"id": 7}"#, "missing field `name`"),
        (r#"{"name": "Rex"}"#, "missing field `id`"),
        (r#"{"id": null, "name": "Rex"}"#, "$.id: expected an integer, found null"),
        (r#"{"id": 7, "name": null}"#, "$.name: expected a string, found null"),
        (r#"{"id": "x"}"#, r#"$.id: expected an integer, found "x""#),
        (r#"{"id": 7, "name": "Rex", "status": {}}"#, "$.status: expected a string, found an object"),
        (r#"[7, "Rex", "dog", "sold"]"#, "expected an object (Pet), found an array"),
        ("null", "expected an object (Pet), found null"),
        ("5", "expected an object (Pet), found 5"),
        ("1.5", "expected an object (Pet), found 1.5"),
        ("true", "expected an object (Pet), found true"),
        (r#""{}""#, r#"expected an object (Pet), found "{}""#),
    ] {
        assert_eq!(refusal::<Pet>(json), expected, "{json}");
    }
}

#[test]
fn other_inputs_of_serde_are_read_alike() {
    let value = json!({"id": 7, "name": "Rex", "tag": "dog", "status": "sold"});
    assert_eq!(serde_json::from_value::<Pet>(value.clone()).unwrap(), rex());
    assert_eq!(Pet::deserialize(&value).unwrap(), rex());
    assert_eq!(serde_json::from_reader::<_, Pet>(value.to_string().as_bytes()).unwrap(), rex());
    let error = serde_json::from_value::<Pet>(json!({"id": 1.5})).unwrap_err();
    assert_eq!(error.to_string(), "$.id: expected an integer, found 1.5");
}

#[test]
fn what_is_written() {
    assert_eq!(serde_json::to_string(&rex()).unwrap(), r#"{"id":7,"name":"Rex","tag":"dog","status":"sold"}"#);
    let bare = Pet { tag: None, status: None, ..rex() };
    assert_eq!(serde_json::to_string(&bare).unwrap(), r#"{"id":7,"name":"Rex"}"#);
}

#[test]
fn boxes_add_nothing() {
    let json = r#"{"id": 7, "name": "Rex", "tag": "dog", "status": "sold"}"#;
    assert_eq!(read::<Box<Pet>>(json), Box::new(rex()));
    assert_eq!(refusal::<Box<Pet>>("[]"), "expected an object (Pet), found an array");
    assert_eq!(<Box<Pet> as Blank>::blank().name, "");
}

/// More members than two words of bits have: `aa`, `ab`, …
struct Wide([u8; COUNT]);

const COUNT: usize = 130;

const LETTERS: &[u8; 2 * COUNT] = &{
    let mut letters = [b'a'; 2 * COUNT];
    let (mut index, mut number) = (0, 0);
    while index < COUNT {
        letters[2 * index] += number / 26;
        letters[2 * index + 1] += number % 26;
        index += 1;
        number += 1;
    }
    letters
};

const WIDE_KEYS: [&str; COUNT] = {
    let mut keys = [""; COUNT];
    let mut index = 0;
    while index < COUNT {
        let key = LETTERS.split_at(2 * index).1.split_at(2).0;
        if let Ok(key) = std::str::from_utf8(key) {
            keys[index] = key;
        }
        index += 1;
    }
    keys
};

impl Model for Wide {
    const NAME: &'static str = "Wide";
    const KEYS: &'static [&'static str] = &WIDE_KEYS;
    const REQUIRED: &'static [usize] = &[0, 63, 64, 127, 128, 129];

    fn blank() -> Self {
        Self([0; COUNT])
    }

    fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
        let mut places: Vec<_> = self.0.iter_mut().map(|place| place as &mut dyn Place<'de, A>).collect();
        members.read(&mut places)
    }
}

#[test]
fn structs_may_have_any_number_of_members() {
    let json = |left_out: Option<usize>| {
        let members = (0..COUNT).filter(|index| Some(*index) != left_out);
        let members: Vec<_> = members.map(|index| format!(r#""{}": {index}"#, WIDE_KEYS[index])).collect();
        format!("{{{}}}", members.join(", "))
    };
    let wide: Wide = read(&json(None));
    assert!(wide.0.iter().enumerate().all(|(index, value)| usize::from(*value) == index));
    for (index, key) in WIDE_KEYS.into_iter().enumerate() {
        if Wide::REQUIRED.contains(&index) {
            assert_eq!(refusal::<Wide>(&json(Some(index))), format!("missing field `{key}`"));
        } else {
            read::<Wide>(&json(Some(index)));
        }
    }
}

#[test]
fn structs_nest() {
    fn assert_decode<T: Decode>() {}
    assert_decode::<Vec<Option<Box<Pet>>>>();
    assert_eq!(read::<Vec<Option<Pet>>>(r#"[null, {"id": 1, "name": "a"}]"#).len(), 2);
}

#[test]
fn members_that_nobody_described_are_kept() {
    let labels: Labels = read(r#"{"a": 1, "title": "x", "\u0062": 2, "a": 3, "": 4}"#);
    assert_eq!(labels.title.as_deref(), Some("x"));
    assert_eq!(
        labels.additional_properties,
        [("", 4), ("a", 3), ("b", 2)].map(|(key, value)| (key.into(), value)).into()
    );
    assert_eq!(serde_json::to_string(&labels).unwrap(), r#"{"title":"x","":4,"a":3,"b":2}"#);
    assert_eq!(refusal::<Labels>(r#"{"title": "x", "a b": "y"}"#), r#"$["a b"]: expected an integer, found "y""#);
    assert_eq!(refusal::<Labels>(r#"{"a": null}"#), "$.a: expected an integer, found null");
}

#[test]
fn members_are_written_once() {
    let mut labels = Labels { title: None, ..Labels::default() };
    labels.additional_properties.insert("title".into(), 1);
    assert_eq!(serde_json::to_string(&labels).unwrap(), "{}");
    labels.title = Some("x".into());
    assert_eq!(serde_json::to_string(&labels).unwrap(), r#"{"title":"x"}"#);
}
