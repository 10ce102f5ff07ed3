//! What answers become: results, refusals, limits of size and time.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::body::pieces;
use super::{ADD_PET, API, DELETE_PET, MAIN, REX, config, core, list_pets};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Config, ErrorKind, Method, Operation, Request, Response, StatusCode, Statuses, Transport, TransportBody,
    TransportError, TransportResponse, empty, json,
};
use crate::specimen::Pet;

/// An answer with one header.
fn answer(status: u16, name: &'static str, value: &str, body: impl Into<TransportBody>) -> TransportResponse {
    let mut response = TransportResponse::new(StatusCode::from_u16(status).unwrap(), body);
    response.headers.insert(name, HeaderValue::from_str(value).unwrap());
    response
}

#[tokio::test]
async fn successes_are_decoded() {
    let transport = RecordingTransport::new().reply(200, REX).reply(200, format!("[{REX}]"));
    assert_eq!(list_pets(&transport).send(json::<Pet>).await.unwrap().name, "Rex");
    assert_eq!(list_pets(&transport).send(json::<Vec<Pet>>).await.unwrap().len(), 1);
}

#[tokio::test]
async fn responses_keep_status_and_headers() {
    let transport = RecordingTransport::new().reply_with(|_| answer(200, "x-total", "1", REX));
    let response: Response<Pet> = list_pets(&transport).send_with_response(json).await.unwrap();
    assert_eq!((response.status(), &response.headers()["x-total"]), (StatusCode::OK, &HeaderValue::from_static("1")));
    assert_eq!(response.value().id, 7);
    assert_eq!(
        format!("{response:?}"),
        "Response { status: 200, value: Pet { id: 7, name: \"Rex\", tag: None, status: None }, .. }"
    );
    assert_eq!(response.into_value().name, "Rex");
}

#[tokio::test]
async fn which_statuses_are_a_success() {
    const fn operation(success: &'static [Statuses], accept: &'static str) -> Operation {
        Operation {
            id: "Op",
            method: Method::GET,
            service: &MAIN,
            path: "/",
            parameters: &[],
            required_together: &[],
            success,
            accept,
            security: &[],
        }
    }
    static ONE: Operation = operation(&[Statuses::Code(201)], "application/json");
    static CLASS: Operation = operation(&[Statuses::Class(2)], "application/json");
    static DEFAULT: Operation = operation(&[Statuses::Default], "application/json");
    static MOVED: Operation = operation(&[Statuses::Code(302)], "");
    static NOTHING: Operation = operation(&[Statuses::Code(200)], "");
    for (operation, status, body, success) in [
        (&ONE, 201, "{}", true),
        (&ONE, 200, "{}", false),
        (&ONE, 204, "", false),
        (&CLASS, 204, "", true),
        (&CLASS, 299, "{}", true),
        (&CLASS, 300, "{}", false),
        (&DEFAULT, 200, "{}", true),
        (&DEFAULT, 202, "{}", true),
        (&DEFAULT, 302, "", false),
        (&DEFAULT, 404, "{}", false),
        (&MOVED, 302, "", true),
        (&NOTHING, 200, "ignored", true),
        (&NOTHING, 202, "", true),
        (&NOTHING, 204, "", true),
        (&NOTHING, 205, "", true),
        (&NOTHING, 202, "unknown", false),
        (&NOTHING, 404, "", false),
    ] {
        let transport = RecordingTransport::new().reply(status, body);
        let result = Call::new(&core(&transport), operation).send(empty).await;
        assert_eq!(result.is_ok(), success, "{status} {body}");
        if let Err(error) = result {
            assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Status, status));
            assert_eq!(error.body().unwrap(), body);
        }
    }
}

