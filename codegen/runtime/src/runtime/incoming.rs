//! A body that is read while it arrives: piece by piece, each in time, and whole or an error.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode};
use tokio::time::{Instant, timeout_at};

use super::call::Call;
use super::core::{Success, too_large, transport_failure};
use super::error::{Error, ErrorKind};
use super::response::RawResponse;
use super::transport::{TransportBody, TransportError};

/// A success whose body may still be on its way. Dropping it ends the transfer.
pub struct Incoming {
    /// What was called, to be called again where a stream goes on.
    call: Call,
    /// The answer, with its body only where that was read at once.
    head: RawResponse,
    server: Arc<str>,
    state: State,
    /// How long one piece may take.
    patience: Duration,
    /// When all has to be there, and how long the caller allowed for that.
    end: Option<(Instant, Duration)>,
    received: u64,
}

enum State {
    Idle(TransportBody),
    Reading(Reading),
    Over,
}

/// The body comes back with each piece. Keeping the future means that nothing is lost when its reader is dropped.
type Reading = Pin<Box<dyn Future<Output = (TransportBody, Piece)> + Send>>;

/// A piece, unless it is late.
type Piece = Option<Result<Option<Bytes>, TransportError>>;

impl Incoming {
    /// The answer to a call, whose body has to be there by the deadline if there is one.
    pub(super) fn new(call: Call, success: Success, deadline: Option<Instant>) -> Self {
        let Success { response: head, rest, server } = success;
        let body = rest.unwrap_or_else(|| TransportBody::from(head.body.clone()));
        let (state, end) = (State::Idle(body), deadline.zip(call.limit()));
        let patience = call.core().limits(&call).piece();
        Self { call, head, server, state, patience, end, received: 0 }
    }

    /// What was called.
    #[must_use]
    pub fn call(&self) -> &Call {
        &self.call
    }

    /// The answer. Its body is there only where that was read at once.
    #[must_use]
    pub fn response(&self) -> &RawResponse {
        &self.head
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The most of it that may be kept in memory, in bytes.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.call.core().settings().max_body_size
    }

    /// The next piece, never an empty one; `None` after the last one and after an error.
    pub fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Idle(body) => self.state = State::Reading(self.read(body)),
                State::Reading(mut reading) => {
                    let Poll::Ready((body, piece)) = reading.as_mut().poll(context) else {
                        self.state = State::Reading(reading);
                        return Poll::Pending;
                    };
                    match piece {
                        Some(Ok(Some(bytes))) => {
                            self.received = self.received.saturating_add(bytes.len() as u64);
                            self.state = State::Idle(body);
                            if !bytes.is_empty() {
                                return Poll::Ready(Some(Ok(bytes)));
                            }
                        }
                        Some(Ok(None)) => return Poll::Ready(self.missing().map(Err)),
                        Some(Err(error)) => return Poll::Ready(Some(Err(self.broken(error)))),
                        None => return Poll::Ready(Some(Err(self.late()))),
                    }
                }
            }
        }
    }

    fn read(&self, mut body: TransportBody) -> Reading {
        let next = Instant::now().checked_add(self.patience);
        let end = self.end.map(|(end, _)| end);
        let until = next.into_iter().chain(end).min();
        Box::pin(async move {
            let piece = match until {
                Some(until) => timeout_at(until, body.next()).await.ok(),
                None => Some(body.next().await),
            };
            (body, piece)
        })
    }

    /// All pieces that are left.
    ///
    /// # Errors
    ///
    /// They are more than fit into memory, or not complete.
    pub async fn collect(mut self) -> Result<Bytes, Error> {
        let limit = self.limit() as u64;
        if self.head.announced().is_some_and(|size| size > limit) {
            return Err(self.too_large());
        }
        let mut first = Bytes::new();
        let mut whole = Vec::new();
        while let Some(piece) = std::future::poll_fn(|context| self.poll_piece(context)).await.transpose()? {
            if self.received > limit {
                return Err(self.too_large());
            }
            // Most bodies are a single piece, which needs no copy.
            if first.is_empty() {
                first = piece;
                continue;
            }
            if whole.is_empty() {
                whole.extend_from_slice(&first);
            }
            whole.extend_from_slice(&piece);
        }
        Ok(if whole.is_empty() { first } else { whole.into() })
    }

    /// The error of something that does not fit into memory.
    #[must_use]
    pub fn too_large(&self) -> Error {
        too_large(self.head.operation, self.head.status, self.limit()).with_attempts(self.head.attempts)
    }

    /// What is wrong with a body that has ended, if it is shorter than announced.
    fn missing(&self) -> Option<Error> {
        let announced = self.head.announced().filter(|_| self.head.operation.method != Method::HEAD)?;
        let (server, received) = (&self.server, self.received);
        let text = || format!("the answer of {server} has ended after {received} of {announced} bytes");
        (received < announced).then(|| Error::about(ErrorKind::Transport, self.head.clone(), text()))
    }

    fn broken(&self, error: TransportError) -> Error {
        let failure = transport_failure(self.head.operation, &self.server, &self.head.secrets, error);
        failure.with_attempts(self.head.attempts)
    }

    fn late(&self) -> Error {
        let (server, patience) = (&self.server, self.patience);
        let text = match self.end {
            Some((end, limit)) if end <= Instant::now() => {
                format!("no complete answer from {server} within {limit:?}; a longer `timeout` can be set")
            }
            _ => format!("{server} sent nothing for {patience:?}; a longer `attempt_timeout` can be set"),
        };
        Error::about(ErrorKind::Timeout, self.head.clone(), text)
    }
}

/// Without content.
impl fmt::Debug for Incoming {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Incoming")
            .field("operation", &self.head.operation.id)
            .field("status", &self.head.status)
            .field("received", &self.received)
            .finish_non_exhaustive()
    }
}
