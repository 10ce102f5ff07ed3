//! Requests that no client checks, to a stand-in.

use axum::http::request::Parts;
use axum::http::{HeaderMap, Request};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::support::soon;
use crate::stand_in::{DOMAIN, Key, PASSWORD, PROJECT, StandIn, TOKEN, USER, sign};

/// A request that can be changed before it is sent.
pub(super) struct Plain {
    head: Parts,
    body: String,
}

impl Plain {
    pub(super) fn new(method: &str, target: &str) -> Self {
        let request = Request::builder().method(method).uri(target).header("host", "stand-in").body(());
        Self { head: request.unwrap().into_parts().0, body: String::new() }
    }

    pub(super) fn get(target: &str) -> Self {
        Self::new("GET", target)
    }

    pub(super) fn post(target: &str, body: &Value) -> Self {
        let post = Self { body: body.to_string(), ..Self::new("POST", target) };
        post.header("content-type", "application/json")
    }

    pub(super) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.head.headers.append(name, value.parse().unwrap());
        self
    }

    pub(super) fn token(self, token: &str) -> Self {
        self.header("x-auth-token", token)
    }

    /// Signs all that it is until here.
    pub(super) fn signed(self, key: &Key) -> Self {
        self.signed_at(key, Timestamp::now())
    }

    pub(super) fn signed_at(mut self, key: &Key, time: Timestamp) -> Self {
        sign(key, &mut self.head, self.body.as_bytes(), time).unwrap();
        self
    }

    /// The whole answer, which is nothing where the connection is closed without one.
    pub(super) async fn exchange(&self, stand_in: &StandIn) -> String {
        let mut stream = TcpStream::connect(stand_in.endpoint().trim_start_matches("http://")).await.unwrap();
        let Self { head, body } = self;
        let mut text = format!("{} {} HTTP/1.1\r\nconnection: close\r\n", head.method, head.uri);
        for (name, value) in &head.headers {
            text.extend([name.as_str(), ": ", value.to_str().unwrap(), "\r\n"]);
        }
        text.extend(["content-length: ", &body.len().to_string(), "\r\n\r\n", body]);
        stream.write_all(text.as_bytes()).await.unwrap();
        let mut answer = String::new();
        soon(stream.read_to_string(&mut answer)).await.unwrap();
        answer
    }

    pub(super) async fn send(self, stand_in: &StandIn) -> Answer {
        let answer = self.exchange(stand_in).await;
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let (line, lines) = head.split_once("\r\n").unwrap();
        let mut headers = HeaderMap::new();
        for (name, value) in lines.lines().map(|line| line.split_once(": ").unwrap()) {
            headers.append(name.parse::<axum::http::HeaderName>().unwrap(), value.parse().unwrap());
        }
        let answer = Answer { status: line[9..12].parse().unwrap(), headers, body: body.to_owned() };
        let id = answer.header("x-request-id");
        assert!(id.starts_with("stand-in-"), "{head}");
        // Only the gateway names the request in the body, too.
        assert!(answer.json().get("request_id").is_none_or(|named| named == id), "{head} {body}");
        answer
    }
}

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    /// A header that has to be there.
    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).unwrap_or_else(|| panic!("there is no {name}: {self:?}"));
        value.to_str().unwrap()
    }

    /// The body; null where it is no JSON.
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// Status, code and message of a refusal that is as the service's own are.
    pub(super) fn refusal(&self) -> (u16, String, String) {
        let text = |name| self.json()[name].as_str().unwrap_or_default().to_owned();
        (self.status, text("error_code"), text("error_msg"))
    }
}

/// The list of jobs for a token.
pub(super) async fn list(stand_in: &StandIn, token: &str) -> Answer {
    Plain::get(&super::support::target("")).token(token).send(stand_in).await
}

/// One job for a user who may see it.
pub(super) fn job(method: &str, id: &str) -> Plain {
    Plain::new(method, &format!("/v2/{PROJECT}/jobs/{id}")).token(TOKEN)
}

/// What the documented example of a sign-in says, for the user who may work with jobs.
pub(super) fn claim(scope: &Value) -> Value {
    let user = json!({ "name": USER, "password": PASSWORD, "domain": { "name": DOMAIN } });
    json!({ "auth": { "identity": { "methods": ["password"], "password": { "user": user } }, "scope": scope } })
}

/// A token for a scope.
pub(super) async fn sign_in(stand_in: &StandIn, scope: &Value) -> String {
    let answer = Plain::post("/v3/auth/tokens?nocatalog=true", &claim(scope)).send(stand_in).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    answer.header("x-subject-token").to_owned()
}
