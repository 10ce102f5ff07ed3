//! What calls look like that an access key signs.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use serde_json::json;

use super::super::uploads::stream;
use super::{
    ACCESS_KEY, ADD_JOB, API, LIST_JOBS, PROJECT, SECONDS, SERVER, TOKEN, at, call, hash, header, key, signature, then,
    then_with,
};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Body, Call, Config, Credentials, Operation, Request, Signer, StatusCode, TransportResponse, empty,
};

const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const DATE: &str = "20250805T000000Z";

/// The request that a call becomes.
async fn sent(signer: Arc<dyn Signer>, operation: &'static Operation, fill: impl FnOnce(&mut Call)) -> Request {
    let transport = RecordingTransport::new().reply(200, "");
    let mut call = call(&transport, signer, operation);
    fill(&mut call);
    call.send(empty).await.unwrap();
    transport.requests().remove(0)
}

fn project(call: &mut Call) {
    call.path("project_id", &PROJECT);
}

fn authorization(names: &str, signature: &str) -> String {
    format!("SDK-HMAC-SHA256 Access=AccessKey, SignedHeaders={names}, Signature={signature}")
}

/// Whether a request has the signature of this canonical form, whose last lines are made of the rest.
#[track_caller]
fn assert_signed(request: &Request, target: &str, headers: &[(&str, &str)], payload: &str) {
    let lines: String = headers.iter().flat_map(|(name, value)| [name, ":", value, "\n"]).collect();
    let names: Vec<_> = headers.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");
    let canonical = format!("{}\n{target}\n{lines}\n{names}\n{payload}", request.method());
    assert_eq!(header(request, "authorization"), authorization(&names, &signature(&canonical, DATE)), "{canonical}");
}

#[tokio::test]
async fn lists_are_signed_as_others_sign_them() {
    let fill = |call: &mut Call| {
        project(call);
        for (name, value) in [("limit", "20"), ("status", "Failed"), ("offset", "0")] {
            call.query(name, &value);
        }
    };
    let request = sent(then(key()), &LIST_JOBS, fill).await;
    // What is sent keeps its order; only what is signed is sorted.
    assert_eq!(request.url(), format!("{SERVER}/v2/{PROJECT}/jobs?status=Failed&offset=0&limit=20"));
    let known = "8ae03d0c41b7e175a95e12504cdfde9982098b25cf6661231af4dd8e3ec552c4";
    let mut headers: Vec<_> =
        request.headers().keys().map(|name| (name.as_str(), header(&request, name.as_str()))).collect();
    headers.sort_unstable();
    let expected = [
        ("accept", "application/json"),
        ("authorization", &authorization("host;x-project-id;x-sdk-date", known)),
        ("user-agent", "pets/1.0"),
        ("x-project-id", PROJECT),
        ("x-sdk-date", DATE),
    ];
    assert_eq!(headers, expected);
    assert!(request.headers()["authorization"].is_sensitive());

    let known = "f67c6ec29f19b4b368fa82379e976d21324290b4f3c2076bfcc8fd4093a0c8a1";
    let request = sent(then(key().security_token("SecurityToken")), &LIST_JOBS, fill).await;
    let expected = authorization("host;x-project-id;x-sdk-date;x-security-token", known);
    assert_eq!(header(&request, "authorization"), expected);
    assert_eq!(header(&request, "x-security-token"), "SecurityToken");
    assert!(request.headers()["x-security-token"].is_sensitive());
}

#[tokio::test]
async fn tokens_and_signatures_exclude_each_other() {
    let transport = RecordingTransport::new().reply(200, "").reply(200, "");
    for (credentials, signed) in [
        (Credentials::signed(&ACCESS_KEY, then(key())), true),
        (Credentials::signed(&ACCESS_KEY, then(key())).merge(Credentials::new(&TOKEN, "t")), false),
    ] {
        let mut config = Config::new(&API);
        config.transport(Arc::new(transport.clone()));
        config.credentials(credentials);
        let mut call = Call::new(&config.build().unwrap(), &LIST_JOBS);
        project(&mut call);
        call.send(empty).await.unwrap();
        let requests = transport.requests();
        let headers = requests[requests.len() - 1].headers();
        assert_eq!((headers.contains_key("authorization"), headers.contains_key("x-auth-token")), (signed, !signed));
        assert_eq!((headers.contains_key("x-sdk-date"), headers.contains_key("x-project-id")), (signed, signed));
    }
}

