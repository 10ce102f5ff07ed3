//! Cutting streams into events and values, wherever their pieces begin and end.

use std::pin::Pin;
use std::sync::Mutex;
use std::time::Duration;

use super::list_pets;
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Bytes, Chunks, ErrorKind, EventStream, JsonLines, StatusCode, TransportBody, TransportError, TransportResponse,
};

/// A body in pieces.
struct Pieces(Vec<Bytes>);

impl Chunks for Pieces {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>> {
        let piece = (!self.0.is_empty()).then(|| self.0.remove(0));
        Box::pin(async { Ok(piece) })
    }
}

/// A transport that answers with these pieces.
fn answering(pieces: Vec<Bytes>) -> RecordingTransport {
    let body = Mutex::new(Some(TransportBody::from_chunks(Box::new(Pieces(pieces)))));
    RecordingTransport::new()
        .reply_with(move |_| TransportResponse::new(StatusCode::OK, body.lock().unwrap().take().unwrap()))
}

/// A text cut in two at each place, and into single bytes.
fn cuts(text: &str) -> impl Iterator<Item = Vec<Bytes>> {
    let whole = Bytes::from(text.to_owned());
    let bytes = (0..whole.len()).map(|at| whole.slice(at..=at)).collect();
    let halves = (0..=whole.len()).map(move |at| vec![whole.slice(..at), whole.slice(at..)]);
    halves.chain([bytes])
}

/// The data, type and id of each event of a stream.
async fn events(pieces: Vec<Bytes>) -> Vec<(String, Option<String>, Option<String>)> {
    let mut stream = list_pets(&answering(pieces)).open(EventStream::texts).await.unwrap();
    let mut events = Vec::new();
    while let Some(event) = stream.try_next().await.unwrap() {
        events.push((event.data, event.event, event.id));
    }
    events
}

#[tokio::test]
async fn events_are_the_same_however_they_arrive() {
    let some = |text: &str| Some(text.to_owned());
    let none = None::<String>;
    for (text, expected) in [
        ("", vec![]),
        ("\u{feff}data: a\n\n", vec![("a", none.clone(), none.clone())]),
        ("\u{feff}\u{feff}data: a\n\ndata: b\n\n", vec![("b", none.clone(), none.clone())]),
        (
            "data: a\r\n\r\ndata: b\r\rdata: c\n\n",
            ["a", "b", "c"].map(|data| (data, none.clone(), none.clone())).into(),
        ),
        ("data: a\r\n\ndata: b\r\n\n", ["a", "b"].map(|data| (data, none.clone(), none.clone())).into()),
        ("data:a\ndata:\ndata:  b\n\n", vec![("a\n\n b", none.clone(), none.clone())]),
        ("event: x\nid: 1\n\ndata: a\n\n", vec![("a", none.clone(), none.clone())]),
        (
            "event: x\nid: 1\ndata: a\n\ndata: b\n\n",
            vec![("a", some("x"), some("1")), ("b", none.clone(), none.clone())],
        ),
        ("event:\nid: \u{0}\nid\ndata: a\n\n", vec![("a", none.clone(), some(""))]),
        (": note\n:\nunknown: x\ndata : y\ndata: a: b\n\n", vec![("a: b", none.clone(), none.clone())]),
        ("data: é\u{2028}ü\n\ndata: cut off\n", vec![("é\u{2028}ü", none.clone(), none.clone())]),
        ("data: a\n\ndata:  [DONE] \n\ndata: b\n\n", vec![("a", none.clone(), none.clone())]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(data, event, id)| (data.to_owned(), event, id)).collect();
        for pieces in cuts(text) {
            assert_eq!(events(pieces.clone()).await, expected, "{pieces:?}");
        }
    }
}

