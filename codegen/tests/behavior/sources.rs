//! Values that calls of the API itself answer with: fetched in the right order, once, and kept.

use std::sync::Arc;

use http::StatusCode;
use serde_json::{Value, json};

use super::support::sent;
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{ErrorKind, Request, TransportResponse};
use crate::sources::{Client, ClientBuilder, Credentials};

const SECRET: &str = "open sesame";

/// A server that lets people in and knows of so many shops.
fn server(shops: usize) -> RecordingTransport {
    RecordingTransport::new().otherwise(move |request| match request.path().rsplit('/').next() {
        Some("tokens") => {
            let mut answer = json(201, &json!({"expires_at": "2999-01-01T00:00:00Z"}));
            answer.headers.insert("x-token", "t-1".parse().unwrap());
            answer
        }
        Some("shops") => {
            let shops: Vec<Value> = (0..shops).map(|id| json!({"id": format!("s{id}")})).collect();
            json(200, &json!({"shops": shops}))
        }
        _ => json(200, &json!(["assam"])),
    })
}

fn json(status: u16, body: &Value) -> TransportResponse {
    TransportResponse::new(StatusCode::from_u16(status).unwrap(), body.to_string())
}

fn builder(transport: &RecordingTransport) -> ClientBuilder {
    let credentials = Credentials::password("ada", SECRET, "1234");
    Client::builder().credentials(credentials).transport(Arc::new(transport.clone()))
}

fn body(request: &Request) -> Value {
    serde_json::from_slice(request.body().unwrap().bytes().unwrap()).unwrap()
}

#[tokio::test]
async fn a_token_and_an_id_are_fetched_once() {
    let transport = server(1);
    let client = builder(&transport).build().unwrap();
    for _ in 0..2 {
        assert_eq!(client.list_teas().send().await.unwrap(), ["assam"]);
    }
    let teas = "GET https://ulm.tea.example/shops/s0/teas";
    let shops = "GET https://ulm.tea.example/shops?town=ulm&open=true";
    assert_eq!(sent(&transport), ["POST https://doors.tea.example/tokens", shops, teas, teas]);
    let requests = transport.requests();
    let expected = json!({"user": "ada", "password": SECRET, "pins": ["1234"], "shop": {"town": "ulm"}});
    assert_eq!(body(&requests[0]), expected);
    assert_eq!(requests[0].headers()["reason"], "$tea");
    assert!(requests[0].headers().get("x-auth-token").is_none());
    assert!(requests[1..].iter().all(|request| request.headers()["x-auth-token"] == "t-1"));
}

#[tokio::test]
async fn what_is_set_is_not_looked_for() {
    let transport = server(1);
    let client = builder(&transport).town("bonn").shop_id("s7").build().unwrap();
    client.list_teas().send().await.unwrap();
    client.list_teas().shop_id("s8").send().await.unwrap();
    let requests = sent(&transport);
    assert_eq!(requests[1..], ["7", "8"].map(|id| format!("GET https://bonn.tea.example/shops/s{id}/teas")));
    assert_eq!(body(&transport.requests()[0])["shop"], json!({"id": "s7"}));
}

#[tokio::test]
async fn the_one_that_is_meant_must_be_the_only_one() {
    for (shops, found) in [(0, "found 0"), (2, "found 2")] {
        let transport = server(shops);
        let error = builder(&transport).build().unwrap().list_teas().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        let expected = format!(
            "listTeas: `shop_id` is set neither by the call nor on the client, and cannot be found: expected exactly one in \
             `$response.body#/shops` of listShops, {found}"
        );
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn secrets_are_shown_nowhere() {
    let transport = RecordingTransport::new().otherwise(|request| {
        json(401, &json!({"text": String::from_utf8_lossy(request.body().unwrap().bytes().unwrap())}))
    });
    let credentials = Credentials::password("ada", SECRET, "1234");
    let client = builder(&transport).shop_id("s7").build().unwrap();
    let error = client.list_teas().send().await.unwrap_err();
    let shown = format!("{credentials:?} {client:?} {error} {error:?} {error:#?}");
    assert!(!shown.contains(SECRET) && !shown.contains("1234"), "{shown}");
    assert!(shown.contains("ada"), "the rest of the message is shown: {shown}");
}
