//! What errors say, what they answer to, and what they keep to themselves.

use std::collections::BTreeMap;
use std::error::Error as _;

use http::{HeaderName, HeaderValue};
use serde_core::de::{Deserialize, MapAccess};

use super::{MAIN, SECRET, config, core, list_pets};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Error, ErrorKind, Members, Method, Model, Operation, StatusCode, Statuses, TransportError, TransportResponse,
    empty, json,
};

type Map<T> = BTreeMap<String, T>;

/// The error of a call that is answered so.
async fn refusal(status: u16, headers: &[(&'static str, &str)], body: &str) -> Error {
    let headers: Vec<_> =
        headers.iter().map(|(name, value)| (*name, HeaderValue::from_bytes(value.as_bytes()).unwrap())).collect();
    let body = body.to_owned();
    let transport = RecordingTransport::new().reply_with(move |_| {
        let mut response = TransportResponse::new(StatusCode::from_u16(status).unwrap(), body.clone());
        response.headers.extend(headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.clone())));
        response
    });
    list_pets(&transport).send(json::<Vec<String>>).await.unwrap_err()
}

#[test]
fn one_pointer_wide_and_free_to_go_anywhere() {
    fn assert_error<T: std::error::Error + Send + Sync + 'static>() {}
    assert_error::<Error>();
    assert_eq!(size_of::<Result<(), Error>>(), size_of::<usize>());
}

#[tokio::test]
async fn refusals_are_one_line() {
    let id = ("x-request-id", "5f2");
    let html = ("content-type", "text/html; charset=utf-8");
    for (status, headers, body, expected) in [
        (
            401,
            vec![id],
            r#"{"error_code": "SVCSTG.SWR.4010000", "error_msg": "the token has expired"}"#,
            "401 Unauthorized: SVCSTG.SWR.4010000: the token has expired (request id 5f2)",
        ),
        (403, vec![], r#"{"error_code": "E1"}"#, "403 Forbidden: E1"),
        (404, vec![], r#"{"error_msg": "no such pet"}"#, "404 Not Found: no such pet"),
        (400, vec![], r#"{"error_code": 17, "error_msg": true}"#, "400 Bad Request: 17: true"),
        (502, vec![html], "<html>\r\n</html>", "502 Bad Gateway (the answer is text/html, 15 bytes)"),
        (502, vec![html, id], "<", "502 Bad Gateway (the answer is text/html, 1 byte; request id 5f2)"),
        (503, vec![], "", "503 Service Unavailable (the answer is empty)"),
        (503, vec![id], "", "503 Service Unavailable (the answer is empty; request id 5f2)"),
        (500, vec![], "oops", "500 Internal Server Error (the answer has no content type, 4 bytes)"),
        (
            500,
            vec![("content-type", "application/json")],
            r#"{"error_code": null, "error_msg": ""}"#,
            "500 Internal Server Error (the answer is application/json, 37 bytes)",
        ),
        (599, vec![], "", "599 (the answer is empty)"),
        (302, vec![], "", "302 Found: the description declares no such answer (the answer is empty)"),
        (204, vec![], "", "204 No Content: the description declares no such answer (the answer is empty)"),
        (400, vec![], r#"{"error_msg": "two\r\nlines\u0007 \u202e"}"#, r"400 Bad Request: two\r\nlines\u0007 \u202e"),
    ] {
        let error = refusal(status, &headers, body).await;
        assert_eq!(error.to_string(), format!("ListPets: {expected}"));
        assert_eq!(format!("{error:?}"), format!("Error(Status: ListPets: {expected})"));
        assert_eq!(format!("{error:#?}"), format!("{error:?}"));
    }
}

#[tokio::test]
async fn texts_of_the_server_are_cut() {
    let long = "é".repeat(300);
    let error = refusal(400, &[], &format!(r#"{{"error_msg": "{long}"}}"#)).await;
    assert_eq!(error.to_string(), format!("ListPets: 400 Bad Request: {}…", "é".repeat(200)));
    assert_eq!(error.message(), Some(&*long));
}

#[tokio::test]
async fn what_can_be_asked() {
    let body = r#"{"error_code": "E1", "error_msg": "no", "request_id": "in the body"}"#;
    let error = refusal(409, &[("x-other", "1")], body).await;
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Status, Some("ListPets")));
    assert_eq!(error.status(), Some(StatusCode::CONFLICT));
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("E1"), Some("no"), Some("in the body")));
    assert_eq!(error.headers().unwrap()["x-other"], "1");
    assert_eq!(error.body().unwrap(), body);
    assert_eq!(error.path(), None);
    assert!(error.source().is_none());

    assert_eq!(refusal(409, &[("x-trace", "t")], body).await.request_id(), Some("t"));
    assert_eq!(refusal(409, &[("x-trace", "t"), ("x-request-id", "r")], body).await.request_id(), Some("r"));
    assert_eq!(refusal(409, &[("x-request-id", "\u{e9}")], "[1]").await.request_id(), None);
}

#[tokio::test]
async fn decode_failures_of_successes_have_no_code() {
    let body = r#"{"error_code": "E1", "error_msg": "no", "request_id": "r"}"#;
    let error = refusal(200, &[], body).await;
    assert_eq!((error.kind(), error.code(), error.message()), (ErrorKind::Decode, None, None));
    assert_eq!(error.request_id(), Some("r"));
}

/// The error body of the API.
#[derive(Debug, PartialEq)]
struct Problem {
    error_code: String,
}

impl Model for Problem {
    const NAME: &'static str = "Problem";
    const KEYS: &'static [&'static str] = &["error_code"];
    const REQUIRED: &'static [usize] = &[0];

    fn blank() -> Self {
        Self { error_code: String::new() }
    }

    fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
        members.read(&mut [&mut self.error_code])
    }
}

