//! A stand-in for the service: the list of jobs as it is documented, served on loopback from memory.

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Path, Query, Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

mod gate;
mod signature;

use self::gate::Denial;
pub use self::gate::{KEY, POWERLESS_TOKEN, TEMPORARY_KEY, TOKEN};
pub use self::signature::{Flaw, Key, verify};

/// The one project that there is.
pub const PROJECT: &str = "5f0e7a3c9b1d4e26a8c4d7f019e2b365";

/// The largest body of a request that is read, in bytes.
const LARGEST_BODY: usize = 1 << 20;

/// What the jobs' states are, in turn.
const STATUSES: [&str; 7] = ["Success", "Failed", "Success", "Running", "Success", "Initializing", "Creating"];

/// What the stand-in serves, and how it differs from what is documented.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many jobs there are.
    pub jobs: usize,
    /// The most jobs on a page, whatever `limit` says.
    pub largest_page: usize,
    /// Whether every page is the first one.
    pub ignores_offset: bool,
    /// The offset from which on the answer is 500.
    pub fails_from: usize,
    /// By how many seconds its clock is ahead of this machine's.
    pub clock_ahead: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { jobs: 25, largest_page: 100, ignores_offset: false, fails_from: usize::MAX, clock_ahead: 0 }
    }
}

/// A running stand-in; it ends when this is dropped.
pub struct StandIn {
    address: SocketAddr,
    service: Arc<Service>,
    server: JoinHandle<io::Result<()>>,
}

impl StandIn {
    /// Serves on a free port of this machine.
    pub async fn start(settings: Settings) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let service = Arc::new(Service { settings, requests: Mutex::default() });
        let guard = middleware::from_fn_with_state(service.clone(), guard);
        let router = Router::new()
            .route("/v2/{project_id}/jobs", get(list_jobs).layer(guard))
            .fallback(async || Refusal::new(404, "APIGW.0101", "The API does not exist"))
            .layer(middleware::from_fn_with_state(service.clone(), record))
            .with_state(service.clone());
        let server = tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, service, server })
    }

    /// The URL for the client's builder.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// All requests so far.
    pub fn requests(&self) -> Vec<Recorded> {
        self.service.requests().clone()
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Path and query, still encoded.
    pub target: String,
    pub headers: HeaderMap,
}

/// What all requests share.
struct Service {
    settings: Settings,
    requests: Mutex<Vec<Recorded>>,
}

impl Service {
    fn requests(&self) -> MutexGuard<'_, Vec<Recorded>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What an answer is called, in its header and in the gateway's bodies.
#[derive(Clone)]
struct RequestId(String);

/// Remembers every request, and numbers the answers in the header in which the service names them.
async fn record(State(service): State<Arc<Service>>, mut request: Request, next: Next) -> Response {
    let recorded = Recorded { target: request.uri().to_string(), headers: request.headers().clone() };
    let number = {
        let mut requests = service.requests();
        requests.push(recorded);
        requests.len()
    };
    let id = format!("stand-in-{number}");
    request.extensions_mut().insert(RequestId(id.clone()));
    let answer = next.run(request).await;
    ([("x-request-id", id)], answer).into_response()
}

/// Lets in who may list the jobs of a project.
async fn guard(
    State(service): State<Arc<Service>>,
    Path(project): Path<String>,
    Extension(RequestId(id)): Extension<RequestId>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
        return Err(Refusal::new(413, "APIGW.0201", "Request entity too large"));
    };
    let now = Timestamp::now() + SignedDuration::from_secs(service.settings.clock_ahead);
    gate::admit(&parts, &body, &project, now).map_err(|denial| Refusal::of(denial, id))?;
    Ok(next.run(Request::from_parts(parts, Body::from(body))).await)
}

