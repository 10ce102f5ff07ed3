//! Remembers every request, and gives every answer its name and its date.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{DATE, HeaderValue};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use jiff::fmt::rfc2822::DateTimePrinter;

use super::Service;
use super::refusal::Refusal;

/// The largest body of a request that is read, in bytes.
const LARGEST_BODY: usize = 1 << 20;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub method: Method,
    /// Path and query, still encoded.
    pub target: String,
    pub headers: HeaderMap,
    /// Empty where it was too large to be read.
    pub body: Bytes,
}

/// Remembers a request, keeps its body for whom checks its signature, and numbers the answer in the header in which
/// the services name them.
pub(super) async fn record(State(service): State<Arc<Service>>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST_BODY).await;
    let id = service.remember(Recorded {
        method: parts.method.clone(),
        target: parts.uri.to_string(),
        headers: parts.headers.clone(),
        body: body.as_ref().map(Bytes::clone).unwrap_or_default(),
    });
    let mut answer = match body {
        Ok(body) => {
            parts.extensions.insert(body.clone());
            next.run(Request::from_parts(parts, Body::from(body))).await
        }
        Err(_) => Refusal::gateway(413, "APIGW.0201", "Request entity too large").answer(&id),
    };
    if let Some(refusal) = answer.extensions_mut().remove::<Refusal>() {
        answer = refusal.answer(&id);
    }
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&service.now()).unwrap_or_default();
    for (name, value) in [("x-request-id", id), (DATE.as_str(), date)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            answer.headers_mut().insert(name, value);
        }
    }
    answer
}

impl Service {
    /// The id of a request that is remembered now.
    fn remember(&self, request: Recorded) -> String {
        let mut requests = self.requests();
        requests.push(request);
        format!("stand-in-{}", requests.len())
    }
}
