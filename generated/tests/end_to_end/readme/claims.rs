//! What the README's tables and sentences say of errors and retries.

use std::time::Duration;

use huaweicloud_swr::models::DecodeAuthorizationMessageRequest;
use huaweicloud_swr::{Client, Credentials, Error, RetryPolicy};

use super::super::support::{builder, stand_in};
use crate::stand_in::{DOMAIN, KEY, Mishap, PASSWORD, Refusal, Settings, Shape, StandIn, USER};

#[tokio::test]
async fn all_forms_of_errors_are_read() {
    let cases = [
        (Shape::Flat, "C"),
        (Shape::Gateway, "C"),
        (Shape::Nested, "C"),
        (Shape::Keystone, "403"),
        (Shape::Numeric, "403"),
        (Shape::Errors, "C"),
        (Shape::Array, "C"),
        (Shape::Combined, "C"),
    ];
    for (shape, code) in cases {
        let refusal = Refusal::new(403, "C", "M").shaped(shape).encoded("R".to_owned());
        let settings = Settings { mishaps: vec![Mishap::refusal(refusal)], ..Settings::default() };
        let (_stand_in, client) = stand_in(settings).await;
        let error = client.list_instance_jobs().send().await.unwrap_err();
        assert!(error.is_permission() && error.attempts() == 1, "{error}");
        assert_eq!((error.code(), error.message()), (Some(code), Some("M")), "{shape:?}");
        assert_eq!(error.encoded_authorization_message().as_deref(), Some("R"), "{shape:?}");
        assert_eq!(error.api().is_some(), shape != Shape::Array, "{shape:?}");
        assert_eq!(error.request_id(), Some("stand-in-1"), "{shape:?}");
    }
}

/// A client of a stand-in that answers the first two calls of an operation with this status, by name, password and key.
async fn hindered(operation: &'static str, status: u16) -> (StandIn, Client) {
    let mishap = Mishap::refusal(Refusal::new(status, "C", "M")).of(operation).first(2);
    let stand_in = StandIn::start(Settings { mishaps: vec![mishap], ..Settings::default() }).await.unwrap();
    let endpoint = stand_in.endpoint();
    let credentials = Credentials::password(DOMAIN, USER, PASSWORD).and(Credentials::access_key(KEY.ak, KEY.sk));
    let client = builder(&endpoint).iam_endpoint(&endpoint).sts_endpoint(&endpoint).credentials(credentials);
    let soon = RetryPolicy::default().pauses(Duration::from_millis(1), Duration::from_secs(20));
    (stand_in, client.retry(soon).build().unwrap())
}

#[tokio::test]
async fn calls_are_tried_again_where_that_does_no_harm() {
    for status in [408, 429, 502, 503, 504] {
        let (stand_in, client) = hindered("ListInstanceJobs", status).await;
        client.list_instance_jobs().send().await.unwrap();
        assert_eq!(stand_in.requests().len(), 4, "the sign-in and three attempts after {status}");

        let (stand_in, client) = hindered("KeystoneCreateUserTokenByPassword", status).await;
        client.list_instance_jobs().send().await.unwrap();
        assert_eq!(stand_in.requests().len(), 4, "three attempts to sign in and the call after {status}");

        let (stand_in, client) = hindered("DecodeAuthorizationMessage", status).await;
        assert_eq!(decode(&client).await.status().unwrap(), status);
        assert_eq!(stand_in.requests().len(), 1, "one attempt after {status}");
    }
}

#[tokio::test]
async fn a_500_is_tried_again_with_get_only() {
    let (_stand_in, client) = hindered("ListInstanceJobs", 500).await;
    client.list_instance_jobs().send().await.unwrap();

    let (stand_in, client) = hindered("KeystoneCreateUserTokenByPassword", 500).await;
    client.list_instance_jobs().send().await.unwrap_err();
    assert_eq!(stand_in.requests().len(), 1);

    let (stand_in, client) = hindered("DeleteInstanceJob", 500).await;
    assert_eq!(client.delete_instance_job("none").send().await.unwrap_err().attempts(), 1);
    assert_eq!(stand_in.requests().len(), 2);
}

#[tokio::test]
async fn too_long_a_pause_is_the_callers() {
    for (asked, timeout) in [(21, 30), (10, 5)] {
        let refusal = Refusal::throttled().retry_after(&asked.to_string());
        let settings = Settings { mishaps: vec![Mishap::refusal(refusal)], ..Settings::default() };
        let (stand_in, client) = stand_in(settings).await;
        let error = client.list_instance_jobs().timeout(Duration::from_secs(timeout)).send().await.unwrap_err();
        assert!(error.is_throttled(), "{error}");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(asked)));
        assert_eq!(stand_in.requests().len(), 1);
    }
}

async fn decode(client: &Client) -> Error {
    let message = DecodeAuthorizationMessageRequest::new("whatever");
    client.decode_authorization_message(&message).send().await.unwrap_err()
}
