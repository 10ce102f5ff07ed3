//! How long calls and their attempts may take.

use std::fmt;
use std::time::Duration;

/// What a call may take with all its attempts.
const CALL: Duration = Duration::from_mins(2);

/// What an attempt may take.
const ATTEMPT: Duration = Duration::from_mins(1);

/// The limits that have been set.
#[derive(Clone, Copy, Default)]
pub(super) struct Limits {
    pub(super) call: Option<Duration>,
    pub(super) attempt: Option<Duration>,
}

impl Limits {
    /// The same limits for a call that says itself how long it may take.
    pub(super) fn of_call(self, own: Option<Duration>) -> Self {
        Self { call: own.or(self.call), ..self }
    }

    /// What a call may take with all its attempts. Nobody knows beforehand how long a body takes that is read while it
    /// is sent: such a call is bounded only if somebody says so.
    pub(super) fn call(self, is_streamed: bool) -> Option<Duration> {
        self.call.or((!is_streamed).then_some(CALL))
    }

    /// What an attempt may take, if that is less than the call; of a body that is read while it is sent, what the server
    /// may take after each piece. Who gives a call more time than usual means it for a single attempt, too.
    pub(super) fn attempt(self, is_streamed: bool) -> Option<Duration> {
        let limit = self.attempt.or(self.call).unwrap_or(ATTEMPT);
        self.call(is_streamed).is_none_or(|call| limit < call).then_some(limit)
    }

    /// How long the next piece of an answer may be on its way that is read while it arrives.
    pub(super) fn piece(self) -> Duration {
        self.attempt.unwrap_or(ATTEMPT)
    }
}

impl fmt::Debug for Limits {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Limits")
            .field("call", &self.call.unwrap_or(CALL))
            .field("attempt", &self.attempt(false).unwrap_or(self.call.unwrap_or(CALL)))
            .finish()
    }
}
