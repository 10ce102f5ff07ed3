//! What is said about a clock that is off.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::HeaderValue;

use super::{API, MAIN};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Config, Credentials, Method, Operation, Request, RetryPolicy, Scheme, SchemeLocation, Signer, StatusCode,
    Statuses, TransportResponse, empty,
};

static KEY: Scheme = Scheme { name: "key", location: SchemeLocation::Signature };

static PING: Operation = Operation {
    id: "Ping",
    method: Method::GET,
    service: &MAIN,
    path: "/ping",
    parameters: &[],
    required_together: &[],
    success: &[Statuses::Class(2)],
    accept: "",
    security: &[&["key"], &[]],
};

#[derive(Debug)]
struct Stamp;

impl Signer for Stamp {
    fn sign(&self, _: &mut Request, _: SystemTime) -> Result<(), String> {
        Ok(())
    }
}

/// The message of a call to a server whose clock is behind (or, if negative, ahead of) ours by so many seconds.
async fn message(signed: bool, status: u16, behind: i64) -> String {
    let transport = RecordingTransport::new().reply_with(move |_| {
        let now = SystemTime::now();
        let offset = Duration::from_secs(behind.unsigned_abs());
        let date = httpdate::fmt_http_date(if behind < 0 { now + offset } else { now - offset });
        let mut response = TransportResponse::new(StatusCode::from_u16(status).unwrap(), "{}");
        response.headers.insert("date", HeaderValue::try_from(date).unwrap());
        response.headers.insert("x-request-id", HeaderValue::from_static("r1"));
        response
    });
    let mut config = Config::new(&API);
    if signed {
        config.credentials(Credentials::signed(&KEY, Arc::new(Stamp)));
    }
    config.transport(Arc::new(transport));
    config.retry(RetryPolicy::none());
    let call = Call::new(&config.build().unwrap(), &PING);
    call.send(empty).await.unwrap_err().to_string()
}

#[tokio::test]
async fn refused_signatures_tell_of_the_clock() {
    for (behind, expected) in [
        (20 * 60 + 10, "this machine's clock is 20 minutes ahead of the server's: set it"),
        (-(20 * 60 + 10), "this machine's clock is 20 minutes behind the server's: set it"),
        (3600 + 65, "this machine's clock is 1 hour 1 minute ahead of the server's: set it"),
        (2 * 86400 + 30, "this machine's clock is 2 days ahead of the server's: set it"),
    ] {
        let text = message(true, 401, behind).await;
        assert!(text.contains(expected), "{text}");
        assert!(text.starts_with("Ping: 401 Unauthorized (") && text.contains("request id r1"), "{text}");
    }
}

#[tokio::test]
async fn nothing_is_said_where_the_clock_does_not_matter() {
    for (signed, status, behind) in [(false, 401, 1500), (true, 404, 1500), (true, 401, 200), (true, 503, 1500)] {
        let text = message(signed, status, behind).await;
        assert!(!text.contains("clock"), "{text}");
    }
}
