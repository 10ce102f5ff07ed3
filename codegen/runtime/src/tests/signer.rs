//! What signers are asked, when, and what becomes of their requests.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use http::HeaderValue;
use serde_json::json;

use super::{API, MAIN, TOKEN};
use crate::runtime::Transport;
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Body, Call, Config, Credentials, ErrorKind, Method, Operation, Parameter, Preparing, Request, RetryPolicy, Scheme,
    SchemeLocation, Signer, Statuses, empty,
};

static KEY: Scheme = Scheme { name: "key", location: SchemeLocation::Signature };
static STAMP: Scheme = Scheme { name: "stamp", location: SchemeLocation::Signature };

const PARAMETERS: &[Parameter] = &[Parameter::path("shop_id"), Parameter::header("X-Language")];

const fn operation(security: &'static [&'static [&'static str]]) -> Operation {
    Operation {
        id: "Op",
        method: Method::POST,
        service: &MAIN,
        path: "/v2/{shop_id}/pets",
        parameters: PARAMETERS,
        required_together: &[],
        success: &[Statuses::Class(2)],
        accept: "application/json",
        security,
    }
}

/// Writes its name into a header, and remembers what it was asked.
#[derive(Clone, Debug)]
struct Pen {
    name: &'static str,
    broken: bool,
    asked: Arc<Mutex<Vec<(Request, SystemTime)>>>,
}

impl Pen {
    fn new(name: &'static str) -> Self {
        Self { name, broken: false, asked: Arc::default() }
    }
}

impl Signer for Pen {
    fn check(&self) -> Result<(), String> {
        if self.name.is_empty() { Err("the pen is dry".to_owned()) } else { Ok(()) }
    }

    fn sign(&self, request: &mut Request, now: SystemTime) -> Result<(), String> {
        self.asked.lock().unwrap().push((request.clone(), now));
        request.keep_secret(self.name);
        if self.broken {
            return Err(format!("{} is broken", self.name));
        }
        request.headers_mut().insert("x-signed-by", HeaderValue::from_static(self.name));
        Ok(())
    }
}

fn call(transport: &RecordingTransport, credentials: Credentials, operation: &'static Operation) -> Call {
    let mut config = Config::new(&API);
    config.retry(RetryPolicy::none());
    config.transport(Arc::new(transport.clone()));
    config.credentials(credentials);
    let mut call = Call::new(&config.build().unwrap(), operation);
    call.path("shop_id", &"s/1 é");
    call
}

#[tokio::test]
async fn the_first_alternative_that_is_there_is_used_alone() {
    static TOKEN_FIRST: Operation = operation(&[&["token"], &["key"]]);
    static KEY_FIRST: Operation = operation(&[&["key"], &["token"]]);
    static BOTH: Operation = operation(&[&["token", "key"]]);
    static TWO_SIGNERS: Operation = operation(&[&["key", "stamp"]]);
    static OPTIONAL: Operation = operation(&[&[], &["key"]]);
    static PUBLIC: Operation = operation(&[]);
    let pen = |name| Arc::new(Pen::new(name));
    let (token, key) = (Credentials::new(&TOKEN, "t"), Credentials::signed(&KEY, pen("pen")));
    let both = Credentials::signed(&KEY, pen("old")).merge(token.clone()).merge(key.clone());
    for (operation, credentials, expected) in [
        (&TOKEN_FIRST, &token, Ok((Some("t"), None))),
        (&TOKEN_FIRST, &key, Ok((None, Some("pen")))),
        (&TOKEN_FIRST, &both, Ok((Some("t"), None))),
        (&KEY_FIRST, &both, Ok((None, Some("pen")))),
        (&KEY_FIRST, &token, Ok((Some("t"), None))),
        (&BOTH, &both, Ok((Some("t"), Some("pen")))),
        (
            &BOTH,
            &key,
            Err(
                "Op: the client's credentials do not suffice: give its builder `Credentials::token(…).and(Credentials::key(…))`",
            ),
        ),
        (&TWO_SIGNERS, &key.clone().merge(Credentials::signed(&STAMP, pen("stamp"))), Ok((None, Some("stamp")))),
        (&OPTIONAL, &key, Ok((None, Some("pen")))),
        (&OPTIONAL, &token, Ok((None, None))),
        (&PUBLIC, &both, Ok((None, None))),
    ] {
        let transport = RecordingTransport::new().reply(200, "");
        let result = call(&transport, credentials.clone(), operation).send(empty).await;
        let requests = transport.requests();
        let header = |name| requests[0].headers().get(name).map(|value| value.to_str().unwrap());
        let sent = result.map(|()| (header("x-auth-token"), header("x-signed-by")));
        assert_eq!(sent.map_err(|error| error.to_string()), expected.map_err(str::to_owned));
    }
}

#[tokio::test]
async fn signers_see_each_request_as_it_is_sent() {
    static OPERATION: Operation = operation(&[&["key", "token"]]);
    let (pen, transport) = (Pen::new("pen"), RecordingTransport::new().fail_connect().reply(200, ""));
    let credentials = Credentials::signed(&KEY, Arc::new(pen.clone())).merge(Credentials::new(&TOKEN, "t"));
    let mut call = call(&transport, credentials, &OPERATION);
    call.header("X-Language", &"en");
    call.json_body(&json!({"name": "Rex"}));
    let start = SystemTime::now();
    call.clone().send(empty).await.unwrap_err();
    call.send(empty).await.unwrap();
    let (asked, sent) = (pen.asked.lock().unwrap(), transport.requests());
    assert_eq!((asked.len(), sent.len()), (2, 2));
    for ((asked, now), sent) in asked.iter().zip(&sent) {
        assert!(start <= *now && *now <= start + Duration::from_mins(1));
        assert_eq!(
            (asked.method(), asked.url(), asked.body().map(Body::bytes)),
            (sent.method(), sent.url(), sent.body().map(Body::bytes))
        );
        assert_eq!(asked.path_parameter("shop_id"), Some("s/1 é"));
        assert_eq!(asked.path_parameter("X-Language"), None, "that one is a header");
        let mut signed = asked.headers().clone();
        assert!(!signed.contains_key("x-signed-by") && signed.contains_key("x-auth-token"));
        signed.insert("x-signed-by", HeaderValue::from_static("pen"));
        assert_eq!(&signed, sent.headers(), "nothing is added afterwards");
    }
}

#[tokio::test]
async fn nothing_is_sent_unsigned() {
    static OPERATION: Operation = operation(&[&["key"]]);
    let transport = RecordingTransport::new();
    let pen = Pen { broken: true, ..Pen::new("fountain-pen") };
    let error = call(&transport, Credentials::signed(&KEY, Arc::new(pen)), &OPERATION).send(empty).await.unwrap_err();
    let expected = "Op: the credentials' `key` cannot sign the request: [redacted] is broken";
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, expected));
    assert!(error.is_auth() && !error.is_retryable());
    assert_eq!(transport.requests().len(), 0);
}

