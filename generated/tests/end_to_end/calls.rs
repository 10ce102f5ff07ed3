//! How calls are made: with their headers, many at once, given up.

use std::time::Duration;

use huaweicloud_swr::ErrorKind;
use huaweicloud_swr::runtime::StatusCode;
use tokio::task::JoinSet;

use super::raw_server::RawServer;
use super::support::{builder, client, jobs, numbers, soon};

#[tokio::test]
async fn an_answer_comes_with_its_headers() {
    let (_stand_in, client) = jobs(3).await;
    let response = client.list_instance_jobs().send_with_response().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["x-request-id"], "stand-in-1");
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.value().total, 3);
    assert_eq!(numbers(&response.into_value().jobs), [0, 1, 2]);
}

#[tokio::test]
async fn a_call_can_be_prepared_and_made_again() {
    let (stand_in, client) = jobs(3).await;
    let call = client.list_instance_jobs().limit(2);
    assert_eq!(call.clone().send().await.unwrap(), call.send().await.unwrap());
    assert_eq!(stand_in.requests().len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn clones_of_a_client_call_at_once() {
    let (stand_in, client) = jobs(250).await;
    let mut calls = JoinSet::new();
    for offset in 0..50 {
        let client = client.clone();
        calls.spawn(async move { (offset, client.list_instance_jobs().offset(offset).limit(1).send().await) });
    }
    let mut offsets = Vec::new();
    while let Some(call) = soon(calls.join_next()).await {
        let (offset, page) = call.unwrap();
        assert_eq!(numbers(&page.unwrap().jobs), [usize::try_from(offset).unwrap()]);
        offsets.push(offset);
    }
    offsets.sort_unstable();
    assert_eq!(offsets, (0..50).collect::<Vec<_>>());
    assert_eq!(stand_in.requests().len(), 50);
}

#[tokio::test]
async fn nothing_is_sent_before_a_call_is_awaited() {
    let (stand_in, client) = jobs(3).await;
    drop(client.list_instance_jobs().send());
    drop(client.list_instance_jobs().stream());
    client.list_instance_jobs().send().await.unwrap();
    assert_eq!(stand_in.requests().len(), 1);
}

#[tokio::test]
async fn a_call_that_is_dropped_is_canceled() {
    let mut server = RawServer::stalling("").await;
    let client = client(server.endpoint());
    let mut call = client.list_instance_jobs().send();
    tokio::select! {
        result = &mut call => panic!("there should be no answer: {result:?}"),
        head = server.request() => assert!(head.starts_with("GET /v2/")),
    }
    assert!(server.is_idle());
    drop(call);
    server.closed().await;
}

#[tokio::test]
async fn a_stream_that_is_dropped_is_canceled() {
    let mut server = RawServer::stalling("").await;
    let client = client(server.endpoint());
    let mut jobs = client.list_instance_jobs().stream();
    tokio::select! {
        result = jobs.try_next() => panic!("there should be no answer: {result:?}"),
        head = server.request() => assert!(head.contains("/jobs?offset=0&limit=100 HTTP/1.1")),
    }
    // The next item is still under way.
    assert!(server.is_idle());
    drop(jobs);
    server.closed().await;
}

#[tokio::test]
async fn a_call_has_its_own_time_limit() {
    let mut server = RawServer::stalling("").await;
    let client = builder(server.endpoint()).timeout(Duration::from_mins(1)).build().unwrap();
    let error = soon(client.list_instance_jobs().timeout(Duration::from_millis(100)).send()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    server.request().await;
    server.closed().await;
}