#[tokio::test]
async fn bodies_are_covered_as_they_are_sent() {
    let fill = |call: &mut Call| call.json_body(&json!({"name": "é \n", "tags": ["a/b", " "]}));
    let request = sent(then(key()), &ADD_JOB, fill).await;
    let body = "{\"name\":\"é \\n\",\"tags\":[\"a/b\",\" \"]}";
    assert_eq!(request.body().unwrap().bytes().unwrap(), body);
    let headers = [("host", &SERVER[8..]), ("x-sdk-date", DATE)];
    assert_signed(&request, "/v2/jobs%3Aadd/\n", &headers, &hash(body.as_bytes()));
    assert!(!request.headers().contains_key("x-sdk-content-sha256") && !request.headers().contains_key("x-project-id"));

    let without = sent(then(key()), &ADD_JOB, |_| ()).await;
    assert_signed(&without, "/v2/jobs%3Aadd/\n", &headers, EMPTY);
}

#[tokio::test]
async fn bodies_that_are_not_json_are_not_covered() {
    let body = hash(b"\"Rex\"");
    for (content_type, payload) in [
        ("application/json", body.as_str()),
        ("application/json; charset=utf-8", &body),
        ("Application/JSON", &body),
        ("application/octet-stream", "UNSIGNED-PAYLOAD"),
        ("text/json", "UNSIGNED-PAYLOAD"),
        ("", "UNSIGNED-PAYLOAD"),
    ] {
        let request = sent(then_with("content-type", content_type), &ADD_JOB, |call| call.json_body("Rex")).await;
        assert_signed(&request, "/v2/jobs%3Aadd/\n", &[("host", &SERVER[8..]), ("x-sdk-date", DATE)], payload);
        let said = request.headers().get("x-sdk-content-sha256").map(|value| value.to_str().unwrap());
        assert_eq!(said, (payload == "UNSIGNED-PAYLOAD").then_some(payload), "{content_type}");
    }
    let without = sent(then_with("content-type", "text/plain"), &ADD_JOB, |_| ()).await;
    assert_signed(&without, "/v2/jobs%3Aadd/\n", &[("host", &SERVER[8..]), ("x-sdk-date", DATE)], EMPTY);
    assert!(!without.headers().contains_key("x-sdk-content-sha256"));
}

#[tokio::test]
async fn bodies_that_are_read_while_they_are_sent_are_not_covered() {
    let stream = || Body::stream(stream(&["abc"]));
    let request = sent(then(key()), &ADD_JOB, |call| call.body("application/zip", stream())).await;
    assert_signed(&request, "/v2/jobs%3Aadd/\n", &[("host", &SERVER[8..]), ("x-sdk-date", DATE)], "UNSIGNED-PAYLOAD");
    let mut call = call(&RecordingTransport::new(), then(key()), &ADD_JOB);
    call.body("application/json", stream());
    let error = call.send(empty).await.unwrap_err();
    let expected = "a JSON body that is read while it is sent cannot be signed: give it as bytes";
    assert!(error.is_auth() && error.to_string().contains(expected), "{error}");
}

#[tokio::test]
async fn any_path_and_query_can_be_signed() {
    let fill = |call: &mut Call| {
        call.path("project_id", &"项目 a/b%");
        call.query("status", &"é &=+%/*~");
        call.query("limit", &"");
    };
    let request = sent(then(key()), &LIST_JOBS, fill).await;
    assert_eq!(request.path(), "/v2/%E9%A1%B9%E7%9B%AE%20a%2Fb%25/jobs");
    assert_eq!(header(&request, "x-project-id"), "项目 a/b%");
    let target = "/v2/%E9%A1%B9%E7%9B%AE%20a%2Fb%25/jobs/\nlimit=&status=%C3%A9%20%26%3D%2B%25%2F%2A~";
    let headers = [("host", &SERVER[8..]), ("x-project-id", "项目 a/b%"), ("x-sdk-date", DATE)];
    assert_signed(&request, target, &headers, EMPTY);
}

