//! What OpenAPI 3.2 and JSON Schema 2020-12 say in ways of their own.

use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::newer::models::{Part, Wanted, Work};
use crate::newer::{Client, Credentials};

fn work(value: &Value) -> Work {
    serde_json::from_value(value.clone()).unwrap()
}

#[tokio::test]
async fn a_form_is_the_whole_query() {
    let (transport, shared) = answers(&[(200, json!([{"kind": "painting", "painter": "Vermeer"}]))]);
    let credentials = Credentials::key("t");
    let client = Client::builder().transport(shared).credentials(credentials).build().unwrap();
    let wanted = Wanted { words: Some(vec!["a b".to_owned(), "c".to_owned()]), ..Wanted::new(17) };
    let works = client.find_works().wanted(&wanted).visit("a=b").send().await.unwrap();
    let [Work::Painting(painting)] = &works[..] else { panic!("{works:?}") };
    assert_eq!(painting.painter.as_deref(), Some("Vermeer"));
    assert_eq!(sent(&transport), ["GET https://museum.example/v1/works?century=17&words=a%20b&words=c"]);
    assert_eq!(transport.requests()[0].headers()["cookie"], "visit=a=b");
}

#[test]
fn what_no_value_names_is_of_the_default() {
    assert!(matches!(work(&json!({"kind": "statue", "parts": [{"of": null}]})), Work::Statue(_)));
    for value in [json!({"kind": "film", "what": 1}), json!({"what": [1]}), json!({})] {
        let work = work(&value);
        assert!(matches!(work, Work::Other(_)), "{work:?}");
        assert_eq!(serde_json::to_value(&work).unwrap(), value);
    }
}

#[test]
fn other_keywords_keep_what_they_describe() {
    for value in [
        json!({"kind": "painting", "size": [2, 3, "cm"]}),
        json!({"kind": "statue", "parts": [{"of": "stone", "weight": 2.5, "parts": [{"height": 1.0}]}]}),
        json!({"kind": "other", "zero": [0, 0], "where": {"room": 2}, "x-own": "kept"}),
    ] {
        assert_eq!(serde_json::to_value(work(&value)).unwrap(), value);
    }
    let part: Part = serde_json::from_value(json!({"weight": 2.5})).unwrap();
    assert_eq!(part.additional_properties["weight"], 2.5);
}
