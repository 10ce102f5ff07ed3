//! What happens when connections, servers and bodies are not what they should be.

use std::time::{Duration, Instant};

use huaweicloud_swr::ErrorKind;
use tokio::net::TcpListener;

use super::raw_server::{RawServer, answer};
use super::support::{answering, builder, client, jobs, soon};

#[tokio::test]
async fn a_body_that_ends_early() {
    let whole = answer("200 OK", "application/json", r#"{"jobs": [], "total": 0}"#);
    let server = RawServer::answering(whole[..whole.len() - 4].to_owned()).await;
    let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_retryable());
    let expected =
        format!("ListInstanceJobs: the connection to {} failed before the answer was complete: ", server.endpoint());
    assert!(error.to_string().starts_with(&expected), "{error}");
}

#[tokio::test]
async fn answers_that_are_no_http() {
    for bytes in ["SSH-2.0-OpenSSH_9.9\r\n", ""] {
        let server = RawServer::answering(bytes.to_owned()).await;
        let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Transport, None), "{error}");
    }
}

#[tokio::test]
async fn bodies_have_a_limit() {
    let body = format!(r#"{{"jobs": [], "total": 0, "padding": "{}"}}"#, "x".repeat(1000));
    let announced = answer("200 OK", "application/json", &body);
    let streamed = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body}");
    for whole in [announced, streamed] {
        let server = RawServer::answering(whole).await;
        let limited = |bytes| builder(server.endpoint()).max_body_size(bytes).build().unwrap();
        limited(body.len()).list_instance_jobs().send().await.unwrap();
        let error = limited(body.len() - 1).list_instance_jobs().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
        let expected = format!(
            "ListInstanceJobs: the 200 answer is larger than {} bytes; ask for less, or raise `max_body_size`",
            body.len() - 1
        );
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn an_announced_giant_is_not_waited_for() {
    let mut server = RawServer::stalling("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{").await;
    let error = soon(client(server.endpoint()).list_instance_jobs().send()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge);
    server.request().await;
    server.closed().await;
}

#[tokio::test]
async fn silent_servers_and_slow_bodies_are_timeouts() {
    let beginning = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{";
    let servers =
        [RawServer::stalling("").await, RawServer::stalling(beginning).await, RawServer::dripping(beginning).await];
    for mut server in servers {
        let client = builder(server.endpoint()).timeout(Duration::from_millis(200)).build().unwrap();
        let start = Instant::now();
        let error = soon(client.list_instance_jobs().send()).await.unwrap_err();
        let elapsed = start.elapsed();
        assert!((Duration::from_millis(200)..Duration::from_secs(10)).contains(&elapsed), "{elapsed:?}");
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
        let expected = format!(
            "ListInstanceJobs: no complete answer from {} within 200ms; a longer `timeout` can be set",
            server.endpoint()
        );
        assert_eq!(error.to_string(), expected);
        server.request().await;
        server.closed().await;
    }
}

#[tokio::test]
async fn closed_ports_are_connect_errors() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&endpoint).list_instance_jobs().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    let text = error.to_string();
    assert!(text.starts_with(&format!("ListInstanceJobs: cannot connect to {endpoint}: ")), "{text}");
    assert!(text.ends_with("; check endpoint, network, proxy and certificates (after 3 attempts)"), "{text}");
}

#[tokio::test]
async fn an_error_does_not_end_a_client() {
    let (_server, client) = answering("500 Internal Server Error", "{}").await;
    for _ in 0..3 {
        assert_eq!(client.list_instance_jobs().send().await.unwrap_err().kind(), ErrorKind::Status);
    }
    let (stand_in, client) = jobs(1).await;
    client.list_instance_jobs().project_id("another").send().await.unwrap_err();
    client.list_instance_jobs().send().await.unwrap();
    assert_eq!(stand_in.requests().len(), 2);
}
