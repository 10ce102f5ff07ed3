//! What is sent: one request, complete.

use std::fmt;
use std::sync::Arc;

use http::header::{CONTENT_LENGTH, COOKIE, HeaderValue};
use http::{HeaderMap, Method, Uri};

use super::api::Operation;
use super::body::Body;
use super::query::Query;
use super::secrets::Secrets;
use super::url::is_next_door;

/// A request as an operation has built it, ready to be sent.
///
/// `Debug` shows neither the credentials nor the body nor the values of secret parameters.
#[derive(Clone)]
pub struct Request {
    pub(super) operation: &'static Operation,
    pub(super) method: Method,
    pub(super) server: Arc<str>,
    pub(super) path: String,
    pub(super) path_parameters: Vec<(&'static str, String)>,
    pub(super) query: Query,
    pub(super) headers: HeaderMap,
    pub(super) body: Option<Body>,
    /// What no message about this request may quote.
    pub(super) secrets: Secrets,
}

impl Request {
    /// The operation that this is a request of: its id and path template are good names for metrics.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The HTTP method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The URL of the server: scheme, authority and perhaps a path, without a slash at its end.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.server
    }

    /// Whether the server is this machine or has a link-local address, as the metadata service of a cloud does. No proxy
    /// can reach it, or should see what is sent: a transport that uses proxies sends such a request directly.
    #[must_use]
    pub fn is_direct(&self) -> bool {
        self.server.parse::<Uri>().is_ok_and(|server| server.host().is_some_and(is_next_door))
    }

    /// The path below the server, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The value of a parameter of the path as the caller gave it, not encoded.
    #[must_use]
    pub fn path_parameter(&self, name: &str) -> Option<&str> {
        self.path_parameters.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The query's names and values, not encoded.
    #[must_use]
    pub fn query(&self) -> Vec<(String, String)> {
        self.query.pairs().collect()
    }

    /// The headers. Those that prove who calls are marked as sensitive.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, for a transport or a [`Signer`](super::Signer) that adds some of its own.
    #[must_use]
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// The body, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    /// Looks how long the body is, and states it.
    pub(super) async fn measure(&mut self) -> Result<(), String> {
        self.body = match self.body.take() {
            Some(body) => Some(body.prepared().await.map_err(|problem| format!("the body cannot be sent: {problem}"))?),
            None => None,
        };
        let length = match &self.body {
            Some(body) => body.length(),
            // Some servers wait for a body that nobody denies.
            None => matches!(self.method, Method::POST | Method::PUT | Method::PATCH | Method::QUERY).then_some(0),
        };
        if let Some(length) = length {
            self.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        }
        Ok(())
    }

    /// Keeps a value out of all messages about this request, should the server repeat it.
    ///
    /// A [`Signer`](super::Signer) tells so what it signs with and what could be used again. It takes effect before the
    /// request is handed to the transport, not later.
    pub fn keep_secret(&mut self, value: &str) {
        self.secrets = self.secrets.and(std::iter::once(value));
    }

    /// The whole URL, encoded.
    #[must_use]
    pub fn url(&self) -> String {
        let query = self.query.text();
        let separator = if query.is_empty() { "" } else { "?" };
        [&*self.server, &self.path, separator, query].concat()
    }
}

/// Adds a cookie to the one header that holds all of them. `false` when it cannot.
pub(super) fn add_cookie(headers: &mut HeaderMap, name: &str, value: &str, is_secret: bool) -> bool {
    let ends_early = |char: char| matches!(char, ';' | ',' | '"' | '\\') || char.is_ascii_whitespace();
    if name.is_empty() || name.contains(|char: char| ends_early(char) || char == '=') || value.contains(';') {
        return false;
    }
    let known = headers.get(COOKIE);
    let before = known.map(|known| [known.as_bytes(), b"; "].concat()).unwrap_or_default();
    let is_secret = is_secret || known.is_some_and(HeaderValue::is_sensitive);
    let Ok(mut cookies) = HeaderValue::from_bytes(&[&before, name.as_bytes(), b"=", value.as_bytes()].concat()) else {
        return false;
    };
    cookies.set_sensitive(is_secret);
    headers.insert(COOKIE, cookies);
    true
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("operation", &self.operation.id)
            .field("method", self.method())
            .field("url", &self.secrets.redact(self.url()))
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
