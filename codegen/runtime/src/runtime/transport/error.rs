//! What went wrong between client and server.

use std::error::Error;
use std::fmt;

/// A failure of a transport, with its cause.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn Error + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum TransportErrorKind {
    Connect,
    Timeout,
    Other,
}

impl TransportError {
    /// There is no connection, so that the server has seen nothing of the request.
    pub fn connect(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind: TransportErrorKind::Connect, source: source.into() }
    }

    /// The server took longer than the transport waits. What the server has done is unknown.
    pub fn timeout(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind: TransportErrorKind::Timeout, source: source.into() }
    }

    /// Anything else: a broken connection, an answer that is not HTTP. What the server has done is unknown.
    pub fn other(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind: TransportErrorKind::Other, source: source.into() }
    }

    pub(in super::super) fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(in super::super) fn into_source(self) -> Box<dyn Error + Send + Sync> {
        self.source
    }
}

/// The innermost cause, which says most.
impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&root_cause(&*self.source))
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}

/// What the innermost of nested errors says.
fn root_cause(error: &(dyn Error + 'static)) -> String {
    let mut cause = error;
    while let Some(source) = cause.source() {
        cause = source;
    }
    cause.to_string()
}
