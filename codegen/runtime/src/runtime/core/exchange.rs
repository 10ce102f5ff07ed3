//! One attempt: a request is sent, and what comes back is judged.

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
use super::super::transport::{CollectError, TransportBody, TransportError, TransportErrorKind};
use super::Core;
use super::attempts::unsendable;
use super::redirect::{self, Place, Target};

/// The most that a message repeats of a text of others, in characters.
const LONGEST: usize = 200;

/// A success.
pub(in super::super) struct Success {
    pub(in super::super) response: RawResponse,
    /// The body of an answer that is read while it arrives; the response is without it.
    pub(in super::super) rest: Option<TransportBody>,
    /// Who answered.
    pub(in super::super) server: String,
}

/// What an attempt has come to.
enum Step {
    Done(Result<Success, Error>),
    Redirected(Target),
}

impl Core {
    /// Sends a request once and follows where it is led, and returns the answer if it is a success. The bodies of those
    /// successes that the call wants open are left where they are.
    pub(super) async fn exchange(
        &self,
        call: &Call,
        request: Request,
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

    async fn follow(&self, call: &Call, mut request: Request, unreachable: usize) -> Result<Success, Error> {
        let (mut followed, mut is_trusted, mut is_answer) = (0, true, false);
        let operation = request.operation;
        loop {
            let secrets = request.secrets.clone();
            let mut target = match self.attempt(request, call.open_statuses(), followed).await {
                Step::Done(result) => return result,
                Step::Redirected(target) => target,
            };
            followed += 1;
            // Whoever was elsewhere may not choose what is asked for here.
            is_trusted &= target.is_trusted;
            target.is_trusted = is_trusted;
            is_answer |= target.is_answer;
            target.is_answer = is_answer;
            request = target.request(call.request(unreachable)?);
            request.secrets = secrets;
            request.measure().await.map_err(|problem| unsendable(operation, problem))?;
            if is_trusted {
                self.0.credentials.add_to(&mut request, self).await?;
            }
        }
    }

    async fn attempt(&self, request: Request, open: &[Statuses], followed: usize) -> Step {
        let (operation, secrets, place) = (request.operation, request.secrets.clone(), Place::of(&request));
        let server = request.server.clone();
        let answer = match self.0.transport.send(request).await {
            Ok(answer) => answer,
            Err(error) => return Step::Done(Err(transport_failure(operation, &server, &secrets, error))),
        };
        let (status, mut headers) = (answer.status, answer.headers);
        hide(&mut headers);
        let (api, body) = (self.0.api, Bytes::new());
        let head = RawResponse { api, operation, status, headers, body, secrets, attempts: 1 };
        let note = match redirect::target(&head, &place) {
            None => None,
            Some(Ok(target)) if followed < redirect::MOST => return Step::Redirected(target),
            Some(Ok(target)) => Some(format!("after {followed} redirects another one, to {}", target.server())),
            Some(Err(problem)) => Some(format!("not followed: {problem}")),
        };
        let note = note.map(|note| excerpt(&head.secrets.redact(note), LONGEST));
        let result = self.judge(head, answer.body, open, server).await;
        Step::Done(result.map_err(|error| note.iter().fold(error, |error, note| error.with_note(note))))
    }

    /// Reads an answer unless it is to be left open, and says whether it is a success.
    async fn judge(
        &self,
        head: RawResponse,
        body: TransportBody,
        open: &[Statuses],
        server: String,
    ) -> Result<Success, Error> {
        let (operation, status) = (head.operation, head.status);
        if open.iter().any(|statuses| statuses.cover(status)) {
            head.check_coding()?;
            return Ok(Success { response: head, rest: Some(body), server });
        }
        let limit = self.0.max_body_size;
        if operation.method != Method::HEAD && head.announced().is_some_and(|size| size > limit as u64) {
            return Err(too_large(operation, status, limit));
        }
        let body = body.collect(limit).await.map_err(|error| match error {
            CollectError::TooLarge => too_large(operation, status, limit),
            CollectError::Transport(error) => transport_failure(operation, &server, &head.secrets, error),
        })?;
        let response = RawResponse { body, ..head };
        if !is_success(operation, status, &response.body) {
            return Err(Error::refusal(response));
        }
        if !response.body.is_empty() {
            response.check_coding()?;
        }
        Ok(Success { response, rest: None, server })
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
