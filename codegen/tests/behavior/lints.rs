//! What lints object to works all the same.

use serde_json::json;

use super::support::{answers, sent};
use crate::lints::Client;
use crate::lints::models::{Foo, Measures};

#[test]
fn types_that_are_too_long_are_what_their_names_stand_for() {
    let text = json!({"shape": [[[0.5]]], "places": {"a": {"b": {"c": {"foo": "x", "bar": 1}}}}});
    let value: Measures = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(value.shape.as_ref().unwrap()[0][0][0], 0.5);
    assert_eq!(value.places.as_ref().unwrap()["a"]["b"]["c"], Foo::new("x", 1));
    assert_eq!(serde_json::to_value(value).unwrap(), text);
}

#[tokio::test]
async fn arguments_go_where_they_belong() {
    let (transport, shared) = answers(&[(200, json!({})), (200, json!([[[[1.0]]]]))]);
    let client = Client::builder().foo("other").transport(shared).build().unwrap();
    client.list_measures("here").quux(3).send().await.unwrap();
    let before = client.put_measures(&Foo::new("x", 1)).send().await.unwrap();
    assert_eq!(before, [[[[1.0]]]]);
    assert_eq!(
        sent(&transport),
        ["GET https://other.example/measures/here?quux=3", "PUT https://other.example/measures"]
    );
}