#[tokio::test]
async fn hosts_are_signed_as_they_are_sent() {
    for (endpoint, host, path) in [
        ("https://a.example", "a.example", ""),
        ("https://a.example:443", "a.example", ""),
        ("https://a.example:80", "a.example:80", ""),
        ("https://a.example:8443/Base/x%20y", "a.example:8443", "/Base/x%20y"),
        ("https://A.Example", "a.example", ""),
        ("http://localhost:80", "localhost", ""),
        ("http://127.0.0.1:443", "127.0.0.1:443", ""),
        ("http://[::1]:8080/", "[::1]:8080", ""),
    ] {
        let transport = RecordingTransport::new().reply(200, "");
        let mut config = Config::new(&API);
        config.transport(Arc::new(transport.clone()));
        config.credentials(Credentials::signed(&ACCESS_KEY, then(key())));
        config.endpoint(endpoint);
        Call::new(&config.build().unwrap(), &ADD_JOB).send(empty).await.unwrap();
        let headers = [("host", host), ("x-sdk-date", DATE)];
        assert_signed(&transport.requests()[0], &format!("{path}/v2/jobs%3Aadd/\n"), &headers, EMPTY);
    }
}

#[tokio::test]
async fn headers_of_the_caller_are_kept_and_signed() {
    let fill = |call: &mut Call| {
        project(call);
        call.header("Host", &"other.example");
        call.header("X-Project-Id", &"another");
        call.header("X-Security-Token", &"of-the-caller");
        call.header("X-Sdk-Content-Sha256", &"STREAM");
    };
    let request = sent(then(key()), &LIST_JOBS, fill).await;
    let headers = [
        ("host", "other.example"),
        ("x-project-id", "another"),
        ("x-sdk-date", DATE),
        ("x-security-token", "of-the-caller"),
    ];
    assert_signed(&request, &format!("/v2/{PROJECT}/jobs/\n"), &headers, "STREAM");
    assert!(request.headers()["x-security-token"].is_sensitive());
}

#[tokio::test]
async fn requests_that_are_authorized_already_are_left_alone() {
    let request = sent(then_with("authorization", "Bearer own"), &LIST_JOBS, project).await;
    assert_eq!(header(&request, "authorization"), "Bearer own");
    assert!(!request.headers().contains_key("x-sdk-date") && !request.headers().contains_key("x-project-id"));
}

#[tokio::test]
async fn each_call_states_its_own_time() {
    let transport = RecordingTransport::new().fail_connect().reply(200, "");
    for seconds in [SECONDS, SECONDS + 61] {
        let time = UNIX_EPOCH + Duration::from_secs(seconds);
        let _ = call(&transport, at(time), &ADD_JOB).send(empty).await;
    }
    let requests = transport.requests();
    let dates: Vec<_> = requests.iter().map(|request| header(request, "x-sdk-date")).collect();
    assert_eq!(dates, ["20250805T000000Z", "20250805T000101Z"]);
    assert_ne!(header(&requests[0], "authorization"), header(&requests[1], "authorization"));

    // The client's own clock, which is not the test's to set.
    let transport = RecordingTransport::new().reply(200, "");
    call(&transport, Arc::new(key()), &ADD_JOB).send(empty).await.unwrap();
    let request = transport.requests().remove(0);
    let date = header(&request, "x-sdk-date");
    assert!(date > "20250101T000000Z" && date.len() == 16, "{date}");
    let canonical =
        format!("POST\n/v2/jobs%3Aadd/\n\nhost:{}\nx-sdk-date:{date}\n\nhost;x-sdk-date\n{EMPTY}", &SERVER[8..]);
    let expected = authorization("host;x-sdk-date", &signature(&canonical, date));
    assert_eq!(header(&request, "authorization"), expected);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn calls_can_be_signed_at_the_same_time() {
    let transport = RecordingTransport::new().otherwise(|_| TransportResponse::new(StatusCode::OK, ""));
    let any = call(&transport, then(key()), &LIST_JOBS);
    let calls = (0..200).map(|number| {
        let mut call = any.clone();
        call.path("project_id", &number);
        call.query("offset", &number);
        tokio::spawn(call.send(empty))
    });
    for call in calls.collect::<Vec<_>>() {
        call.await.unwrap().unwrap();
    }
    let requests = transport.requests();
    let mut projects: Vec<u32> =
        requests.iter().map(|request| request.path_parameter("project_id").unwrap().parse().unwrap()).collect();
    projects.sort_unstable();
    assert!(projects.into_iter().eq(0..200));
    for request in &requests {
        let project = request.path_parameter("project_id").unwrap();
        let target = format!("/v2/{project}/jobs/\noffset={project}");
        let headers = [("host", &SERVER[8..]), ("x-project-id", project), ("x-sdk-date", DATE)];
        assert_signed(request, &target, &headers, EMPTY);
    }
}
