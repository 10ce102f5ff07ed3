//! What becomes of signatures that are not right, or not wanted.

use std::time::{Duration, SystemTime};

use axum::http::header::{AUTHORIZATION, HOST, USER_AGENT};
use axum::http::{HeaderMap, HeaderValue};
use huaweicloud_swr::runtime::{AccessKey, Request, Signer, StatusCode};
use huaweicloud_swr::{Client, Credentials, Error, ErrorKind};

use super::support::{builder, jobs, key, stand_in, targets, temporary_key};
use crate::stand_in::{KEY, Settings, StandIn, TEMPORARY_KEY, TOKEN};

const WRONG: &str = "verify aksk signature fail";
const UNKNOWN: &str = "Get secretKey failed";
const EXPIRED: &str = "calc ak sk signature fail:signature expired";
const PROJECT: &str = "X-Project-Id is not the project of the path";

fn client(stand_in: &StandIn, credentials: Credentials) -> Client {
    builder(&stand_in.endpoint()).credentials(credentials).build().unwrap()
}

/// Checks that an error is the gateway's refusal, and all that it says.
#[track_caller]
fn assert_refused(error: &Error, problem: &str, number: usize) {
    assert_refused_with(error, problem, number, "");
}

/// The same of an error that tells of the clock, too.
#[track_caller]
fn assert_refused_with(error: &Error, problem: &str, number: usize, clock: &str) {
    let message = format!("Incorrect IAM authentication information: {problem}");
    let id = format!("stand-in-{number}");
    assert_eq!((error.kind(), error.status()), (ErrorKind::Status, Some(StatusCode::UNAUTHORIZED)), "{error}");
    assert!(error.is_auth() && !error.is_retryable() && !error.is_permission());
    assert_eq!((error.code(), error.message()), (Some("APIGW.0301"), Some(message.as_str())));
    assert_eq!(error.request_id(), Some(id.as_str()));
    let typed = error.api().unwrap();
    assert_eq!((typed.error_code.as_deref(), typed.error_msg), (Some("APIGW.0301"), Some(message.clone())));
    let line = format!("ListInstanceJobs: 401 Unauthorized: APIGW.0301: {message} (request id {id}{clock})");
    assert_eq!(error.to_string(), line);
}

#[tokio::test]
async fn keys_that_are_not_right() {
    let (ak, sk) = (KEY.ak, KEY.sk);
    let token = TEMPORARY_KEY.security_token.unwrap();
    let cases = [
        (Credentials::access_key(ak, "another"), WRONG),
        (Credentials::access_key(ak, &sk[1..]), WRONG),
        (Credentials::access_key("UNKNOWN", sk), UNKNOWN),
        (Credentials::access_key(ak.to_lowercase(), sk), UNKNOWN),
        (Credentials::access_key(TEMPORARY_KEY.ak, sk), UNKNOWN),
        (Credentials::access_key(TEMPORARY_KEY.ak, TEMPORARY_KEY.sk), UNKNOWN),
        (Credentials::access_key_with_token(TEMPORARY_KEY.ak, TEMPORARY_KEY.sk, "another"), UNKNOWN),
        (Credentials::access_key_with_token(TEMPORARY_KEY.ak, sk, token), WRONG),
        (Credentials::access_key_with_token(ak, sk, token), UNKNOWN),
    ];
    let (stand_in, _) = jobs(3).await;
    for (number, (credentials, problem)) in cases.into_iter().enumerate() {
        let error = client(&stand_in, credentials).list_instance_jobs().send().await.unwrap_err();
        assert_refused(&error, problem, number + 1);
    }
}

/// Changes headers behind the back of the key that has signed them.
#[derive(Debug)]
struct Meddler {
    key: AccessKey,
    meddle: fn(&mut HeaderMap),
}

impl Signer for Meddler {
    fn sign(&self, request: &mut Request, now: SystemTime) -> Result<(), String> {
        self.key.sign(request, now)?;
        (self.meddle)(request.headers_mut());
        Ok(())
    }
}

fn meddler(meddle: fn(&mut HeaderMap)) -> Credentials {
    Credentials::access_key_signer(Meddler { key: AccessKey::new(KEY.ak, KEY.sk), meddle })
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap()
}

