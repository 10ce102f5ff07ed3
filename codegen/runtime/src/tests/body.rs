//! Collecting bodies up to a limit.

use std::pin::Pin;
use std::vec;

use crate::runtime::transport::CollectError;
use crate::runtime::{Body, Bytes, Chunks, TransportError};

/// A body in pieces; an `Err` breaks it off.
#[derive(Debug)]
pub(super) struct Pieces(vec::IntoIter<Result<&'static str, &'static str>>);

pub(super) fn pieces(pieces: Vec<Result<&'static str, &'static str>>) -> Body {
    Body::from_chunks(Box::new(Pieces(pieces.into_iter())))
}

impl Chunks for Pieces {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>> {
        let piece = self.0.next().transpose();
        let piece = piece.map(|piece| piece.map(Bytes::from)).map_err(TransportError::other);
        Box::pin(async { piece })
    }
}

async fn collect(body: Body, limit: usize) -> String {
    match body.collect(limit).await {
        Ok(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        Err(CollectError::TooLarge) => "too large".to_owned(),
        Err(CollectError::Transport(error)) => format!("failed: {error}"),
    }
}

#[tokio::test]
async fn bodies_are_collected_up_to_the_limit() {
    assert_eq!(collect("whole".into(), 5).await, "whole");
    assert_eq!(collect("whole".into(), 4).await, "too large");
    for (given, limit, expected) in [
        (vec![], 0, ""),
        (vec![Ok("one")], 3, "one"),
        (vec![Ok("one")], 2, "too large"),
        (vec![Ok(""), Ok("one"), Ok(""), Ok("two"), Ok("three")], 11, "onetwothree"),
        (vec![Ok("one"), Ok("two"), Ok("three")], 10, "too large"),
        (vec![Ok("one"), Err("gone")], 10, "failed: gone"),
        (vec![Ok("one"), Ok("too much"), Err("never read")], 5, "too large"),
    ] {
        assert_eq!(collect(pieces(given.clone()), limit).await, expected, "{given:?}");
    }
}

#[tokio::test]
async fn a_single_chunk_is_not_copied() {
    let bytes = Bytes::from_static(b"one");
    struct Once(Option<Bytes>);
    impl Chunks for Once {
        fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>> {
            let chunk = self.0.take();
            Box::pin(async { Ok(chunk) })
        }
    }
    let body = Body::from_chunks(Box::new(Once(Some(bytes.clone()))));
    let Ok(collected) = body.collect(10).await else { panic!("it fits") };
    assert_eq!(collected.as_ptr(), bytes.as_ptr());
}

#[test]
fn debug_shows_sizes_only() {
    assert_eq!(format!("{:?}", Body::from("secret")), "Body(6 bytes)");
    assert_eq!(format!("{:?}", pieces(vec![])), "Body(chunks)");
}
