//! Answers are read while they arrive: bytes, events, values on lines.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Bytes, Chunks, StatusCode, TransportBody, TransportError, TransportResponse};
use crate::streams::operations::WatchSightingsResponse;
use crate::streams::{Client, ErrorKind};

/// A body in pieces.
struct Pieces(Vec<&'static [u8]>);

impl Chunks for Pieces {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>> {
        let piece = (!self.0.is_empty()).then(|| Bytes::from_static(self.0.remove(0)));
        Box::pin(async { Ok(piece) })
    }
}

/// A client of a service that answers so.
fn client(content_type: &'static str, pieces: &[&'static [u8]]) -> (RecordingTransport, Client) {
    let pieces = pieces.to_vec();
    let transport = RecordingTransport::new().otherwise(move |_| {
        let mut answer =
            TransportResponse::new(StatusCode::OK, TransportBody::from_chunks(Box::new(Pieces(pieces.clone()))));
        answer.headers.insert("content-type", HeaderValue::from_static(content_type));
        answer
    });
    let client = Client::builder().transport(Arc::new(transport.clone())).max_body_size(100).build().unwrap();
    (transport, client)
}

#[tokio::test]
async fn events_have_typed_data() {
    let pieces: &[&[u8]] = &[
        b"\xef\xbb\xbf: welcome\r\nid: 1\r",
        b"\nevent: rise\r\ndata: {\"name\":\r\n",
        b"data: \"Vega\"}\r\n\r\ndata: {\"magnitude\": 1}\n\nretry: 20\rdata:{\"name\": \"Deneb\"}\r\rdata: [DONE]\n\ndata: x\n\n",
    ];
    let (transport, client) = client("text/event-stream", pieces);
    let mut stars = client.watch_stars().last_event_id("0").send().await.unwrap();
    let vega = stars.try_next().await.unwrap().unwrap();
    assert_eq!((vega.data.name.as_str(), vega.event.as_deref(), vega.id.as_deref()), ("Vega", Some("rise"), Some("1")));
    let error = stars.try_next().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "watchStars: cannot read the 200 answer: $: missing field `name` (event 2 of the stream)"
    );
    assert_eq!(error.body().unwrap(), r#"{"magnitude": 1}"#);
    let deneb = stars.try_next().await.unwrap().unwrap();
    assert_eq!((deneb.data.name.as_str(), deneb.retry), ("Deneb", Some(Duration::from_millis(20))));
    assert_eq!(stars.last_event_id(), Some("1"));
    assert_eq!(stars.try_next().await.unwrap(), None);
    assert_eq!(stars.try_next().await.unwrap(), None);
    let request = &transport.requests()[0];
    assert_eq!(request.headers()["accept"], "text/event-stream");
    assert_eq!(request.headers()["last-event-id"], "0");
}

#[tokio::test]
async fn events_may_be_texts() {
    let (_, client) = client("text/event-stream", &[b"data\n\ndata: YHOO\ndata:+2\ndata:  10\n\n", b"data: lost"]);
    let mut news = client.read_news().send().await.unwrap();
    let mut texts = Vec::new();
    while let Some(event) = news.try_next().await.unwrap() {
        texts.push(event.data);
    }
    assert_eq!(texts, ["", "YHOO\n+2\n 10"]);
}

#[tokio::test]
async fn the_schema_of_an_event_tells_what_its_data_are() {
    let (_, client) = client("text/event-stream", &[b"event: comet\ndata: {\"name\": \"Halley\"}\n\n"]);
    let comet = client.watch_comets().send().await.unwrap().try_next().await.unwrap().unwrap();
    assert_eq!((comet.data.name.as_str(), comet.event.as_deref()), ("Halley", Some("comet")));
    let rumor = client.hear_rumors().send().await.unwrap().try_next().await.unwrap().unwrap();
    assert_eq!(rumor.data, r#"{"name": "Halley"}"#);
}

#[tokio::test]
async fn a_stream_may_be_one_of_several_answers() {
    let (_, client) = client("text/event-stream", &[b"data: ufo\n\n"]);
    let answer = client.watch_sightings().send_with_response().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let WatchSightingsResponse::Ok(mut events) = answer.into_value() else { panic!() };
    assert_eq!(events.try_next().await.unwrap().unwrap().data, "ufo");
    let transport = RecordingTransport::new().reply(202, "thick").reply(204, "");
    let client = Client::builder().transport(Arc::new(transport)).build().unwrap();
    let WatchSightingsResponse::Accepted(text) = client.watch_sightings().send().await.unwrap() else { panic!() };
    assert_eq!(text, "thick");
    assert!(matches!(client.watch_sightings().send().await.unwrap(), WatchSightingsResponse::NoContent));
}

#[tokio::test]
async fn one_call_may_be_answered_at_once_or_event_by_event() {
    let (transport, client) = client("text/event-stream", &[b"data: {\"word\": \"Yes\"}\n\n"]);
    let mut words = client.ask().events2(true).events().await.unwrap();
    assert_eq!(words.try_next().await.unwrap().unwrap().data.word.as_deref(), Some("Yes"));
    assert_eq!(words.try_next().await.unwrap(), None);
    client.ask().send().await.unwrap_err();
    let accepted = transport.requests().iter().map(|request| request.headers()["accept"].clone()).collect::<Vec<_>>();
    assert_eq!(accepted, ["text/event-stream", "application/json"]);
}

#[tokio::test]
async fn what_is_no_stream_of_events_is_an_error() {
    let (_, client) = client("application/json; charset=utf-8", &[b"{}"]);
    let error = client.watch_stars().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().ends_with("the answer is application/json, not a stream of events"), "{error}");
}

