//! Bodies that are read while they are sent: files and streams.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use super::{ADD_PET, config};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Body, Bytes, Call, Error, ErrorKind, Request, RetryPolicy, TransportError, empty};

/// A stream of what an iterator yields.
pub(super) struct Iter<I>(pub(super) I);

impl<I: Iterator + Unpin> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }
}

pub(super) fn stream(
    pieces: &'static [&'static str],
) -> Iter<impl Iterator<Item = Result<&'static str, &'static str>>> {
    Iter(pieces.iter().map(|piece| if *piece == "fault" { Err("the tape is torn") } else { Ok(*piece) }))
}

/// A file of this test alone.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = std::env::temp_dir().join(format!("codegen-runtime-{}-{name}", std::process::id()));
    std::fs::write(&path, content).unwrap();
    path
}

async fn send(transport: &RecordingTransport, body: Body) -> Result<(), Error> {
    let mut config = config(transport);
    config.retry(RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO));
    let mut call = Call::new(&config.build().unwrap(), &ADD_PET);
    call.path("shop_id", &"s1");
    call.repeatable();
    call.body("application/octet-stream", body);
    call.send(empty).await
}

/// What was sent: its type, its length and its bytes.
fn sent(request: &Request) -> (Option<&str>, Option<&str>, &[u8]) {
    let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap());
    (header("content-type"), header("content-length"), request.body().map_or(&[], |body| body.bytes().unwrap()))
}

