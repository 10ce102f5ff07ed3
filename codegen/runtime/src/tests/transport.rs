//! Errors of transports, and the transport for tests.

use std::error::Error as _;
use std::io;

use serde_json::{Value, json};

use super::list_pets;
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{StatusCode, TransportError, TransportResponse, empty, json as read_json};

#[test]
fn errors_say_their_innermost_cause() {
    let refused = || io::Error::new(io::ErrorKind::ConnectionRefused, "connection refused");
    for error in [
        TransportError::connect(refused()),
        TransportError::timeout(refused()),
        TransportError::other(TransportError::connect(refused())),
    ] {
        assert_eq!(error.to_string(), "connection refused");
        assert!(error.source().is_some());
    }
}

#[tokio::test]
async fn replies_are_used_in_order_and_once() {
    let transport = RecordingTransport::new()
        .reply(200, "[1]")
        .reply_json(200, json!({"a": 1}))
        .reply_with(|request| TransportResponse::new(StatusCode::OK, format!("{:?}", request.path())))
        .fail_connect();
    let mut answers = Vec::new();
    for _ in 0..5 {
        let answer = list_pets(&transport).send_with_response(read_json::<Value>).await;
        let content_type = |headers: &http::HeaderMap| headers.get("content-type").cloned();
        answers.push(answer.map(|answer| (content_type(answer.headers()), answer.into_value())));
    }
    let mut answers = answers.into_iter();
    let mut next = || answers.next().unwrap();
    assert_eq!(next().unwrap(), (None, json!([1])));
    assert_eq!(next().unwrap(), (Some("application/json".parse().unwrap()), json!({"a": 1})));
    assert_eq!(next().unwrap().1, "/v2/s1/pets");
    assert!(next().unwrap_err().is_connect());
    assert!(next().unwrap_err().to_string().ends_with("the test has no reply left"));
    assert_eq!(transport.requests().len(), 5);
    assert_eq!(format!("{transport:?}"), "RecordingTransport { requests: 5, replies: 0, .. }");
}

#[tokio::test]
async fn there_may_be_an_answer_for_all_other_requests() {
    let transport = RecordingTransport::new()
        .otherwise(|_| TransportResponse::new(StatusCode::NOT_FOUND, ""))
        .reply(200, "")
        .reply(1000, "");
    assert!(list_pets(&transport).send(empty).await.is_ok());
    let error = list_pets(&transport).send(empty).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    for _ in 0..2 {
        assert!(list_pets(&transport).send(empty).await.unwrap_err().is_not_found());
    }
}
