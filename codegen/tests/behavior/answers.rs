//! Successes and errors are told apart by their status alone.

use std::sync::Arc;

use http::HeaderValue;
use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::answers::models::{Letter, Problem};
use crate::answers::operations::{
    BurnLetterError, GetLetterError, MoveLetterHeaders, ScanLetterResponse, SendLetterError, SendLetterResponse,
};
use crate::answers::{Client, ErrorKind};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{StatusCode, TransportBody, TransportResponse};

fn client(script: &[(u16, Value)]) -> (RecordingTransport, Client) {
    let (transport, shared) = answers(script);
    (transport, Client::builder().transport(shared).retry(crate::answers::RetryPolicy::none()).build().unwrap())
}

/// A client of a service that answers so.
fn answering(status: u16, content_type: &'static str, body: &'static [u8]) -> Client {
    let transport = RecordingTransport::new().otherwise(move |_| {
        let mut answer = TransportResponse::new(StatusCode::from_u16(status).unwrap(), TransportBody::from(body));
        answer.headers.insert("content-type", HeaderValue::from_static(content_type));
        answer
    });
    Client::builder().transport(Arc::new(transport)).build().unwrap()
}

#[tokio::test]
async fn each_status_has_a_variant() {
    let letter = json!({"id": "7"});
    let (transport, client) =
        client(&[(200, letter.clone()), (202, json!({"price": 3})), (204, Value::Null), (201, json!("text"))]);
    let send = || client.send_letter("ann").send();
    let SendLetterResponse::Ok(sent) = send().await.unwrap() else { panic!() };
    assert_eq!(sent.id, "7");
    let SendLetterResponse::Accepted(waiting) = send().await.unwrap() else { panic!() };
    assert_eq!(waiting.price, 3);
    assert_eq!(send().await.unwrap(), SendLetterResponse::NoContent);
    let answer = client.send_letter("ann").send_with_response().await.unwrap();
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.into_value(), SendLetterResponse::Success("\"text\"".to_owned()));
    assert_eq!(transport.requests()[0].headers()["accept"], "application/json, text/plain");
}

#[tokio::test]
async fn the_shape_of_an_answer_does_not_count() {
    let (_, client) = client(&[(202, json!({"id": "7"}))]);
    let error = client.send_letter("ann").send().await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(StatusCode::ACCEPTED)));
}

#[tokio::test]
async fn errors_are_told_apart_by_their_status() {
    let problem = json!({"reason": "no such street"});
    let letter = json!({"id": "8"});
    let script = [
        (400, problem),
        (409, letter),
        (503, json!("closed")),
        (504, json!("")),
        (418, json!({"title": "I am a teapot"})),
        (202, json!([])),
    ];
    let (_, client) = client(&script);
    let send = || async { client.send_letter("ann").send().await.unwrap_err() };
    let SendLetterError::BadRequest(problem) = SendLetterError::try_from(&send().await).unwrap() else { panic!() };
    assert_eq!(problem.reason.as_deref(), Some("no such street"));
    let SendLetterError::Conflict(letter) = SendLetterError::try_from(&send().await).unwrap() else { panic!() };
    assert_eq!(letter.id, "8");
    assert_eq!(
        SendLetterError::try_from(&send().await).unwrap(),
        SendLetterError::ServerError("\"closed\"".to_owned())
    );
    assert_eq!(SendLetterError::try_from(&send().await).unwrap(), SendLetterError::GatewayTimeout("\"\"".to_owned()));
    let SendLetterError::Other(other) = SendLetterError::try_from(&send().await).unwrap() else { panic!() };
    assert_eq!(other.title.as_deref(), Some("I am a teapot"));
    let misread = SendLetterError::try_from(&send().await).unwrap_err();
    assert_eq!(misread.to_string(), "sendLetter: cannot read the 202 answer: it is not one of an error");
}

