//! Absent, null and there are three things.

use serde_json::json;

use super::codec::{read, refusal};
use crate::runtime::{Blank, Field, Object, object};

#[test]
fn null_is_not_absent() {
    assert_eq!(read::<Field<i64>>("null"), Field::Null);
    assert_eq!(read::<Field<i64>>("5"), Field::Value(5));
    assert_eq!(serde_json::from_str::<Field<Vec<i64>>>("[1]").unwrap(), Field::Value(vec![1]));
    assert_eq!(Field::<i64>::blank(), Field::Absent);
    assert_eq!(Field::<i64>::default(), Field::Absent);
    assert_eq!(refusal::<Field<i64>>("\"x\""), "expected an integer, found \"x\"");
}

#[test]
fn what_is_absent_is_not_written() {
    let write = |field: Field<i64>| {
        let object: Object<_> = object(serde_json::value::Serializer);
        object.field("a", &field).end().unwrap()
    };
    assert_eq!(write(Field::Absent), json!({}));
    assert_eq!(write(Field::Null), json!({"a": null}));
    assert_eq!(write(Field::Value(1)), json!({"a": 1}));
    assert_eq!(serde_json::to_value([Field::Absent, Field::Null, 1.into()]).unwrap(), json!([null, null, 1]));
}

#[test]
fn fields_are_made_of_values_and_options() {
    assert_eq!(Field::from(1), Field::Value(1));
    assert_eq!(Field::from(Some(1)), Field::Value(1));
    assert_eq!(Field::<i64>::from(None), Field::Null);
    assert_eq!(Field::<String>::from("a").value().map(String::as_str), Some("a"));
    assert_eq!((Field::Value(1).into_value(), Field::<i64>::Null.into_value()), (Some(1), None));
    assert_eq!((Field::<i64>::Null.is_null(), Field::<i64>::Null.is_absent()), (true, false));
}