#[tokio::test]
async fn answers_that_cannot_be_read() {
    let text = |content_type: &'static str, body: &'static str| async move {
        let transport = RecordingTransport::new().reply_with(move |_| answer(200, "content-type", content_type, body));
        let error = list_pets(&transport).send(json::<Vec<Pet>>).await.unwrap_err();
        assert_eq!((error.kind(), error.is_decode()), (ErrorKind::Decode, true));
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.body().unwrap(), body);
        (error.to_string(), error.path().map(str::to_owned))
    };
    for (content_type, body, expected, path) in [
        ("application/json", "", "the body is empty, expected JSON", None),
        ("application/json", "[1", "the answer is not valid JSON: EOF while parsing a list at line 1 column 2", None),
        ("application/problem+json", "x", "the answer is not valid JSON: expected value at line 1 column 1", None),
        ("text/html; charset=utf-8", "<html>", "the answer is text/html, not JSON", None),
        ("TEXT/HTML", "<html>", "the answer is text/html, not JSON", None),
        ("text/html", "[5]", "$[0]: expected an object (Pet), found 5", Some("$[0]")),
        ("application/json", r#"[{"id": 1}]"#, "$[0]: missing field `name`", Some("$[0]")),
        ("application/json", r#"{"id": 1}"#, "$: expected an array, found an object", Some("$")),
        (
            "application/json",
            r#"[{"id": "\u202e\n"}]"#,
            r#"$[0].id: expected an integer, found "\u202e\n""#,
            Some("$[0].id"),
        ),
    ] {
        let expected = format!("ListPets: cannot read the 200 answer: {expected}");
        assert_eq!(text(content_type, body).await, (expected, path.map(str::to_owned)));
    }
}

#[tokio::test]
async fn json_of_any_content_type_is_read() {
    let transport = RecordingTransport::new().reply(200, REX).reply_with(|_| answer(200, "content-type", "x/y", REX));
    for _ in 0..2 {
        list_pets(&transport).send(json::<Pet>).await.unwrap();
    }
}

#[tokio::test]
async fn long_paths_are_abridged() {
    let body = format!("{}5{}", "[".repeat(100), "]".repeat(100));
    let transport = RecordingTransport::new().reply(200, body);
    let error = list_pets(&transport).send(json::<Deep>).await.unwrap_err();
    assert_eq!(error.path().unwrap().len(), 1 + 100 * 3);
    let half = "[0]".repeat(100);
    let expected = format!(
        "ListPets: cannot read the 200 answer: ${}…{}: expected an array, found 5",
        &half[..99],
        &half[half.len() - 100..]
    );
    assert_eq!(error.to_string(), expected);
}

/// Arrays all the way down.
#[derive(Debug)]
struct Deep;

impl crate::runtime::Decode for Deep {
    fn decode<'de, D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<Self>::decode(deserializer).map(|_| Self)
    }
}

#[tokio::test]
async fn sizes_are_limited() {
    let limited = |transport: &RecordingTransport| {
        let mut config = config(transport);
        config.max_body_size(10);
        let mut call = Call::new(&config.build().unwrap(), &DELETE_PET);
        call.path("id", &1);
        call
    };
    let expected = "DeletePet: the 200 answer is larger than 10 bytes; ask for less, or raise `max_body_size`";
    let too_large = RecordingTransport::new()
        .reply(200, "eleven byte")
        .reply_with(|_| answer(200, "content-length", "11", pieces(vec![Err("never read")])))
        .reply_with(|_| TransportResponse::new(StatusCode::OK, pieces(vec![Ok("eleven"), Ok(" byte"), Err("never")])));
    for _ in 0..3 {
        let error = limited(&too_large).send(empty).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::BodyTooLarge, expected));
    }
    let fitting = RecordingTransport::new()
        .reply(200, "ten bytes!")
        .reply_with(|_| answer(200, "content-length", "10", pieces(vec![Ok("ten"), Ok(" bytes!")])))
        .reply_with(|_| answer(200, "content-length", "nonsense", pieces(vec![Ok("ten"), Ok(" bytes!")])));
    for _ in 0..3 {
        limited(&fitting).send(empty).await.unwrap();
    }
}

#[tokio::test]
async fn heads_announce_what_does_not_come() {
    static HEAD: Operation = Operation {
        id: "Head",
        method: Method::HEAD,
        service: &MAIN,
        path: "/",
        parameters: &[],
        required_together: &[],
        success: &[Statuses::Code(200)],
        accept: "",
        security: &[],
    };
    let transport = RecordingTransport::new().reply_with(|_| answer(200, "content-length", "99999999999", ""));
    Call::new(&core(&transport), &HEAD).send(empty).await.unwrap();
}

