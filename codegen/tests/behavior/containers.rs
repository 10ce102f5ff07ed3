//! Maps, structs with further members, lists and tuples.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::support::answers;
use crate::containers::Client;
use crate::containers::models::{
    Branch, Closed, Holder, Label, Labels, Maps, MapsKindsValue, Nested, Open, Pair, Spans,
};

fn round_trip<T: serde_core::Serialize + serde_core::de::DeserializeOwned>(text: &Value) -> T {
    let value: T = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), *text);
    value
}

fn refusal<T: serde_core::de::DeserializeOwned>(text: Value) -> String {
    serde_json::from_value::<T>(text).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn members_that_nobody_described_survive() {
    let label: Label =
        round_trip(&json!({"zeta": 1, "text": "a", "additional_properties": true, "tags": [], "none": null}));
    assert_eq!(label.additional_properties2, Some(true));
    assert_eq!(label.additional_properties, [("none".to_owned(), None), ("zeta".to_owned(), Some(1))].into());
    let open: Open = round_trip(&json!({"id": 1, "more": {"a": [1, null]}}));
    assert_eq!(open.additional_properties["more"], json!({"a": [1, null]}));
    let closed: Closed = serde_json::from_value(json!({"id": 1, "more": 2})).unwrap();
    assert_eq!(serde_json::to_value(closed).unwrap(), json!({"id": 1}));
    assert_eq!(refusal::<Label>(json!({"text": "a", "tags": [], "b": "c"})), r#"$.b: expected an integer, found "c""#);
}

#[test]
fn maps_have_values_of_their_type() {
    let text = json!({
        "counts": {"a": 1}, "texts": {"a": null, "b": "c"}, "maybe": {"a": ["b"]}, "points": {"p": {"x": 1.5}},
        "kinds": {"a": "b", "c": "new"}, "names": {"ab": "c"}, "mixed": {"a": "b", "c": 1}, "rest": {"a": true},
        "any": {"a": {"b": null}}, "list": [1, "a", null], "holes": [1, null], "days": {"a": "2021-05-12"},
        "required_only": {"a": null, "b": []}
    });
    let maps: Maps = round_trip(&text);
    assert_eq!(maps.counts["a"], 1);
    assert_eq!(maps.points["p"].x, Some(1.5));
    assert_eq!(maps.kinds.unwrap()["a"], MapsKindsValue::B);
    assert_eq!(maps.days.unwrap()["a"].year_month_day(), Ok((2021, 5, 12)));
    assert_eq!(refusal::<Maps>(json!({"counts": {"a": "b"}})), r#"$.counts.a: expected an integer, found "b""#);
    assert_eq!(refusal::<Maps>(json!({"counts": {"a": null}})), "$.counts.a: expected an integer, found null");
    assert_eq!(refusal::<Maps>(json!({"counts": [1]})), "$.counts: expected an object, found an array");
}

#[test]
fn null_and_an_empty_list_are_as_good_as_an_empty_map() {
    let maps: Maps = serde_json::from_value(json!({"counts": null, "points": [], "texts": null, "any": []})).unwrap();
    let expected = Maps { any: Some(BTreeMap::new()), ..Maps::new(BTreeMap::new(), BTreeMap::new()) };
    assert_eq!(maps, expected);
    assert_eq!(refusal::<Maps>(json!({"counts": {}})), "missing field `points`");
}

#[test]
fn tuples_have_elements_of_their_types() {
    let label = json!({"text": "a", "tags": []});
    let spans: Spans = round_trip(&json!({"span": ["a", label, null], "pairs": [[1.5, {"x": 1}]]}));
    assert_eq!((spans.span.0.as_str(), spans.span.2), ("a", None));
    let pairs: Vec<Pair> = spans.pairs.unwrap();
    assert_eq!((pairs[0].0, pairs[0].1.x), (1.5, Some(1)));
    let short = refusal::<Spans>(json!({"span": ["a"]}));
    assert_eq!(short, "$.span: expected an array of 3 elements, found 1");
    let wrong = refusal::<Spans>(json!({"span": ["a", {"text": 1}, 2]}));
    assert_eq!(wrong, "$.span[1].text: expected a string, found 1");
}

#[test]
fn what_holds_itself_round_trips() {
    let holder: Holder = round_trip(&json!({"tree": {"usr": {"bin": {}, "lib": {}}}, "nested": [[], [[]]]}));
    assert_eq!(holder.tree.0["usr"].0.len(), 2);
    let nested: Nested = holder.nested.unwrap();
    assert_eq!(nested.0[1].0.len(), 1);
    let branch: Branch = round_trip(&json!(["a", [["b", []], ["c", []]]]));
    assert_eq!(branch.0.1[1].0.0, "c");
    assert_eq!(refusal::<Branch>(json!(["a", [["b", 5]]])), "$[1][0][1]: expected an array, found 5");
}

#[tokio::test]
async fn maps_and_tuples_are_bodies() {
    let label = json!({"text": "a", "tags": null});
    let (transport, shared) = answers(&[(200, json!({"x": label})), (200, json!(["a", label, 1]))]);
    let client = Client::builder().transport(shared).build().unwrap();
    let labels: Labels = client.list_labels().send().await.unwrap();
    assert_eq!(labels["x"].text, "a");
    let body = BTreeMap::from([("k".to_owned(), "v".to_owned())]);
    let (first, _, count) = client.put_labels(&body).send().await.unwrap();
    assert_eq!((first.as_str(), count), ("a", Some(1)));
    assert_eq!(transport.requests()[1].body().unwrap().bytes().unwrap().as_ref(), br#"{"k":"v"}"#);
}
