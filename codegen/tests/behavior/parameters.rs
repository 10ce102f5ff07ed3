//! Plain parameters on the wire, and what is checked before.

use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::parameters::models::Kind;
use crate::parameters::{Client, ErrorKind};
use crate::runtime::test_util::RecordingTransport;

#[tokio::test]
async fn all_places_are_filled() {
    let (transport, client) =
        client(&[(200, json!({"kind": "large", "made": "2021-05-12T03:50:38.305978Z", "part": {"weight": 1.5}}))]);
    let call = client.get_thing(7, "small", "2020-02-30 not a time");
    let thing = call.trace(true).ratio(0.25).step(95).code("ÄÖ").x_request_tag("t").send().await.unwrap();
    assert_eq!(thing.kind, Kind::Large);
    assert_eq!(thing.made.as_str(), "2021-05-12T03:50:38.305978Z");
    assert_eq!(thing.part.unwrap().weight.to_string(), "1.5");
    let query = "since=2020-02-30%20not%20a%20time&trace=true&ratio=0.25&step=95&code=%C3%84%C3%96";
    assert_eq!(sent(&transport), [format!("GET https://a.parameters.example/v1/things/7/small?{query}")]);
    assert_eq!(transport.requests()[0].headers()["x-request-tag"], "t");
}

#[tokio::test]
async fn limits_are_checked_before_anything_is_sent() {
    let (transport, client) = client(&[]);
    let call = || client.get_thing(1, Kind::Small, "x");
    for (call, message) in [
        (client.get_thing(0, Kind::Small, "x"), "getThing: `id` is `0`, but must be an integer of at least 1"),
        (call().ratio(0.0), "getThing: `ratio` is `0`, but must be greater than 0"),
        (call().ratio(0.6), "getThing: `ratio` is `0.6`, but must be at most 0.5"),
        (call().step(100), "getThing: `step` is `100`, but must be an integer of at most 99"),
        (call().step(7), "getThing: `step` is `7`, but must be a multiple of 5"),
        (call().code("Ä"), "getThing: `code` is `Ä`, but must have at least 2 characters"),
        (call().code("12345"), "getThing: `code` is `12345`, but must have at most 4 characters"),
    ] {
        let error = call.send().await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::InvalidRequest, message));
    }
    assert_eq!(sent(&transport), [""; 0]);
}

#[tokio::test]
async fn pages_without_a_total_end_on_an_empty_one() {
    let thing = json!({"kind": "small", "made": "a"});
    let other = json!({"kind": "small", "made": "b"});
    let (transport, client) =
        client(&[(200, json!({"things": [thing, thing]})), (200, json!({"things": [other]})), (200, json!({}))]);
    let things = client.search_things().stream().try_collect().await.unwrap();
    assert_eq!(things.len(), 3);
    let urls: Vec<String> = sent(&transport);
    let expected = ["from=0&count=2", "from=2&count=2", "from=3&count=2"];
    assert!(urls.iter().zip(expected).all(|(url, query)| url.ends_with(query)), "{urls:?}");
}

#[tokio::test]
async fn an_offset_beyond_its_type_is_an_error() {
    let thing = json!({"kind": "small", "made": "a"});
    let page = json!({"things": [thing, thing]});
    let (_, client) = client(&[(200, page)]);
    let mut things = client.search_things().from(254).stream();
    assert!(things.try_next().await.unwrap().is_some());
    assert!(things.try_next().await.unwrap().is_some());
    assert_eq!(things.try_next().await.unwrap_err().kind(), ErrorKind::Paging);
    assert!(things.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_body_may_be_left_out() {
    let (transport, client) = client(&[(204, Value::Null), (200, json!({"any": 1}))]);
    client.patch_things().send().await.unwrap();
    client.patch_things().body(&json!({"a": null})).send().await.unwrap();
    let requests = transport.requests();
    assert!(requests[0].body().is_none());
    assert!(!requests[0].headers().contains_key("content-type"));
    assert_eq!(requests[1].body().unwrap().bytes().unwrap().as_ref(), br#"{"a":null}"#);
}

#[test]
fn servers_are_chosen_by_their_variables() {
    let error = Client::builder().zone("c").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    assert_eq!(
        error.to_string(),
        "cannot build the client: no server has the zone `c`: known are a, b; or set the endpoint"
    );
    assert!(Client::builder().zone("b").base("v2/x").build().is_ok());
}

fn client(script: &[(u16, Value)]) -> (RecordingTransport, Client) {
    let (transport, shared) = answers(script);
    (transport, Client::builder().transport(shared).build().unwrap())
}
