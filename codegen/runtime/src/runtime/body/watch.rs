//! Sees how a body gets on while it is sent.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::time::Instant;

/// What is known of a body that is being sent.
pub(in super::super) struct Watch(Mutex<State>);

struct State {
    /// When the last piece was taken.
    last: Instant,
    fault: Option<String>,
}

impl Watch {
    pub(super) fn new() -> Self {
        Self(Mutex::new(State { last: Instant::now(), fault: None }))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A piece has been taken, or the end has been reached.
    pub(super) fn advance(&self) {
        self.state().last = Instant::now();
    }

    /// Reading has failed.
    pub(super) fn fail(&self, fault: String) {
        self.state().fault = Some(fault);
    }

    /// When the body got on last.
    pub(in super::super) fn last(&self) -> Instant {
        self.state().last
    }

    /// Why the body could not be read to its end.
    pub(in super::super) fn fault(&self) -> Option<String> {
        self.state().fault.clone()
    }
}
