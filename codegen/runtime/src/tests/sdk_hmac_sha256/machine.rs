//! A machine of its own for each test.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{LIST_JOBS, PROJECT, SECONDS, SERVER, call, header};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{KeyChain, Machine, Preparing, Request, Signer, Transport, empty};

/// The home directory of a [`Desk`].
pub(super) const HOME: &str = "/home/zoe";

/// What the usual profile file is called on a [`Desk`].
pub(super) const PROFILE: &str = "/home/zoe/.huaweicloud/credentials";

/// A machine in August 2025, with nothing on it.
#[derive(Clone, Default)]
pub(super) struct Desk(Arc<Mutex<Things>>);

#[derive(Default)]
struct Things {
    homeless: bool,
    variables: BTreeMap<String, OsString>,
    files: BTreeMap<PathBuf, Result<Vec<u8>, io::ErrorKind>>,
    /// How long the machine has been running.
    uptime: Duration,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn homeless(self) -> Self {
        self.0.lock().unwrap().homeless = true;
        self
    }

    pub(super) fn variable(self, name: &str, value: impl Into<OsString>) -> Self {
        self.0.lock().unwrap().variables.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn file(self, path: impl Into<PathBuf>, content: impl Into<Vec<u8>>) -> Self {
        self.0.lock().unwrap().files.insert(path.into(), Ok(content.into()));
        self
    }

    pub(super) fn broken_file(self, path: impl Into<PathBuf>, kind: io::ErrorKind) -> Self {
        self.0.lock().unwrap().files.insert(path.into(), Err(kind));
        self
    }

    /// Lets time go by on the machine's clock.
    pub(super) fn wait(&self, time: Duration) {
        self.0.lock().unwrap().uptime += time;
    }

    pub(super) fn time(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(SECONDS) + self.0.lock().unwrap().uptime
    }

    pub(super) fn chain(&self) -> KeyChain {
        KeyChain::on(Arc::new(self.clone()))
    }
}

impl Machine for Desk {
    fn variable(&self, name: &str) -> Option<OsString> {
        self.0.lock().unwrap().variables.get(name).cloned()
    }

    fn home(&self) -> Option<PathBuf> {
        (!self.0.lock().unwrap().homeless).then(|| HOME.into())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let things = self.0.lock().unwrap();
        things.files.get(path).cloned().unwrap_or(Err(io::ErrorKind::NotFound)).map_err(Into::into)
    }

    fn now(&self) -> SystemTime {
        self.time()
    }
}

/// Prepares a chain, and signs a request with what it has found: says whose key it is and with which token.
pub(super) async fn signed(chain: &KeyChain, transport: &dyn Transport) -> Result<String, String> {
    chain.prepare(transport).await?;
    let mut request = unsigned().await;
    chain.sign(&mut request, SystemTime::now())?;
    let id = header(&request, "authorization").strip_prefix("SDK-HMAC-SHA256 Access=").unwrap();
    let (id, _) = id.split_once(',').unwrap();
    let token = request.headers().get("x-security-token").map_or("", |token| token.to_str().unwrap());
    Ok(format!("{id} {token}").trim_end().to_owned())
}

/// A request that nobody has signed yet.
pub(super) async fn unsigned() -> Request {
    #[derive(Debug)]
    struct Nobody;

    impl Signer for Nobody {
        fn prepare<'a>(&'a self, _: &'a dyn Transport) -> Preparing<'a> {
            Box::pin(std::future::ready(Ok(())))
        }

        fn sign(&self, _: &mut Request, _: SystemTime) -> Result<(), String> {
            Ok(())
        }
    }

    let transport = RecordingTransport::new().reply(200, "");
    let mut call = call(&transport, Arc::new(Nobody), &LIST_JOBS);
    call.path("project_id", &PROJECT);
    call.send(empty).await.unwrap();
    let request = transport.requests().remove(0);
    assert_eq!(request.server(), SERVER);
    request
}
