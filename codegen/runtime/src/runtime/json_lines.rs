//! Answers that are many values of JSON, read while they arrive: one on each line, or each behind a record separator.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::codec::Decode;
use super::error::Error;
use super::incoming::Incoming;
use super::response::{RawResponse, json};

/// What begins each value where lines do not (RFC 7464).
const RECORD_SEPARATOR: u8 = 0x1e;

/// Values that are read one by one while they arrive.
///
/// The time limits are those of a [`Pending`](super::Pending) up to the head of the answer. From then on each piece has
/// to arrive within the limit of an attempt; all of it has a limit only if the call itself was given a `timeout`. A value
/// may be as large as the client's `max_body_size`. Dropping it ends the transfer.
pub struct JsonLines<T> {
    records: Box<Records>,
    decode: fn(&RawResponse) -> Result<T, Error>,
}

impl<T: Decode> JsonLines<T> {
    /// The values that an answer holds.
    ///
    /// # Errors
    ///
    /// None; the result is one so that all decoders look alike.
    #[doc(hidden)]
    pub fn new(answer: Incoming) -> Result<Self, Error> {
        Ok(Self { records: Box::new(Records::new(answer)), decode: json })
    }
}

impl<T> JsonLines<T> {
    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.records.answer.response().status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.records.answer.response().headers
    }

    /// The next value; `None` after the last one.
    ///
    /// Giving up on the future loses nothing: the next one goes on where it stopped.
    ///
    /// # Errors
    ///
    /// Of the kind `Decode`: this value is of another shape; those after it can be read nevertheless. Of the kinds
    /// `Transport`, `Timeout` and `BodyTooLarge`: what came before is not all, and nothing comes after.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_value(context)).await.transpose()
    }

    fn poll_value(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let record = ready!(self.records.poll_record(context));
        Poll::Ready(record.map(|record| record.and_then(|()| self.records.read(self.decode))))
    }
}

impl<T> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_value(context)
    }
}

/// Without content.
impl<T> fmt::Debug for JsonLines<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JsonLines").field("answer", &self.records.answer).finish_non_exhaustive()
    }
}

/// The texts of the values, whatever their type.
struct Records {
    answer: Incoming,
    /// The answer with the current text for its body, so that messages about it are like those about any other.
    current: RawResponse,
    count: u64,
    buffer: BytesMut,
    /// How much of the buffer holds no separator.
    searched: usize,
    separator: Option<u8>,
    is_over: bool,
}

impl Records {
    fn new(answer: Incoming) -> Self {
        let current = answer.response().of_many();
        Self { answer, current, count: 0, buffer: BytesMut::new(), searched: 0, separator: None, is_over: false }
    }

    /// Whether there is another text, which is the current one then.
    fn poll_record(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<(), Error>>> {
        loop {
            while let Some(record) = self.take() {
                if !record.trim_ascii().is_empty() {
                    self.count += 1;
                    self.current.body = record;
                    return Poll::Ready(Some(Ok(())));
                }
            }
            if self.is_over {
                return Poll::Ready(None);
            }
            if self.buffer.len() > self.answer.limit() {
                return Poll::Ready(Some(Err(self.fail(self.answer.too_large()))));
            }
            match ready!(self.answer.poll_piece(context)) {
                Some(Ok(piece)) => self.buffer.extend_from_slice(&piece),
                Some(Err(error)) => return Poll::Ready(Some(Err(self.fail(error)))),
                None => self.is_over = true,
            }
        }
    }

    /// What stands before the next separator, or at last what is left.
    fn take(&mut self) -> Option<Bytes> {
        let first = *self.buffer.first()?;
        let separator = *self.separator.get_or_insert(if first == RECORD_SEPARATOR { first } else { b'\n' });
        let from = std::mem::replace(&mut self.searched, self.buffer.len());
        match self.buffer[from..].iter().position(|byte| *byte == separator) {
            Some(length) => {
                let record = self.buffer.split_to(from + length).freeze();
                self.buffer.advance(1);
                self.searched = 0;
                Some(record)
            }
            None => self.is_over.then(|| self.buffer.split().freeze()),
        }
    }

    fn read<T>(&self, decode: fn(&RawResponse) -> Result<T, Error>) -> Result<T, Error> {
        decode(&self.current).map_err(|error| error.with_note(&format!("value {} of the stream", self.count)))
    }

    /// Ends with an error.
    fn fail(&mut self, error: Error) -> Error {
        self.is_over = true;
        self.buffer.clear();
        error
    }
}
