//! Collecting bodies up to a limit.

use std::pin::Pin;
use std::sync::Mutex;
use std::vec;

use super::{DELETE_PET, config};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Bytes, Call, Chunks, Error, ErrorKind, StatusCode, TransportBody, TransportError, TransportResponse, empty,
};

/// A body in pieces; an `Err` breaks it off.
struct Pieces(vec::IntoIter<Result<Bytes, &'static str>>);

impl Chunks for Pieces {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>> {
        let piece = self.0.next().transpose().map_err(TransportError::other);
        Box::pin(async { piece })
    }
}

pub(super) fn pieces(pieces: Vec<Result<&'static str, &'static str>>) -> TransportBody {
    let pieces: Vec<_> = pieces.into_iter().map(|piece| piece.map(Bytes::from)).collect();
    TransportBody::from_chunks(Box::new(Pieces(pieces.into_iter())))
}

/// The error of a call that is refused with a body, which is read up to a limit.
async fn refusal(body: TransportBody, limit: usize) -> Error {
    let body = Mutex::new(Some(body));
    let transport = RecordingTransport::new()
        .reply_with(move |_| TransportResponse::new(StatusCode::NOT_FOUND, body.lock().unwrap().take().unwrap()));
    let mut config = config(&transport);
    config.max_body_size(limit);
    let mut call = Call::new(&config.build().unwrap(), &DELETE_PET);
    call.path("id", &1);
    call.send(empty).await.unwrap_err()
}

#[tokio::test]
async fn bodies_are_collected_up_to_the_limit() {
    for (given, limit, expected) in [
        (vec![], 0, Ok("")),
        (vec![Ok("one")], 3, Ok("one")),
        (vec![Ok("one")], 2, Err(ErrorKind::BodyTooLarge)),
        (vec![Ok(""), Ok("one"), Ok(""), Ok("two"), Ok("three")], 11, Ok("onetwothree")),
        (vec![Ok("one"), Ok("two"), Ok("three")], 10, Err(ErrorKind::BodyTooLarge)),
        (vec![Ok("one"), Err("gone")], 10, Err(ErrorKind::Transport)),
        (vec![Ok("one"), Ok("too much"), Err("never read")], 5, Err(ErrorKind::BodyTooLarge)),
    ] {
        let error = refusal(pieces(given.clone()), limit).await;
        let body = error.body().map(|body| std::str::from_utf8(body).unwrap());
        assert_eq!(body.ok_or(error.kind()), expected, "{given:?}");
    }
    assert_eq!(refusal("whole".into(), 5).await.body().unwrap(), "whole");
    assert_eq!(refusal("whole".into(), 4).await.kind(), ErrorKind::BodyTooLarge);
}

#[tokio::test]
async fn a_single_chunk_is_not_copied() {
    let bytes = Bytes::from_static(b"one");
    let body = TransportBody::from_chunks(Box::new(Pieces(vec![Ok(bytes.clone())].into_iter())));
    assert_eq!(refusal(body, 10).await.body().unwrap().as_ptr(), bytes.as_ptr());
}

#[test]
fn debug_shows_sizes_only() {
    assert_eq!(format!("{:?}", TransportBody::from("secret")), "TransportBody(6 bytes)");
    assert_eq!(format!("{:?}", pieces(vec![])), "TransportBody(chunks)");
}
