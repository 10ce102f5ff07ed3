//! Where a problem is, and what is quoted of it.

use std::collections::BTreeMap;

use super::{from_json, read, refusal};
use crate::specimen::Pet;

type Map<T> = BTreeMap<String, T>;

#[test]
fn paths_lead_to_the_problem() {
    assert_eq!(refusal::<Vec<Vec<i64>>>("[[1], [2, 3, true]]"), "$[1][2]: expected an integer, found true");
    assert_eq!(refusal::<Map<Vec<i64>>>(r#"{"a": [0], "b": ["x"]}"#), r#"$.b[0]: expected an integer, found "x""#);
    assert_eq!(refusal::<Vec<Pet>>(r#"[{"id": 1, "name": "a"}, {"id": 2}]"#), "$[1]: missing field `name`");
    assert_eq!(refusal::<Option<Vec<bool>>>("[0]"), "$[0]: expected a boolean, found 0");
    assert_eq!(
        refusal::<Map<Pet>>(r#"{"a": {"id": 1, "name": "a", "tag": 5}}"#),
        "$.a.tag: expected a string, found 5"
    );
}

#[test]
fn keys_that_are_no_identifiers_are_quoted() {
    for (key, path) in [
        ("_a1", "$._a1"),
        ("1a", r#"$["1a"]"#),
        ("weird key", r#"$["weird key"]"#),
        ("", r#"$[""]"#),
        (r#"a\"b: c"#, r#"$["a\"b: c"]"#),
        (r"a\\", r#"$["a\\"]"#),
        (r"a\nb", r#"$["a\nb"]"#),
        ("é", r#"$["é"]"#),
    ] {
        let json = format!(r#"{{"{key}": {{"x": "no"}}}}"#);
        assert_eq!(refusal::<Map<Map<bool>>>(&json), format!(r#"{path}.x: expected a boolean, found "no""#));
    }
    let json = format!(r#"{{"{}": 0}}"#, "k".repeat(100));
    assert_eq!(refusal::<Map<bool>>(&json), format!(r#"$["{}…"]: expected a boolean, found 0"#, "k".repeat(80)));
}

#[test]
fn scalars_are_quoted_in_part() {
    let json = format!(r#"["{}"]"#, "\\\"x".repeat(100));
    assert_eq!(refusal::<Vec<bool>>(&json), format!(r#"$[0]: expected a boolean, found "{}…""#, "\\\"x".repeat(40)));
}

#[test]
fn deep_nesting_is_an_error_not_a_crash() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    read::<serde_json::Value>(&deep(100));
    assert_eq!(refusal::<serde_json::Value>(&deep(100_000)), "recursion limit exceeded");
    assert_eq!(refusal::<Vec<serde_json::Value>>(&deep(100_000)), "$[0]: recursion limit exceeded");
}

#[test]
fn broken_json_is_refused() {
    for json in ["", " ", "[1", "[1,]", "{\"a\" 1}", "\u{feff}[]", "[] x", "nul"] {
        assert!(from_json::<Vec<i64>>(json).is_err(), "{json:?}");
    }
}