impl<'de> Deserialize<'de> for Problem {
    fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::runtime::model(deserializer)
    }
}

#[tokio::test]
async fn bodies_of_errors_are_typed_on_demand() {
    let error = refusal(409, &[], r#"{"error_code": "E1"}"#).await;
    assert_eq!(error.decode::<Problem>().unwrap(), Problem { error_code: "E1".into() });
    let error = error.decode::<Vec<String>>().unwrap_err();
    assert_eq!(error.to_string(), "ListPets: cannot read the 409 answer: $: expected an array, found an object");
    assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, Some("$")));

    let error = refusal(502, &[("content-type", "text/html")], "<html>").await.decode::<Problem>().unwrap_err();
    assert_eq!(error.to_string(), "ListPets: cannot read the 502 answer: the answer is text/html, not JSON");
}

#[tokio::test]
async fn there_may_be_no_answer_to_decode() {
    let transport = RecordingTransport::new().fail_connect();
    let error = list_pets(&transport).send(empty).await.unwrap_err();
    assert_eq!((error.status(), error.headers(), error.body()), (None, None, None));
    assert_eq!((error.request_id(), error.code(), error.message(), error.path()), (None, None, None, None));
    assert_eq!(
        error.decode::<Problem>().unwrap_err().to_string(),
        "ListPets: there is no answer to read, since the call failed before: cannot connect to https://pets.example: \
         the test wants no connection; check endpoint, network, proxy and certificates"
    );
}

