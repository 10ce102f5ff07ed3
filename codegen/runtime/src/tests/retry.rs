//! What is tried again, how often, and when.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::HeaderValue;
use tokio::time::Instant;

use super::{ADD_PET, API, LIST_PETS, REX, SECRET, TOKEN};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Config, Credentials, Error, Operation, Request, RetryPolicy, StatusCode, Transport, TransportError,
    TransportResponse, json,
};
use crate::specimen::Pet;

/// Calls an operation and tells what came of it, after how many requests and how long.
async fn outcome(
    operation: &'static Operation,
    transport: RecordingTransport,
    set: impl FnOnce(&mut Config),
) -> (Result<Pet, Error>, usize, Duration) {
    let mut config = Config::new(&API);
    config.credentials(Credentials::new(&TOKEN, SECRET));
    config.transport(Arc::new(transport.clone()));
    set(&mut config);
    let mut call = Call::new(&config.build().unwrap(), operation);
    call.path("shop_id", &"s1");
    let start = Instant::now();
    let result = call.send(json::<Pet>).await;
    (result, transport.requests().len(), start.elapsed())
}

fn failing(status: u16, times: usize) -> RecordingTransport {
    (0..times).fold(RecordingTransport::new(), |transport, _| transport.reply(status, "{}"))
}

#[tokio::test(start_paused = true)]
async fn what_may_succeed_later_is_tried_three_times() {
    for (status, list, add) in [
        (400, 1, 1),
        (401, 1, 1),
        (403, 1, 1),
        (404, 1, 1),
        (408, 3, 1),
        (429, 3, 1),
        (500, 3, 1),
        (501, 1, 1),
        (502, 3, 1),
        (503, 3, 1),
        (504, 3, 1),
    ] {
        for (operation, attempts) in [(&LIST_PETS, list), (&ADD_PET, add)] {
            let (result, requests, _) = outcome(operation, failing(status, 3), |_| ()).await;
            let error = result.unwrap_err();
            assert_eq!((requests, error.attempts()), (attempts as usize, attempts), "{status} of {}", operation.id);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_connection_nothing_has_been_sent() {
    for operation in [&LIST_PETS, &ADD_PET] {
        let transport = RecordingTransport::new()
            .fail_connect()
            .fail_connect()
            .reply(if operation.id == "AddPet" { 201 } else { 200 }, REX);
        let (result, requests, _) = outcome(operation, transport, |_| ()).await;
        assert_eq!((result.is_ok(), requests), (true, 3));
    }
}

#[tokio::test(start_paused = true)]
async fn errors_tell_how_often_it_was_tried() {
    let (result, ..) = outcome(&LIST_PETS, failing(503, 3), |_| ()).await;
    let expected = "ListPets: 503 Service Unavailable (the answer has no content type, 2 bytes; after 3 attempts)";
    assert_eq!(result.unwrap_err().to_string(), expected);
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_to_a_bound_and_differ_from_call_to_call() {
    let policy = RetryPolicy::default().attempts(8).pauses(Duration::from_secs(1), Duration::from_secs(20));
    let mut pauses = Vec::new();
    for _ in 0..50 {
        let set = |config: &mut Config| {
            config.retry(policy.clone());
            config.timeout(Duration::from_hours(1));
        };
        pauses.push(outcome(&LIST_PETS, failing(503, 8), set).await.2);
    }
    let [longest, bound] = [pauses.iter().max().copied().unwrap(), Duration::from_millis(71_010)];
    assert!(longest <= bound, "1 + 2 + 4 + 8 + 16 + 20 + 20 seconds at most: {longest:?}");
    assert!(longest > Duration::from_secs(8), "pauses that did not grow would be 7 seconds at most: {longest:?}");
    pauses.dedup();
    assert!(pauses.len() > 1);
}

fn asking(retry_after: &'static str) -> RecordingTransport {
    let reply = move |_: &_| {
        let mut response = TransportResponse::new(StatusCode::TOO_MANY_REQUESTS, "{}");
        response.headers.insert("retry-after", HeaderValue::from_static(retry_after));
        response.headers.insert("date", HeaderValue::from_static("Sun, 06 Nov 1994 08:49:37 GMT"));
        response
    };
    RecordingTransport::new().reply_with(reply).reply(200, REX)
}

#[tokio::test(start_paused = true)]
async fn servers_say_when_to_come_back() {
    for (retry_after, expected) in [("7", 7), ("0", 0), ("Sun, 06 Nov 1994 08:49:50 GMT", 13)] {
        let (result, _, elapsed) = outcome(&LIST_PETS, asking(retry_after), |_| ()).await;
        result.unwrap();
        assert_eq!(elapsed.as_secs(), expected, "{retry_after}");
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_asked_to_wait_long_gets_the_error() {
    let (result, requests, elapsed) = outcome(&LIST_PETS, asking("21"), |_| ()).await;
    let error = result.unwrap_err();
    assert_eq!((requests, elapsed, error.retry_after()), (1, Duration::ZERO, Some(Duration::from_secs(21))));
}

#[tokio::test(start_paused = true)]
async fn pauses_do_not_outlast_the_call() {
    let set = |config: &mut Config| config.timeout(Duration::from_secs(5));
    let (result, requests, elapsed) = outcome(&LIST_PETS, asking("7"), set).await;
    let error = result.unwrap_err();
    assert!(error.is_throttled(), "{error}");
    assert_eq!((requests, elapsed), (1, Duration::ZERO));
}

#[tokio::test(start_paused = true)]
async fn attempts_can_be_set() {
    for (policy, expected) in
        [(RetryPolicy::none(), 1), (RetryPolicy::default().attempts(0), 1), (RetryPolicy::default().attempts(5), 5)]
    {
        let (_, requests, _) = outcome(&LIST_PETS, failing(502, 9), |config| config.retry(policy)).await;
        assert_eq!(requests, expected);
    }
}

#[tokio::test(start_paused = true)]
async fn answers_that_cannot_be_read_tell_of_attempts_too() {
    let transport = RecordingTransport::new().reply(503, "{}").reply(503, "{}").reply(200, "[]");
    let (result, ..) = outcome(&LIST_PETS, transport, |_| ()).await;
    let error = result.unwrap_err();
    assert_eq!((error.is_decode(), error.attempts()), (true, 3));
}

/// Answers 503 once, and never again.
#[derive(Debug, Default)]
struct Stuck(AtomicU32);

impl Transport for Stuck {
    fn send<'a>(
        &'a self,
        _: Request,
    ) -> Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>> {
        Box::pin(async {
            if self.0.fetch_add(1, Ordering::SeqCst) > 0 {
                std::future::pending::<()>().await;
            }
            Ok(TransportResponse::new(StatusCode::SERVICE_UNAVAILABLE, "{}"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn who_runs_out_of_time_learns_what_happened_before() {
    let set = |config: &mut Config| {
        config.transport(Arc::new(Stuck::default()));
        config.timeout(Duration::from_secs(9));
    };
    let (result, _, elapsed) = outcome(&LIST_PETS, RecordingTransport::new(), set).await;
    let error = result.unwrap_err();
    let expected = "ListPets: no complete answer from https://pets.example within 9s; a longer `timeout` can be set \
                    (before that: 503 Service Unavailable)";
    assert_eq!((error.to_string().as_str(), error.attempts(), elapsed.as_secs()), (expected, 2, 9));
}
