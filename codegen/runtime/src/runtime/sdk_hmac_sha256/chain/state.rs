//! What a chain has found so far, and when it has to look again.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::time::Instant;

use super::super::found::Found;

/// A key is renewed when less of its life is left.
const MARGIN: Duration = Duration::from_mins(40);

/// After a search that brought nothing better, the next one begins so much later.
const PAUSE: Duration = Duration::from_mins(1);

/// The key in use and what is known of the searches.
#[derive(Default)]
pub(super) struct State {
    current: Option<Current>,
    /// How many searches have ended.
    searches: u64,
    /// Why the last one has left the chain without a key.
    failure: Option<String>,
}

struct Current {
    found: Arc<Found>,
    since: SystemTime,
    /// When to look for another key, although this one may still be good.
    due: Option<Instant>,
    /// Whether a server has refused it.
    refused: bool,
}

/// How much a search is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    None,
    /// The key can be used while another call looks for the next one.
    Renewal,
    Key,
}

impl State {
    pub(super) fn found(&self) -> Option<&Arc<Found>> {
        self.current.as_ref().map(|current| &current.found)
    }

    pub(super) fn searches(&self) -> u64 {
        self.searches
    }

    /// How the last search has ended.
    pub(super) fn outcome(&self) -> Result<(), String> {
        self.failure.clone().map_or(Ok(()), Err)
    }

    pub(super) fn need(&self, now: Instant) -> Need {
        match &self.current {
            Some(current) if !current.refused && current.is_alive(now) => {
                if current.due.is_none_or(|due| now < due) {
                    Need::None
                } else {
                    Need::Renewal
                }
            }
            _ => Need::Key,
        }
    }

    /// Whether the key was replaced after a time.
    pub(super) fn is_newer_than(&self, time: SystemTime) -> bool {
        self.current.as_ref().is_some_and(|current| current.since > time)
    }

    /// Notes that a server has refused a key, if it is still the one in use.
    pub(super) fn refuse(&mut self, found: &Arc<Found>) {
        if let Some(current) = self.current.as_mut().filter(|current| Arc::ptr_eq(&current.found, found)) {
            current.refused = true;
        }
    }

    /// Ends a search. One that has failed does no harm as long as there is a key that is alive.
    pub(super) fn settle(
        &mut self,
        search: Result<Found, String>,
        now: Instant,
        time: SystemTime,
    ) -> Result<(), String> {
        self.searches += 1;
        self.failure = None;
        match search {
            Ok(found) => {
                let due = found.end.map(|end| due(end, now));
                self.current = Some(Current { found: Arc::new(found), since: time, due, refused: false });
            }
            Err(problem) => match &mut self.current {
                Some(current) if current.is_alive(now) => {
                    current.due = Some(now + PAUSE);
                    current.refused = false;
                }
                _ => self.failure = Some(problem),
            },
        }
        self.outcome()
    }
}

impl Current {
    fn is_alive(&self, now: Instant) -> bool {
        self.found.end.is_none_or(|end| now < end)
    }
}

/// When to renew a key that ends then. A service may give keys away whose end is near, but is not asked without pause.
fn due(end: Instant, now: Instant) -> Instant {
    end.checked_sub(MARGIN).unwrap_or(now).max(now + PAUSE)
}
