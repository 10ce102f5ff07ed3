//! Where redirects lead, and what goes there.

use std::sync::Arc;

use http::HeaderValue;

use super::{API, MAIN, SECRET, TOKEN};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Config, Credentials, Error, ErrorKind, Method, Operation, Parameter, Request, RetryPolicy, StatusCode,
    Statuses, TransportResponse, empty,
};

static PARAMETERS: &[Parameter] = &[
    Parameter::path("id"),
    Parameter::query("full"),
    Parameter::header("X-Tenant").shared(),
    Parameter::header("Range"),
];

const fn operation(method: Method, success: &'static [Statuses]) -> Operation {
    Operation {
        id: "GetPet",
        method,
        service: &MAIN,
        path: "/v2/pets/{id}",
        parameters: PARAMETERS,
        required_together: &[],
        success,
        accept: "application/json",
        security: &[&["token"]],
    }
}

static GET: Operation = operation(Method::GET, &[Statuses::Code(200)]);
static HEAD: Operation = operation(Method::HEAD, &[Statuses::Code(200)]);
static QUERY: Operation = operation(Method::QUERY, &[Statuses::Code(200)]);
static POST: Operation = operation(Method::POST, &[Statuses::Code(200)]);
static FOUND: Operation = operation(Method::GET, &[Statuses::Code(302)]);