#[tokio::test]
async fn an_error_that_nobody_describes_has_no_kind() {
    let (_, client) = client(&[(404, json!({"id": "8"}))]);
    let error = client.get_letter("7").send().await.unwrap_err();
    let problem = GetLetterError::try_from(&error).unwrap_err();
    assert_eq!(
        problem.to_string(),
        "getLetter: cannot read the 404 answer: the description does not say what is in it"
    );
    assert_eq!(problem.body(), error.body());
    let unsent = client.get_letter("").send().await.unwrap_err();
    assert!(GetLetterError::try_from(&unsent).unwrap_err().to_string().contains("there is no answer to read"));
}

#[tokio::test]
async fn equal_errors_of_several_calls_are_one_type() {
    let (_, client) = client(&[(400, json!({"reason": "no fire"}))]);
    let error = client.burn_letter("7").send().await.unwrap_err();
    let same: GetLetterError = BurnLetterError::try_from(&error).unwrap();
    assert_eq!(same, GetLetterError::BadRequest(Box::new(error.decode::<Problem>().unwrap())));
}

#[tokio::test]
async fn several_statuses_of_one_type_are_that_type() {
    let (transport, client) = client(&[(203, json!({"id": "7"}))]);
    let letter: Letter = client.get_letter("7").send().await.unwrap();
    assert_eq!(letter.id, "7");
    assert_eq!(transport.requests()[0].headers()["accept"], "application/vnd.post+json, application/json, */*;q=0.8");
}

#[tokio::test]
async fn nothing_is_read_where_nothing_is_sent() {
    let (transport, client) = client(&[(200, Value::Null), (202, Value::Null), (299, Value::Null), (203, json!({}))]);
    client.has_letter("7").send().await.unwrap();
    client.burn_letter("7").send().await.unwrap();
    client.burn_letter("7").send().await.unwrap();
    client.burn_letter("7").send().await.unwrap();
    assert_eq!(sent(&transport)[0], "HEAD https://post.example/letters/7");
    assert!(!transport.requests()[1].headers().contains_key("accept"));
}

#[tokio::test]
async fn where_something_has_gone_is_the_answer() {
    let transport = RecordingTransport::new().reply_with(|_| {
        let mut answer = TransportResponse::new(StatusCode::SEE_OTHER, "");
        answer.headers.insert("location", HeaderValue::from_static("/letters/8"));
        answer
    });
    let client = Client::builder().transport(Arc::new(transport.clone())).build().unwrap();
    let answer = client.move_letter("7").send_with_response().await.unwrap();
    assert_eq!(MoveLetterHeaders::of(answer.headers()).location(), Some("/letters/8"));
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test]
async fn texts_are_texts_whatever_their_schema_says() {
    let client = answering(200, "text/plain", b"42");
    assert_eq!(client.read_letter("7").send().await.unwrap(), "42");
    let client = answering(200, "text/plain; charset=ISO-8859-1", b"Gr\xfc\xdfe");
    assert_eq!(client.read_letter("7").send().await.unwrap(), "Grüße");
    let client = answering(200, "text/plain", b"Gr\xfc\xdfe");
    let error = client.read_letter("7").send().await.unwrap_err();
    assert_eq!(error.to_string(), "readLetter: cannot read the 200 answer: the text is not valid UTF-8 at byte 2");
    let client = answering(200, "application/xml", b"<letter/>");
    assert_eq!(client.sign_letter("7").send().await.unwrap(), "<letter/>");
}

#[tokio::test]
async fn some_successes_may_be_streams() {
    let client = answering(200, "image/png", b"\x89PNG");
    let ScanLetterResponse::Ok(bytes) = client.scan_letter("7").send().await.unwrap() else { panic!() };
    assert_eq!(bytes.content_type(), Some("image/png"));
    assert_eq!(bytes.bytes().await.unwrap(), b"\x89PNG".as_slice());
    let client = answering(202, "application/json", br#"{"reason": "warming up"}"#);
    let ScanLetterResponse::Accepted(problem) = client.scan_letter("7").send().await.unwrap() else { panic!() };
    assert_eq!(problem.reason.as_deref(), Some("warming up"));
}
