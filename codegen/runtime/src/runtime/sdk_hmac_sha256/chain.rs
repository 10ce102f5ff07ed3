//! Finds a key where the official SDKs look for one, and keeps it fresh.

mod state;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::SystemTime;

use tokio::sync::Mutex;
use tokio::time::Instant;

use self::state::{Need, State};
use super::super::request::Request;
use super::super::signer::{Preparing, Signer};
use super::super::transport::Transport;
use super::found::{Found, Origin};
use super::machine::{Here, Machine};
use super::metadata::Metadata;
use super::{AccessKey, environment, profile};

/// Signs with the key that it finds, in the order of the official SDKs:
///
/// 1. the key that it was given with [`key`](Self::key);
/// 2. the environment: `HUAWEICLOUD_SDK_AK` and `HUAWEICLOUD_SDK_SK`, and with them `HUAWEICLOUD_SDK_SECURITY_TOKEN` and
///    `HUAWEICLOUD_SDK_PROJECT_ID`;
/// 3. a profile file: the one that `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names, or else `~/.huaweicloud/credentials`. It is
///    an INI file whose section `[basic]` has `ak` and `sk`, and perhaps `security_token` and `project_id`;
/// 4. the metadata service of the machine (ECS), which gives temporary keys away where an agency allows it to.
///
/// It looks when a call needs a key, not before, and goes on to the next place where one has no key or a broken one. When
/// all have none, the call fails with an error that names each place and its reason. A key with an end is renewed when
/// less than 40 minutes of it are left. All calls of a client share one search.
///
/// The metadata service is asked through the client's transport, without TLS, at an address that only the machine itself
/// can reach. It has three seconds for each answer, so that elsewhere the first call may fail that much later.
///
/// `Debug` shows no key.
pub struct KeyChain {
    given: Option<AccessKey>,
    profile: Option<PathBuf>,
    asks_metadata: bool,
    machine: Arc<dyn Machine>,
    /// Never locked for longer than it takes to look at it.
    state: RwLock<State>,
    /// Locked by the one call that looks for a key.
    metadata: Mutex<Metadata>,
}

impl KeyChain {
    /// A chain that has not looked for a key yet.
    #[must_use]
    pub fn new() -> Self {
        Self::on(Arc::new(Here))
    }

    /// A chain that looks for keys on another machine than this one.
    #[doc(hidden)]
    #[must_use]
    pub fn on(machine: Arc<dyn Machine>) -> Self {
        Self {
            given: None,
            profile: None,
            asks_metadata: true,
            machine,
            state: RwLock::default(),
            metadata: Mutex::default(),
        }
    }

    /// The same chain, which uses this key and looks for no other.
    #[must_use]
    pub fn key(mut self, key: AccessKey) -> Self {
        self.given = Some(key);
        self
    }

    /// The same chain with another profile file than the usual one.
    #[must_use]
    pub fn profile(mut self, path: impl AsRef<Path>) -> Self {
        self.profile = Some(path.as_ref().to_owned());
        self
    }

    /// The same chain, which does not ask the metadata service.
    #[must_use]
    pub fn without_metadata(mut self) -> Self {
        self.asks_metadata = false;
        self
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Looks for a key, unless another call has done so while this one was waiting: `searches` had ended before.
    async fn look(&self, need: Need, searches: u64, transport: &dyn Transport) -> Result<(), String> {
        let mut metadata = match self.metadata.try_lock() {
            Ok(metadata) => metadata,
            Err(_) if need == Need::Renewal => return Ok(()),
            Err(_) => self.metadata.lock().await,
        };
        {
            let state = self.read();
            if state.searches() != searches {
                return state.outcome();
            }
        }
        let search = self.search(&mut metadata, transport).await;
        self.write().settle(search, Instant::now(), self.machine.now())
    }

    async fn search(&self, metadata: &mut Metadata, transport: &dyn Transport) -> Result<Found, String> {
        let machine = &*self.machine;
        let mut problems = Vec::with_capacity(3);
        match environment::find(machine) {
            Ok(found) => return Ok(found),
            Err(problem) => problems.push(format!("environment: {problem}")),
        }
        match profile::find(machine, self.profile.as_deref()) {
            Ok(found) => return Ok(found),
            Err(problem) => problems.push(format!("profile: {problem}")),
        }
        if self.asks_metadata {
            match metadata.find(machine, transport).await {
                Ok(found) => return Ok(found),
                Err(problem) => problems.push(format!("ECS metadata: {problem}")),
            }
        }
        Err(format!("no access key found: {}", problems.join("; ")))
    }

    /// Whether the profile file has another key by now.
    fn has_other_profile(&self, current: &AccessKey) -> bool {
        let AccessKey { id, secret, security_token } = current;
        let found = profile::find(&*self.machine, self.profile.as_deref()).map(|found| found.key);
        found.is_ok_and(|key| (&key.id, &key.secret, &key.security_token) != (id, secret, security_token))
    }
}

impl Default for KeyChain {
    fn default() -> Self {
        Self::new()
    }
}

impl Signer for KeyChain {
    fn check(&self) -> Result<(), String> {
        self.given.as_ref().map_or(Ok(()), Signer::check)
    }

    fn prepare<'a>(&'a self, transport: &'a dyn Transport) -> Preparing<'a> {
        let (need, searches) = {
            let state = self.read();
            (state.need(Instant::now()), state.searches())
        };
        if self.given.is_some() || need == Need::None {
            return Box::pin(std::future::ready(Ok(())));
        }
        Box::pin(self.look(need, searches, transport))
    }

    /// `project_id`, where it stands beside the key.
    fn parameter(&self, name: &str) -> Option<String> {
        if self.given.is_some() || name != "project_id" {
            return None;
        }
        self.read().found()?.project.clone()
    }

    fn refused(&self, signed_at: SystemTime) -> bool {
        if self.given.is_some() {
            return false;
        }
        let found = {
            let state = self.read();
            if state.is_newer_than(signed_at) {
                return true;
            }
            state.found().cloned()
        };
        let Some(found) = found else { return false };
        let has_other = match found.origin {
            Origin::Environment => false,
            Origin::Profile => self.has_other_profile(&found.key),
            Origin::Metadata => true,
        };
        if has_other {
            self.write().refuse(&found);
        }
        has_other
    }

    fn sign(&self, request: &mut Request, now: SystemTime) -> Result<(), String> {
        if let Some(key) = &self.given {
            return key.sign(request, now);
        }
        let found = self.read().found().cloned();
        let found = found.ok_or("no access key has been looked for yet: `prepare` comes before `sign`")?;
        found.key.sign(request, now)
    }
}

/// Without any key.
impl fmt::Debug for KeyChain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let origin = self.read().found().map(|found| found.origin);
        formatter
            .debug_struct("KeyChain")
            .field("given", &self.given.is_some())
            .field("profile", &self.profile)
            .field("asks_metadata", &self.asks_metadata)
            .field("found", &origin)
            .finish_non_exhaustive()
    }
}
