//! Bodies of answers, whole or in chunks.

use std::fmt;
use std::pin::Pin;

use bytes::Bytes;

use super::error::TransportError;

/// The body of an answer.
pub struct TransportBody(Inner);

enum Inner {
    Whole(Bytes),
    Chunks(Box<dyn Chunks>),
}

/// A body that arrives piece by piece.
pub trait Chunks: Send {
    /// The next piece; `None` after the last one.
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>>;
}

/// Why a body was not collected.
pub(in super::super) enum CollectError {
    TooLarge,
    Transport(TransportError),
}

impl TransportBody {
    /// A body that arrives piece by piece. It is read only as far as the client's size limit.
    #[must_use]
    pub fn from_chunks(chunks: Box<dyn Chunks>) -> Self {
        Self(Inner::Chunks(chunks))
    }

    /// The next piece; `None` after the last one.
    pub(in super::super) async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        match &mut self.0 {
            Inner::Whole(bytes) => Ok(Some(std::mem::take(bytes)).filter(|bytes| !bytes.is_empty())),
            Inner::Chunks(chunks) => chunks.next().await,
        }
    }

    /// The whole body, unless it is larger than `limit` bytes.
    pub(in super::super) async fn collect(self, limit: usize) -> Result<Bytes, CollectError> {
        match self.0 {
            Inner::Whole(bytes) if bytes.len() <= limit => Ok(bytes),
            Inner::Whole(_) => Err(CollectError::TooLarge),
            Inner::Chunks(chunks) => collect(chunks, limit).await,
        }
    }
}

async fn collect(mut chunks: Box<dyn Chunks>, limit: usize) -> Result<Bytes, CollectError> {
    // Most answers are a single chunk, which needs no copy.
    let mut first = Bytes::new();
    let mut whole = Vec::new();
    while let Some(chunk) = chunks.next().await.map_err(CollectError::Transport)? {
        let size = first.len().max(whole.len());
        if chunk.len() > limit - size {
            return Err(CollectError::TooLarge);
        }
        if size == 0 {
            first = chunk;
            continue;
        }
        if whole.is_empty() {
            whole.extend_from_slice(&first);
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(if whole.is_empty() { first } else { whole.into() })
}

impl<T: Into<Bytes>> From<T> for TransportBody {
    fn from(bytes: T) -> Self {
        Self(Inner::Whole(bytes.into()))
    }
}

/// The size at most, since a body may hold secrets.
impl fmt::Debug for TransportBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Whole(bytes) => write!(formatter, "TransportBody({} bytes)", bytes.len()),
            Inner::Chunks(_) => formatter.write_str("TransportBody(chunks)"),
        }
    }
}