#[tokio::test]
async fn secrets_of_signers_are_not_quoted() {
    static OPERATION: Operation = operation(&[&["key"]]);
    let echo = json!({"error_msg": "fountain-pen, or fountain-p…"});
    let transport = RecordingTransport::new().reply_json(400, echo).reply(200, r#""fountain-pen""#);
    let call = call(&transport, Credentials::signed(&KEY, Arc::new(Pen::new("fountain-pen"))), &OPERATION);
    let refused = call.clone().send(empty).await.unwrap_err();
    assert_eq!(refused.to_string(), "Op: 400 Bad Request: [redacted], or [redacted]…");
    let unread = call.send(crate::runtime::json::<i64>).await.unwrap_err();
    assert!(!unread.to_string().contains("fountain"), "{unread}");
}

/// Gets a new key each time it is told that the last one was refused.
#[derive(Debug, Default)]
struct Ring {
    keys: AtomicU32,
    empty: bool,
}

impl Signer for Ring {
    fn prepare<'a>(&'a self, _: &'a dyn Transport) -> Preparing<'a> {
        Box::pin(async {
            let _ = self.keys.compare_exchange(0, 1, Ordering::SeqCst, Ordering::SeqCst);
            if self.empty { Err("there is no key".to_owned()) } else { Ok(()) }
        })
    }

    fn parameter(&self, name: &str) -> Option<String> {
        (name == "shop_id").then(|| "shop-of-the-key".to_owned())
    }

    fn refused(&self, _: SystemTime) -> bool {
        self.keys.fetch_add(1, Ordering::SeqCst);
        true
    }

    fn sign(&self, request: &mut Request, _: SystemTime) -> Result<(), String> {
        let key = format!("key-{}", self.keys.load(Ordering::SeqCst));
        request.headers_mut().insert("x-signed-by", HeaderValue::try_from(key).map_err(|error| error.to_string())?);
        Ok(())
    }
}

static SHARED: Operation = {
    let mut operation = operation(&[&["key"]]);
    operation.parameters = &[Parameter::path("shop_id").shared()];
    operation
};

#[tokio::test]
async fn signers_prepare_themselves_and_renew_what_was_refused() {
    let transport = RecordingTransport::new().reply(401, "").reply(200, "");
    let mut renewed = call(&transport, Credentials::signed(&KEY, Arc::new(Ring::default())), &SHARED);
    renewed.path("shop_id", &"s1");
    renewed.send(empty).await.unwrap();
    let signed: Vec<_> = transport.requests().iter().map(|request| request.headers()["x-signed-by"].clone()).collect();
    assert_eq!(signed, ["key-1", "key-2"]);
    let transport = RecordingTransport::new().reply(401, "").reply(401, "");
    let credentials = Credentials::signed(&KEY, Arc::new(Ring::default()));
    let error = call(&transport, credentials, &SHARED).send(empty).await.unwrap_err();
    assert_eq!((error.is_auth(), transport.requests().len()), (true, 2), "once is enough");
}

#[tokio::test]
async fn what_belongs_to_the_key_stands_in_for_what_is_not_set() {
    for (own, client, expected) in [
        (None, None, "shop-of-the-key"),
        (None, Some("of-the-client"), "of-the-client"),
        (Some("of-the-call"), Some("of-the-client"), "of-the-call"),
    ] {
        let transport = RecordingTransport::new().reply(200, "");
        let mut config = Config::new(&API);
        config.transport(Arc::new(transport.clone()));
        config.credentials(Credentials::signed(&KEY, Arc::new(Ring::default())));
        if let Some(value) = client {
            config.parameter("shop_id", value.to_owned());
        }
        let mut call = Call::new(&config.build().unwrap(), &SHARED);
        if let Some(value) = own {
            call.path("shop_id", &value);
        }
        call.send(empty).await.unwrap();
        assert_eq!(transport.requests()[0].path_parameter("shop_id"), Some(expected));
    }
}

#[tokio::test]
async fn who_has_no_key_says_so() {
    let ring = Ring { empty: true, ..Ring::default() };
    let transport = RecordingTransport::new();
    let error = call(&transport, Credentials::signed(&KEY, Arc::new(ring)), &SHARED).send(empty).await.unwrap_err();
    let expected = "Op: the credentials' `key` cannot sign the request: there is no key";
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, expected));
}

#[test]
fn credentials_that_cannot_be_used() {
    let dry = || Arc::new(Pen::new(""));
    for (credentials, expected) in [
        (Credentials::signed(&KEY, dry()), "the credentials' `key` cannot be used: the pen is dry"),
        (Credentials::signed(&TOKEN, dry()), "the credentials' `token` takes a value, but has a signer"),
        (Credentials::new(&KEY, "value"), "the credentials' `key` takes a signer, but has a value"),
    ] {
        let mut config = Config::new(&API);
        config.transport(Arc::new(RecordingTransport::new()));
        config.credentials(credentials);
        let error = config.build().unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, expected));
    }
}

#[test]
fn plain_http_is_no_place_for_signatures() {
    let mut config = Config::new(&API);
    config.transport(Arc::new(RecordingTransport::new()));
    config.credentials(Credentials::signed(&KEY, Arc::new(Pen::new("pen"))));
    config.endpoint("http://pets.example");
    assert_eq!(config.build().unwrap_err().kind(), ErrorKind::InvalidConfig);
}
