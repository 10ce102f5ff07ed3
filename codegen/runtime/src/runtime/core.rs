//! Sends the requests of all calls, and judges what comes back.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::api::{Api, Operation, Statuses};
use super::config::Services;
use super::credentials::Proofs;
use super::error::{Error, ErrorKind};
use super::request::Request;
use super::response::RawResponse;
use super::secrets::Secrets;
use super::text::excerpt;
use super::transport::{CollectError, Transport, TransportError, TransportErrorKind};

/// What all calls of a client share. Cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Settings>);

/// The settings of a client after they have been checked.
pub(super) struct Settings {
    pub(super) api: &'static Api,
    pub(super) services: Services,
    pub(super) user_agent: HeaderValue,
    pub(super) parameters: Vec<(&'static str, String)>,
    pub(super) credentials: Proofs,
    pub(super) secrets: Secrets,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) timeout: Duration,
    pub(super) max_body_size: usize,
    pub(super) check_requests: bool,
}

impl Core {
    pub(super) fn new(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0
    }

    /// Sends a request and returns the answer if it is a success.
    pub(super) async fn execute(&self, request: Request, timeout: Option<Duration>) -> Result<RawResponse, Error> {
        let timeout = timeout.unwrap_or(self.0.timeout);
        let (operation, server) = (request.operation, request.server.clone());
        match tokio::time::timeout(timeout, self.exchange(request)).await {
            Ok(result) => result,
            Err(_) => Err(Self::too_late(operation, &server, timeout)),
        }
    }

    /// One attempt. A signature covers what is sent and when, so it comes last, and anew each time.
    async fn exchange(&self, mut request: Request) -> Result<RawResponse, Error> {
        self.0.credentials.add_to(&mut request, SystemTime::now())?;
        let (operation, server, secrets) = (request.operation, request.server.clone(), request.secrets.clone());
        let failed = |error| Self::transport_failure(operation, &server, &secrets, error);
        let response = self.0.transport.send(request).await.map_err(failed)?;
        let (status, headers, limit) = (response.status, response.headers, self.0.max_body_size);
        if operation.method != Method::HEAD && announced(&headers).is_some_and(|size| size > limit) {
            return Err(self.too_large(operation, status));
        }
        let body = response.body.collect(limit).await.map_err(|error| match error {
            CollectError::TooLarge => self.too_large(operation, status),
            CollectError::Transport(error) => failed(error),
        })?;
        let response = RawResponse { api: self.0.api, operation, status, headers, body, secrets };
        if is_success(operation, status, &response.body) { Ok(response) } else { Err(Error::refusal(response)) }
    }

    fn transport_failure(
        operation: &'static Operation,
        server: &str,
        secrets: &Secrets,
        error: TransportError,
    ) -> Error {
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

    fn too_late(operation: &'static Operation, server: &str, timeout: Duration) -> Error {
        let text = format!("no complete answer from {server} within {timeout:?}; a longer `timeout` can be set");
        Error::new(ErrorKind::Timeout, Some(operation), text)
    }

    fn too_large(&self, operation: &'static Operation, status: StatusCode) -> Error {
        let (status, limit) = (status.as_u16(), self.0.max_body_size);
        let text = format!("the {status} answer is larger than {limit} bytes; ask for less, or raise `max_body_size`");
        Error::new(ErrorKind::BodyTooLarge, Some(operation), text)
    }
}

/// Without secrets and without the parameters' values.
impl fmt::Debug for Core {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Core")
            .field("endpoints", &self.0.services)
            .field("credentials", &self.0.credentials)
            .field("transport", &self.0.transport)
            .field("timeout", &self.0.timeout)
            .field("max_body_size", &self.0.max_body_size)
            .field("check_requests", &self.0.check_requests)
            .finish()
    }
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
