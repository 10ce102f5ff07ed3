//! Values that are fetched: once for all, renewed in time, and never shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::{API, LIST_PETS, REX, TOKEN};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Config, Core, Credentials, ErrorKind, FetchContext, Fetched, Fetching, Provider, StatusCode,
    TransportResponse, json,
};
use crate::specimen::Pet;

/// Hands out `token-1`, `token-2` and so on, slowly.
#[derive(Debug, Default)]
struct Office {
    asked: AtomicU32,
    lifetime: Option<Duration>,
    /// From which number on there is nothing to be had.
    closed_from: Option<u32>,
}

impl Provider for Arc<Office> {
    fn fetch<'a>(&'a self, _: FetchContext<'a>) -> Fetching<'a> {
        Box::pin(async {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            tokio::time::sleep(Duration::from_millis(100)).await;
            if self.closed_from.is_some_and(|closed| number >= closed) {
                return Err("the office is closed".into());
            }
            let token = Fetched::new(format!("token-{number}"));
            Ok(match self.lifetime {
                Some(lifetime) => token.expires_in(lifetime),
                None => token,
            })
        })
    }
}

fn core(office: &Arc<Office>, transport: &RecordingTransport) -> Core {
    let mut config = Config::new(&API);
    config.credentials(Credentials::provided(&TOKEN, Arc::new(office.clone())));
    config.transport(Arc::new(transport.clone()));
    config.build().unwrap()
}

fn list(core: &Core) -> Call {
    let mut call = Call::new(core, &LIST_PETS);
    call.path("shop_id", &"s1");
    call
}

/// A service that takes tokens from this number on.
fn service(oldest: &Arc<AtomicU32>, calls: usize) -> RecordingTransport {
    (0..calls).fold(RecordingTransport::new(), |transport, _| {
        let oldest = oldest.clone();
        transport.reply_with(move |request| {
            let token = request.headers()["x-auth-token"].to_str().unwrap();
            let number: u32 = token.strip_prefix("token-").unwrap().parse().unwrap();
            if number < oldest.load(Ordering::SeqCst) {
                return TransportResponse::new(StatusCode::UNAUTHORIZED, "{}");
            }
            TransportResponse::new(StatusCode::OK, REX)
        })
    })
}

