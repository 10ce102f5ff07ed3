//! What calls become on the wire, and which calls are not sent at all.

use std::time::Duration;

use serde_json::json;

use super::{ADD_PET, API, DELETE_PET, LIST_PETS, MAIN, SECRET, TOKEN, config, core, list_pets};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Config, Credentials, ErrorKind, Method, Operation, Parameter, Request, Scheme, SchemeLocation, Statuses,
    empty,
};

/// The request that a call becomes, whatever is answered.
async fn sent(transport: &RecordingTransport, call: Call) -> Request {
    let before = transport.requests().len();
    let _ = call.send(empty).await;
    transport.requests().remove(before)
}

/// Why a call is not sent.
async fn refused(transport: &RecordingTransport, call: Call) -> String {
    let error = call.send(empty).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert!(error.is_invalid_request());
    assert_eq!(transport.requests().len(), 0, "nothing is sent");
    error.to_string()
}

#[tokio::test]
async fn parameters_are_sent_in_the_order_of_the_description() {
    let transport = RecordingTransport::new();
    let mut call = list_pets(&transport);
    call.query("limit", &20);
    call.query("status", &"on loan&more");
    call.query("offset", &40_u64);
    call.header("X-Language", &"en-us");
    let request = sent(&transport, call).await;
    assert_eq!(request.method(), Method::GET);
    assert_eq!(request.operation().id, "ListPets");
    assert_eq!(request.server(), "https://pets.example");
    assert_eq!(request.path(), "/v2/s1/pets");
    assert_eq!(request.url(), "https://pets.example/v2/s1/pets?status=on%20loan%26more&offset=40&limit=20");
    assert!(request.body().is_none());
    let mut headers: Vec<_> = request.headers().iter().collect();
    headers.sort_by_key(|(name, _)| name.as_str());
    let headers: Vec<_> = headers.into_iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    let expected =
        [("accept", "application/json"), ("user-agent", "pets/1.0"), ("x-auth-token", SECRET), ("x-language", "en-us")];
    assert_eq!(headers, expected);
}

#[tokio::test]
async fn parameters_that_are_not_set_are_not_sent() {
    let transport = RecordingTransport::new();
    let request = sent(&transport, list_pets(&transport)).await;
    assert_eq!(request.url(), "https://pets.example/v2/s1/pets");
    assert!(!request.headers().contains_key("x-language"));
    assert!(!request.headers().contains_key("content-type"));
}

#[tokio::test]
async fn path_values_stay_in_their_segment() {
    let transport = RecordingTransport::new();
    for (value, path) in [
        ("a b", "/v2/a%20b/pets"),
        ("../x", "/v2/..%2Fx/pets"),
        ("a/b?c#d", "/v2/a%2Fb%3Fc%23d/pets"),
        ("%2e", "/v2/%252e/pets"),
        ("...", "/v2/.../pets"),
        ("é", "/v2/%C3%A9/pets"),
    ] {
        let mut call = list_pets(&transport);
        call.path("shop_id", &value);
        assert_eq!(sent(&transport, call).await.path(), path);
    }
}

#[tokio::test]
async fn path_values_that_name_another_resource_are_refused() {
    let transport = RecordingTransport::new();
    for value in ["", ".", ".."] {
        let mut call = list_pets(&transport);
        call.path("shop_id", &value);
        let expected =
            format!("ListPets: `shop_id` is `{value}`, which would name another resource: give its real value");
        assert_eq!(refused(&transport, call).await, expected);
    }
}

#[tokio::test]
async fn what_is_required_must_be_set() {
    let transport = RecordingTransport::new();
    let call = Call::new(&core(&transport), &LIST_PETS);
    let expected = "ListPets: `shop_id` is not set: set it on the request, or on the client where it can be";
    assert_eq!(refused(&transport, call).await, expected);
}

#[tokio::test]
async fn what_the_operation_does_not_have_is_refused() {
    let transport = RecordingTransport::new();
    let mut call = list_pets(&transport);
    call.header("status", &"sold");
    assert_eq!(refused(&transport, call).await, "ListPets: `status` is not a parameter of this operation");
}

#[tokio::test]
async fn bounds_are_checked_before_anything_is_sent() {
    let transport = RecordingTransport::new();
    let mut call = list_pets(&transport);
    call.query("limit", &1001);
    assert_eq!(
        refused(&transport, call.clone()).await,
        "ListPets: `limit` is `1001`, but must be an integer of at most 1000"
    );
    let mut config = config(&transport);
    config.check_requests(false);
    let mut unchecked = Call::new(&config.build().unwrap(), &LIST_PETS);
    unchecked.path("shop_id", &"s1");
    unchecked.query("limit", &1001);
    assert_eq!(sent(&transport, unchecked).await.url(), "https://pets.example/v2/s1/pets?offset=0&limit=1001");
}

