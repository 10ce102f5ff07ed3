//! One search for all calls, and what becomes of those that are given up.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, sleep};

use super::machine::{Desk, signed, unsigned};
use super::metadata::key_of;
use super::{ACCESS_KEY, API, key};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    AccessKey, Config, Credentials, ErrorKind, KeyChain, Request, Signer, Transport, TransportError, TransportResponse,
};

/// A metadata service that takes two seconds for each answer, and then fails or says who has asked how often.
#[derive(Debug, Default)]
struct Slow {
    asked: AtomicUsize,
    fails: bool,
}

impl Transport for Slow {
    fn send<'a>(
        &'a self,
        request: Request,
    ) -> Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>> {
        let count = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
        Box::pin(async move {
            sleep(Duration::from_secs(2)).await;
            if self.fails {
                return Err(TransportError::connect("no route"));
            }
            if request.method() == "PUT" {
                return Ok(TransportResponse::new(http::StatusCode::OK, "token"));
            }
            Ok(key_of(&format!("ak{count}"), 3600))
        })
    }
}

/// Prepares a chain many times at once: how each has ended, and how long it took.
async fn prepare_at_once(chain: &Arc<KeyChain>, transport: &Arc<Slow>, count: usize) -> (Vec<String>, Duration) {
    let start = Instant::now();
    let tasks: Vec<_> = (0..count)
        .map(|_| {
            let (chain, transport) = (chain.clone(), transport.clone());
            tokio::spawn(async move { signed(&chain, &*transport).await })
        })
        .collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap().unwrap_or_else(|problem| problem));
    }
    results.dedup();
    (results, start.elapsed())
}

#[tokio::test(start_paused = true)]
async fn all_calls_share_one_search() {
    let (chain, transport) = (Arc::new(Desk::new().chain()), Arc::new(Slow::default()));
    let (results, time) = prepare_at_once(&chain, &transport, 1000).await;
    assert_eq!(results, ["ak2 token-of-ak2"]);
    assert_eq!((transport.asked.load(Ordering::SeqCst), time.as_secs()), (2, 4));
}

