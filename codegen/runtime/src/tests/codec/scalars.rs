//! Strings, numbers, booleans, options, arrays and maps.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{read, refusal};
use crate::runtime::{Blank, Decode, Field};

#[test]
fn strings() {
    assert_eq!(read::<String>(r#""""#), "");
    assert_eq!(read::<String>(r#""aé\n\u20ac""#), "aé\n€");
    for (json, expected) in [
        ("5", "expected a string, found 5"),
        ("-5", "expected a string, found -5"),
        ("1.5", "expected a string, found 1.5"),
        ("true", "expected a string, found true"),
        ("null", "expected a string, found null"),
        ("[1]", "expected a string, found an array"),
        (r#"{"a": 1}"#, "expected a string, found an object"),
    ] {
        assert_eq!(refusal::<String>(json), expected);
    }
}

#[test]
fn integers() {
    assert_eq!(read::<i64>("-9223372036854775808"), i64::MIN);
    assert_eq!(read::<u64>("18446744073709551615"), u64::MAX);
    assert_eq!(read::<i64>("1.0"), 1);
    assert_eq!(read::<u8>("2.55e2"), 255);
    assert_eq!(read::<i32>("-0"), 0);
    assert_eq!(read::<i8>("-128.0"), -128);
    for (json, expected) in [
        ("1.5", "expected an integer, found 1.5"),
        (r#""x""#, r#"expected an integer, found "x""#),
        (r#""5""#, r#"expected an integer, found "5""#),
        ("null", "expected an integer, found null"),
        ("2147483648", "expected an integer from -2147483648 to 2147483647, found 2147483648"),
        ("-2147483649", "expected an integer from -2147483648 to 2147483647, found -2147483649"),
        ("1e20", "expected an integer from -2147483648 to 2147483647, found 100000000000000000000"),
    ] {
        assert_eq!(refusal::<i32>(json), expected);
    }
    assert_eq!(refusal::<u8>("-1"), "expected an integer from 0 to 255, found -1");
    assert_eq!(refusal::<u8>("256.0"), "expected an integer from 0 to 255, found 256");
    // This float may have been another integer before it was rounded.
    assert!(refusal::<i64>("9007199254740993.0").ends_with("found 9007199254740992"));
}

#[test]
fn numbers_and_booleans() {
    for (json, expected) in [("0.1", 0.1), ("5", 5.0), ("-5", -5.0), ("1e308", 1e308)] {
        assert_eq!(read::<f64>(json).to_bits(), f64::to_bits(expected));
    }
    assert_eq!(refusal::<f64>(r#""1""#), r#"expected a number, found "1""#);
    assert_eq!(refusal::<f64>("1e999"), "number out of range");
    assert!(read::<bool>("true"));
    assert_eq!(refusal::<bool>("0"), "expected a boolean, found 0");
    assert_eq!(refusal::<bool>(r#""true""#), r#"expected a boolean, found "true""#);
}

#[test]
fn anything() {
    assert_eq!(read::<Value>(r#"{"a": [1, null]}"#), json!({"a": [1, null]}));
}

#[test]
fn nothing() {
    read::<()>("null");
    for (json, found) in [("5", "5"), ("[1, {\"a\": 2}]", "an array"), ("{}", "an object")] {
        assert_eq!(refusal::<()>(json), format!("expected null, found {found}"));
    }
    assert_eq!(read::<Vec<Field<()>>>("[null]"), [Field::Null]);
}

type Map = BTreeMap<String, i64>;

#[test]
fn options_arrays_and_maps() {
    assert_eq!(read::<Option<i64>>("null"), None);
    assert_eq!(read::<Option<i64>>("5"), Some(5));
    assert_eq!(refusal::<Option<i64>>("[]"), "expected an integer, found an array");

    assert_eq!(read::<Vec<i64>>("null"), Vec::<i64>::new());
    assert_eq!(read::<Vec<i64>>("[1, 2.0]"), [1, 2]);
    assert_eq!(read::<Vec<Option<i64>>>("[1, null]"), [Some(1), None]);
    assert_eq!(refusal::<Vec<i64>>("{}"), "expected an array, found an object");
    assert_eq!(refusal::<Vec<i64>>(r#""[]""#), r#"expected an array, found "[]""#);
    assert_eq!(refusal::<Vec<i64>>("5"), "expected an array, found 5");
    assert_eq!(refusal::<Vec<i64>>("false"), "expected an array, found false");

    assert_eq!(read::<Map>("null"), Map::new());
    assert_eq!(read::<Map>(r#"{"b": 1, "a": 2, "b": 3}"#), Map::from([("a".into(), 2), ("b".into(), 3)]));
    assert_eq!(read::<Map>("[]"), Map::new());
    assert_eq!(refusal::<Map>("[1]"), "expected an object, found an array");
    assert_eq!(refusal::<Map>("-5"), "expected an object, found -5");
    assert_eq!(refusal::<Map>("1.5"), "expected an object, found 1.5");
}

#[test]
fn blanks_are_empty() {
    fn is_empty<T: Blank + Decode + PartialEq + std::fmt::Debug>(json: &str) {
        assert_eq!(T::blank(), read::<T>(json));
    }
    is_empty::<String>(r#""""#);
    is_empty::<bool>("false");
    is_empty::<i8>("0");
    is_empty::<u64>("0");
    is_empty::<f64>("0.0");
    is_empty::<Value>("null");
    is_empty::<()>("null");
    is_empty::<Option<String>>("null");
    is_empty::<Vec<String>>("[]");
    is_empty::<BTreeMap<String, bool>>("{}");
}
