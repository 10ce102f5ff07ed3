//! Enums of integers: known numbers, unknown numbers, what is refused.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use super::codec::{read, refusal};
use crate::runtime::{Blank, Param, Tree};
use crate::specimen::Urgency;

#[test]
fn all_numbers_round_trip() {
    for number in [-1, 5, 0, i64::MIN, i64::MAX] {
        let urgency: Urgency = read(&number.to_string());
        assert_eq!((urgency.value(), i64::from(urgency)), (number, number));
        assert_eq!(serde_json::to_value(urgency).unwrap(), number);
        assert_eq!(serde_json::from_value::<Urgency>(number.into()).unwrap(), urgency);
        assert_eq!(matches!(urgency, Urgency::Unknown(_)), !Urgency::VALUES.contains(&number));
        let text = number.to_string();
        assert_eq!((format!("{urgency:?}"), urgency.to_string()), (text.clone(), text.clone()));
        assert_eq!(urgency.tree(), Tree::Bare(text.clone()));
    }
    assert!(matches!(read("5.0"), Urgency::High));
    assert_eq!(Urgency::blank().value(), 0);
}

#[test]
fn equality_is_that_of_the_numbers() {
    let hash = |number: i64| BuildHasherDefault::<DefaultHasher>::default().hash_one(Urgency::from(number));
    assert_eq!((Urgency::from(5), hash(7)), (Urgency::High, hash(7)));
    assert_ne!((Urgency::from(7), hash(7)), (Urgency::from(8), hash(8)));
}

#[test]
fn what_is_refused() {
    for (json, expected) in [
        (r#""5""#, r#"expected an integer, found "5""#),
        ("null", "expected an integer, found null"),
        ("1.5", "expected an integer, found 1.5"),
    ] {
        assert_eq!(refusal::<Urgency>(json), expected);
    }
}