#[tokio::test]
async fn large_events_and_lines_are_errors() {
    static LARGE: [u8; 200] = [b'x'; 200];
    let (_, client) = client("text/event-stream", &[b"data: ", &LARGE, b"\n\n"]);
    let mut news = client.read_news().send().await.unwrap();
    assert_eq!(news.try_next().await.unwrap_err().kind(), ErrorKind::BodyTooLarge);
    assert_eq!(news.try_next().await.unwrap(), None);
    let mut stars = client.list_stars().send().await.unwrap();
    assert_eq!(stars.try_next().await.unwrap_err().kind(), ErrorKind::BodyTooLarge);
    assert_eq!(stars.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn lines_have_typed_values() {
    let (_, client) =
        client("application/x-ndjson", &[b"{\"name\": \"Ve", b"ga\"}\r\n\n[]\n", b"{\"name\": \"Deneb\"}"]);
    let mut stars = client.list_stars().send().await.unwrap();
    assert_eq!(stars.try_next().await.unwrap().unwrap().name, "Vega");
    let error = stars.try_next().await.unwrap_err();
    assert!(error.to_string().ends_with("found an array (value 2 of the stream)"), "{error}");
    assert_eq!(stars.try_next().await.unwrap().unwrap().name, "Deneb");
    assert_eq!(stars.try_next().await.unwrap(), None);
    assert_eq!(format!("{stars:?}").matches("Deneb").count(), 0);
}

#[tokio::test]
async fn values_may_begin_with_a_record_separator() {
    let pieces: &[&[u8]] = &[b"\x1e{\n\"name\":", b" \"Vega\"\n}\n\x1e", b"{\"name\": \"Deneb\"}\n"];
    let (_, client) = client("application/json-seq", pieces);
    let mut stars = client.list_sequence().send().await.unwrap();
    assert_eq!(stars.try_next().await.unwrap().unwrap().name, "Vega");
    assert_eq!(stars.try_next().await.unwrap().unwrap().name, "Deneb");
    assert_eq!(stars.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn bytes_are_collected_up_to_the_limit() {
    let (transport, client) = client("image/tiff", &[b"0123456789", b"", b"abc"]);
    let plate = client.get_plate(7).send().await.unwrap();
    assert_eq!((plate.status(), plate.content_type()), (StatusCode::OK, Some("image/tiff")));
    let shown = format!("{plate:?}");
    assert_eq!(shown, "ByteStream { status: 200, content_type: Some(\"image/tiff\"), content_length: None, .. }");
    assert_eq!(plate.bytes().await.unwrap(), "0123456789abc");
    assert_eq!(client.get_raw_plate(7).send().await.unwrap().text().await.unwrap(), "0123456789abc");
    assert_eq!(transport.requests()[0].headers()["accept"], "application/octet-stream");
}

#[tokio::test]
async fn errors_of_streams_are_those_of_all_calls() {
    let transport = RecordingTransport::new().reply_json(404, serde_json::json!({"word": "gone"}));
    let client = Client::builder().transport(Arc::new(transport)).build().unwrap();
    let error = client.get_plate(7).send().await.unwrap_err();
    assert!(error.is_not_found());
    assert_eq!(error.decode::<crate::streams::models::Word>().unwrap().word.as_deref(), Some("gone"));
}

/// Serves each connection with the next of these answers, and returns what was asked.
async fn serve(answers: &'static [&'static [u8]]) -> (Client, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let mut requests = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (mut request, mut buffer) = (String::new(), [0; 1024]);
            while !request.contains("\r\n\r\n") {
                let count = stream.read(&mut buffer).await.unwrap();
                request.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
            }
            requests.push(request);
            stream.write_all(answer).await.unwrap();
            stream.shutdown().await.unwrap();
        }
        requests
    });
    let client = Client::builder().endpoint(&endpoint).attempt_timeout(Duration::from_secs(5)).build().unwrap();
    (client, server)
}

#[tokio::test]
async fn events_go_on_with_another_connection_on_request() {
    let (client, server) = serve(&[
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n\
          30\r\nretry: 1\nid: 5\ndata: {\"name\": \"Vega\"}\n\ndata: {\"na\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: {\"name\": \"Deneb\"}\n\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
    ])
    .await;
    let mut stars = client.watch_stars().send().await.unwrap().reconnecting();
    assert_eq!(stars.try_next().await.unwrap().unwrap().data.name, "Vega");
    assert_eq!(stars.try_next().await.unwrap().unwrap().data.name, "Deneb");
    assert_eq!(stars.try_next().await.unwrap(), None);
    let requests = server.await.unwrap();
    let ids = requests.iter().map(|request| request.contains("\r\nlast-event-id: 5\r\n")).collect::<Vec<_>>();
    assert_eq!(ids, [false, true, true]);
}

#[tokio::test]
async fn a_connection_that_breaks_is_no_end() {
    let (client, _server) = serve(&[
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n\
          1a\r\ndata: {\"name\": \"Vega\"}\n\n \r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
    ])
    .await;
    let mut stars = client.watch_stars().send().await.unwrap();
    assert_eq!(stars.try_next().await.unwrap().unwrap().data.name, "Vega");
    assert_eq!(stars.try_next().await.unwrap_err().kind(), ErrorKind::Transport);
    assert_eq!(stars.try_next().await.unwrap(), None);
    let mut plate = client.get_plate(7).send().await.unwrap();
    assert_eq!(plate.content_length(), Some(10));
    assert_eq!(plate.try_next().await.unwrap().unwrap(), "12345");
    assert_eq!(plate.try_next().await.unwrap_err().kind(), ErrorKind::Transport);
}