#[tokio::test]
async fn groups_are_completed_with_defaults() {
    let transport = RecordingTransport::new();
    for (name, value, query) in [("offset", 40, "offset=40&limit=100"), ("limit", 20, "offset=0&limit=20")] {
        let mut call = list_pets(&transport);
        call.query(name, &value);
        assert_eq!(sent(&transport, call).await.url(), format!("https://pets.example/v2/s1/pets?{query}"));
    }
}

#[tokio::test]
async fn groups_without_defaults_are_refused() {
    static RANGE: Operation = Operation {
        id: "Range",
        method: Method::GET,
        service: &MAIN,
        path: "/range",
        parameters: &[Parameter::query("from"), Parameter::query("to")],
        required_together: &[&["from", "to"]],
        success: &[Statuses::Default],
        accept: "",
        security: &[],
    };
    let transport = RecordingTransport::new();
    let mut call = Call::new(&core(&transport), &RANGE);
    call.query("to", &5);
    let expected = "Range: `to` is set without `from`: set both or none, they are sent together";
    assert_eq!(refused(&transport, call.clone()).await, expected);
    call.query("from", &1);
    assert_eq!(sent(&transport, call).await.url(), "https://pets.example/range?from=1&to=5");

    let mut config = config(&transport);
    config.check_requests(false);
    let mut call = Call::new(&config.build().unwrap(), &RANGE);
    call.query("to", &5);
    assert_eq!(sent(&transport, call).await.url(), "https://pets.example/range?to=5");
}

#[tokio::test]
async fn values_of_the_client_are_taken_unless_the_call_has_its_own() {
    let transport = RecordingTransport::new();
    let mut config = config(&transport);
    config.parameter("shop_id", "old".to_owned());
    config.parameter("shop_id", "shared".to_owned());
    config.parameter("X-Language", "zh-cn".to_owned());
    config.parameter("status", "not for this parameter".to_owned());
    let core = config.build().unwrap();
    let request = sent(&transport, Call::new(&core, &LIST_PETS)).await;
    assert_eq!((request.path(), &request.headers()["x-language"]), ("/v2/shared/pets", &"zh-cn".parse().unwrap()));
    assert_eq!(request.query(), [], "a parameter that is not shared takes nothing from the client");
    let mut call = Call::new(&core, &LIST_PETS);
    call.path("shop_id", &"own");
    call.path("shop_id", &"last");
    assert_eq!(sent(&transport, call).await.path(), "/v2/last/pets");
    let mut call = Call::new(&core, &DELETE_PET);
    call.path("id", &5);
    assert_eq!(sent(&transport, call).await.url(), "https://pets.example/v2/pets/5");
}

#[tokio::test]
async fn headers_cannot_be_injected() {
    let transport = RecordingTransport::new();
    for value in ["en\r\nX-Admin: 1", "en\n", "\ren", "e\0n", "e\u{7f}n"] {
        let mut call = list_pets(&transport);
        call.header("X-Language", &value);
        let expected = "ListPets: `X-Language` has a line break or control character, which a header cannot hold";
        assert_eq!(refused(&transport, call).await, expected);
    }
    let mut call = list_pets(&transport);
    call.header("X-Language", &"é\t!");
    assert_eq!(sent(&transport, call).await.headers()["x-language"], "é\t!".as_bytes());
}

