//! Keeps what a provider fetches, for all who need it.

use std::error::Error as StdError;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use tokio::sync::{Mutex, MutexGuard};
use tokio::time::Instant;

use super::super::core::Core;
use super::super::error::Error;
use super::super::provider::{FetchContext, Fetched, Provider, ProviderError};

/// The longest time before its end at which a value is renewed; of a short life it is a tenth.
const EARLY: Duration = Duration::from_mins(5);

/// How long a value that is still good is used before its early renewal is tried again.
const PATIENCE: Duration = Duration::from_secs(30);

/// A provider and what it has fetched.
///
/// One call fetches while the others that need the value wait for it. What it gets, or why it gets nothing, is theirs
/// too: a wrong password is tried once, not once for every waiting call.
pub(in super::super) struct Cache {
    provider: ProviderHandle,
    held: RwLock<Option<Arc<Held>>>,
    /// The serial number of the newest value that a server refused.
    refused: AtomicU64,
    /// How many fetches have failed.
    failures: AtomicU64,
    turn: Mutex<Turn>,
}

/// A provider that the caller made, or that the description knows of.
#[derive(Clone, Debug)]
pub(in super::super) enum ProviderHandle {
    Own(Arc<dyn Provider>),
    Static(&'static dyn Provider),
}

/// A value with its serial number, beginning with 1.
pub(in super::super) struct Held {
    pub(in super::super) value: String,
    pub(in super::super) serial: u64,
    /// When to renew it, and when it is good for nothing.
    ends: Option<(Instant, Instant)>,
}

/// What is known only to who may fetch.
#[derive(Default)]
struct Turn {
    fetched: u64,
    failure: Option<SharedFailure>,
    /// When an early renewal is tried again after it failed.
    patient_until: Option<Instant>,
}

/// Why a fetch failed, for all who waited for it.
#[derive(Clone, Debug)]
pub(in super::super) struct SharedFailure(Arc<ProviderError>);

impl Cache {
    pub(in super::super) fn new(provider: ProviderHandle) -> Self {
        Self {
            provider,
            held: RwLock::default(),
            refused: AtomicU64::new(0),
            failures: AtomicU64::new(0),
            turn: Mutex::default(),
        }
    }

    /// The value, fetched or renewed if need be.
    pub(in super::super) async fn get(&self, core: &Core) -> Result<Arc<Held>, SharedFailure> {
        let failures = self.failures.load(Ordering::Acquire);
        if let Some(held) = self.usable() {
            return Ok(if held.is_fresh() { held } else { self.renew_early(core, held).await });
        }
        let turn = self.turn.lock().await;
        if let Some(held) = self.usable() {
            return Ok(held);
        }
        if self.failures.load(Ordering::Acquire) != failures
            && let Some(failure) = &turn.failure
        {
            return Err(failure.clone());
        }
        self.fetch(core, turn).await
    }

    /// Notes that a server does not accept the value of this number any longer.
    pub(in super::super) fn refuse(&self, serial: u64) {
        self.refused.fetch_max(serial, Ordering::AcqRel);
    }

    /// A new value if one can be had; whoever comes meanwhile uses the one that is about to end.
    async fn renew_early(&self, core: &Core, held: Arc<Held>) -> Arc<Held> {
        let Ok(turn) = self.turn.try_lock() else { return held };
        if let Some(newer) = self.usable().filter(|newer| newer.serial > held.serial) {
            return newer;
        }
        if turn.patient_until.is_some_and(|until| Instant::now() < until) {
            return held;
        }
        self.fetch(core, turn).await.unwrap_or(held)
    }

    async fn fetch(&self, core: &Core, mut turn: MutexGuard<'_, Turn>) -> Result<Arc<Held>, SharedFailure> {
        let provider = match &self.provider {
            ProviderHandle::Own(provider) => &**provider,
            ProviderHandle::Static(provider) => *provider,
        };
        match provider.fetch(FetchContext::new(core)).await {
            Ok(fetched) => {
                turn.fetched += 1;
                turn.patient_until = None;
                let held = Arc::new(Held::new(fetched, turn.fetched));
                *self.held.write().unwrap_or_else(PoisonError::into_inner) = Some(held.clone());
                Ok(held)
            }
            Err(error) => {
                let failure = SharedFailure(Arc::new(error));
                turn.failure = Some(failure.clone());
                turn.patient_until = Instant::now().checked_add(PATIENCE);
                self.failures.fetch_add(1, Ordering::AcqRel);
                Err(failure)
            }
        }
    }

    /// The value at hand, unless it has ended or was refused.
    fn usable(&self) -> Option<Arc<Held>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner).clone()?;
        let refused = held.serial <= self.refused.load(Ordering::Acquire);
        (!refused && !held.is_over()).then_some(held)
    }
}

impl Held {
    fn new(fetched: Fetched, serial: u64) -> Self {
        let now = Instant::now();
        let ends = fetched.lifetime.and_then(|lifetime| {
            let over = now.checked_add(lifetime)?;
            Some((over - EARLY.min(lifetime / 10), over))
        });
        Self { value: fetched.value, serial, ends }
    }

    fn is_fresh(&self) -> bool {
        self.ends.is_none_or(|(renewal, _)| Instant::now() < renewal)
    }

    fn is_over(&self) -> bool {
        self.ends.is_some_and(|(_, over)| Instant::now() >= over)
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Cache").field("provider", &self.provider).finish_non_exhaustive()
    }
}

impl SharedFailure {
    /// The failed call, when fetching was one.
    pub(in super::super) fn error(&self) -> Option<&Error> {
        self.0.downcast_ref()
    }
}

impl fmt::Display for SharedFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl StdError for SharedFailure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&**self.0)
    }
}
