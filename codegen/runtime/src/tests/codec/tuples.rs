//! Arrays whose elements have types of their own.

use std::collections::BTreeMap;

use super::{read, refusal};
use crate::runtime::{Blank, Password};
use crate::specimen::Pet;

type Pair = (i64, Option<String>);
type Dozen = (u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, u8, Vec<u8>);

#[test]
fn elements_have_their_types() {
    assert_eq!(read::<Pair>(r#"[1, "a"]"#), (1, Some("a".to_owned())));
    assert_eq!(read::<Vec<Pair>>("[[1, null]]"), [(1, None)]);
    assert_eq!(read::<Dozen>("[1,2,3,4,5,6,7,8,9,10,11,[12]]"), (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, vec![12]));
    assert_eq!(read::<(f64, Pet)>(r#"[1, {"id": 7, "name": "Rex"}]"#).1.name, "Rex");
    assert_eq!(Pair::blank(), (0, None));
    assert_eq!(serde_json::to_string(&(1, "a")).unwrap(), r#"[1,"a"]"#);
}

#[test]
fn what_is_refused() {
    for (json, expected) in [
        ("[]", "expected an array of 2 elements, found 0"),
        ("[1]", "expected an array of 2 elements, found 1"),
        ("[1, null, 3]", "expected an array of 2 elements, found more"),
        (r#"["a", 1]"#, r#"$[0]: expected an integer, found "a""#),
        ("[1, 2]", "$[1]: expected a string, found 2"),
        ("null", "expected an array of 2 elements, found null"),
        ("{}", "expected an array of 2 elements, found an object"),
        ("7", "expected an array of 2 elements, found 7"),
    ] {
        assert_eq!(refusal::<Pair>(json), expected, "{json}");
    }
    assert_eq!(
        refusal::<BTreeMap<String, (i64, Pet)>>(r#"{"a": [1, {"id": "x"}]}"#),
        r#"$.a[1].id: expected an integer, found "x""#
    );
}

#[test]
fn secrets_are_not_shown() {
    type Login = (String, Password);
    for json in [r#""hunter2""#, "8472", r#"["me", 8472]"#, r#"[["me", "hunter2"], "hunter2"]"#] {
        let refused = refusal::<Vec<Login>>(&format!("[{json}]"));
        assert!(!refused.contains("hunter2") && !refused.contains("8472"), "{refused}");
    }
    assert_eq!(refusal::<Login>("8472"), "expected an array of 2 elements, found a value that is not shown");
    assert_eq!(refusal::<Login>(r#"["me", 8472]"#), "$[1]: expected a string, found a value that is not shown");
    assert_eq!(refusal::<Login>(r#"[7, "x"]"#), "$[0]: expected a string, found 7");
}