#[tokio::test]
async fn lengths_are_stated_where_they_are_known() {
    let path = file("lengths", b"from a file");
    let octets = Some("application/octet-stream");
    for (body, expected) in [
        (Body::from("text"), (octets, Some("4"), &b"text"[..])),
        (Body::from(vec![0, 255]), (octets, Some("2"), &[0, 255])),
        (Body::from(""), (octets, Some("0"), b"")),
        (Body::file(&path), (octets, Some("11"), b"from a file")),
        (Body::stream(stream(&["a", "", "bc"])), (octets, None, b"abc")),
        (Body::sized_stream(stream(&["a", "bc"]), 3), (octets, Some("3"), b"abc")),
        (Body::from("PNG").content_type("image/png"), (Some("image/png"), Some("3"), b"PNG")),
    ] {
        let transport = RecordingTransport::new().reply(201, "");
        send(&transport, body).await.unwrap();
        assert_eq!(sent(&transport.requests()[0]), expected);
    }
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn calls_without_a_body_say_so() {
    let transport = RecordingTransport::new().reply(201, "");
    let mut call = Call::new(&config(&transport).build().unwrap(), &ADD_PET);
    call.path("shop_id", &"s1");
    call.send(empty).await.unwrap();
    assert_eq!(sent(&transport.requests()[0]), (None, Some("0"), &b""[..]));
}

#[tokio::test]
async fn what_can_be_read_again_is_sent_again() {
    let content = vec![7; 600_000];
    let path = file("again", &content);
    for body in [Body::from(content.clone()), Body::file(&path)] {
        let transport = RecordingTransport::new().fail_connect().reply(503, "").reply(201, "");
        send(&transport, body).await.unwrap();
        let requests = transport.requests();
        assert!(requests.len() == 3 && requests[1..].iter().all(|request| sent(request).2 == content));
    }
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn streams_are_sent_once() {
    let transport = RecordingTransport::new().reply(503, "");
    let body = Body::stream(stream(&["abc"]));
    let error = send(&transport, body.clone()).await.unwrap_err();
    let note = "not tried again: its body is a stream, which can be sent only once";
    assert!(error.to_string().contains(note) && error.attempts() == 1, "{error}");
    let error = send(&transport, body).await.unwrap_err();
    let expected = "AddPet: the body cannot be sent: it is a stream that has been sent already: give each call a stream \
                    of its own";
    assert_eq!((error.to_string().as_str(), error.kind()), (expected, ErrorKind::InvalidRequest));
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test]
async fn streams_that_nobody_has_read_are_still_there() {
    let transport = RecordingTransport::new().fail_connect().fail_connect().reply(201, "");
    send(&transport, Body::stream(stream(&["abc"]))).await.unwrap();
    assert_eq!(sent(&transport.requests()[2]).2, b"abc");
}

#[tokio::test]
async fn what_cannot_be_read_is_told() {
    let short = Body::sized_stream(stream(&["abc"]), 4);
    let long = Body::sized_stream(stream(&["abc"]), 2);
    for (body, expected) in [
        (Body::stream(stream(&["abc", "fault"])), "the tape is torn"),
        (short, "there is less to read than was announced"),
        (long, "there is more to read than was announced"),
    ] {
        let error = send(&RecordingTransport::new().reply(201, ""), body).await.unwrap_err();
        let expected = format!("AddPet: the body could not be read to its end: {expected}");
        assert_eq!((error.to_string(), error.kind()), (expected, ErrorKind::Transport));
    }
    for (path, expected) in
        [("/nowhere/at/all", "the file `/nowhere/at/all` cannot be read: "), ("/", "it is a folder")]
    {
        let transport = RecordingTransport::new();
        let error = send(&transport, Body::file(path)).await.unwrap_err();
        assert!(error.to_string().contains(expected) && error.is_invalid_request(), "{error}");
        assert!(transport.requests().is_empty());
    }
}

#[tokio::test]
async fn types_come_from_the_caller_where_the_operation_names_several() {
    let typed = |body: &str, media_type: &'static str| Body::from(body.to_owned()).content_type(media_type);
    for (types, body, expected) in [
        ("image/*", typed("x", "image/png"), Ok("image/png")),
        ("image/*", typed("x", "Image/PNG; q=1"), Ok("Image/PNG; q=1")),
        ("image/png, image/jpeg", typed("x", "image/jpeg"), Ok("image/jpeg")),
        ("*/*", typed("x", "text/plain"), Ok("text/plain")),
        ("image/png", typed("x", "image/gif"), Ok("image/gif")),
        ("image/*", typed("x", "text/plain"), Err("the body is `text/plain`, but must be `image/*`")),
        (
            "image/*",
            Body::from("x"),
            Err("the body does not say what it is: give it a type of `image/*` with `content_type`"),
        ),
        ("*/*", typed("x", "a\nb"), Err("the body is `a\\nb`, but must be `*/*`")),
        ("a/b", typed("x", "a\nb"), Err("`a\\nb` cannot be the type of a body")),
    ] {
        let transport = RecordingTransport::new().reply(201, "");
        let mut call = Call::new(&config(&transport).build().unwrap(), &ADD_PET);
        call.path("shop_id", &"s1");
        call.body(types, body);
        let result = call.send(empty).await;
        let requests = transport.requests();
        let result = result.map(|()| sent(&requests[0]).0.unwrap()).map_err(|error| error.to_string());
        assert_eq!(result, expected.map_err(|text| format!("AddPet: {text}")));
    }
}

#[tokio::test]
async fn texts_say_how_they_are_written() {
    for (media_type, text, expected) in [
        ("text/plain", "plain", "text/plain"),
        ("text/plain", "é", "text/plain; charset=utf-8"),
        ("Text/CSV; Charset=UTF-8", "é", "Text/CSV; Charset=UTF-8"),
        ("application/xml", "<é/>", "application/xml"),
    ] {
        let transport = RecordingTransport::new().reply(201, "");
        let mut call = Call::new(&config(&transport).build().unwrap(), &ADD_PET);
        call.path("shop_id", &"s1");
        call.text_body(media_type, text);
        call.send(empty).await.unwrap();
        assert_eq!(sent(&transport.requests()[0]), (Some(expected), Some(&*text.len().to_string()), text.as_bytes()));
    }
}

/// A transport that takes a piece of the body now and then.
#[derive(Debug)]
struct Slow(Duration);

impl crate::runtime::Transport for Slow {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<crate::runtime::TransportResponse, TransportError>> + Send + 'a>> {
        Box::pin(async move {
            let mut reader = request.body().unwrap().reader();
            while let Some(piece) = reader.next().await {
                piece?;
                tokio::time::sleep(self.0).await;
            }
            Ok(crate::runtime::TransportResponse::new(http::StatusCode::CREATED, ""))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn limits_count_from_the_last_piece() {
    let hour = || Body::stream(Iter((0..100).map(|_| Ok::<_, TransportError>(Bytes::from_static(b"x")))));
    let call = |pause, timeout: Option<Duration>| {
        let mut config = config(&RecordingTransport::new());
        config.transport(Arc::new(Slow(Duration::from_secs(pause))));
        let mut call = Call::new(&config.build().unwrap(), &ADD_PET);
        call.path("shop_id", &"s1");
        call.body("a/b", hour());
        if let Some(timeout) = timeout {
            call.timeout(timeout);
        }
        call.send(empty)
    };
    call(36, None).await.unwrap();
    let error = call(61, None).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(error.to_string().contains("within 60s after the last piece of the body"), "{error}");
    let error = call(36, Some(Duration::from_mins(10))).await.unwrap_err();
    assert!(error.to_string().contains("within 600s; a longer `timeout` can be set"), "{error}");
}
