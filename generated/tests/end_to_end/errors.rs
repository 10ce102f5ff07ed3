//! What refusals become.

use huaweicloud_swr::models::ErrorResponse;
use huaweicloud_swr::runtime::StatusCode;
use huaweicloud_swr::{Error, ErrorKind};
use serde_json::json;

use super::raw_server::{RawServer, answer};
use super::support::{answering, builder, client, jobs};
use crate::stand_in::{POWERLESS_TOKEN, Settings};

async fn refused(status: &str, content_type: &str, body: &str) -> Error {
    let server = RawServer::answering(answer(status, content_type, body)).await;
    client(server.endpoint()).list_instance_jobs().send().await.unwrap_err()
}

/// The predicates that hold, by name.
fn predicates(error: &Error) -> Vec<&'static str> {
    let all = [
        ("auth", error.is_auth()),
        ("permission", error.is_permission()),
        ("not_found", error.is_not_found()),
        ("throttled", error.is_throttled()),
        ("retryable", error.is_retryable()),
        ("timeout", error.is_timeout()),
        ("connect", error.is_connect()),
        ("decode", error.is_decode()),
        ("invalid_request", error.is_invalid_request()),
    ];
    all.into_iter().filter_map(|(name, holds)| holds.then_some(name)).collect()
}

#[tokio::test]
async fn the_documented_refusals() {
    let cases: [(u16, &str, &str, &str, &[&str]); 5] = [
        (400, "Bad Request", "SVCSTG.SWR.4000014", "Invalid API parameter", &[]),
        (401, "Unauthorized", "SVCSTG.SWR.4010000", "Token expired", &["auth"]),
        (403, "Forbidden", "SVCSTG.SWR.4030170", "Insufficient permissions", &["permission"]),
        (404, "Not Found", "SVCSTG.SWR.4040000", "Project not found", &["not_found"]),
        (500, "Internal Server Error", "SVCSTG.SWR.5000000", "Internal error", &["retryable"]),
    ];
    for (status, reason, code, message, holds) in cases {
        let body = json!({"error_code": code, "error_msg": message}).to_string();
        let error = refused(&format!("{status} {reason}"), "application/json", &body).await;
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.operation(), Some("ListInstanceJobs"));
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!((error.code(), error.message()), (Some(code), Some(message)));
        assert_eq!(error.request_id(), Some("raw-1"));
        assert_eq!(error.headers().unwrap()["content-type"], "application/json");
        assert_eq!(error.body().unwrap(), &body);
        assert_eq!(error.path(), None);
        let typed = error.api().unwrap();
        assert_eq!((typed.error_code.as_deref(), typed.error_msg.as_deref()), (Some(code), Some(message)));
        assert_eq!(typed.encoded_authorization_message, None);
        assert_eq!(predicates(&error), holds);
        let notes = if status == 500 { "; after 3 attempts" } else { "" };
        assert_eq!(error.attempts(), if status == 500 { 3 } else { 1 });
        let line = format!("ListInstanceJobs: {status} {reason}: {code}: {message} (request id raw-1{notes})");
        assert_eq!(error.to_string(), line);
        assert_eq!(format!("{error:?}"), format!("Error(Status: {line})"));
    }
}

/// Old and new form in one body, as the list of the service's error codes shows it.
#[tokio::test]
async fn a_denial_says_why() {
    let denial = json!({"error_code": "SVCSTG.SWR.4030170", "error_msg": ""});
    let body = json!({
        "errors": [{"errorCode": "SVCSTG.SWR.4030170", "errorMessage": "Insufficient permissions", "detail": ""}],
        "error_code": "SVCSTG.SWR.4030170",
        "error_msg": "Insufficient permissions",
        "details": [denial],
        "encoded_authorization_message": "EgpjbGllbnQ=="
    });
    let error = refused("403 Forbidden", "application/json", &body.to_string()).await;
    let typed: ErrorResponse = error.decode().unwrap();
    assert_eq!(typed.encoded_authorization_message.as_deref(), Some("EgpjbGllbnQ=="));
    assert_eq!(
        error.to_string(),
        "ListInstanceJobs: 403 Forbidden: SVCSTG.SWR.4030170: Insufficient permissions (request id raw-1)"
    );
}

