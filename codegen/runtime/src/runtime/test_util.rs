//! A transport for tests: it answers from a script and remembers what it was asked.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use serde_json::Value;

use super::body::Body;
use super::request::Request;
use super::transport::{Transport, TransportError, TransportResponse};

/// A transport that never touches a network. Clones share their script and their memory.
///
/// Give one clone to the client's builder and ask the other for [`requests`](Self::requests). Each reply answers one
/// request, in the order in which they were added; a request for which none is left fails.
#[derive(Clone, Default)]
pub struct RecordingTransport(Arc<Mutex<Script>>);

#[derive(Default)]
struct Script {
    replies: VecDeque<Reply>,
    otherwise: Option<Arc<Answer>>,
    requests: Vec<Request>,
}

type Answer = dyn Fn(&Request) -> TransportResponse + Send + Sync;

enum Reply {
    Answer(Arc<Answer>),
    FailConnect,
}

impl RecordingTransport {
    /// A transport with nothing to say yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers one request with a status and a body. A status that HTTP does not know becomes 500.
    #[must_use]
    pub fn reply(self, status: u16, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        self.reply_with(move |_| TransportResponse::new(code(status), body.clone()))
    }

    /// Answers one request with a status and JSON.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "`json!` makes values")]
    pub fn reply_json(self, status: u16, body: Value) -> Self {
        let body = Bytes::from(body.to_string());
        self.reply_with(move |_| {
            let mut response = TransportResponse::new(code(status), body.clone());
            response.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        })
    }

    /// Answers one request with what a function makes of it.
    #[must_use]
    pub fn reply_with(self, answer: impl Fn(&Request) -> TransportResponse + Send + Sync + 'static) -> Self {
        self.script().replies.push_back(Reply::Answer(Arc::new(answer)));
        self
    }

    /// Fails one request as if there were no connection.
    #[must_use]
    pub fn fail_connect(self) -> Self {
        self.script().replies.push_back(Reply::FailConnect);
        self
    }

    /// Answers all requests for which no reply is left with what a function makes of them.
    #[must_use]
    pub fn otherwise(self, answer: impl Fn(&Request) -> TransportResponse + Send + Sync + 'static) -> Self {
        self.script().otherwise = Some(Arc::new(answer));
        self
    }

    /// All requests so far, each with all bytes of its body if there was a connection.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.script().requests.clone()
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, request: &Request) -> Result<TransportResponse, TransportError> {
        let reply = {
            let mut script = self.script();
            script.requests.push(request.clone());
            let next = script.replies.pop_front();
            next.or_else(|| script.otherwise.clone().map(Reply::Answer))
        };
        match reply {
            Some(Reply::Answer(answer)) => Ok(answer(request)),
            Some(Reply::FailConnect) => Err(TransportError::connect("the test wants no connection")),
            None => Err(TransportError::other("the test has no reply left")),
        }
    }
}

impl Transport for RecordingTransport {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>> {
        Box::pin(async move {
            let is_reached = !matches!(self.script().replies.front(), Some(Reply::FailConnect));
            self.answer(&if is_reached { received(request).await? } else { request })
        })
    }
}

/// The request as it arrives: with all of its body.
async fn received(mut request: Request) -> Result<Request, TransportError> {
    if let Some(body) = request.body.take_if(|body| body.bytes().is_none()) {
        let (mut reader, mut bytes) = (body.reader(), Vec::new());
        while let Some(piece) = reader.next().await {
            bytes.extend_from_slice(&piece?);
        }
        request.body = Some(Body::from(bytes));
    }
    Ok(request)
}

impl fmt::Debug for RecordingTransport {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.script();
        formatter
            .debug_struct("RecordingTransport")
            .field("requests", &script.requests.len())
            .field("replies", &script.replies.len())
            .finish_non_exhaustive()
    }
}

fn code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