#[tokio::test(start_paused = true)]
async fn a_thousand_calls_fetch_once() {
    let office = Arc::new(Office::default());
    let core = core(&office, &service(&Arc::default(), 1000));
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(list(&core).send(json::<Pet>))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(office.asked.load(Ordering::SeqCst), 1);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_refused_is_renewed_once_for_all() {
    let office = Arc::new(Office::default());
    let oldest = Arc::new(AtomicU32::new(1));
    let core = core(&office, &service(&oldest, 3000));
    list(&core).send(json::<Pet>).await.unwrap();
    oldest.store(2, Ordering::SeqCst);
    let calls: Vec<_> = (0..1000).map(|_| tokio::spawn(list(&core).send(json::<Pet>))).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(office.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn a_new_token_that_is_refused_too_is_an_error() {
    let office = Arc::new(Office::default());
    let transport = service(&Arc::new(AtomicU32::new(9)), 2);
    let error = list(&core(&office, &transport)).send(json::<Pet>).await.unwrap_err();
    assert!(error.is_auth());
    assert_eq!((office.asked.load(Ordering::SeqCst), transport.requests().len()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn tokens_are_renewed_before_they_end() {
    let office = Arc::new(Office { lifetime: Some(Duration::from_hours(1)), ..Office::default() });
    let core = core(&office, &service(&Arc::default(), 10));
    for (minutes, asked) in [(0, 1), (54, 1), (2, 2), (50, 2), (6, 3)] {
        tokio::time::advance(Duration::from_mins(minutes)).await;
        list(&core).send(json::<Pet>).await.unwrap();
        assert_eq!(office.asked.load(Ordering::SeqCst), asked, "after {minutes} more minutes");
    }
}

#[tokio::test(start_paused = true)]
async fn while_a_good_token_is_renewed_the_others_use_it() {
    let office = Arc::new(Office { lifetime: Some(Duration::from_hours(1)), ..Office::default() });
    let transport = service(&Arc::default(), 10);
    let core = core(&office, &transport);
    list(&core).send(json::<Pet>).await.unwrap();
    tokio::time::advance(Duration::from_mins(57)).await;
    let renewing = tokio::spawn(list(&core).send(json::<Pet>));
    tokio::task::yield_now().await;
    let start = tokio::time::Instant::now();
    list(&core).send(json::<Pet>).await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
    renewing.await.unwrap().unwrap();
    let tokens: Vec<_> = transport.requests().iter().map(|request| request.headers()["x-auth-token"].clone()).collect();
    assert_eq!(tokens, ["token-1", "token-1", "token-2"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_is_used_to_its_end_when_there_is_no_new_one() {
    let lifetime = Some(Duration::from_hours(1));
    let office = Arc::new(Office { lifetime, closed_from: Some(2), ..Office::default() });
    let core = core(&office, &service(&Arc::default(), 10));
    list(&core).send(json::<Pet>).await.unwrap();
    tokio::time::advance(Duration::from_mins(58)).await;
    for _ in 0..3 {
        list(&core).send(json::<Pet>).await.unwrap();
    }
    assert_eq!(office.asked.load(Ordering::SeqCst), 2, "a failed renewal is not repeated with every call");
    tokio::time::advance(Duration::from_mins(2)).await;
    let error = list(&core).send(json::<Pet>).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(error.to_string(), "ListPets: the credentials' `token` cannot be fetched: the office is closed");
}

#[tokio::test(start_paused = true)]
async fn who_waits_shares_the_failure() {
    let office = Arc::new(Office { closed_from: Some(1), ..Office::default() });
    let core = core(&office, &RecordingTransport::new());
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(list(&core).send(json::<Pet>))).collect();
    for call in calls {
        assert!(call.await.unwrap().unwrap_err().is_auth());
    }
    assert_eq!(office.asked.load(Ordering::SeqCst), 1);
    list(&core).send(json::<Pet>).await.unwrap_err();
    assert_eq!(office.asked.load(Ordering::SeqCst), 2, "the next call asks again");
}

#[tokio::test(start_paused = true)]
async fn giving_up_while_fetching_leaves_the_fetching_to_another() {
    let office = Arc::new(Office::default());
    let core = core(&office, &service(&Arc::default(), 1));
    let first = tokio::spawn(list(&core).send(json::<Pet>));
    tokio::task::yield_now().await;
    let second = tokio::spawn(list(&core).send(json::<Pet>));
    tokio::task::yield_now().await;
    first.abort();
    second.await.unwrap().unwrap();
    assert_eq!(office.asked.load(Ordering::SeqCst), 2);
}

#[tokio::test(start_paused = true)]
async fn lifetimes_may_be_anything() {
    for lifetime in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        let office = Arc::new(Office { lifetime: Some(lifetime), ..Office::default() });
        list(&core(&office, &service(&Arc::default(), 1))).send(json::<Pet>).await.unwrap();
    }
}

#[derive(Debug)]
struct Fixed(&'static str);

impl Provider for Fixed {
    fn fetch<'a>(&'a self, _: FetchContext<'a>) -> Fetching<'a> {
        Box::pin(async { Ok(Fetched::new(self.0)) })
    }
}

#[tokio::test]
async fn values_that_cannot_be_sent_are_named_but_not_shown() {
    for (value, expected) in [
        ("", "ListPets: the credentials' `token` is empty: give its value"),
        ("a\r\nb", "ListPets: the credentials' `token` has a line break or control character: remove it"),
    ] {
        let mut config = Config::new(&API);
        config.credentials(Credentials::provided(&TOKEN, Arc::new(Fixed(value))));
        config.transport(Arc::new(RecordingTransport::new()));
        let error = list(&config.build().unwrap()).send(json::<Pet>).await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, expected));
    }
}

#[tokio::test]
async fn fetched_values_are_not_shown() {
    const VALUE: &str = "a-secret-that-was-fetched";
    let fetched = Fetched::new(VALUE);
    assert!(!format!("{fetched:?}").contains(VALUE));
    let transport = RecordingTransport::new().reply(403, format!(r#"{{"error_msg":"no {VALUE} here"}}"#));
    let mut config = Config::new(&API);
    config.credentials(Credentials::provided(&TOKEN, Arc::new(Fixed(VALUE))));
    config.transport(Arc::new(transport.clone()));
    let core = config.build().unwrap();
    let error = list(&core).send(json::<Pet>).await.unwrap_err();
    assert_eq!(error.to_string(), "ListPets: 403 Forbidden: no [redacted] here");
    assert!(!format!("{error:?} {core:?} {:?}", transport.requests()).contains(VALUE));
}
