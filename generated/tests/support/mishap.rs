//! What goes wrong before a call reaches a service.

use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Service;
use super::doors::Door;
use super::refusal::Refusal;

/// Something that goes wrong with some calls.
#[derive(Clone, Debug)]
pub struct Mishap {
    /// The `operationId` of the operation that it hits; all of them without it.
    operation: Option<&'static str>,
    calls: Calls,
    /// What is answered; without it, the connection is closed instead.
    refusal: Option<Refusal>,
    /// How many calls it might have hit.
    seen: usize,
}

/// Which calls of an operation are hit.
#[derive(Clone, Copy, Debug)]
enum Calls {
    All,
    First(usize),
    /// The nth, twice the nth, and so on.
    Every(usize),
}

impl Mishap {
    /// Every call is refused.
    pub fn refusal(refusal: Refusal) -> Self {
        Self { operation: None, calls: Calls::All, refusal: Some(refusal), seen: 0 }
    }

    /// Every call is too much.
    pub fn throttle() -> Self {
        Self::refusal(Refusal::throttled())
    }

    /// Every call ends with its connection, and without an answer.
    pub fn close() -> Self {
        Self { operation: None, calls: Calls::All, refusal: None, seen: 0 }
    }

    /// Only calls of this operation.
    pub fn of(self, operation: &'static str) -> Self {
        Self { operation: Some(operation), ..self }
    }

    /// Only the first calls, so many of them.
    pub fn first(self, calls: usize) -> Self {
        Self { calls: Calls::First(calls), ..self }
    }

    /// Only every nth call.
    pub fn every(self, nth: usize) -> Self {
        Self { calls: Calls::Every(nth), ..self }
    }

    /// Whether it hits this call, which it then has seen.
    fn hits(&mut self, operation: &str) -> bool {
        if self.operation.is_some_and(|meant| meant != operation) {
            return false;
        }
        self.seen += 1;
        match self.calls {
            Calls::All => true,
            Calls::First(calls) => self.seen <= calls,
            Calls::Every(nth) => self.seen.is_multiple_of(nth),
        }
    }
}

/// Lets a call through unless a mishap hits it; where several would, the first one does.
pub(super) async fn meet(
    State(service): State<Arc<Service>>,
    ConnectInfo(door): ConnectInfo<Door>,
    request: Request,
    next: Next,
) -> Response {
    let operation = operation(request.method(), request.uri().path());
    let hit = service.mishaps().iter_mut().find_map(|mishap| mishap.hits(operation).then(|| mishap.refusal.clone()));
    match hit {
        None => next.run(request).await,
        Some(Some(refusal)) => refusal.into_response(),
        Some(None) => {
            door.shut();
            Response::default()
        }
    }
}

/// The `operationId` of a call.
fn operation(method: &Method, path: &str) -> &'static str {
    let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
    match (method.as_str(), &segments[..]) {
        ("GET", ["v2", _, "jobs"]) => "ListInstanceJobs",
        ("GET", ["v2", _, "jobs", _]) => "ShowInstanceJob",
        ("DELETE", ["v2", _, "jobs", _]) => "DeleteInstanceJob",
        ("POST", ["v3", "auth", "tokens"]) => "KeystoneCreateUserTokenByPassword",
        ("GET", ["v3", "projects"]) => "KeystoneListProjects",
        ("POST", ["v5", "decode-authorization-message"]) => "DecodeAuthorizationMessage",
        _ => "",
    }
}
