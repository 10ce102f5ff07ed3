//! The stand-in keeps the rules that the service documents, those included that the client never breaks.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::support::{jobs, target};
use crate::stand_in::{StandIn, TOKEN};

/// Status and body of the answer to a request that no client checks.
async fn get(stand_in: &StandIn, target: &str) -> (String, Value) {
    let mut stream = TcpStream::connect(stand_in.endpoint().trim_start_matches("http://")).await.unwrap();
    let head = format!("GET {target} HTTP/1.1\r\nHost: stand-in\r\nX-Auth-Token: {TOKEN}\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains("\r\nx-request-id: stand-in-"), "{head}");
    (head[9..12].to_owned(), serde_json::from_str(body).unwrap())
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
