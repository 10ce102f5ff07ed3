//! Waits until what an operation shows has ended.

mod duration;

use std::fmt;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::call::{Call, Pending};
use super::error::{Error, ErrorKind};
use super::expression::Search;
use super::response::{RawResponse, raw};
use super::text::excerpt;

/// The shortest time between two looks: a service is not asked without a pause, whatever the caller sets.
const SHORTEST_INTERVAL: Duration = Duration::from_millis(100);

/// The most that a message repeats of a text of the server, in characters.
const LONGEST: usize = 200;

/// Where an answer says how far things are, and what that means.
#[doc(hidden)]
#[derive(Debug)]
pub struct Waiter {
    /// The runtime expression of the state.
    pub state: &'static str,
    /// The states that end the wait well.
    pub success: &'static [&'static str],
    /// The states that end it otherwise.
    pub failure: &'static [&'static str],
    /// The runtime expression of why it ended so.
    pub reason: Option<&'static str>,
    /// The time between two looks unless the caller says otherwise.
    pub interval: Duration,
    /// How long is waited in all unless the caller says otherwise.
    pub deadline: Duration,
}

/// Waits until something has ended: the same call is made again and again until its answer names a final state.
///
/// Await it; nothing is sent before, and dropping it ends the wait. The first look is taken at once. A state that nobody
/// has described is not final, nor is a missing one.
///
/// # Errors
///
/// - The kind `Failed` when it ended, and not well: [`Error::message`] has the reason, and the error holds the answer.
/// - The kind `Timeout` when it had not ended by the deadline. What was waited for goes on.
/// - Those of the call, of which the first ends the wait.
#[must_use = "nothing is sent until this is awaited"]
pub struct Wait<T> {
    call: Call,
    decode: fn(&RawResponse) -> Result<T, Error>,
    waiter: &'static Waiter,
    interval: Duration,
    deadline: Duration,
    on_progress: Option<OnProgress<T>>,
}

/// What a caller wants to be told each answer.
type OnProgress<T> = Box<dyn FnMut(&T) + Send>;

/// What a look has brought.
enum Seen<T> {
    End(T),
    /// It goes on, in this state.
    Not(Option<String>),
}

impl<T> Wait<T> {
    /// A wait with the times of the description.
    #[doc(hidden)]
    pub fn new(call: Call, decode: fn(&RawResponse) -> Result<T, Error>, waiter: &'static Waiter) -> Self {
        Self { call, decode, waiter, interval: waiter.interval, deadline: waiter.deadline, on_progress: None }
    }

    /// Sets the time from the end of one answer to the next call. Less than a tenth of a second is taken for that.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// Sets how long is waited in all. A last look is taken when the time is over; like every call it keeps the limits of
    /// its own.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Calls this with each answer, the last one included.
    pub fn on_progress(mut self, on_progress: impl FnMut(&T) + Send + 'static) -> Self {
        self.on_progress = Some(Box::new(on_progress));
        self
    }

    async fn run(mut self) -> Result<T, Error> {
        let start = Instant::now();
        // A deadline that no clock will show is none.
        let end = start.checked_add(self.deadline);
        let interval = self.interval.max(SHORTEST_INTERVAL);
        loop {
            let answer = self.call.clone().send(raw).await?;
            let state = match self.look(&answer)? {
                Seen::End(value) => return Ok(value),
                Seen::Not(state) => state,
            };
            let left = end.map_or(Duration::MAX, |end| end.saturating_duration_since(Instant::now()));
            if left.is_zero() {
                return Err(too_late(answer, state, start.elapsed()));
            }
            drop(answer);
            sleep(interval.min(left)).await;
        }
    }

    /// Shows an answer to the caller, and judges it.
    fn look(&mut self, answer: &RawResponse) -> Result<Seen<T>, Error> {
        let value = (self.decode)(answer)?;
        if let Some(on_progress) = &mut self.on_progress {
            on_progress(&value);
        }
        let search = Search::whole(answer);
        match search.text(self.waiter.state) {
            Some(state) if self.waiter.success.contains(&state.as_str()) => Ok(Seen::End(value)),
            Some(state) if self.waiter.failure.contains(&state.as_str()) => {
                let reason = self.waiter.reason.and_then(|reason| search.text(reason));
                Err(failed(answer, state, reason.filter(|reason| !reason.trim().is_empty())))
            }
            state => Ok(Seen::Not(state)),
        }
    }
}

impl<T: 'static> IntoFuture for Wait<T> {
    type Output = Result<T, Error>;
    type IntoFuture = Pending<T>;

    fn into_future(self) -> Pending<T> {
        Box::pin(self.run())
    }
}

/// How long the caller is ready to wait; the rest may be nobody's business.
impl<T> fmt::Debug for Wait<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Wait")
            .field("call", &self.call)
            .field("interval", &self.interval)
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}

fn failed(answer: &RawResponse, state: String, reason: Option<String>) -> Error {
    let reason = reason.map(|reason| answer.secrets.redact(reason));
    let mut text = format!("ended as {}", shown(answer, state));
    if let Some(reason) = &reason {
        text.extend([": ", &excerpt(reason, LONGEST)]);
    }
    Error::about(ErrorKind::Failed, answer.clone(), text).with_message(reason).with_request_id_noted()
}

fn too_late(answer: RawResponse, state: Option<String>, waited: Duration) -> Error {
    let state = state.map_or_else(|| "without a state".to_owned(), |state| shown(&answer, state));
    let text = format!("still {state} after {}; a longer deadline can be set", duration::text(waited));
    Error::about(ErrorKind::Timeout, answer, text)
}

fn shown(answer: &RawResponse, state: String) -> String {
    excerpt(&answer.secrets.redact(state), LONGEST)
}
