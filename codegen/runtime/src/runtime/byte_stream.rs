//! Answers that are not taken into memory.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::error::Error;
use super::incoming::Incoming;
use super::response::{RawResponse, string};

/// An answer whose bytes are read while they arrive, be they ever so many.
///
/// ```ignore
/// let mut bytes = client.get_archive("v1").send().await?;
/// while let Some(piece) = bytes.try_next().await? {
///     file.write_all(&piece)?;
/// }
/// ```
///
/// `send` returns it as soon as status and headers are there. From then on each piece has to arrive within the limit of
/// an attempt (`attempt_timeout` of the client's builder, 60 seconds unless set); all of it has a limit only if the call
/// itself was given a `timeout`. Without `None` at its end it was not complete: a connection that breaks is an error.
/// Dropping it ends the transfer.
pub struct ByteStream(Box<Incoming>);

impl ByteStream {
    /// The bytes of an answer.
    ///
    /// # Errors
    ///
    /// None; the result is one so that all decoders look alike.
    #[doc(hidden)]
    pub fn new(answer: Incoming) -> Result<Self, Error> {
        Ok(Self(Box::new(answer)))
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.response().status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.response().headers
    }

    /// What kind of bytes these are, as the server says it: `image/png`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.0.response().header("content-type")
    }

    /// How many bytes will come, if the server says so.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        self.0.response().announced()
    }

    /// The next bytes; `None` after the last ones.
    ///
    /// Giving up on the future loses nothing: the next one goes on where it stopped.
    ///
    /// # Errors
    ///
    /// Of the kinds `Transport` and `Timeout`: what came before is not all of it. Nothing comes after an error.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|context| self.0.poll_piece(context)).await.transpose()
    }

    /// All bytes that are left.
    ///
    /// # Errors
    ///
    /// As [`try_next`](Self::try_next), and of the kind `BodyTooLarge` when there are more than the client takes into
    /// memory (`max_body_size` of its builder).
    pub async fn bytes(self) -> Result<Bytes, Error> {
        (*self.0).collect().await
    }

    /// All that is left as a text, in UTF-8 unless the answer says otherwise.
    ///
    /// # Errors
    ///
    /// As [`bytes`](Self::bytes), and of the kind `Decode` when it is no text.
    pub async fn text(self) -> Result<String, Error> {
        let head = self.0.response().clone();
        string(&RawResponse { body: self.bytes().await?, ..head })
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().0.poll_piece(context)
    }
}

/// Without content and headers, which may hold secrets.
impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("status", &self.status())
            .field("content_type", &self.content_type())
            .field("content_length", &self.content_length())
            .finish_non_exhaustive()
    }
}