#[tokio::test]
async fn servers_that_repeat_the_token() {
    let bodies = [
        format!(r#"{{"error_msg": "bad token {SECRET}!"}}"#),
        format!(r#"{{"error_code": "{SECRET}"}}"#),
        format!(r#"{{"error_msg": "{}{SECRET}"}}"#, "x".repeat(185)),
    ];
    for body in &bodies {
        let error = refusal(401, &[], body).await;
        assert!(!format!("{error} {error:?} {:?} {:?}", error.code(), error.message()).contains("MIIabcde"), "{error}");
        assert!(error.to_string().contains("[redacted"), "{error}");
    }
    for name in ["x-request-id", "content-type"] {
        let error = refusal(401, &[(name, SECRET)], "x").await;
        assert!(error.to_string().contains("[redacted]"), "{error}");
        assert!(!error.to_string().to_lowercase().contains("miiabcde"), "{error}");
    }
    for (body, expected) in [
        (format!(r#"[["{SECRET}"]]"#), "$[0]: expected a string, found an array"),
        (format!(r#""{SECRET}""#), r#"$: expected an array, found "[redacted]""#),
        (
            format!(r#""{}{SECRET}""#, "x".repeat(70)),
            &format!(r#"$: expected an array, found "{}[redacted]…""#, "x".repeat(70)),
        ),
    ] {
        let error = refusal(200, &[], &body).await;
        assert_eq!(error.to_string(), format!("ListPets: cannot read the 200 answer: {expected}"));
    }
    let error = refusal(200, &[], &format!(r#"{{"{SECRET}": 1}}"#)).await;
    let error = refusal(409, &[], std::str::from_utf8(error.body().unwrap()).unwrap()).await;
    let error = error.decode::<Map<bool>>().unwrap_err();
    assert_eq!(error.path(), Some("$.[redacted]"));

    let long = "k".repeat(80);
    let error = refusal(409, &[], &format!(r#"{{"{long}": {{"{SECRET}": {{"{long}": 1}}}}}}"#)).await;
    let error = error.decode::<Map<Map<Map<bool>>>>().unwrap_err();
    assert_eq!(error.path(), Some(&*format!("$.{long}.[redacted].{long}")));
}

#[tokio::test]
async fn transports_that_repeat_the_token() {
    let transport = RecordingTransport::new();
    let mut config = config(&transport);
    config.transport(std::sync::Arc::new(Leaky));
    let mut call = Call::new(&config.build().unwrap(), &super::LIST_PETS);
    call.path("shop_id", &"s1");
    let error = call.send(empty).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        r"ListPets: the connection to https://pets.example failed before the answer was complete: \n[redacted]"
    );
}

#[derive(Debug)]
struct Leaky;

impl crate::runtime::Transport for Leaky {
    fn send<'a>(
        &'a self,
        _: crate::runtime::Request,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>> {
        Box::pin(async { Err(TransportError::other(format!("\n{SECRET}"))) })
    }
}

/// What an error answers to, as a list of names.
fn predicates(error: &Error) -> String {
    let predicates = [
        (error.is_timeout(), "timeout"),
        (error.is_connect(), "connect"),
        (error.is_auth(), "auth"),
        (error.is_permission(), "permission"),
        (error.is_not_found(), "not_found"),
        (error.is_throttled(), "throttled"),
        (error.is_retryable(), "retryable"),
        (error.is_decode(), "decode"),
        (error.is_invalid_request(), "invalid_request"),
    ];
    let names: Vec<_> = predicates.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| name).collect();
    names.join(" ")
}

#[tokio::test]
async fn predicates_by_status_and_method() {
    const fn operation(method: Method) -> Operation {
        Operation {
            id: "Op",
            method,
            service: &MAIN,
            path: "/",
            parameters: &[],
            required_together: &[],
            success: &[Statuses::Code(200)],
            accept: "",
            security: &[],
        }
    }
    static GET: Operation = operation(Method::GET);
    static QUERY: Operation = operation(Method::QUERY);
    static PUT: Operation = operation(Method::PUT);
    static POST: Operation = operation(Method::POST);
    for (status, get, put, post) in [
        (400, "", "", ""),
        (401, "auth", "auth", "auth"),
        (403, "permission", "permission", "permission"),
        (404, "not_found", "not_found", "not_found"),
        (408, "retryable", "retryable", ""),
        (429, "throttled retryable", "throttled retryable", "throttled retryable"),
        (500, "retryable", "", ""),
        (501, "", "", ""),
        (502, "retryable", "retryable", ""),
        (503, "retryable", "retryable", ""),
        (504, "retryable", "retryable", ""),
    ] {
        for (operation, expected) in [(&GET, get), (&QUERY, get), (&PUT, put), (&POST, post)] {
            let transport = RecordingTransport::new().reply(status, "");
            let error = Call::new(&core(&transport), operation).send(empty).await.unwrap_err();
            assert_eq!(predicates(&error), expected, "{} {status}", operation.method);
        }
    }
    for (operation, connect, broken) in [
        (&GET, "connect retryable", "retryable"),
        (&PUT, "connect retryable", "retryable"),
        (&POST, "connect retryable", ""),
    ] {
        let transport = RecordingTransport::new().fail_connect();
        let error = Call::new(&core(&transport), operation).send(empty).await.unwrap_err();
        assert_eq!((error.kind(), predicates(&error).as_str()), (ErrorKind::Connect, connect));
        let error = Call::new(&core(&transport), operation).send(empty).await.unwrap_err();
        assert_eq!((error.kind(), predicates(&error).as_str()), (ErrorKind::Transport, broken));
    }
}

#[tokio::test]
async fn predicates_of_what_is_no_refusal() {
    let transport = RecordingTransport::new().reply(404, "x");
    let error = list_pets(&transport).send(empty).await.unwrap_err().decode::<Problem>().unwrap_err();
    assert_eq!(predicates(&error), "decode", "the status alone does not make it a refusal");
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));

    let call = Call::new(&core(&transport), &super::LIST_PETS);
    assert_eq!(predicates(&call.send(empty).await.unwrap_err()), "invalid_request");
}

#[tokio::test]
async fn causes_are_kept() {
    let transport = RecordingTransport::new().fail_connect();
    let error = list_pets(&transport).send(empty).await.unwrap_err();
    assert_eq!(error.source().unwrap().to_string(), "the test wants no connection");
    let error = list_pets(&transport).send(empty).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "ListPets: the connection to https://pets.example failed before the answer was complete: the test has no \
         reply left"
    );
}
