//! All attempts of a call: fresh credentials for each, pauses between them, one time limit around them.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::StatusCode;
use tokio::time::{Instant, sleep, timeout_at};

use super::super::api::Operation;
use super::super::call::Call;
use super::super::clock::complaint;
use super::super::credentials::Used;
use super::super::error::{Error, ErrorKind};
use super::super::incoming::Incoming;
use super::super::limits::Limits;
use super::super::response::RawResponse;
use super::{Core, Success};

/// What is known of a call when its time is over.
#[derive(Default)]
struct Progress {
    /// Where the last attempt went to.
    server: Option<Arc<str>>,
    sent: u32,
    last: Option<Error>,
}

impl Core {
    /// Makes a call, as often as the policy allows, and returns the answer if it is a success.
    pub(in super::super) async fn execute(&self, mut call: Call) -> Result<RawResponse, Error> {
        let deadline = self.deadline(&call);
        self.within(&mut call, deadline).await.map(|success| success.response)
    }

    /// Makes a call in the same way, and returns the answer as soon as its head is there. What the client's time limit
    /// bounds ends then; a limit of the call itself goes on.
    pub(in super::super) async fn open(&self, mut call: Call) -> Result<Incoming, Error> {
        let deadline = self.deadline(&call);
        let success = self.within(&mut call, deadline).await?;
        let deadline = deadline.filter(|_| call.limit().is_some());
        Ok(Incoming::new(call, success, deadline))
    }

    /// When the time of a call is over that begins now. A limit beyond the end of time is none.
    fn deadline(&self, call: &Call) -> Option<Instant> {
        Instant::now().checked_add(self.limits(call).call(call.is_streamed())?)
    }

    /// The time limits of a call.
    pub(in super::super) fn limits(&self, call: &Call) -> Limits {
        self.0.limits.of_call(call.limit())
    }

    async fn within(&self, call: &mut Call, deadline: Option<Instant>) -> Result<Success, Error> {
        let limits = self.limits(call);
        let mut progress = Progress::default();
        // In a box of its own, since futures that hold others take the room of all of them, and are moved as a whole.
        let attempts = Box::pin(self.attempts(call, limits, deadline, &mut progress));
        let Some(end) = deadline else { return attempts.await };
        match timeout_at(end, attempts).await {
            Ok(result) => result,
            Err(_) => Err(Self::too_late(call, limits.call(call.is_streamed()).unwrap_or_default(), progress)),
        }
    }

    async fn attempts(
        &self,
        call: &mut Call,
        limits: Limits,
        deadline: Option<Instant>,
        progress: &mut Progress,
    ) -> Result<Success, Error> {
        call.complete().await?;
        let limit = limits.attempt(call.is_streamed());
        let (mut tries, mut unreachable, mut renewed) = (0, 0, false);
        loop {
            let mut request = call.request(unreachable)?;
            request
                .measure()
                .await
                .map_err(|problem| unsendable(call.operation(), problem).with_attempts(progress.sent))?;
            let proven = self.0.credentials.add_to(&mut request, self).await;
            let used = proven.map_err(|error| error.with_attempts(progress.sent))?;
            progress.sent += 1;
            progress.server = Some(request.server.clone());
            let error = match self.exchange(call, request, unreachable, limit).await {
                Ok(mut success) => {
                    success.response.attempts = progress.sent;
                    return Ok(success);
                }
                Err(error) => error,
            };
            if is_unauthorized(&error) && !renewed && self.0.credentials.refused(&used) {
                if call.is_spent() {
                    return Err(explained(error.with_note(SPENT), &used, progress.sent));
                }
                renewed = true;
                continue;
            }
            tries += 1;
            unreachable += usize::from(error.kind() == ErrorKind::Connect);
            let in_time = |pause: &Duration| {
                deadline.is_none_or(|deadline| Instant::now().checked_add(*pause).is_some_and(|end| end < deadline))
            };
            match self.0.retry.pause(&error, tries, call).filter(in_time) {
                Some(_) if call.is_spent() => return Err(explained(error.with_note(SPENT), &used, progress.sent)),
                Some(pause) => {
                    progress.last = Some(error);
                    sleep(pause).await;
                }
                None => return Err(explained(error, &used, progress.sent)),
            }
        }
    }

    fn too_late(call: &Call, limit: Duration, progress: Progress) -> Error {
        let text = match &progress.server {
            Some(server) => format!("no complete answer from {server} within {limit:?}; a longer `timeout` can be set"),
            None => format!("what the call needs could not be fetched within {limit:?}; a longer `timeout` can be set"),
        };
        let error = Error::new(ErrorKind::Timeout, Some(call.operation()), text).with_attempts(progress.sent);
        match progress.last {
            Some(last) => error.with_note(&format!("before that: {}", last.text())),
            None => error,
        }
    }
}

/// Why a call is not made again although it is worth it.
const SPENT: &str = "not tried again: its body is a stream, which can be sent only once";

pub(super) fn unsendable(operation: &'static Operation, problem: String) -> Error {
    Error::new(ErrorKind::InvalidRequest, Some(operation), problem)
}

fn is_unauthorized(error: &Error) -> bool {
    error.kind() == ErrorKind::Status && error.status() == Some(StatusCode::UNAUTHORIZED)
}

/// The error with what only the whole of the call tells.
fn explained(error: Error, used: &Used, sent: u32) -> Error {
    let mut error = error.with_attempts(sent);
    if sent > 1 {
        error = error.with_note(&format!("after {sent} attempts"));
    }
    let refused = error.is_auth() || error.is_permission();
    if refused
        && used.is_signed()
        && let Some(complaint) = error.headers().and_then(|headers| complaint(headers, SystemTime::now()))
    {
        error = error.with_note(&complaint);
    }
    error
}
