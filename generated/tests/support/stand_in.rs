//! A stand-in for the services: SWR's jobs, IAM's tokens and projects and what STS decodes, each as it is documented,
//! served on loopback from memory. All share one port, for their paths differ.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::routing::{get, post};
use axum::{Router, middleware};
use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

mod denial;
mod doors;
mod gate;
mod jobs;
mod mishap;
mod record;
mod refusal;
mod settings;
mod sign_in;
mod signature;
mod tokens;
mod users;

use self::doors::{Door, Doors};
use self::jobs::Jobs;
use self::tokens::Tokens;

pub use self::jobs::Course;
pub use self::mishap::Mishap;
pub use self::record::Recorded;
pub use self::refusal::{Refusal, Shape};
pub use self::settings::{PROJECT, Project, REGION, Settings};
pub use self::signature::{Flaw, Key, sign, verify};
pub use self::users::{
    DOMAIN, KEY, PASSWORD, POWERLESS_KEY, POWERLESS_PASSWORD, POWERLESS_TOKEN, POWERLESS_USER, TEMPORARY_KEY, TOKEN,
    USER,
};

/// A running stand-in; it ends when this is dropped.
pub struct StandIn {
    address: SocketAddr,
    service: Arc<Service>,
    server: JoinHandle<io::Result<()>>,
}

impl StandIn {
    /// Serves on a free port of this machine.
    pub async fn start(settings: Settings) -> io::Result<Self> {
        Self::start_on(0, settings).await
    }

    /// Serves on this port of this machine.
    pub async fn start_on(port: u16, settings: Settings) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let address = listener.local_addr()?;
        let service = Arc::new(Service::new(settings, address));
        let router = router(&service).into_make_service_with_connect_info::<Door>();
        let server = tokio::spawn(async move { axum::serve(Doors(listener), router).await });
        Ok(Self { address, service, server })
    }

    /// The URL of all services for the client's builder.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.service.requests().clone()
    }

    /// Has a job created, and tells its id.
    pub fn create_job(&self, course: Course) -> String {
        self.service.jobs().create(course)
    }

    /// How many tokens were issued so far.
    pub fn issued_tokens(&self) -> usize {
        self.service.tokens().issued()
    }

    /// Ends all tokens that were issued so far.
    pub fn revoke_tokens(&self) {
        self.service.tokens().revoke();
    }

    /// Has something go wrong from now on.
    pub fn provoke(&self, mishap: Mishap) {
        self.service.mishaps().push(mishap);
    }

    /// Sets by how many seconds its clock is ahead of this machine's.
    pub fn set_clock_ahead(&self, seconds: i64) {
        self.service.clock_ahead.store(seconds, Ordering::Relaxed);
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.server.abort();
    }
}

fn router(service: &Arc<Service>) -> Router {
    Router::new()
        .route("/v2/{project_id}/jobs", get(jobs::list))
        .route("/v2/{project_id}/jobs/{job_id}", get(jobs::look).delete(jobs::delete))
        .route("/v3/auth/tokens", post(sign_in::sign_in))
        .route("/v3/projects", get(sign_in::list_projects))
        .route("/v5/decode-authorization-message", post(denial::decode))
        .fallback(no_such_api)
        .method_not_allowed_fallback(no_such_api)
        .layer(middleware::from_fn_with_state(service.clone(), mishap::meet))
        .layer(middleware::from_fn_with_state(service.clone(), record::record))
        .with_state(service.clone())
}

async fn no_such_api() -> Refusal {
    Refusal::gateway(404, "APIGW.0101", "The API does not exist or has not been published in the environment")
}

/// What all requests share.
struct Service {
    settings: Settings,
    /// What makes its tokens others than those of another stand-in.
    seed: String,
    clock_ahead: AtomicI64,
    requests: Mutex<Vec<Recorded>>,
    mishaps: Mutex<Vec<Mishap>>,
    jobs: Mutex<Jobs>,
    tokens: Mutex<Tokens>,
    /// Why something was denied, by the encoded form.
    reasons: Mutex<BTreeMap<String, String>>,
}

impl Service {
    fn new(settings: Settings, address: SocketAddr) -> Self {
        Self {
            seed: format!("{address} {}", Timestamp::now()),
            clock_ahead: AtomicI64::new(settings.clock_ahead),
            requests: Mutex::default(),
            mishaps: Mutex::new(settings.mishaps.clone()),
            jobs: Mutex::new(Jobs::new(settings.jobs, settings.looks)),
            tokens: Mutex::default(),
            reasons: Mutex::default(),
            settings,
        }
    }

    /// What its clock shows.
    fn now(&self) -> Timestamp {
        Timestamp::now() + SignedDuration::from_secs(self.clock_ahead.load(Ordering::Relaxed))
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Recorded>> {
        locked(&self.requests)
    }

    fn mishaps(&self) -> MutexGuard<'_, Vec<Mishap>> {
        locked(&self.mishaps)
    }

    fn jobs(&self) -> MutexGuard<'_, Jobs> {
        locked(&self.jobs)
    }

    fn tokens(&self) -> MutexGuard<'_, Tokens> {
        locked(&self.tokens)
    }

    fn reasons(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        locked(&self.reasons)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
