//! Calls of several services, and headers of their answers.

use std::sync::Arc;

use http::{HeaderName, HeaderValue};

use super::support::sent;
use crate::runtime::TransportResponse;
use crate::runtime::test_util::RecordingTransport;
use crate::services::models::{CreateSessionXLevel, Kind};
use crate::services::operations::{CreateSessionHeaders, ListFilesHeaders, RemoveHeaders, UploadHeaders2};
use crate::services::{Client, ClientBuilder, Credentials, ErrorKind};

#[tokio::test]
async fn each_call_goes_to_its_service() {
    let transport = answering(204, &[]);
    let client = builder(&transport).region("east").build().unwrap();
    client.list_files().send().await.unwrap();
    client.replace("1").send().await.unwrap();
    client.remove("1").send().await.unwrap();
    client.create_session().send().await.unwrap();
    client.upload_headers("1").send().await.unwrap();
    let expected = [
        "GET https://files.east.example/v1/files",
        "PUT https://uploads.example/files/1",
        "DELETE https://files.east.example/v2/files/1",
        "POST https://login.east.example/sessions",
        "GET https://login.other.example/sessions/1",
    ];
    assert_eq!(sent(&transport), expected);
    let has_token: Vec<bool> =
        transport.requests().iter().map(|request| request.headers().contains_key("x-auth-token")).collect();
    assert_eq!(has_token, [true, true, true, false, true]);
}

#[tokio::test]
async fn endpoints_are_set_one_by_one() {
    let transport = answering(204, &[]);
    let client = builder(&transport).region("mars").endpoint("http://127.0.0.1:80/base").login3_endpoint("localhost");
    let client = client.build().unwrap();
    client.list_files().send().await.unwrap();
    client.remove("1").send().await.unwrap();
    client.create_session().send().await.unwrap();
    client.upload_headers("1").send().await.unwrap();
    let expected = [
        "GET http://127.0.0.1:80/base/files",
        "DELETE http://127.0.0.1:80/v2/files/1",
        "POST https://login.example/sessions",
        "GET https://localhost/sessions/1",
    ];
    assert_eq!(sent(&transport), expected);
}

#[test]
fn endpoints_are_checked_when_the_client_is_built() {
    let error = builder(&answering(204, &[])).uploads_endpoint("http://uploads.example").build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidConfig);
    assert!(error.to_string().contains("credentials would go to http://uploads.example unencrypted"), "{error}");
}

#[tokio::test]
async fn headers_are_read_as_what_they_are() {
    let headers = [("x-subject-token", "abc"), ("x-expires", "2030-01-01T00:00:00Z"), ("x-level", "write")];
    let client = builder(&answering(204, &headers)).build().unwrap();
    let response = client.create_session().send_with_response().await.unwrap();
    let headers = CreateSessionHeaders::of(response.headers());
    assert_eq!(headers.x_subject_token(), Some("abc"));
    assert_eq!(headers.x_expires().unwrap().unix().unwrap(), (1_893_456_000, 0));
    assert_eq!(headers.x_level(), Some(CreateSessionXLevel::Write));
    assert!(!format!("{headers:?}").contains("abc"));

    let client = builder(&answering(204, &[("X-Kind", "sound")])).build().unwrap();
    let response = client.list_files().send_with_response().await.unwrap();
    assert!(
        matches!(ListFilesHeaders::of(response.headers()).x_kind(), Some(Kind::Unknown(kind)) if kind.as_str() == "sound")
    );
    assert_eq!(RemoveHeaders::of(response.headers()).of2(), None);
}

#[tokio::test]
async fn errors_have_headers_too() {
    let headers = [("location", "/files/1"), ("x-size", "many"), ("x-retry", "true")];
    let client = builder(&answering(503, &headers)).build().unwrap();
    let error = client.upload().send().await.unwrap_err();
    let headers = UploadHeaders2::of(error.headers().unwrap());
    assert_eq!((headers.location(), headers.x_size()), (Some("/files/1"), None));
    #[expect(deprecated, reason = "it works nevertheless")]
    let retry = headers.x_retry();
    assert_eq!(retry, Some(true));
}

fn builder(transport: &RecordingTransport) -> ClientBuilder {
    Client::builder().transport(Arc::new(transport.clone())).credentials(Credentials::token("secret"))
}

fn answering(status: u16, headers: &[(&str, &str)]) -> RecordingTransport {
    let header = |(name, value): &(&str, &str)| {
        (HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_str(value).unwrap())
    };
    let headers: Vec<_> = headers.iter().map(header).collect();
    RecordingTransport::new().otherwise(move |_| {
        let mut response = TransportResponse::new(status.try_into().unwrap(), "");
        response.headers.extend(headers.iter().cloned());
        response
    })
}
