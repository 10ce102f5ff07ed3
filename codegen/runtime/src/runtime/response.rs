//! What comes back, and how it becomes a value.

use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderMap, StatusCode, header::AsHeaderName};

use super::api::{Api, Operation};
use super::codec::{Decode, from_json};
use super::error::Error;
use super::secrets::Secrets;
use super::text::excerpt;

/// A decoded answer together with what came around it.
#[derive(Clone)]
pub struct Response<T> {
    value: T,
    status: StatusCode,
    headers: HeaderMap,
}

impl<T> Response<T> {
    pub(super) fn new(value: T, status: StatusCode, headers: HeaderMap) -> Self {
        Self { value, status, headers }
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

/// The most that a message repeats of how a body is coded, in characters.
const LONGEST_CODING: usize = 40;

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
    pub(super) fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The answer around one of many values of its body, which says of none of them what it is.
    #[must_use]
    pub fn of_many(&self) -> Self {
        let mut one = self.clone();
        one.headers.remove(CONTENT_TYPE);
        one
    }

    /// The size of the body that the server announces.
    pub(super) fn announced(&self) -> Option<u64> {
        self.header(CONTENT_LENGTH)?.trim().parse().ok()
    }

    /// How the body is coded, if it is not sent as it is.
    pub(super) fn coding(&self) -> Option<String> {
        let coding = self.header(CONTENT_ENCODING)?.trim();
        let is_coded = !coding.is_empty() && !coding.eq_ignore_ascii_case("identity");
        is_coded.then(|| excerpt(&self.secrets.redact(coding.to_owned()).to_ascii_lowercase(), LONGEST_CODING))
    }

    /// Refuses a body that is coded: a transport that can undo that has done so, and says so no longer.
    pub(super) fn check_coding(&self) -> Result<(), Error> {
        match self.coding() {
            None => Ok(()),
            Some(coding) => {
                Err(Error::unreadable(self, &format!("its body is coded as `{coding}`, which nobody has asked for")))
            }
        }
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

/// Reads an answer that is a text, in UTF-8 unless it says otherwise.
///
/// # Errors
///
/// Of the kind `Decode`: it is not in the encoding that it is said to be in.
pub fn string(response: &RawResponse) -> Result<String, Error> {
    let content_type = response.header(CONTENT_TYPE).unwrap_or_default().to_ascii_lowercase();
    let is_latin = ["charset=iso-8859-1", "charset=\"iso-8859-1\"", "charset=latin1"];
    if is_latin.iter().any(|charset| content_type.contains(charset)) {
        return Ok(response.body.iter().copied().map(char::from).collect());
    }
    match std::str::from_utf8(&response.body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let at = error.valid_up_to();
            Err(Error::unreadable(response, &format!("the text is not valid UTF-8 at byte {at}")))
        }
    }
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