#[tokio::test]
async fn what_is_changed_behind_a_signature() {
    type Meddle = fn(&mut HeaderMap);
    let both = "there are both a token and a signature";
    let cases: [(Meddle, &str); 9] = [
        (|headers| drop(headers.remove("x-project-id")), PROJECT),
        (|headers| drop(headers.insert("x-project-id", value("another"))), PROJECT),
        (|headers| drop(headers.remove("x-sdk-date")), WRONG),
        (|headers| drop(headers.insert("x-sdk-date", value("yesterday"))), WRONG),
        (|headers| drop(headers.insert("x-sdk-date", value("20250805T000000Z"))), EXPIRED),
        (|headers| drop(headers.insert(HOST, value("example.invalid"))), WRONG),
        (|headers| drop(headers.insert(AUTHORIZATION, value("Bearer own"))), WRONG),
        (|headers| drop(headers.insert("x-security-token", value("another"))), UNKNOWN),
        (|headers| drop(headers.insert("x-auth-token", value(TOKEN))), both),
    ];
    let (stand_in, _) = jobs(3).await;
    for (number, (meddle, problem)) in cases.into_iter().enumerate() {
        let error = client(&stand_in, meddler(meddle)).list_instance_jobs().send().await.unwrap_err();
        assert_refused(&error, problem, number + 1);
    }
    // What is on the way may do this.
    let client = client(&stand_in, meddler(|headers| drop(headers.insert(USER_AGENT, value("proxy/1")))));
    client.list_instance_jobs().send().await.unwrap();
}

#[tokio::test]
async fn clocks_that_differ() {
    for (clock_ahead, is_fine) in [(0, true), (14 * 60, true), (-14 * 60, true), (16 * 60, false), (-16 * 60, false)] {
        let (stand_in, _) = stand_in(Settings { jobs: 3, clock_ahead, ..Settings::default() }).await;
        for credentials in [key(), temporary_key()] {
            let number = stand_in.requests().len() + 1;
            match client(&stand_in, credentials).list_instance_jobs().send().await {
                Ok(page) => assert!(is_fine && page.total == 3, "{clock_ahead}"),
                Err(error) if is_fine => panic!("{clock_ahead}: {error}"),
                Err(error) => {
                    let side = if clock_ahead > 0 { "behind" } else { "ahead of" };
                    let clock = format!("; this machine's clock is 16 minutes {side} the server's: set it");
                    assert_refused_with(&error, EXPIRED, number, &clock);
                }
            }
        }
    }
}

/// Signs by another clock, as a program can that knows how far the machine's is off.
#[derive(Debug)]
struct Corrected(AccessKey, Duration);

impl Signer for Corrected {
    fn sign(&self, request: &mut Request, now: SystemTime) -> Result<(), String> {
        self.0.sign(request, now + self.1)
    }
}

#[tokio::test]
async fn a_clock_can_be_corrected() {
    let (stand_in, _) = stand_in(Settings { jobs: 3, clock_ahead: 3600, ..Settings::default() }).await;
    let corrected = |minutes| {
        let key = AccessKey::new(KEY.ak, KEY.sk);
        Credentials::access_key_signer(Corrected(key, Duration::from_mins(minutes)))
    };
    client(&stand_in, corrected(60)).list_instance_jobs().send().await.unwrap();
    let error = client(&stand_in, corrected(0)).list_instance_jobs().send().await.unwrap_err();
    assert_refused_with(&error, EXPIRED, 2, "; this machine's clock is 1 hour behind the server's: set it");
}

#[tokio::test]
async fn keys_that_cannot_be_used() {
    let odd = "has a space, a line break or another character that is not visible ASCII: remove it";
    let cases = [
        ("", "s", "", "the access key id (AK) is empty: give its value".to_owned()),
        ("a", "", "", "the secret key (SK) is empty: give its value".to_owned()),
        ("a b", "s", "", format!("the access key id (AK) {odd}")),
        ("a", "secret\n", "", format!("the secret key (SK) {odd}")),
        ("a", "密钥", "", format!("the secret key (SK) {odd}")),
        ("a", "s", "t\r\nX-Evil: 1", format!("the security token {odd}")),
    ];
    for (ak, sk, token, problem) in cases {
        let credentials = match token {
            "" => Credentials::access_key(ak, sk),
            _ => Credentials::access_key_with_token(ak, sk, token),
        };
        let error = Client::builder().credentials(credentials).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.is_auth() && error.operation().is_none());
        assert_eq!(error.to_string(), format!("the credentials' `access_key` cannot be used: {problem}"));
    }
}

#[tokio::test]
async fn projects_that_no_header_can_hold() {
    let (stand_in, _) = jobs(3).await;
    let call = client(&stand_in, key()).list_instance_jobs();
    let error = call.project_id("a\r\nX-Evil: 1").send().await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Status, Some("APIGW.0301")));
    assert_eq!(targets(&stand_in), ["/v2/a%0D%0AX-Evil%3A%201/jobs"]);
}
