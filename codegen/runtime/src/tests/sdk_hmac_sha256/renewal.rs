//! When keys of the metadata service are renewed.

use std::time::Duration;

use http::HeaderValue;
use http::header::DATE;
use tokio::time::sleep;

use super::machine::{Desk, signed};
use super::metadata::{BEFORE, GET, PUT, gives, key_of, sent, service};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{KeyChain, Signer, StatusCode, TransportResponse};

/// Which key is used so many minutes after the last step, and how many requests that took.
async fn step(chain: &KeyChain, transport: &RecordingTransport, minutes: u64) -> (Result<String, String>, usize) {
    sleep(Duration::from_mins(minutes)).await;
    let before = transport.requests().len();
    let used = signed(chain, transport).await;
    (used, transport.requests().len() - before)
}

#[tokio::test(start_paused = true)]
async fn keys_are_renewed_before_they_end() {
    let (first, second) = (Ok("first token-of-first".to_owned()), Ok("second token-of-second".to_owned()));
    let transport = gives(gives(service(), "first", 3600), "second", 3600);
    let chain = Desk::new().chain();
    for (minutes, expected, requests) in [(0, &first, 2), (19, &first, 0), (2, &second, 1), (19, &second, 0)] {
        assert_eq!(step(&chain, &transport, minutes).await, (expected.clone(), requests));
    }
}

#[tokio::test(start_paused = true)]
async fn a_failed_renewal_does_no_harm_while_the_key_is_good() {
    let first = Ok("first token-of-first".to_owned());
    let transport = gives(service(), "first", 3600).fail_connect().fail_connect().fail_connect();
    let chain = Desk::new().chain();
    assert_eq!(step(&chain, &transport, 0).await, (first.clone(), 2));
    assert_eq!(step(&chain, &transport, 21).await, (first.clone(), 1));
    // The next attempt comes a minute later.
    assert_eq!(step(&chain, &transport, 0).await, (first.clone(), 0));
    assert_eq!(step(&chain, &transport, 1).await, (first.clone(), 1));
    let problem = format!("{BEFORE}no answer: the test wants no connection");
    assert_eq!(step(&chain, &transport, 40).await, (Err(problem), 1));
    let transport = gives(transport, "second", 3600);
    assert_eq!(step(&chain, &transport, 0).await, (Ok("second token-of-second".to_owned()), 1));
}

#[tokio::test(start_paused = true)]
async fn keys_that_end_soon_are_not_asked_for_all_the_time() {
    let transport = RecordingTransport::new().otherwise(|request| match request.method().as_str() {
        "PUT" => TransportResponse::new(StatusCode::OK, "zebra-token"),
        _ => key_of("ak", 600),
    });
    let (chain, used) = (Desk::new().chain(), Ok("ak token-of-ak".to_owned()));
    for (minutes, requests) in [(0, 2), (0, 0), (1, 1), (0, 0), (11, 1)] {
        assert_eq!(step(&chain, &transport, minutes).await, (used.clone(), requests));
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_date_the_clock_of_the_machine_counts() {
    for date in [None, Some("yesterday")] {
        let transport = service().reply_with(move |_| {
            let mut response = key_of("ak", 0);
            response.headers.remove(DATE);
            response.headers.extend(date.map(|date| (DATE, HeaderValue::from_static(date))));
            response
        });
        // By that clock, 100,000 seconds are left, of which a day is believed.
        let (chain, used) = (Desk::new().chain(), Ok("ak token-of-ak".to_owned()));
        assert_eq!(step(&chain, &transport, 0).await, (used.clone(), 2));
        assert_eq!(step(&chain, &transport, 23 * 60).await, (used.clone(), 0));
        assert_eq!(step(&chain, &transport, 21).await, (used, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn refused_keys_are_replaced_once_for_all() {
    let transport = gives(gives(gives(service(), "first", 86_400), "second", 86_400), "third", 86_400).fail_connect();
    let desk = Desk::new();
    let chain = desk.chain();
    let start = desk.time();
    assert!(!chain.refused(start));
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("first token-of-first"));
    desk.wait(Duration::from_secs(1));
    assert!(chain.refused(start));
    assert!(chain.refused(start));
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("second token-of-second"));
    // Those that were signed with the first key are late; the second one is not refused by that.
    assert!(chain.refused(start));
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("second token-of-second"));
    assert!(chain.refused(desk.time()));
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("third token-of-third"));
    desk.wait(Duration::from_secs(1));
    // Where there is no other, the refused one has to do.
    assert!(chain.refused(desk.time()));
    for _ in 0..2 {
        assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("third token-of-third"));
    }
    assert_eq!(sent(&transport), [PUT, GET, GET, GET, GET]);
}