/// What comes of a call that is answered with these redirects and then with success, and what was asked for it.
async fn follow(
    operation: &'static Operation,
    endpoint: &str,
    redirects: &[(u16, &'static str)],
) -> (Result<(), Error>, Vec<Request>) {
    let mut transport = RecordingTransport::new().otherwise(|_| TransportResponse::new(StatusCode::OK, ""));
    for &(status, location) in redirects {
        transport = transport.reply_with(move |_| {
            let mut answer = TransportResponse::new(StatusCode::from_u16(status).unwrap(), "moved");
            answer.headers.insert("location", HeaderValue::from_static(location));
            answer
        });
    }
    let mut config = Config::new(&API);
    config.credentials(Credentials::new(&TOKEN, SECRET));
    config.endpoint(endpoint);
    config.transport(Arc::new(transport.clone()));
    config.parameter("X-Tenant", "t1".to_owned());
    config.retry(RetryPolicy::none());
    let mut call = Call::new(&config.build().unwrap(), operation);
    call.path("id", &7);
    call.query("full", &true);
    call.header("Range", &"bytes=0-9");
    if operation.method == Method::QUERY {
        call.text_body("text/plain", "which?");
    }
    let result = call.send(empty).await;
    (result, transport.requests())
}

#[tokio::test]
async fn locations_are_resolved() {
    for (location, expected) in [
        ("/elsewhere", "https://pets.example/elsewhere"),
        ("/a/./b/../c?x=1&y=%20#part", "https://pets.example/a/c?x=1&y=%20"),
        ("8", "https://pets.example/base/v2/pets/8"),
        ("../dogs/8?", "https://pets.example/base/v2/dogs/8"),
        ("../../../../..", "https://pets.example/"),
        ("?full=false", "https://pets.example/base/v2/pets/7?full=false"),
        ("", "https://pets.example/base/v2/pets/7?full=true"),
        ("//other.example/x", "https://other.example/x"),
        ("https://other.example", "https://other.example/"),
        ("HTTPS://Other.Example:8443/x?y", "https://Other.Example:8443/x?y"),
        ("https://[::1]/x", "https://[::1]/x"),
    ] {
        let (result, requests) = follow(&GET, "https://pets.example/base", &[(302, location)]).await;
        result.unwrap();
        assert_eq!(requests.len(), 2, "{location}");
        assert_eq!(requests[1].url(), expected, "{location}");
    }
    let (_, requests) = follow(&GET, "https://pets.example", &[(302, "/x?a=b%20c&d&%zz=%2")]).await;
    let pairs = [("a", "b c"), ("d", ""), ("%zz", "%2")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(requests[1].query(), pairs);
}

#[tokio::test]
async fn credentials_stay_where_they_belong() {
    for (location, is_trusted) in [
        ("/x", true),
        ("https://pets.example/x", true),
        ("https://PETS.example:443/x", true),
        ("https://pets.example:444/x", false),
        ("https://api.pets.example/x", false),
        ("https://pets.example.evil.example/x", false),
        ("//evil.example/x", false),
    ] {
        let (result, requests) = follow(&GET, "https://pets.example", &[(302, location)]).await;
        result.unwrap();
        let headers = requests[1].headers();
        assert_eq!(headers.get("x-auth-token").is_some(), is_trusted, "{location}");
        assert_eq!(headers.get("x-tenant").is_some(), is_trusted, "{location}");
        assert_eq!(headers["range"], "bytes=0-9", "{location}");
        assert_eq!(headers["accept"], "application/json", "{location}");
        assert_eq!(headers["user-agent"], "pets/1.0", "{location}");
    }
    // Whoever is elsewhere cannot make the client use them at home.
    let hops = [(302, "https://evil.example/x"), (302, "https://pets.example/delete-all")];
    let (_, requests) = follow(&GET, "https://pets.example", &hops).await;
    assert_eq!(requests[2].url(), "https://pets.example/delete-all");
    assert!(!requests[2].headers().contains_key("x-auth-token"));
}

#[tokio::test]
async fn what_is_not_followed_is_an_error_that_says_why() {
    for (endpoint, location, note) in [
        ("https://pets.example", "http://pets.example/x", "not followed: it leads from https to http"),
        ("https://pets.example", "ftp://pets.example/x", "not followed: its `Location` is no URL of a server"),
        ("https://pets.example", "mailto:ann@pets.example", "not followed: its `Location` is no URL of a server"),
        ("https://pets.example", "https://", "not followed: its `Location` is no URL of a server"),
        ("https://pets.example", "https://a b/", "not followed: its `Location` is no URL of a server"),
        ("https://pets.example", "https://ann:secret@pets.example/", "not followed: its `Location` names a user"),
    ] {
        let (result, requests) = follow(&GET, endpoint, &[(307, location)]).await;
        let error = result.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Status, Some(StatusCode::TEMPORARY_REDIRECT)));
        let text = error.to_string();
        assert!(text.ends_with(&format!("; {note})")), "{text}");
        assert!(!text.contains("secret") && requests.len() == 1, "{text}");
    }
    follow(&GET, "http://localhost:1", &[(302, "http://localhost:2/x")]).await.0.unwrap();
    follow(&GET, "http://localhost:1", &[(302, "https://pets.example/x")]).await.0.unwrap();
}

#[tokio::test]
async fn loops_end() {
    let (result, requests) = follow(&GET, "https://pets.example", &[(302, "/v2/pets/7?token=abc"); 10]).await;
    let error = result.unwrap_err();
    assert_eq!((error.status(), requests.len()), (Some(StatusCode::FOUND), 6));
    let text = error.to_string();
    assert!(text.starts_with("GetPet: 302 Found: ") && !text.contains("abc"), "{text}");
    assert!(text.ends_with("; after 5 redirects another one, to https://pets.example)"), "{text}");
}

#[tokio::test]
async fn only_what_is_safe_is_followed() {
    for (operation, status, followed) in [
        (&GET, 301, true),
        (&GET, 302, true),
        (&GET, 303, true),
        (&GET, 307, true),
        (&GET, 308, true),
        (&GET, 300, false),
        (&GET, 304, false),
        (&HEAD, 302, true),
        (&QUERY, 301, true),
        (&QUERY, 302, true),
        (&QUERY, 303, true),
        (&QUERY, 307, true),
        (&QUERY, 308, true),
        (&POST, 302, false),
        (&POST, 303, false),
        (&POST, 307, false),
    ] {
        let (result, requests) = follow(operation, "https://pets.example", &[(status, "/x")]).await;
        assert_eq!((result.is_ok(), requests.len() == 2), (followed, followed), "{} {status}", operation.method);
    }
}

#[tokio::test]
async fn what_is_asked_goes_along_to_the_same_server_only() {
    for (redirects, method, body) in [
        (&[(307, "/x")][..], Method::QUERY, true),
        (&[(301, "/x"), (302, "/y")], Method::QUERY, true),
        (&[(303, "/x")], Method::GET, false),
        (&[(303, "/x"), (307, "/y")], Method::GET, false),
        (&[(303, "https://other.example/x")], Method::GET, false),
        (&[(303, "https://other.example/x"), (307, "https://third.example/y")], Method::GET, false),
    ] {
        let (result, requests) = follow(&QUERY, "https://pets.example", redirects).await;
        result.unwrap();
        assert_eq!(requests.len(), redirects.len() + 1);
        let last = requests.last().unwrap();
        assert_eq!((last.method(), last.body().is_some()), (&method, body), "{redirects:?}");
        assert_eq!(last.headers().contains_key("content-type"), body, "{redirects:?}");
    }
    let (result, requests) = follow(&QUERY, "https://pets.example", &[(307, "https://other.example/x")]).await;
    let text = result.unwrap_err().to_string();
    assert!(text.ends_with("not followed: it leads to another server, which would learn what is asked)"), "{text}");
    assert_eq!(requests.len(), 1);
}

#[tokio::test]
async fn where_it_leads_may_be_the_answer() {
    let (result, requests) = follow(&FOUND, "https://pets.example", &[(302, "/x")]).await;
    result.unwrap();
    assert_eq!(requests.len(), 1);
    let (result, requests) = follow(&FOUND, "https://pets.example", &[(301, "/x"), (302, "/y")]).await;
    result.unwrap();
    assert_eq!(requests.len(), 2);
}
