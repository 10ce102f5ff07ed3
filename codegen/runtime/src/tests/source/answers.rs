//! What is found in answers.

use http::HeaderValue;
use serde_json::Value;

use super::*;
use crate::runtime::{ErrorKind, RetryPolicy, StatusCode, TransportResponse};

static LISTED: Source = Source {
    operation: &LIST,
    parameters: &[],
    body: None,
    value: "$response.body#/shops/0/id",
    expires: None,
    exactly_one: Some("$response.body#/shops"),
};

static LIST: Operation = operation("ListShops", &[], &[]);

/// A transport that answers with a body and headers, and then with a success.
fn answering(body: &Value, headers: &'static [(&'static str, &'static str)]) -> RecordingTransport {
    let body = body.to_string();
    let answer = move |_: &_| {
        let mut response = TransportResponse::new(StatusCode::CREATED, body.clone());
        for (name, value) in headers {
            response.headers.insert(*name, HeaderValue::from_static(value));
        }
        response
    };
    RecordingTransport::new().reply_with(answer).reply(200, "")
}

#[tokio::test]
async fn a_list_must_leave_no_choice() {
    let shop = |id: &str| json!({"id": id});
    for (body, expected) in [
        (json!({"shops": [shop("s1")]}), "Fetched { lifetime: None, .. }"),
        (json!({"shops": []}), "expected exactly one in `$response.body#/shops` of ListShops, found 0"),
        (
            json!({"shops": [shop("s1"), shop("s2"), shop("s3")]}),
            "expected exactly one in `$response.body#/shops` of ListShops, found 3",
        ),
        (json!({"shops": {"0": shop("s1")}}), "the answer of ListShops has no list `$response.body#/shops`"),
        (json!("no object"), "the answer of ListShops has no list `$response.body#/shops`"),
        (json!({"shops": [{"id": ""}]}), "the answer of ListShops has no `$response.body#/shops/0/id`"),
        (json!({"shops": [{"id": {}}]}), "the answer of ListShops has no `$response.body#/shops/0/id`"),
        (
            json!({"shops": [shop("s\n1")]}),
            "`$response.body#/shops/0/id` of ListShops has a line break or control character",
        ),
    ] {
        assert_eq!(fetch(Sourced::new(&LISTED), &answering(&body, &[]), &[]).await, expected, "{body}");
    }
    let transport = answering(&json!({"shops": [{"id": 17}]}), &[]);
    fetch(Sourced::new(&LISTED), &transport, &[]).await;
    assert_eq!(transport.requests()[1].headers()["x-auth-token"], "17");
}

#[tokio::test]
async fn a_failed_call_is_handed_on() {
    let transport = RecordingTransport::new().reply_json(404, json!({"error_msg": "who?"}));
    let seen = fetch(password(), &transport, &[]).await;
    assert_eq!(seen, "a call failed: LogIn: 404 Not Found: who?");
}

#[tokio::test]
async fn a_failed_call_says_whether_to_try_again() {
    for (transport, expected) in
        [(RecordingTransport::new().fail_connect(), true), (RecordingTransport::new().reply(404, ""), false)]
    {
        let mut config = Config::new(&API);
        config.transport(Arc::new(transport));
        config.retry(RetryPolicy::none());
        config.credentials(Credentials::provided(&TOKEN, Arc::new(password())));
        let error = Call::new(&config.build().unwrap(), &CALL).send(empty).await.unwrap_err();
        assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Credentials, expected), "{error}");
    }
}

/// The server's clock counts, whatever that of this machine says.
#[tokio::test]
async fn lifetimes_are_told_by_the_servers_clock() {
    for (expires, expected) in [
        (json!("2001-02-03T04:05:06Z"), "Some(3600s)"),
        (json!("2001-02-03T06:05:06.5+02:00"), "Some(3600.5s)"),
        (json!("2001-02-03T03:05:06Z"), "Some(0ns)"),
        (json!("2001-02-03T03:00:00Z"), "Some(0ns)"),
        (json!("0001-01-01T00:00:00Z"), "Some(0ns)"),
        (json!("9999-12-31T23:59:59Z"), "Some(252421131293s)"),
        (json!("soon"), "None"),
        (json!(""), "None"),
        (json!([1]), "None"),
    ] {
        let headers = &[("X-Token", "t-1"), ("Date", "Sat, 03 Feb 2001 03:05:06 GMT")];
        let seen = fetch(password(), &answering(&json!({"expires_at": expires}), headers), &[]).await;
        assert_eq!(seen, format!("Fetched {{ lifetime: {expected}, .. }}"), "{expires}");
    }
}

#[tokio::test]
async fn without_a_readable_date_the_local_clock_counts() {
    for headers in [&[("X-Token", "t-1")][..], &[("X-Token", "t-1"), ("Date", "today")]] {
        let seen = fetch(password(), &answering(&json!({"expires_at": "2001-01-01T00:00:00Z"}), headers), &[]).await;
        assert_eq!(seen, "Fetched { lifetime: Some(0ns), .. }");
        let seen = fetch(password(), &answering(&json!({"expires_at": "9999-01-01T00:00:00Z"}), headers), &[]).await;
        let seconds: u64 = seen.split(['(', '.']).nth(1).unwrap().parse().unwrap();
        assert!((245_000_000_000..253_000_000_000).contains(&seconds), "{seen}");
    }
}

#[tokio::test]
async fn long_values_are_taken_whole() {
    let token = "x".repeat(64 << 10);
    let transport = answering(&json!({"shops": [{"id": &token}]}), &[]);
    fetch(Sourced::new(&LISTED), &transport, &[]).await;
    assert_eq!(transport.requests()[1].headers()["x-auth-token"], token);
    assert!(!format!("{:?}", transport.requests()[1]).contains("xxx"));
}
