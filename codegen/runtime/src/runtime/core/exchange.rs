//! One attempt: a request is sent, and what comes back is judged.

use std::pin::pin;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, Method, StatusCode};
use tokio::time::{Instant, timeout_at};

use super::super::api::{Operation, Statuses};
use super::super::body::Body;
use super::super::error::{Error, ErrorKind};
use super::super::request::Request;
use super::super::response::RawResponse;
use super::super::secrets::{Secrets, hide};
use super::super::text::excerpt;
use super::super::transport::{CollectError, TransportError, TransportErrorKind};
use super::Core;

impl Core {
    /// Sends a request once, and returns the answer if it is a success.
    pub(super) async fn exchange(&self, request: Request, limit: Option<Duration>) -> Result<RawResponse, Error> {
        let (operation, server) = (request.operation, request.server.clone());
        let watch = request.body.as_ref().and_then(Body::watch);
        let mut attempt = pin!(self.attempt(request, &server));
        let mut start = Instant::now();
        let result = loop {
            // A limit beyond the end of time is none.
            let Some(end) = limit.and_then(|limit| start.checked_add(limit)) else { break attempt.await };
            match timeout_at(end, attempt.as_mut()).await {
                Ok(result) => break result,
                // As long as the body gets on, the server is there.
                Err(_) => match watch.as_ref().map(|watch| watch.last()).filter(|last| *last > start) {
                    Some(last) => start = last,
                    None => return Err(too_slow(operation, &server, limit.unwrap_or_default(), watch.is_some())),
                },
            }
        };
        match watch.and_then(|watch| watch.fault()) {
            Some(fault) if result.is_err() => {
                let text = format!("the body could not be read to its end: {}", excerpt(&fault, 200));
                Err(Error::new(ErrorKind::Transport, Some(operation), text))
            }
            _ => result,
        }
    }

    async fn attempt(&self, request: Request, server: &str) -> Result<RawResponse, Error> {
        let (operation, secrets) = (request.operation, request.secrets.clone());
        let failed = |error| transport_failure(operation, server, &secrets, error);
        let response = self.0.transport.send(request).await.map_err(failed)?;
        let (status, mut headers, limit) = (response.status, response.headers, self.0.max_body_size);
        hide(&mut headers);
        if operation.method != Method::HEAD && announced(&headers).is_some_and(|size| size > limit) {
            return Err(self.too_large(operation, status));
        }
        let body = response.body.collect(limit).await.map_err(|error| match error {
            CollectError::TooLarge => self.too_large(operation, status),
            CollectError::Transport(error) => failed(error),
        })?;
        let response = RawResponse { api: self.0.api, operation, status, headers, body, secrets, attempts: 1 };
        if is_success(operation, status, &response.body) { Ok(response) } else { Err(Error::refusal(response)) }
    }

    fn too_large(&self, operation: &'static Operation, status: StatusCode) -> Error {
        let (status, limit) = (status.as_u16(), self.0.max_body_size);
        let text = format!("the {status} answer is larger than {limit} bytes; ask for less, or raise `max_body_size`");
        Error::new(ErrorKind::BodyTooLarge, Some(operation), text)
    }
}

fn too_slow(operation: &'static Operation, server: &str, limit: Duration, is_streamed: bool) -> Error {
    let since = if is_streamed { " after the last piece of the body" } else { "" };
    let text =
        format!("no complete answer from {server} within {limit:?}{since}; a longer `attempt_timeout` can be set");
    Error::new(ErrorKind::Timeout, Some(operation), text)
}

fn transport_failure(operation: &'static Operation, server: &str, secrets: &Secrets, error: TransportError) -> Error {
    let reason = excerpt(&error.to_string(), 200);
    let (kind, text) = match error.kind() {
        TransportErrorKind::Connect => (
            ErrorKind::Connect,
            format!("cannot connect to {server}: {reason}; check endpoint, network, proxy and certificates"),
        ),
        TransportErrorKind::Timeout => (ErrorKind::Timeout, format!("no complete answer from {server}: {reason}")),
        TransportErrorKind::Other => (
            ErrorKind::Transport,
            format!("the connection to {server} failed before the answer was complete: {reason}"),
        ),
    };
    Error::new(kind, Some(operation), secrets.redact(text)).with_source(error.into_source())
}

/// The size of the body that the server announces.
fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(CONTENT_LENGTH)?.to_str().ok()?.trim().parse().ok()
}

/// Whether an answer is what the operation promises. Where it promises no content, any success without content is.
fn is_success(operation: &Operation, status: StatusCode, body: &Bytes) -> bool {
    let code = status.as_u16();
    let declared = operation.success.iter().any(|statuses| match *statuses {
        Statuses::Code(declared) => declared == code,
        Statuses::Class(class) => u16::from(class) == code / 100,
        Statuses::Default => status.is_success(),
    });
    declared || (operation.accept.is_empty() && status.is_success() && body.is_empty())
}