#[tokio::test]
async fn bodies_that_break_off() {
    let broken = || pieces(vec![Ok("[{\"id\""), Err("connection reset")]);
    let transport = RecordingTransport::new().reply_with(move |_| TransportResponse::new(StatusCode::OK, broken()));
    let error = list_pets(&transport).send(json::<Pet>).await.unwrap_err();
    let expected =
        "ListPets: the connection to https://pets.example failed before the answer was complete: connection reset";
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Transport, expected));
    assert_eq!(error.status(), None);
}

/// Takes requests and never answers, or never ends its answer.
#[derive(Debug)]
struct Silent {
    head: bool,
}

impl Transport for Silent {
    fn send<'a>(
        &'a self,
        _: Request,
    ) -> Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>> {
        Box::pin(async {
            if self.head {
                return Ok(TransportResponse::new(StatusCode::OK, TransportBody::from_chunks(Box::new(Endless))));
            }
            std::future::pending().await
        })
    }
}

struct Endless;

impl crate::runtime::Chunks for Endless {
    fn next(
        &mut self,
    ) -> Pin<Box<dyn Future<Output = Result<Option<crate::runtime::Bytes>, TransportError>> + Send + '_>> {
        Box::pin(async {
            tokio::time::sleep(Duration::from_secs(7)).await;
            Ok(Some("drip".into()))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn calls_give_up_in_time() {
    for head in [false, true] {
        for (client, call, expected, name) in [
            (None, None, "60s", "attempt_timeout"),
            (Some(90), None, "90s", "timeout"),
            (Some(30), None, "30s", "timeout"),
            (Some(90), Some(5), "5s", "timeout"),
            (None, Some(300), "300s", "timeout"),
        ] {
            let mut config = Config::new(&API);
            config.transport(Arc::new(Silent { head }));
            if let Some(seconds) = client {
                config.timeout(Duration::from_secs(seconds));
            }
            let mut delete = Call::new(&config.build().unwrap(), &DELETE_PET);
            delete.path("id", &1);
            if let Some(seconds) = call {
                delete.timeout(Duration::from_secs(seconds));
            }
            let start = tokio::time::Instant::now();
            let error = delete.send(empty).await.unwrap_err();
            assert_eq!(format!("{:?}", Duration::from_secs(start.elapsed().as_secs())), expected);
            let text = format!(
                "DeletePet: no complete answer from https://pets.example within {expected}; a longer `{name}` can be set"
            );
            assert_eq!((error.kind(), error.to_string()), (ErrorKind::Timeout, text));
            assert!(error.is_timeout() && !error.is_connect());
        }
    }
}

#[tokio::test(start_paused = true)]
async fn any_timeout_can_be_set() {
    for timeout in [Duration::ZERO, Duration::MAX] {
        let transport = RecordingTransport::new().reply(200, "");
        let mut call = Call::new(&core(&transport), &DELETE_PET);
        call.path("id", &1);
        call.timeout(timeout);
        call.send(empty).await.unwrap();
    }
}

#[tokio::test]
async fn nothing_is_sent_until_it_is_awaited() {
    let transport = RecordingTransport::new().reply(200, REX);
    let pending = list_pets(&transport).send(json::<Pet>);
    assert_eq!(transport.requests().len(), 0);
    drop(pending);
    assert_eq!(transport.requests().len(), 0);
}

#[test]
fn calls_can_go_to_other_threads() {
    fn assert_send<T: Send>(_: T) {}
    fn assert_shared<T: Send + Sync + Clone + 'static>() {}
    assert_shared::<crate::runtime::Core>();
    assert_shared::<Call>();
    assert_shared::<Response<Pet>>();
    let transport = RecordingTransport::new();
    assert_send(list_pets(&transport).send(json::<Pet>));
    assert_send(Call::new(&core(&transport), &ADD_PET).send_with_response(json::<Pet>));
}
