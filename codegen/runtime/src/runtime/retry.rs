//! Decides whether a call that failed is tried again, and when.

use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

use http::Method;

use super::call::Call;
use super::error::{Error, ErrorKind};

/// How often, and how long after each other, a call is tried.
///
/// Tried again is what is likely to succeed and does no harm: a call that found no connection, and one that was answered
/// with 408, 429, 502, 503 or 504, if its method may be repeated (all but POST, PATCH and those that HTTP itself does not know) or it fetches a value for other
/// calls; with GET, HEAD and QUERY also after a 500. Between two attempts lies a random part of a pause that doubles each time,
/// so that many clients do not come back at once. A server that says `Retry-After` is obeyed; when it asks for more than
/// the longest pause, the error is returned instead, and [`Error::retry_after`] tells how long to wait. The client's
/// `timeout` bounds it all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
}

impl RetryPolicy {
    /// Each call is tried once.
    #[must_use]
    pub fn none() -> Self {
        Self::default().attempts(1)
    }

    /// The same policy with so many attempts in all, the first one included: 3 unless set. 0 counts as 1.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The same policy with these bounds of the first pause and of all: 0.2 and 20 seconds unless set.
    #[must_use]
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// How long to wait after so many attempts, the last of which failed so; `None` when it is not worth another one.
    pub(super) fn pause(&self, error: &Error, attempts: u32, call: &Call) -> Option<Duration> {
        if attempts >= self.attempts || !is_worth_it(error, call) {
            return None;
        }
        match error.retry_after() {
            Some(asked) => (asked <= self.longest_pause).then_some(asked),
            None => Some(self.bound(attempts).mul_f64(random())),
        }
    }

    /// The longest pause after so many attempts.
    fn bound(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        self.first_pause.saturating_mul(1 << doublings).min(self.longest_pause)
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { attempts: 3, first_pause: Duration::from_millis(200), longest_pause: Duration::from_secs(20) }
    }
}

fn is_worth_it(error: &Error, call: &Call) -> bool {
    match error.kind() {
        ErrorKind::Connect => true,
        ErrorKind::Status => match error.status().map_or(0, |status| status.as_u16()) {
            408 | 429 | 502 | 503 | 504 => call.is_repeatable(),
            500 => matches!(call.operation().method, Method::GET | Method::HEAD | Method::QUERY),
            _ => false,
        },
        _ => false,
    }
}

/// A number from 0 to 1. The standard library's hash maps are seeded at random, which is good enough here.
fn random() -> f64 {
    let bits = u32::try_from(RandomState::new().hash_one(()) >> 32).unwrap_or_default();
    f64::from(bits) / f64::from(u32::MAX)
}