/// `GET /v2/{project_id}/jobs`
async fn list_jobs(
    State(service): State<Arc<Service>>,
    Path(project): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Json<Value>, Refusal> {
    let settings = &service.settings;
    if project != PROJECT {
        return Err(Refusal::new(404, "SVCSTG.SWR.4040000", "The project does not exist"));
    }
    let (offset, limit) = window(&query)?;
    if offset >= settings.fails_from {
        return Err(Refusal::new(500, "SVCSTG.SWR.5000000", "Internal error"));
    }
    let status = query.get("status");
    let is_asked_for = |number: &usize| status.is_none_or(|status| status == status_of(*number));
    let numbers: Vec<_> = (0..settings.jobs).filter(is_asked_for).collect();
    let skipped = if settings.ignores_offset { 0 } else { offset };
    let page = numbers.iter().skip(skipped).take(limit.min(settings.largest_page));
    Ok(Json(json!({ "jobs": page.map(|number| job(*number)).collect::<Vec<_>>(), "total": numbers.len() })))
}

/// Offset and limit: none or both, and within their bounds.
fn window(query: &BTreeMap<String, String>) -> Result<(usize, usize), Refusal> {
    let refuse = |problem| Refusal::new(400, "SVCSTG.SWR.4001025", problem);
    let number = |name, problem| match query.get(name).map(|text| text.parse()) {
        Some(Err(_)) => Err(refuse(problem)),
        Some(Ok(number)) => Ok(Some(number)),
        None => Ok(None),
    };
    let offset = number("offset", "offset must be a number from 0 on")?;
    let limit = number("limit", "limit must be from 1 to 100")?;
    match (offset, limit) {
        (None, None) => Ok((0, 100)),
        (Some(offset), Some(limit @ 1..=100)) => Ok((offset, limit)),
        (Some(_), Some(_)) => Err(refuse("limit must be from 1 to 100")),
        _ => Err(refuse("offset and limit must be used together")),
    }
}

/// A documented error answer.
struct Refusal {
    status: u16,
    body: Value,
}

impl Refusal {
    fn new(status: u16, code: &str, message: &str) -> Self {
        Self { status, body: json!({ "error_code": code, "error_msg": message }) }
    }

    /// Who is not let in is refused by the service, or by the gateway before it, whose bodies name the request.
    fn of(denial: Denial, request_id: String) -> Self {
        match denial {
            Denial::Token => Self::new(401, "SVCSTG.SWR.4010000", "The token is invalid or has expired"),
            Denial::Permission => {
                let mut refusal = Self::new(403, "SVCSTG.SWR.4030170", "Insufficient permissions");
                refusal.body["encoded_authorization_message"] = "ZXhhbXBsZSBvZiBhbiBlbmNvZGVkIHJlYXNvbg==".into();
                refusal
            }
            Denial::Gateway(problem) => {
                let message = format!("Incorrect IAM authentication information: {problem}");
                let mut refusal = Self::new(401, "APIGW.0301", &message);
                refusal.body["request_id"] = request_id.into();
                refusal
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.body)).into_response()
    }
}

fn status_of(number: usize) -> &'static str {
    STATUSES[number % STATUSES.len()]
}

/// The job with this number: always the same one, with a `reason` only if it failed.
fn job(number: usize) -> Value {
    let (minutes, hours, days) = (number % 60, number / 60 % 24, number / 60 / 24);
    let started = format!("2026-03-{:02}T{hours:02}:{minutes:02}", days + 1);
    let instance = format!("{number:08x}-b2d5-11eb-b044-0255ac101219");
    let mut job = json!({
        "id": format!("{number:08x}-6c1f-11eb-9d0a-0255ac101219"),
        "instance_id": instance,
        "resource_id": instance,
        "resource_name": format!("registry-{number}"),
        "type": "CreateInstance",
        "status": status_of(number),
        "created_at": format!("{started}:38.305978Z"),
        "updated_at": format!("{started}:43.315473Z"),
    });
    if status_of(number) == "Failed" {
        job["reason"] = "failed to select cce cluster".into();
    }
    job
}