#[tokio::test(start_paused = true)]
async fn all_calls_share_one_failure() {
    let transport = Arc::new(Slow { fails: true, ..Slow::default() });
    let chain = Arc::new(Desk::new().chain());
    for round in 1..=2 {
        let (results, time) = prepare_at_once(&chain, &transport, 1000).await;
        let expected = "no access key found: environment: HUAWEICLOUD_SDK_AK is not set; profile: \
                        ~/.huaweicloud/credentials does not exist; ECS metadata: no answer: no route";
        assert_eq!(results, [expected]);
        assert_eq!((transport.asked.load(Ordering::SeqCst), time.as_secs()), (round, 2));
    }
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_given_up_leave_the_search_to_others() {
    let (chain, transport) = (Arc::new(Desk::new().chain()), Arc::new(Slow::default()));
    let first = tokio::spawn({
        let (chain, transport) = (chain.clone(), transport.clone());
        async move { chain.prepare(&*transport).await }
    });
    sleep(Duration::from_secs(1)).await;
    let others = tokio::spawn({
        let (chain, transport) = (chain.clone(), transport.clone());
        async move { prepare_at_once(&chain, &transport, 100).await }
    });
    sleep(Duration::from_millis(500)).await;
    first.abort();
    let (results, _) = others.await.unwrap();
    assert_eq!(results, ["ak3 token-of-ak3"]);
    drop(chain.prepare(&*transport));
    assert_eq!(signed(&chain, &*transport).await.as_deref(), Ok("ak3 token-of-ak3"));
    assert_eq!(transport.asked.load(Ordering::SeqCst), 3);
}

#[tokio::test(start_paused = true)]
async fn only_one_call_waits_for_a_renewal() {
    let (chain, transport) = (Arc::new(Desk::new().chain()), Arc::new(Slow::default()));
    assert_eq!(signed(&chain, &*transport).await.as_deref(), Ok("ak2 token-of-ak2"));
    sleep(Duration::from_mins(21)).await;
    let renewal = tokio::spawn({
        let (chain, transport) = (chain.clone(), transport.clone());
        async move { signed(&chain, &*transport).await }
    });
    sleep(Duration::from_secs(1)).await;
    let (results, time) = prepare_at_once(&chain, &transport, 100).await;
    assert_eq!((results, time), (vec!["ak2 token-of-ak2".to_owned()], Duration::ZERO));
    assert_eq!(renewal.await.unwrap().as_deref(), Ok("ak3 token-of-ak3"));
    assert_eq!(signed(&chain, &*transport).await.as_deref(), Ok("ak3 token-of-ak3"));
    assert_eq!(transport.asked.load(Ordering::SeqCst), 3);
}

#[test]
fn only_a_given_key_is_checked_before_there_are_calls() {
    let build = |chain: KeyChain| {
        let mut config = Config::new(&API);
        config.transport(Arc::new(RecordingTransport::new()));
        config.credentials(Credentials::signed(&ACCESS_KEY, Arc::new(chain)));
        config.build().map_err(|error| (error.kind(), error.to_string()))
    };
    build(Desk::new().chain()).unwrap();
    build(KeyChain::default().key(key())).unwrap();
    let (kind, text) = build(KeyChain::new().key(AccessKey::new("ak", ""))).unwrap_err();
    assert_eq!(kind, ErrorKind::Credentials);
    assert_eq!(text, "the credentials' `access_key` cannot be used: the secret key (SK) is empty: give its value");
}

#[tokio::test]
async fn nothing_is_signed_before_there_is_a_key() {
    let chain = Desk::new().variable("HUAWEICLOUD_SDK_AK", "ak").variable("HUAWEICLOUD_SDK_SK", "sk").chain();
    let mut request = unsigned().await;
    let expected = "no access key has been looked for yet: `prepare` comes before `sign`";
    assert_eq!(chain.sign(&mut request, SystemTime::now()), Err(expected.to_owned()));
    assert!(!request.headers().contains_key("authorization"));
    assert!(signed(&chain, &RecordingTransport::new()).await.is_ok());
}

/// What the chain reads when nobody stands in for the machine.
#[tokio::test]
async fn this_machine_has_files() {
    if std::env::var_os("HUAWEICLOUD_SDK_AK").is_some() {
        return;
    }
    let folder = env!("CARGO_MANIFEST_DIR");
    for (path, expected) in [
        (format!("{folder}/Cargo.toml"), "has no section `[basic]`"),
        (format!("{folder}/no.toml"), "does not exist"),
        (folder.to_owned(), "cannot be read: it is not a file"),
    ] {
        let chain = KeyChain::new().profile(&path).without_metadata();
        let problem = chain.prepare(&RecordingTransport::new()).await.unwrap_err();
        assert!(problem.ends_with(&format!("; profile: {path} {expected}")), "{problem}");
    }
}

#[tokio::test]
async fn nothing_shows_a_key() {
    let transport = RecordingTransport::new();
    let desk = Desk::new().variable("HUAWEICLOUD_SDK_AK", "zebra-id").variable("HUAWEICLOUD_SDK_SK", "zebra-secret");
    let chain = desk.chain().profile("/etc/key");
    assert_eq!(
        format!("{chain:?}"),
        r#"KeyChain { given: false, profile: Some("/etc/key"), asks_metadata: true, found: None, .. }"#
    );
    chain.prepare(&transport).await.unwrap();
    assert!(format!("{chain:?}").contains("found: Some(Environment)"));
    let given = KeyChain::new().without_metadata().key(AccessKey::new("zebra-id", "zebra-secret"));
    assert!(!format!("{chain:#?} {given:#?}").contains("zebra"));
    assert!(!chain.refused(SystemTime::now()));
}