#[tokio::test]
async fn values_are_the_same_however_they_arrive() {
    for (text, expected) in [
        ("", vec![]),
        ("\n \r\n", vec![]),
        ("1\n2\r\n\n3", vec![1, 2, 3]),
        ("\u{1e}1\n\u{1e}\n2\n\u{1e}3", vec![1, 2, 3]),
        ("\u{1e}\u{1e}1", vec![1]),
    ] {
        for pieces in cuts(text) {
            let mut stream = list_pets(&answering(pieces.clone())).open(JsonLines::<i64>::new).await.unwrap();
            let mut values = Vec::new();
            while let Some(value) = stream.try_next().await.unwrap() {
                values.push(value);
            }
            assert_eq!(values, expected, "{pieces:?}");
        }
    }
}

#[tokio::test]
async fn texts_that_are_none_are_errors() {
    let mut stream = list_pets(&answering(vec![b"data: \xff\n\ndata: a\n\n".as_slice().into()]))
        .open(EventStream::texts)
        .await
        .unwrap();
    let error = stream.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().ends_with("not valid UTF-8 at byte 0 (event 1 of the stream)"), "{error}");
    assert_eq!(stream.try_next().await.unwrap().unwrap().data, "a");
}

#[tokio::test(start_paused = true)]
async fn connections_are_made_again_ever_more_slowly() {
    let event = |text: &'static str| TransportResponse::new(StatusCode::OK, text);
    let transport = RecordingTransport::new()
        .reply_with(move |_| event("id: 7\ndata: a\n\n"))
        .reply_with(move |_| event(""))
        .reply_with(move |_| event(": nothing\n\n"))
        .reply_with(move |_| event("retry: 500\ndata: b\n\n"))
        .reply_with(move |_| event("data: [DONE]\n\n"));
    let mut stream = list_pets(&transport).open(EventStream::texts).await.unwrap().reconnecting();
    let start = tokio::time::Instant::now();
    assert_eq!(stream.try_next().await.unwrap().unwrap().data, "a");
    assert_eq!(stream.try_next().await.unwrap().unwrap().data, "b");
    assert_eq!(start.elapsed(), Duration::from_secs(3 + 6 + 12));
    assert!(stream.try_next().await.unwrap().is_none());
    assert_eq!(start.elapsed(), Duration::from_millis(21_500));
    let requests = transport.requests();
    let ids: Vec<_> = requests.iter().map(|request| request.headers().contains_key("last-event-id")).collect();
    assert_eq!(ids, [false, true, true, true, true]);
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_refused_ends_the_stream() {
    let transport = RecordingTransport::new()
        .reply_with(|_| TransportResponse::new(StatusCode::OK, "data: a\n\n"))
        .reply_with(|_| TransportResponse::new(StatusCode::FORBIDDEN, ""));
    let mut stream = list_pets(&transport).open(EventStream::texts).await.unwrap().reconnecting();
    assert_eq!(stream.try_next().await.unwrap().unwrap().data, "a");
    assert!(stream.try_next().await.unwrap_err().is_permission());
    assert!(stream.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn giving_up_on_a_piece_loses_nothing() {
    struct Slow(u32);
    impl Chunks for Slow {
        fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>> {
            Box::pin(async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                self.0 += 1;
                Ok((self.0 <= 3).then(|| Bytes::from(format!("data: {}\n\n", self.0))))
            })
        }
    }
    let transport = RecordingTransport::new()
        .reply_with(|_| TransportResponse::new(StatusCode::OK, TransportBody::from_chunks(Box::new(Slow(0)))));
    let mut stream = list_pets(&transport).open(EventStream::texts).await.unwrap();
    let mut seen = Vec::new();
    loop {
        match tokio::time::timeout(Duration::from_millis(5), stream.try_next()).await {
            Ok(Ok(Some(event))) => seen.push(event.data),
            Ok(Ok(None)) => break,
            Ok(Err(error)) => panic!("{error}"),
            Err(_) => {}
        }
    }
    assert_eq!(seen, ["1", "2", "3"]);
}
