//! The token goes to the service and nowhere else.

use std::error::Error as StdError;
use std::sync::Arc;

use huaweicloud_swr::runtime::test_util::RecordingTransport;
use huaweicloud_swr::{Client, Credentials, Error, ErrorKind};
use serde_json::json;

use super::raw_server::{RawServer, answer};
use super::support::{answering, builder, client};
use crate::stand_in::{PROJECT, TOKEN};

/// All that can be read from an error, its causes included.
pub(super) fn texts(error: &Error) -> String {
    let mut texts = vec![format!("{error} {error:?} {:?} {:?} {:?}", error.code(), error.message(), error.path())];
    let mut cause = error.source();
    while let Some(error) = cause {
        texts.push(format!("{error} {error:?}"));
        cause = error.source();
    }
    texts.join(" ")
}

#[tokio::test]
async fn builders_clients_and_calls_do_not_show_it() {
    let credentials = Credentials::token(TOKEN);
    let builder = builder("http://127.0.0.1:9");
    let config = format!("{builder:?}");
    let client = builder.build().unwrap();
    let call = client.list_instance_jobs();
    let texts = [
        format!("{credentials:?}"),
        config,
        format!("{client:?}"),
        format!("{call:?}"),
        format!("{:?}", call.clone().pages()),
        format!("{:?}", call.stream()),
    ];
    for text in texts {
        assert!(!text.contains(TOKEN), "{text}");
    }
}

#[tokio::test]
async fn refusals_that_repeat_it() {
    let message = format!("decrypt token fail: {TOKEN}");
    let cases = [
        (json!({"error_code": "APIGW.0301", "error_msg": message}), "APIGW.0301: decrypt token fail: [redacted]"),
        (json!({"error_code": TOKEN, "error_msg": "no"}), "[redacted]: no"),
        (json!({"error_code": "A", "error_msg": format!("<{TOKEN}> {TOKEN}")}), "A: <[redacted]> [redacted]"),
        // What was cut away by the server leaves enough to be of use to a thief.
        (json!({"error_code": "A", "error_msg": format!("{}...", &TOKEN[..20])}), "A: [redacted]"),
    ];
    for (body, expected) in cases {
        let (_server, client) = answering("401 Unauthorized", &body.to_string()).await;
        let error = client.list_instance_jobs().send().await.unwrap_err();
        assert_eq!(error.to_string(), format!("ListInstanceJobs: 401 Unauthorized: {expected} (request id raw-1)"));
        assert!(!texts(&error).contains(&TOKEN[..12]), "{}", texts(&error));
    }
}

#[tokio::test]
async fn successes_that_repeat_it() {
    let bodies = [
        json!({"jobs": [], "total": TOKEN}).to_string(),
        json!({"jobs": [{"status": {TOKEN: 1}}], "total": 1}).to_string(),
        TOKEN.to_owned(),
    ];
    for body in bodies {
        let (_server, client) = answering("200 OK", &body).await;
        let error = client.list_instance_jobs().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(!texts(&error).contains(TOKEN), "{}", texts(&error));
    }
}

#[tokio::test]
async fn headers_that_repeat_it() {
    let server = RawServer::answering(answer("502 Bad Gateway", TOKEN, "")).await;
    let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
    let text = texts(&error).to_lowercase();
    assert!(!text.contains(&TOKEN.to_lowercase()), "{text}");

    let head = format!("HTTP/1.1 404 Not Found\r\nX-Request-Id: {TOKEN}\r\nContent-Length: 0\r\n\r\n");
    let server = RawServer::answering(head).await;
    let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
    assert_eq!(error.request_id(), Some("[redacted]"));
    assert!(!texts(&error).contains(TOKEN), "{}", texts(&error));
}

#[tokio::test]
async fn connections_that_fail() {
    let server = RawServer::answering(String::new()).await;
    let closed = client(server.endpoint());
    assert!(!texts(&closed.list_instance_jobs().send().await.unwrap_err()).contains(TOKEN));
    drop(server);
}

#[test]
fn tokens_that_cannot_be_sent_are_refused_unseen() {
    let unusable = [
        ("", "the credentials' `token` is empty: give its value"),
        ("MII\r\nX-Evil: 1", "the credentials' `token` has a line break or control character: remove it"),
        ("MII\0", "the credentials' `token` has a line break or control character: remove it"),
    ];
    for (token, expected) in unusable {
        let error = Client::builder().credentials(Credentials::token(token)).build().unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, expected));
        assert!(error.is_auth() && error.operation().is_none());
    }
}

#[tokio::test]
async fn it_does_not_leave_this_machine_unencrypted() {
    let transport = RecordingTransport::new().reply_json(200, json!({"jobs": [], "total": 0}));
    let open = builder("http://example.invalid").transport(Arc::new(transport.clone()));
    let error = open.build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    assert_eq!(
        error.to_string(),
        "cannot build the client: credentials would go to http://example.invalid unencrypted: \
         use https, or set `allow_plain_http(true)`"
    );
    for endpoint in ["http://127.0.0.1.example.invalid", "http://0.0.0.0", "http://localhost.example.invalid"] {
        assert_eq!(builder(endpoint).build().unwrap_err().kind(), ErrorKind::InvalidConfig, "{endpoint}");
    }
    assert!(transport.requests().is_empty());

    let allowed = builder("http://example.invalid").allow_plain_http(true).transport(Arc::new(transport.clone()));
    allowed.build().unwrap().list_instance_jobs().send().await.unwrap();
    let requests = transport.requests();
    assert_eq!(requests[0].url(), format!("http://example.invalid/v2/{PROJECT}/jobs"));
    assert_eq!(requests[0].headers()["x-auth-token"], TOKEN);
    assert!(!format!("{requests:?}").contains(TOKEN));
}

#[test]
fn loopback_and_https_are_fine() {
    for endpoint in
        ["http://localhost:1", "http://127.8.8.8", "http://[::1]:80", "https://example.invalid", "example.invalid"]
    {
        builder(endpoint).build().unwrap();
    }
}
