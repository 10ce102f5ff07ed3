//! Keys of the metadata service, and services that are none.

use std::time::Duration;

use http::HeaderValue;
use http::header::DATE;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use super::machine::{Desk, signed};
use super::{SECONDS, header};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Request, Signer, StatusCode, Transport, TransportBody, TransportError, TransportResponse};

/// The time at the service, in seconds since 1970: it is later there than on the machines of the tests.
const THERE: u64 = SECONDS + 100_000;

/// What comes before the reason of the metadata service.
pub(super) const BEFORE: &str = "no access key found: environment: HUAWEICLOUD_SDK_AK is not set; profile: \
                      ~/.huaweicloud/credentials does not exist; ECS metadata: ";

fn at(seconds: u64) -> HeaderValue {
    let time = std::time::UNIX_EPOCH + Duration::from_secs(seconds);
    HeaderValue::try_from(httpdate::fmt_http_date(time)).unwrap()
}

/// 2025-08-05T00:00:00Z and some seconds of that month, as the service writes it.
fn instant(seconds: u64) -> String {
    let seconds = seconds - SECONDS;
    let (day, second) = (seconds / 86_400 + 5, seconds % 86_400);
    format!("2025-08-{day:02}T{:02}:{:02}:{:02}.574000Z", second / 3600, second / 60 % 60, second % 60)
}

/// An answer with a key that lives so long, by the clock of the service.
pub(super) fn key_of(id: &str, lifetime: u64) -> TransportResponse {
    let body = json!({"credential": {
        "access": id, "secret": "zebra-secret", "securitytoken": format!("token-of-{id}"),
        "expires_at": instant(THERE + lifetime),
    }});
    let mut response = TransportResponse::new(StatusCode::OK, body.to_string());
    response.headers.insert(DATE, at(THERE));
    response
}

pub(super) fn gives(transport: RecordingTransport, id: &'static str, lifetime: u64) -> RecordingTransport {
    transport.reply_with(move |_| key_of(id, lifetime))
}

/// A service that gives a token away.
pub(super) fn service() -> RecordingTransport {
    RecordingTransport::new().reply(200, "zebra-token\n")
}

/// Methods, URLs and headers of what was sent.
pub(super) fn sent(transport: &RecordingTransport) -> Vec<String> {
    let line = |request: &Request| {
        assert!(request.is_direct() && request.body().is_none());
        let names = request.headers().keys().map(|name| format!(" {name}={}", header(request, name.as_str())));
        format!("{} {}{}", request.method(), request.url(), names.collect::<String>())
    };
    transport.requests().iter().map(line).collect()
}

pub(super) const PUT: &str =
    "PUT http://169.254.169.254/meta-data/latest/api/token content-length=0 x-metadata-token-ttl-seconds=21600";
pub(super) const GET: &str = "GET http://169.254.169.254/openstack/latest/securitykey x-metadata-token=zebra-token";
const BARE_GET: &str = "GET http://169.254.169.254/openstack/latest/securitykey";

