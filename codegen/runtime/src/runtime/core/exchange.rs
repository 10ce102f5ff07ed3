//! One attempt: a request is sent, and what comes back is judged.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode};
use tokio::time::{Instant, timeout_at};

use super::super::api::{Operation, Statuses};
use super::super::body::Body;
use super::super::call::Call;
use super::super::error::{Error, ErrorKind};
use super::super::request::Request;
use super::super::response::RawResponse;
use super::super::secrets::{Secrets, hide};
use super::super::text::excerpt;
use super::super::transport::{CollectError, TransportBody, TransportError, TransportErrorKind, TransportResponse};
use super::Core;
use super::attempts::unsendable;
use super::redirect::{self, Place};

/// The most that a message repeats of a text of others, in characters.
const LONGEST: usize = 200;

/// A success.
pub(in super::super) struct Success {
    pub(in super::super) response: RawResponse,
    /// The body of an answer that is read while it arrives; the response is without it.
    pub(in super::super) rest: Option<TransportBody>,
    /// Who answered.
    pub(in super::super) server: Arc<str>,
}

impl Core {
    /// Sends a request once and follows where it is led, and returns the answer if it is a success. The bodies of those
    /// successes that the call wants open are left where they are.
    pub(super) async fn exchange(
        &self,
        call: &Call,
        request: Box<Request>,
        unreachable: usize,
        limit: Option<Duration>,
    ) -> Result<Success, Error> {
        let (operation, server) = (request.operation, request.server.clone());
        let watch = request.body.as_ref().and_then(Body::watch);
        // In a box of its own, as all attempts together are.
        let mut attempt = Box::pin(self.follow(call, request, unreachable));
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
                let text = format!("the body could not be read to its end: {}", excerpt(&fault, LONGEST));
                Err(Error::new(ErrorKind::Transport, Some(operation), text))
            }
            _ => result,
        }
    }

    async fn follow(&self, call: &Call, mut request: Box<Request>, unreachable: usize) -> Result<Success, Error> {
        let (mut followed, mut is_trusted, mut fetches) = (0, true, false);
        let operation = request.operation;
        // Where the call has been led to. Where it goes by itself is asked only when an answer leads on.
        let mut place = None;
        loop {
            let sent = Sent { operation, server: request.server.clone(), secrets: request.secrets.clone() };
            let answer = self.0.transport.send(*request).await.map_err(|error| sent.failure(error))?;
            let (head, body) = self.head(&sent, answer);
            let target = match redirect::location(&head) {
                Some(location) => {
                    let from = place.take().map_or_else(|| call.request(unreachable).map(|own| Place::of(&own)), Ok)?;
                    fetches |= redirect::is_to_fetch(&head);
                    let asks = operation.method == Method::QUERY && !fetches;
                    Some(from.led(location).and_then(|target| target.for_questions(asks)))
                }
                None => None,
            };
            let note = match target {
                None => None,
                Some(Ok(target)) if followed < redirect::MOST => {
                    followed += 1;
                    place = Some(target.place());
                    // Whoever was elsewhere may not choose what is asked for here.
                    is_trusted &= target.is_trusted;
                    request = target.request(call.request(unreachable)?, is_trusted);
                    request.secrets = sent.secrets;
                    if fetches {
                        redirect::fetch(&mut request);
                    }
                    request.measure().await.map_err(|problem| unsendable(operation, problem))?;
                    if is_trusted {
                        self.0.credentials.add_to(&mut request, self).await?;
                    }
                    continue;
                }
                Some(Ok(target)) => Some(format!("after {followed} redirects another one, to {}", target.server())),
                Some(Err(problem)) => Some(format!("not followed: {problem}")),
            };
            let note = note.map(|note| excerpt(&sent.secrets.redact(note), LONGEST));
            let read = self.read(&head, body, call.open_statuses(), &sent).await;
            let result = read.and_then(|(body, rest)| {
                judge(RawResponse { body, ..head }, rest.is_some()).map(|response| (response, rest))
            });
            let result = result.map(|(response, rest)| Success { response, rest, server: sent.server });
            return result.map_err(|error| note.iter().fold(error, |error, note| error.with_note(note)));
        }
    }

    /// The answer without its body, and the body.
    fn head(&self, sent: &Sent, answer: TransportResponse) -> (RawResponse, TransportBody) {
        let TransportResponse { status, mut headers, body } = answer;
        hide(&mut headers);
        let (api, operation, secrets) = (self.0.api, sent.operation, sent.secrets.clone());
        (RawResponse { api, operation, status, headers, body: Bytes::new(), secrets, attempts: 1 }, body)
    }

    /// Reads a body, unless it is to be left open.
    async fn read(
        &self,
        head: &RawResponse,
        body: TransportBody,
        open: &[Statuses],
        sent: &Sent,
    ) -> Result<(Bytes, Option<TransportBody>), Error> {
        let (operation, status, limit) = (head.operation, head.status, self.0.max_body_size);
        if open.iter().any(|statuses| statuses.cover(status)) {
            return Ok((Bytes::new(), Some(body)));
        }
        if operation.method != Method::HEAD && head.announced().is_some_and(|size| size > limit as u64) {
            return Err(too_large(operation, status, limit));
        }
        let bytes = body.collect(limit).await.map_err(|error| match error {
            CollectError::TooLarge => too_large(operation, status, limit),
            CollectError::Transport(error) => sent.failure(error),
        })?;
        Ok((bytes, None))
    }
}

/// The answer if it is a success, perhaps one whose body is still to come.
fn judge(answer: RawResponse, is_open: bool) -> Result<RawResponse, Error> {
    if !is_open && !is_success(answer.operation, answer.status, &answer.body) {
        return Err(Error::refusal(answer));
    }
    if is_open || !answer.body.is_empty() {
        answer.check_coding()?;
    }
    Ok(answer)
}

/// What is still known of a request when a transport has it.
struct Sent {
    operation: &'static Operation,
    server: Arc<str>,
    secrets: Secrets,
}

impl Sent {
    fn failure(&self, error: TransportError) -> Error {
        transport_failure(self.operation, &self.server, &self.secrets, error)
    }
}

fn too_slow(operation: &'static Operation, server: &str, limit: Duration, is_streamed: bool) -> Error {
    let since = if is_streamed { " after the last piece of the body" } else { "" };
    let text =
        format!("no complete answer from {server} within {limit:?}{since}; a longer `attempt_timeout` can be set");
    Error::new(ErrorKind::Timeout, Some(operation), text)
}

pub(in super::super) fn too_large(operation: &'static Operation, status: StatusCode, limit: usize) -> Error {
    let status = status.as_u16();
    let text = format!("the {status} answer is larger than {limit} bytes; ask for less, or raise `max_body_size`");
    Error::new(ErrorKind::BodyTooLarge, Some(operation), text)
}

pub(in super::super) fn transport_failure(
    operation: &'static Operation,
    server: &str,
    secrets: &Secrets,
    error: TransportError,
) -> Error {
    let reason = excerpt(&error.to_string(), LONGEST);
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

/// Whether an answer is what the operation promises. Where it promises no content, any success without content is.
fn is_success(operation: &Operation, status: StatusCode, body: &Bytes) -> bool {
    let is_declared = operation.success.iter().any(|statuses| statuses.cover(status));
    is_declared || (operation.accept.is_empty() && status.is_success() && body.is_empty())
}
