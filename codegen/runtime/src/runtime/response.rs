//! What comes back, and how it becomes a value.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::api::{Api, Operation};
use super::codec::{Decode, from_json};
use super::error::Error;
use super::secrets::Secrets;

/// A decoded answer together with what came around it.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> Response<T> {
    pub(super) fn new(value: T, raw: RawResponse) -> Self {
        Self { value, status: raw.status, headers: raw.headers }
    }

    /// The decoded answer.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The decoded answer alone.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

/// Without the headers, which may hold secrets.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut response = formatter.debug_struct("Response");
        response.field("status", &self.status).field("value", &self.value).finish_non_exhaustive()
    }
}

/// An answer before it is decoded, body included.
#[derive(Clone)]
pub struct RawResponse {
    pub(super) api: &'static Api,
    pub(super) operation: &'static Operation,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// What was sent and must not be quoted should the server repeat it.
    pub(super) secrets: Secrets,
    /// How many requests were sent for it.
    pub(super) attempts: u32,
}

impl RawResponse {
    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// A header as text, if it is there and is text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Without the body and the headers, which may hold secrets.
impl fmt::Debug for RawResponse {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawResponse")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Decodes a JSON answer.
///
/// # Errors
///
/// Of the kind `Decode`: there is no JSON, or it is of another shape.
pub fn json<T: Decode>(response: &RawResponse) -> Result<T, Error> {
    from_json(&response.body).map_err(|error| Error::decode_failure(response, &error))
}

/// Takes an answer as it came, for more than one reading.
///
/// # Errors
///
/// None; the result is one so that all decoders look alike.
pub fn raw(response: &RawResponse) -> Result<RawResponse, Error> {
    Ok(response.clone())
}

/// Takes an answer without content for what it is, and ignores content that is there nevertheless.
///
/// # Errors
///
/// None; the result is one so that all decoders look alike.
pub fn empty(_: &RawResponse) -> Result<(), Error> {
    Ok(())
}