#[tokio::test]
async fn the_stand_in_refuses_as_documented() {
    let (stand_in, _) = jobs(1).await;
    for (token, code) in [(POWERLESS_TOKEN, "SVCSTG.SWR.4030170"), ("MIIunknown", "SVCSTG.SWR.4010000")] {
        let client = builder(&stand_in.endpoint()).credentials(huaweicloud_swr::Credentials::token(token));
        let error = client.build().unwrap().list_instance_jobs().send().await.unwrap_err();
        assert_eq!(error.code(), Some(code));
        assert_eq!(error.api().unwrap().encoded_authorization_message.is_some(), token == POWERLESS_TOKEN);
    }
    let (_broken, client) = super::support::stand_in(Settings { fails_from: 0, ..Settings::default() }).await;
    let error = client.list_instance_jobs().send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!(error.request_id(), Some("stand-in-3"), "the last of three attempts");
}

#[tokio::test]
async fn answers_of_a_gateway() {
    let page = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n</html>\r\n";
    let error = refused("502 Bad Gateway", "text/html; charset=utf-8", page).await;
    assert_eq!(
        error.to_string(),
        "ListInstanceJobs: 502 Bad Gateway (the answer is text/html, 62 bytes; request id raw-1; after 3 attempts)"
    );
    assert_eq!((error.code(), error.message(), error.api()), (None, None, None));
    assert_eq!(error.body().unwrap(), page);
    assert_eq!(predicates(&error), ["retryable"]);

    let error = refused("503 Service Unavailable", "text/plain", "").await;
    assert_eq!(
        error.to_string(),
        "ListInstanceJobs: 503 Service Unavailable (the answer is empty; request id raw-1; after 3 attempts)"
    );

    let body = json!({
        "error_msg": "The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:5 second",
        "error_code": "APIGW.0308",
        "request_id": "c50619de20b0e70590f57a99dbed044f"
    });
    let head = "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nConnection: close\r\n\r\n";
    let server = RawServer::answering(format!("{head}{body}")).await;
    let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
    assert_eq!(error.code(), Some("APIGW.0308"));
    assert_eq!(error.request_id(), Some("c50619de20b0e70590f57a99dbed044f"));
    assert_eq!(error.headers().unwrap()["retry-after"], "5");
    assert_eq!(predicates(&error), ["throttled", "retryable"]);
}

#[tokio::test]
async fn other_successes_and_redirects_are_refusals() {
    let error = refused("302 Found", "text/plain", "").await;
    assert_eq!(
        error.to_string(),
        "ListInstanceJobs: 302 Found: the description declares no such answer (the answer is empty; request id raw-1)"
    );
    let error = refused("202 Accepted", "application/json", "{}").await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Status, Some(StatusCode::ACCEPTED)));
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn texts_of_the_server_stay_on_one_line() {
    let body = json!({"error_code": "A\r\nB", "error_msg": format!("\u{1b}[31m{}", "x".repeat(300))});
    let error = refused("400 Bad Request", "application/json", &body.to_string()).await;
    let text = format!("\\u001b[31m{}…", "x".repeat(195));
    assert_eq!(error.to_string(), format!("ListInstanceJobs: 400 Bad Request: A\\r\\nB: {text} (request id raw-1)"));
    assert_eq!(error.message().unwrap().len(), 305);
}

#[tokio::test]
async fn a_code_that_is_a_number_is_read() {
    let (_server, client) = answering("400 Bad Request", r#"{"error_code": 4001, "error_msg": "no"}"#).await;
    let error = client.list_instance_jobs().send().await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("4001"), Some("no")));
    assert_eq!(error.api(), None);
    assert_eq!(error.decode::<ErrorResponse>().unwrap_err().path(), Some("$.error_code"));
}