#[tokio::test(start_paused = true)]
async fn keys_are_asked_for_with_a_token() {
    let transport = gives(service(), "ak", 86_400);
    let chain = Desk::new().chain();
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("ak token-of-ak"));
    assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("ak token-of-ak"));
    assert_eq!(sent(&transport), [PUT, GET]);
    assert_eq!(chain.parameter("project_id"), None);
    let text = format!("{chain:?} {:?}", transport.requests());
    assert!(text.contains("found: Some(Metadata)") && !text.contains("zebra"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn older_services_have_no_tokens() {
    for status in [404, 405, 503] {
        let transport = gives(RecordingTransport::new().reply(status, "<html>"), "ak", 86_400);
        let chain = Desk::new().chain();
        assert_eq!(signed(&chain, &transport).await.as_deref(), Ok("ak token-of-ak"));
        assert_eq!(sent(&transport), [PUT, BARE_GET]);
        // They are asked for one again after a day.
        for (hours, expected) in [(23, vec![BARE_GET]), (2, vec![PUT, GET]), (22, vec![GET])] {
            let before = sent(&transport).len();
            let script =
                if expected[0] == PUT { transport.clone().reply(200, "zebra-token") } else { transport.clone() };
            let script = gives(script, "ak", 60);
            sleep(Duration::from_hours(hours)).await;
            assert!(chain.refused(Desk::new().time()));
            signed(&chain, &script).await.unwrap();
            assert_eq!(sent(&transport)[before..], expected);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn tokens_are_renewed_once() {
    let refused = |transport: RecordingTransport| transport.reply(401, "token expired");
    let fresh = |transport: RecordingTransport| transport.reply(200, "zebra-token");
    for (transport, expected, count) in [
        (gives(fresh(refused(service())), "ak", 60), Ok("ak token-of-ak"), 4),
        (gives(fresh(refused(RecordingTransport::new().reply(404, ""))), "ak", 60), Ok("ak token-of-ak"), 4),
        (refused(fresh(refused(service()))), Err("the key was refused with status 401"), 4),
        (refused(service()).reply(404, ""), Err("the service wants a token, but gives none"), 3),
        (refused(service()).reply(500, ""), Err("a token was refused with status 500"), 3),
        (
            service().reply(401, "x: Please configure Cloud Service Agency first."),
            Err("the machine has no agency: give it one that may do what is called"),
            2,
        ),
    ] {
        let result = signed(&Desk::new().chain(), &transport).await;
        assert_eq!(result, expected.map(str::to_owned).map_err(|problem| format!("{BEFORE}{problem}")));
        assert_eq!(sent(&transport).len(), count);
    }
}

#[tokio::test(start_paused = true)]
async fn answers_that_are_no_keys() {
    let html = "<html><title>Sign in, zebra</title></html>";
    let credential = |name: &str, value: Value| {
        let mut credential = json!({"access": "ak", "secret": "zebra", "expires_at": instant(THERE + 60)});
        credential[name] = value;
        json!({ "credential": credential }).to_string().into_bytes()
    };
    let odd = "has a space, a line break or another character that is not visible ASCII: remove it";
    let useless = |part: &str| format!("the answer has a key that cannot be used: {part} {odd}");
    let lacks = |name: &str| format!("the answer has no text at `credential.{name}`");
    let no_time = "the answer has no point in time at `credential.expires_at`".to_owned();
    let not_json = "the answer is not JSON".to_owned();
    let too_large = "the answer is larger than 64 KiB".to_owned();
    let expired = "the key in the answer has expired".to_owned();
    let huge = vec![b'z'; 1 << 20];
    for (body, expected) in [
        (html.as_bytes().to_vec(), not_json.clone()),
        (Vec::new(), not_json.clone()),
        (b"{\"credential\": \"\xff\"}".to_vec(), not_json.clone()),
        (b"[".repeat(60_000), not_json),
        (huge.clone(), too_large.clone()),
        (b"null".to_vec(), lacks("access")),
        (b"{\"credential\": [\"zebra\"]}".to_vec(), lacks("access")),
        (credential("access", json!(1)), lacks("access")),
        (credential("secret", json!("")), lacks("secret")),
        (credential("secret", json!("zebra\r\nx: y")), useless("the secret key (SK)")),
        (credential("access", json!("zebra\u{1b}[2J")), useless("the access key id (AK)")),
        (credential("securitytoken", json!("zebra zebra")), useless("the security token")),
        (credential("expires_at", json!(null)), lacks("expires_at")),
        (credential("expires_at", json!("zebra")), no_time.clone()),
        (credential("expires_at", json!("2025-02-30T00:00:00Z")), no_time),
        (credential("expires_at", json!("0001-01-01T00:00:00Z")), expired.clone()),
        (credential("expires_at", json!(instant(THERE))), expired),
    ] {
        let transport = service().reply_with(move |_| {
            let mut response = TransportResponse::new(StatusCode::OK, body.clone());
            response.headers.insert(DATE, at(THERE));
            response
        });
        assert_eq!(signed(&Desk::new().chain(), &transport).await, Err(format!("{BEFORE}{expected}")));
    }
    let no_token = "the answer to the request for a token is not one";
    for (status, body, expected) in [
        (200, html.as_bytes().to_vec(), no_token.to_owned()),
        (200, Vec::new(), no_token.to_owned()),
        (200, b"zebra\r\nx: y".to_vec(), no_token.to_owned()),
        (200, b"\xff".to_vec(), no_token.to_owned()),
        (200, huge, too_large),
        (302, Vec::new(), "a token was refused with status 302".to_owned()),
        (500, b"zebra".to_vec(), "a token was refused with status 500".to_owned()),
    ] {
        let transport = RecordingTransport::new().reply(status, body);
        assert_eq!(signed(&Desk::new().chain(), &transport).await, Err(format!("{BEFORE}{expected}")));
        assert_eq!(transport.requests().len(), 1);
    }
    for status in [302, 400, 404, 500] {
        let transport = service().reply(status, "zebra");
        let expected = format!("{BEFORE}the key was refused with status {status}");
        assert_eq!(signed(&Desk::new().chain(), &transport).await, Err(expected));
    }
}

/// A service that takes a connection, but never answers, or never comes to the end of its answer.
#[derive(Debug)]
struct Silent {
    begins: bool,
}

impl Transport for Silent {
    fn send<'a>(
        &'a self,
        _: Request,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<TransportResponse, TransportError>> + Send + 'a>> {
        struct Never;

        impl crate::runtime::Chunks for Never {
            fn next(
                &mut self,
            ) -> std::pin::Pin<Box<dyn Future<Output = Result<Option<bytes::Bytes>, TransportError>> + Send + '_>>
            {
                Box::pin(std::future::pending())
            }
        }

        if !self.begins {
            return Box::pin(std::future::pending());
        }
        let body = TransportBody::from_chunks(Box::new(Never));
        Box::pin(std::future::ready(Ok(TransportResponse {
            status: StatusCode::OK,
            headers: http::HeaderMap::new(),
            body,
        })))
    }
}

#[tokio::test(start_paused = true)]
async fn services_have_three_seconds() {
    for begins in [false, true] {
        let start = Instant::now();
        let result = signed(&Desk::new().chain(), &Silent { begins }).await;
        assert_eq!(result, Err(format!("{BEFORE}no answer within 3 s")));
        assert_eq!(start.elapsed().as_secs(), 3);
    }
}

#[tokio::test]
async fn failures_of_the_transport_show_no_token() {
    let echo = |_: &Request| {
        struct Broken;

        impl crate::runtime::Chunks for Broken {
            fn next(
                &mut self,
            ) -> std::pin::Pin<Box<dyn Future<Output = Result<Option<bytes::Bytes>, TransportError>> + Send + '_>>
            {
                Box::pin(std::future::ready(Err(TransportError::other("broken\nat zebra-token"))))
            }
        }

        TransportResponse::new(StatusCode::OK, TransportBody::from_chunks(Box::new(Broken)))
    };
    let transport = service().reply_with(echo);
    let expected = format!("{BEFORE}no answer: broken\\nat [redacted]");
    assert_eq!(signed(&Desk::new().chain(), &transport).await, Err(expected));
}
