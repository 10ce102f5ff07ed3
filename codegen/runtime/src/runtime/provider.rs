//! Fetches what proves who calls, or what all calls need, when it is needed.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use super::core::Core;

/// Why a value could not be fetched.
pub type ProviderError = Box<dyn StdError + Send + Sync>;

/// A value on its way.
pub type Fetching<'a> = Pin<Box<dyn Future<Output = Result<Fetched, ProviderError>> + Send + 'a>>;

/// Fetches a value, for example a token from a place of your own.
///
/// A client asks it once, keeps the value for all its clones and calls, asks again shortly before the value expires, and
/// once when the server no longer accepts it. Calls that need the value meanwhile wait for the one that fetches it.
pub trait Provider: Send + Sync + fmt::Debug {
    /// Fetches the value.
    ///
    /// # Errors
    ///
    /// Why there is none, in words that do not quote secrets. The calls that wait for the value fail as ones without
    /// credentials; the next call asks again.
    fn fetch<'a>(&'a self, context: FetchContext<'a>) -> Fetching<'a>;
}

/// A value that has been fetched. `Debug` does not show it.
#[derive(Clone)]
pub struct Fetched {
    pub(super) value: String,
    pub(super) lifetime: Option<Duration>,
}

impl Fetched {
    /// A value that is good until the server refuses it.
    #[must_use]
    pub fn new(value: impl Into<String>) -> Self {
        Self { value: value.into(), lifetime: None }
    }

    /// The same value, which is good for so long from now on.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

impl fmt::Debug for Fetched {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Fetched").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

/// For whom a value is fetched.
#[derive(Clone, Copy, Debug)]
pub struct FetchContext<'a> {
    core: &'a Core,
}

impl<'a> FetchContext<'a> {
    pub(super) fn new(core: &'a Core) -> Self {
        Self { core }
    }

    /// The client that needs the value, for providers that make calls of the same API.
    #[doc(hidden)]
    #[must_use]
    pub fn core(self) -> &'a Core {
        self.core
    }
}
