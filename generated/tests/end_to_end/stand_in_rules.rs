//! The stand-in keeps the rules that the service documents, those included that the client never breaks.

use jiff::Timestamp;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::support::{jobs, target};
use crate::stand_in::{KEY, PROJECT, StandIn, TOKEN};

/// Status and body of the answer to a request that no client checks.
async fn get(stand_in: &StandIn, target: &str) -> (String, Value) {
    get_with(stand_in, target, &[&format!("X-Auth-Token: {TOKEN}")]).await
}

/// The same with these headers only.
async fn get_with(stand_in: &StandIn, target: &str, headers: &[&str]) -> (String, Value) {
    let mut stream = TcpStream::connect(stand_in.endpoint().trim_start_matches("http://")).await.unwrap();
    let headers: String = headers.iter().flat_map(|header| [header, "\r\n"]).collect();
    let head = format!("GET {target} HTTP/1.1\r\nHost: stand-in\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let (_, id) = head.split_once("\r\nx-request-id: ").unwrap();
    let id = id.lines().next().unwrap();
    assert!(id.starts_with("stand-in-"), "{head}");
    let body: Value = serde_json::from_str(body).unwrap();
    // Only the gateway names the request in the body, too.
    assert!(body.get("request_id").is_none_or(|named| named == id), "{head} {body}");
    (head[9..12].to_owned(), body)
}

#[tokio::test]
async fn offset_and_limit() {
    let (stand_in, _) = jobs(250).await;
    let pages = [("", 100), ("?offset=0&limit=1", 1), ("?limit=100&offset=240", 10), ("?offset=250&limit=5", 0)];
    for (query, count) in pages {
        let (status, body) = get(&stand_in, &target(query)).await;
        assert_eq!((status.as_str(), &body["total"]), ("200", &Value::from(250)), "{query}");
        assert_eq!(body["jobs"].as_array().map(Vec::len), Some(count), "{query}");
    }
    let refused = [
        ("?offset=5", "offset and limit must be used together"),
        ("?limit=5", "offset and limit must be used together"),
        ("?offset=0&limit=0", "limit must be from 1 to 100"),
        ("?offset=0&limit=101", "limit must be from 1 to 100"),
        ("?offset=0&limit=x", "limit must be from 1 to 100"),
        ("?offset=-1&limit=1", "offset must be a number from 0 on"),
    ];
    for (query, message) in refused {
        let (status, body) = get(&stand_in, &target(query)).await;
        assert_eq!((status.as_str(), &body["error_msg"]), ("400", &Value::from(message)), "{query}");
        assert_eq!(body["error_code"], "SVCSTG.SWR.4001025");
    }
}

#[tokio::test]
async fn other_paths() {
    let (stand_in, _) = jobs(1).await;
    let (status, body) = get(&stand_in, "/v2/jobs").await;
    assert_eq!((status.as_str(), &body["error_code"]), ("404", &Value::from("APIGW.0101")));
}

#[tokio::test]
async fn who_is_let_in() {
    const SIGNED: &str = "SignedHeaders=x-sdk-date, Signature=0";
    let (stand_in, _) = jobs(1).await;
    let project = format!("X-Project-Id: {PROJECT}");
    let now = Timestamp::now().strftime("X-Sdk-Date: %Y%m%dT%H%M%SZ").to_string();
    let authorization = |parts: &str| format!("Authorization: SDK-HMAC-SHA256 {parts}");
    let own = authorization(&format!("Access={}, {SIGNED}", KEY.ak));
    let token = format!("X-Auth-Token: {TOKEN}");
    let (unreadable, project_differs) = ("verify aksk signature fail", "X-Project-Id is not the project of the path");
    let cases: [(&[&str], &str); 10] = [
        (&[&own, &token, &project, &now], "there are both a token and a signature"),
        (&[&token, "Authorization: Basic MQ=="], "there are both a token and a signature"),
        (&[&own, &now], project_differs),
        (&[&own, &now, "X-Project-Id: another"], project_differs),
        (&[&own, &project], unreadable),
        (&[&own, &project, "X-Sdk-Date: 2026"], unreadable),
        (&[&project, &now, "Authorization: Basic MQ=="], unreadable),
        (&[&project, &now, &authorization(&format!("Access={}, SignedHeaders=host, Signature=0", KEY.ak))], unreadable),
        (&[&project, &now, &authorization(&format!("Access=, {SIGNED}"))], "Get secretKey failed"),
        (&[&project, "X-Sdk-Date: 20250805T000000Z", &own], "calc ak sk signature fail:signature expired"),
    ];
    for (headers, problem) in cases {
        let (status, body) = get_with(&stand_in, &target(""), headers).await;
        let message = format!("Incorrect IAM authentication information: {problem}");
        assert_eq!((status.as_str(), &body["error_msg"]), ("401", &Value::from(message)), "{headers:?}");
        assert_eq!((&body["error_code"], body["request_id"].is_string()), (&Value::from("APIGW.0301"), true));
    }
    let (status, body) = get_with(&stand_in, &target(""), &[]).await;
    assert_eq!((status.as_str(), &body["error_code"]), ("401", &Value::from("SVCSTG.SWR.4010000")));
}