#[tokio::test]
async fn bodies_are_json() {
    let transport = RecordingTransport::new();
    let mut call = Call::new(&core(&transport), &ADD_PET);
    call.path("shop_id", &"s1");
    call.json_body(&json!({"name": "Rex"}));
    let request = sent(&transport, call.clone()).await;
    assert_eq!(request.method(), Method::POST);
    assert_eq!(request.body().unwrap().bytes().unwrap(), &r#"{"name":"Rex"}"#);
    assert_eq!(request.headers()["content-type"], "application/json");

    let transport = RecordingTransport::new();
    let mut call = Call::new(&core(&transport), &ADD_PET);
    call.path("shop_id", &"s1");
    call.json_body(&std::collections::BTreeMap::from([(vec![1], 2)]));
    let expected = "AddPet: the body cannot be written as JSON: key must be a string";
    assert_eq!(refused(&transport, call).await, expected);
}

#[tokio::test]
async fn credentials_go_where_the_operation_asks_for_them() {
    static KEY: Scheme = Scheme { name: "key", location: SchemeLocation::Header("X-Key") };
    static ID: Scheme = Scheme { name: "id", location: SchemeLocation::Header("X-Id") };
    static EITHER: Operation = operation(&[&["token"], &["key", "id"]]);
    static OPTIONAL: Operation = operation(&[&[], &["token"]]);
    static PUBLIC: Operation = operation(&[]);
    let (token, both) = (Credentials::new(&TOKEN, "t"), Credentials::new(&KEY, "k").merge(Credentials::new(&ID, "i")));
    let half = Credentials::new(&KEY, "k");
    let needed = "give its builder `Credentials::token(…)` or `Credentials::key(…).and(Credentials::id(…))`";
    let missing = format!("Op: the client has no credentials: {needed}");
    let lacking = format!("Op: the client's credentials do not suffice: {needed}");
    for (operation, credentials, expected) in [
        (&EITHER, token.clone(), Ok("x-auth-token=t")),
        (&EITHER, both.clone(), Ok("x-id=i x-key=k")),
        (&EITHER, both.merge(token.clone()), Ok("x-auth-token=t")),
        (&EITHER, half.clone(), Err(lacking.as_str())),
        (&EITHER, Credentials::default(), Err(missing.as_str())),
        (&OPTIONAL, Credentials::default(), Ok("")),
        (&OPTIONAL, half.clone(), Ok("")),
        (&OPTIONAL, token.clone().merge(Credentials::new(&TOKEN, "t2")), Ok("x-auth-token=t2")),
        (&PUBLIC, token, Ok("")),
    ] {
        let transport = RecordingTransport::new().reply(200, "");
        let mut config = config(&transport);
        config.credentials(credentials);
        let result = Call::new(&config.build().unwrap(), operation).send(empty).await;
        let sent = result.map(|()| credential_headers(&transport.requests()[0]));
        if let Err(error) = &sent {
            assert_eq!((error.kind(), error.is_auth()), (ErrorKind::Credentials, true));
            assert_eq!(transport.requests().len(), 0, "nothing is sent");
        }
        assert_eq!(sent.map_err(|error| error.to_string()), expected.map(str::to_owned).map_err(str::to_owned));
    }
}

const fn operation(security: &'static [&'static [&'static str]]) -> Operation {
    at("/", security)
}

const fn at(path: &'static str, security: &'static [&'static [&'static str]]) -> Operation {
    Operation {
        id: "Op",
        method: Method::GET,
        service: &MAIN,
        path,
        parameters: &[],
        required_together: &[],
        success: &[Statuses::Class(2)],
        accept: "",
        security,
    }
}

#[tokio::test]
async fn media_types_that_are_no_header_are_not_sent() {
    static ODD: Operation = Operation {
        id: "Op",
        method: Method::GET,
        service: &MAIN,
        path: "/",
        parameters: &[],
        required_together: &[],
        success: &[Statuses::Default],
        accept: "a/b\r\nX-Admin: 1",
        security: &[],
    };
    let transport = RecordingTransport::new();
    let request = sent(&transport, Call::new(&core(&transport), &ODD)).await;
    assert!(!request.headers().contains_key("accept") && !request.headers().contains_key("x-admin"));
}

fn credential_headers(request: &Request) -> String {
    let proofs = request.headers().iter().filter(|(_, value)| value.is_sensitive());
    let mut proofs: Vec<_> = proofs.map(|(name, value)| format!("{name}={}", value.to_str().unwrap())).collect();
    proofs.sort();
    proofs.join(" ")
}

#[tokio::test]
async fn the_calling_program_comes_first_in_the_user_agent() {
    let transport = RecordingTransport::new();
    let mut config = config(&transport);
    config.user_agent("shop/2.1");
    let mut call = Call::new(&config.build().unwrap(), &DELETE_PET);
    call.path("id", &5);
    assert_eq!(sent(&transport, call).await.headers()["user-agent"], "shop/2.1 pets/1.0");
}

#[tokio::test]
async fn nothing_shows_secrets_or_bodies() {
    let transport = RecordingTransport::new();
    let mut call = Call::new(&core(&transport), &ADD_PET);
    call.path("shop_id", &"s1");
    call.json_body("not for logs");
    call.timeout(Duration::from_secs(5));
    assert_eq!(format!("{call:?}"), "Call { operation: \"AddPet\", parameters: [\"shop_id\"], timeout: Some(5s), .. }");
    let request = format!("{:?}", sent(&transport, call).await);
    assert!(request.starts_with(
        "Request { operation: \"AddPet\", method: POST, url: \"https://pets.example/v2/s1/pets\", headers: {"
    ));
    assert!(
        request.contains("\"x-auth-token\": Sensitive") && request.contains("body: Some(Body(14 bytes))"),
        "{request}"
    );

    let mut config = Config::new(&API);
    config.credentials(Credentials::new(&TOKEN, SECRET));
    config.transport(std::sync::Arc::new(transport.clone()));
    let texts = [
        request,
        format!("{config:#?}"),
        format!("{:#?}", core(&transport)),
        format!("{transport:?}"),
        format!("{:?}", Credentials::new(&TOKEN, SECRET)),
    ];
    for text in texts {
        assert!(!text.contains("MIIabc") && !text.contains("not for logs"), "{text}");
    }
    assert_eq!(format!("{:?}", Credentials::new(&TOKEN, SECRET)), "Credentials { token: [redacted] }");
}

#[tokio::test]
async fn a_template_without_its_parameter_is_refused() {
    static STRAY: Operation = at("/{nowhere}", &[]);
    let transport = RecordingTransport::new();
    let mut config = Config::new(&API);
    config.transport(std::sync::Arc::new(transport.clone()));
    let call = Call::new(&config.build().unwrap(), &STRAY);
    let expected = "Op: `nowhere` is not set: set it on the request, or on the client where it can be";
    assert_eq!(refused(&transport, call).await, expected);
}
