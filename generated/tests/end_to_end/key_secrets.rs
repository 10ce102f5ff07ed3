//! Secret keys go nowhere, security tokens and signatures to the service only; nothing shows them.

use std::sync::Arc;

use huaweicloud_swr::runtime::test_util::RecordingTransport;
use huaweicloud_swr::runtime::{AccessKey, StatusCode, TransportResponse};
use huaweicloud_swr::{Client, ErrorKind};
use serde_json::{Value, json};

use super::raw_server::{RawServer, answer};
use super::secrets::texts;
use super::support::{builder, jobs, temporary_key};
use crate::stand_in::TEMPORARY_KEY;

fn security_token() -> &'static str {
    TEMPORARY_KEY.security_token.unwrap()
}

fn client(endpoint: &str) -> Client {
    builder(endpoint).credentials(temporary_key()).build().unwrap()
}

/// Checks that a text has neither a secret nor enough of one to be of use.
#[track_caller]
fn assert_clean(text: &str) {
    for secret in [TEMPORARY_KEY.sk, security_token()] {
        assert!(!text.contains(&secret[..12]) && !text.contains(&secret[secret.len() - 12..]), "{text}");
    }
}

#[tokio::test]
async fn nothing_that_holds_them_shows_them() {
    let builder = builder("http://127.0.0.1:9").credentials(temporary_key());
    assert_clean(&format!("{builder:?}"));
    let client = builder.build().unwrap();
    let call = client.list_instance_jobs();
    assert_clean(&format!("{client:?} {call:?} {:?} {:?}", call.clone().pages(), call.clone().stream()));

    let key = AccessKey::new(TEMPORARY_KEY.ak, TEMPORARY_KEY.sk).security_token(security_token());
    assert_eq!(format!("{key:?}"), "AccessKey { .. }");
    assert_eq!(format!("{:?}", temporary_key()), "Credentials(Credentials { access_key: [redacted] })");
}

#[tokio::test]
async fn secret_keys_are_not_sent() {
    let (stand_in, _) = jobs(3).await;
    client(&stand_in.endpoint()).list_instance_jobs().limit(2).send().await.unwrap();
    let sent = format!("{:?}", stand_in.requests());
    assert!(sent.contains(security_token()) && !sent.contains(&TEMPORARY_KEY.sk[..12]), "{sent}");
}

/// What a transport may log, and what a server may say that repeats all it was sent.
#[tokio::test]
async fn signed_requests_do_not_show_them() {
    let transport = RecordingTransport::new().reply_with(|request| {
        let lines = request.headers().iter().map(|(name, value)| format!("{name}:{}|", value.to_str().unwrap()));
        let message = format!("verify aksk signature fail, canonicalRequest:GET|{}", lines.collect::<String>());
        let body = json!({"error_code": "APIGW.0301", "error_msg": message}).to_string();
        TransportResponse::new(StatusCode::UNAUTHORIZED, body)
    });
    let client = builder("https://example.invalid").credentials(temporary_key()).transport(Arc::new(transport.clone()));
    let error = client.build().unwrap().list_instance_jobs().send().await.unwrap_err();
    let requests = transport.requests();
    let signature = requests[0].headers()["authorization"].to_str().unwrap().split_once("Signature=").unwrap().1;
    assert_eq!(signature.len(), 64);
    for text in [texts(&error), format!("{requests:?}")] {
        assert_clean(&text);
        assert!(!text.contains(&signature[..12]), "{text}");
    }
    let message = error.message().unwrap();
    assert!(message.contains("Signature=[redacted]|") && message.contains("x-security-token:[redacted]|"), "{message}");
    // What is no secret stays, or nobody could tell what is wrong.
    assert!(message.contains(&format!("Access={}, SignedHeaders=host;", TEMPORARY_KEY.ak)), "{message}");
}

#[tokio::test]
async fn refusals_that_repeat_them() {
    for secret in [TEMPORARY_KEY.sk, security_token()] {
        let cases: [(Value, String); 5] = [
            (json!({"error_code": "A", "error_msg": format!("bad key: {secret}")}), "A: bad key: [redacted]".into()),
            (json!({"error_code": secret, "error_msg": "no"}), "[redacted]: no".into()),
            (
                json!({"error_code": "A", "error_msg": format!("<{secret}>{secret}")}),
                "A: <[redacted]>[redacted]".into(),
            ),
            (json!({"error_code": "A", "error_msg": format!("{}...", &secret[..20])}), "A: [redacted]".into()),
            // Cut by the client, in the middle of the secret.
            (
                json!({"error_code": "A", "error_msg": format!("{}{secret}", "x".repeat(190))}),
                format!("A: {}[redacted]", "x".repeat(190)),
            ),
        ];
        for (body, expected) in cases {
            let server = RawServer::answering(answer("401 Unauthorized", "application/json", &body.to_string())).await;
            let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
            assert_eq!(error.to_string(), format!("ListInstanceJobs: 401 Unauthorized: {expected} (request id raw-1)"));
            assert_clean(&texts(&error));
        }
    }
}

#[tokio::test]
async fn successes_and_headers_that_repeat_them() {
    for secret in [TEMPORARY_KEY.sk, security_token()] {
        let bodies = [
            json!({"jobs": [], "total": secret}).to_string(),
            json!({"jobs": [{"status": {secret: 1}}], "total": 1}).to_string(),
            secret.to_owned(),
        ];
        for body in bodies {
            let server = RawServer::answering(answer("200 OK", "application/json", &body)).await;
            let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert_clean(&texts(&error));
        }
        let whole = answer("502 Bad Gateway", secret, "").replace("raw-1", secret);
        let server = RawServer::answering(whole).await;
        let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
        assert_eq!(error.request_id(), Some("[redacted]"));
        let text = texts(&error);
        assert_clean(&text);
        assert!(!text.contains(&secret.to_lowercase()[..12]), "{text}");
    }
}

#[tokio::test]
async fn connections_that_fail() {
    let server = RawServer::answering(String::new()).await;
    let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_clean(&texts(&error));
}

/// A signature says who calls to whoever can read it, and the security token is sent as it is.
#[test]
fn they_do_not_leave_this_machine_unencrypted() {
    let error = builder("http://example.invalid").credentials(temporary_key()).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    assert!(error.to_string().contains("credentials would go to http://example.invalid unencrypted"), "{error}");
}
