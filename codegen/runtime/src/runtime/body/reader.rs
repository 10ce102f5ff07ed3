//! Reads bodies piece by piece.

use std::collections::VecDeque;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::super::transport::TransportError;
use super::{BodyFlow, Watch};

/// The most that is handed over at once of what is in memory, so that one can see how it gets on.
const LARGEST_PIECE: usize = 256 << 10;

/// The bytes of a body, piece by piece. It is a [`Stream`].
pub struct BodyReader {
    rest: VecDeque<Piece>,
    watch: Option<Arc<Watch>>,
}

enum Piece {
    Bytes(Bytes),
    /// What is read, and how much of it there has to be.
    Flow(BodyFlow, Option<u64>),
}

impl BodyReader {
    pub(super) fn new(watch: Option<Arc<Watch>>) -> Self {
        Self { rest: VecDeque::new(), watch }
    }

    pub(super) fn push_bytes(&mut self, bytes: Bytes) {
        self.rest.push_back(Piece::Bytes(bytes));
    }

    pub(super) fn push_flow(&mut self, flow: BodyFlow, length: Option<u64>) {
        self.rest.push_back(Piece::Flow(flow, length));
    }

    /// The next piece; `None` after the last one.
    ///
    /// # Errors
    ///
    /// A file or stream fails, or is shorter or longer than its length.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        while let Some(piece) = self.rest.front_mut() {
            match ready!(piece.poll(context)) {
                Ok(Some(bytes)) if bytes.is_empty() => {}
                Ok(Some(bytes)) => {
                    self.advance();
                    return Poll::Ready(Some(Ok(bytes)));
                }
                Ok(None) => {
                    self.rest.pop_front();
                }
                Err(error) => {
                    self.rest.clear();
                    if let Some(watch) = &self.watch {
                        watch.fail(error.to_string());
                    }
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        self.advance();
        Poll::Ready(None)
    }

    fn advance(&self) {
        if let Some(watch) = &self.watch {
            watch.advance();
        }
    }
}

impl Piece {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<Option<Bytes>, TransportError>> {
        match self {
            Self::Bytes(bytes) if bytes.is_empty() => Poll::Ready(Ok(None)),
            Self::Bytes(bytes) => Poll::Ready(Ok(Some(bytes.split_to(bytes.len().min(LARGEST_PIECE))))),
            Self::Flow(flow, left) => {
                let next = ready!(flow.as_mut().poll_next(context)).transpose().map_err(TransportError::other)?;
                Poll::Ready(within(left, next).map_err(TransportError::other))
            }
        }
    }
}

/// The next piece, if it is no more than what is left, and the end, if nothing is.
fn within(left: &mut Option<u64>, next: Option<Bytes>) -> Result<Option<Bytes>, &'static str> {
    if let Some(left) = left {
        let size = next.as_ref().map_or(0, |bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        *left = left.checked_sub(size).ok_or("there is more to read than was announced")?;
        if next.is_none() && *left > 0 {
            return Err("there is less to read than was announced");
        }
    }
    Ok(next)
}

impl Stream for BodyReader {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl fmt::Debug for BodyReader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("BodyReader").finish_non_exhaustive()
    }
}
