//! Carries requests to a server and answers back; all else happens before and after it.

mod body;
mod error;
#[cfg(feature = "reqwest")]
mod reqwest;

use std::fmt;
use std::pin::Pin;

use http::{HeaderMap, StatusCode};

pub(super) use body::CollectError;
pub use body::{Chunks, TransportBody};
pub use error::TransportError;
pub(super) use error::TransportErrorKind;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;

use super::request::Request;

/// Sends requests. Implement it to bring an HTTP client of your own, or to wrap the default one.
///
/// A transport sends a request once and as it is: it follows no redirects, repeats nothing and adds no credentials.
/// The time limit of a call is kept around it, and a call that is given up drops the future.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends one request and returns once the head of the answer is there.
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>>;
}

/// An answer whose body may still be on its way.
#[derive(Debug)]
pub struct TransportResponse {
    /// The status.
    pub status: StatusCode,
    /// All headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: TransportBody,
}

impl TransportResponse {
    /// An answer without headers.
    #[must_use]
    pub fn new(status: StatusCode, body: impl Into<TransportBody>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }
}
