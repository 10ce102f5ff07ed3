//! A transport without a network: it answers as a script says.

use std::collections::VecDeque;
use std::fmt;
use std::future::pending;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use client::runtime::{
    Body, Bytes, Chunks, HeaderMap, Request, StatusCode, Transport, TransportBody, TransportError, TransportResponse,
};
use http::{HeaderName, HeaderValue};

use crate::script::{Answer, Ending};
use crate::world::SECRET;

/// Clones share what has happened.
#[derive(Clone)]
pub(crate) struct Scripted(Arc<Mutex<State>>);

struct State {
    answers: VecDeque<Response>,
    /// How many requests there were.
    requests: usize,
    /// What the last one proved with who calls.
    proofs: Vec<String>,
}

impl Scripted {
    pub(crate) fn new(answers: &[Answer<'_>]) -> Self {
        let answers = answers.iter().map(Response::new).collect();
        Self(Arc::new(Mutex::new(State { answers, requests: 0, proofs: Vec::new() })))
    }

    pub(crate) fn requests(&self) -> usize {
        self.0.lock().expect("no panic").requests
    }

    /// What proved who calls in the last request. Of what went with others, its service knows nothing that it could
    /// repeat.
    pub(crate) fn proofs(&self) -> Vec<String> {
        self.0.lock().expect("no panic").proofs.clone()
    }

    fn take(&self, request: &Request, body: &[u8]) -> Option<Response> {
        let mut state = self.0.lock().expect("no panic");
        state.requests += 1;
        let token = request.headers().get("x-auth-token").and_then(|token| token.to_str().ok());
        state.proofs = token.map(str::to_owned).into_iter().collect();
        if String::from_utf8_lossy(body).contains(SECRET) {
            state.proofs.push(SECRET.to_owned());
        }
        state.answers.pop_front()
    }
}

/// Without the answers, which a client does not know either.
impl fmt::Debug for Scripted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Scripted")
    }
}

impl Transport for Scripted {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>> {
        Box::pin(async move {
            let body = read(request.body()).await?;
            let Some(answer) = self.take(&request, &body) else {
                return Err(TransportError::other("the script has ended"));
            };
            match answer.ending {
                Ending::Refused => Err(TransportError::connect("there is no connection")),
                Ending::Late => Err(TransportError::timeout("nobody answers")),
                Ending::Mute => pending().await,
                Ending::Good | Ending::Broken | Ending::Silent => Ok(answer.into()),
            }
        })
    }
}

/// Reads what is sent to its end, as a transport does.
async fn read(body: Option<&Body>) -> Result<Vec<u8>, TransportError> {
    let mut whole = Vec::new();
    if let Some(body) = body {
        let mut reader = body.reader();
        while let Some(piece) = reader.next().await {
            whole.extend_from_slice(&piece?);
        }
    }
    Ok(whole)
}

/// An answer of a script in the terms of HTTP.
struct Response {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    pieces: Vec<usize>,
    ending: Ending,
}

impl Response {
    fn new(answer: &Answer<'_>) -> Self {
        let mut headers = HeaderMap::new();
        for (name, value) in &answer.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value)) {
                headers.append(name, value);
            }
        }
        let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
        let (body, pieces) = (Bytes::copy_from_slice(answer.body), answer.pieces.clone());
        Self { status, headers, body, pieces, ending: answer.ending }
    }
}

impl From<Response> for TransportResponse {
    fn from(Response { status, headers, body, mut pieces, ending }: Response) -> Self {
        if pieces.is_empty() && ending == Ending::Good {
            return Self { status, headers, body: body.into() };
        }
        if pieces.is_empty() {
            pieces.push(body.len());
        }
        let body = TransportBody::from_chunks(Box::new(Pieces { rest: body, pieces, next: 0, ending }));
        Self { status, headers, body }
    }
}

/// A body in pieces of the sizes that the script says.
struct Pieces {
    rest: Bytes,
    pieces: Vec<usize>,
    next: usize,
    ending: Ending,
}

impl Chunks for Pieces {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Result<Option<Bytes>, TransportError>> + Send + '_>> {
        Box::pin(async {
            // An empty piece may come now and then, but not for ever.
            let size = self.pieces[self.next % self.pieces.len()].max(usize::from(self.next >= self.pieces.len()));
            self.next += 1;
            if !self.rest.is_empty() {
                return Ok(Some(self.rest.split_to(size.min(self.rest.len()))));
            }
            match self.ending {
                Ending::Broken => Err(TransportError::other("the connection is broken")),
                Ending::Silent => pending().await,
                _ => Ok(None),
            }
        })
    }
}
