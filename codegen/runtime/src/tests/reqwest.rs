//! The default transport against real sockets of this machine.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::uploads::Iter;
use super::{ADD_PET, API, LIST_PETS, SECRET, TOKEN};
use crate::runtime::{
    AccessKey, Body, Call, CanonicalRequest, Config, Core, Credentials, ErrorKind, Operation, ReqwestTransport,
    RetryPolicy, Scheme, SchemeLocation, empty, json,
};

/// A client of the default transport.
fn client(port: u16) -> Core {
    let mut config = Config::new(&API);
    config.retry(RetryPolicy::none());
    config.endpoint(&format!("http://127.0.0.1:{port}/base"));
    config.credentials(Credentials::new(&TOKEN, SECRET));
    config.timeout(Duration::from_secs(5));
    config.max_body_size(1000);
    config.build().unwrap()
}

fn call(core: &Core, operation: &'static Operation) -> Call {
    let mut call = Call::new(core, operation);
    call.path("shop_id", &"s 1");
    call
}

/// Reads a request up to the end of its head, and its body if it announces one.
async fn read_request(stream: &mut TcpStream) -> String {
    let (mut text, mut buffer) = (String::new(), [0; 1024]);
    loop {
        let count = stream.read(&mut buffer).await.unwrap();
        text.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
        let body = text.split_once("\r\n\r\n").map(|(_, body)| body);
        let announced = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
        if count == 0 || body.is_some_and(|body| body.len() >= announced.unwrap_or(0)) {
            return text;
        }
    }
}

/// A server that answers one connection so, and returns what it has read.
async fn serve(answer: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let request = read_request(&mut stream).await;
        stream.write_all(answer.as_bytes()).await.unwrap();
        stream.shutdown().await.unwrap();
        request
    });
    (port, server)
}

#[tokio::test]
async fn requests_arrive_as_they_are_built() {
    let (port, server) = serve("HTTP/1.1 200 OK\r\nX-Total: 1\r\nContent-Length: 4\r\n\r\n[\"a\"").await;
    let mut list = call(&client(port), &LIST_PETS);
    list.query("status", &"a&b");
    let error = list.send(json::<Vec<String>>).await.unwrap_err();
    assert!(error.is_decode() && error.headers().unwrap()["x-total"] == "1");
    let request = server.await.unwrap();
    assert_eq!(request.lines().next(), Some("GET /base/v2/s%201/pets?status=a%26b HTTP/1.1"));
    let mut headers: Vec<_> = request.lines().skip(1).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    headers.sort();
    let expected = [
        "accept: application/json".to_owned(),
        format!("host: 127.0.0.1:{port}"),
        "user-agent: pets/1.0".to_owned(),
        format!("x-auth-token: {SECRET}"),
    ];
    assert_eq!(headers, expected);
}

#[tokio::test]
async fn bodies_arrive_as_they_are_built() {
    let (port, server) =
        serve("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[\"\r\n3\r\na\"]\r\n0\r\n\r\n").await;
    let mut add = call(&client(port), &ADD_PET);
    add.json_body("Rex");
    assert_eq!(add.send(json::<Vec<String>>).await.unwrap(), ["a"]);
    let request = server.await.unwrap();
    assert!(request.starts_with("POST /base/v2/s%201/pets HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\ncontent-type: application/json\r\n"), "{request}");
    assert!(request.contains("\r\ncontent-length: 5\r\n") && request.ends_with("\r\n\r\n\"Rex\""), "{request}");
}

#[tokio::test]
async fn truncated_answers_are_errors() {
    let (port, _server) = serve("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[\"a\"").await;
    let error = call(&client(port), &LIST_PETS).send(json::<Vec<String>>).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    let expected =
        format!("ListPets: the connection to http://127.0.0.1:{port}/base failed before the answer was complete: ");
    assert!(error.to_string().starts_with(&expected), "{error}");
    assert!(error.is_retryable() && error.source().is_some());
}

#[tokio::test]
async fn what_is_not_http_is_an_error() {
    let (port, _server) = serve("SSH-2.0-OpenSSH_9.9\r\n").await;
    let error = call(&client(port), &LIST_PETS).send(empty).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
}

#[tokio::test]
async fn closed_ports_are_connect_errors() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mut list = call(&client(port), &LIST_PETS);
    list.query("status", &"private");
    let error = list.send(empty).await.unwrap_err();
    assert!(error.is_connect() && error.is_retryable(), "{error}");
    let text = error.to_string();
    assert!(text.starts_with(&format!("ListPets: cannot connect to http://127.0.0.1:{port}/base: ")), "{text}");
    assert!(text.ends_with("; check endpoint, network, proxy and certificates"), "{text}");
    let mut texts = vec![text, format!("{error:?}")];
    let mut source = error.source();
    while let Some(error) = source {
        texts.push(format!("{error} {error:?}"));
        source = error.source();
    }
    for text in texts {
        assert!(!text.contains("private") && !text.contains(SECRET), "{text}");
    }
}

#[tokio::test]
async fn streams_wait_for_a_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let mut config = Config::new(&API);
    config.retry(RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO));
    config.endpoint(&format!("http://127.0.0.1:{port}"));
    config.credentials(Credentials::new(&TOKEN, SECRET));
    let mut upload = call(&config.build().unwrap(), &ADD_PET);
    upload.body("application/zip", Body::stream(Iter((0..2).map(|_| Ok::<_, std::io::Error>("x")))));
    let error = upload.send(empty).await.unwrap_err();
    assert!(error.is_connect() && error.attempts() == 3, "{error}");
}

#[tokio::test]
async fn silent_servers_are_timeouts() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut list = call(&client(listener.local_addr().unwrap().port()), &LIST_PETS);
    list.timeout(Duration::from_millis(50));
    let error = list.send(empty).await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(error.to_string().ends_with("within 50ms; a longer `timeout` can be set"), "{error}");
}

#[tokio::test]
async fn redirects_are_followed_without_credentials() {
    let (elsewhere, other) = serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]").await;
    let answer = format!(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{elsewhere}/a%20b?c=%2F\r\nContent-Length: 0\r\n\r\n"
    );
    let (port, _server) = serve(answer.leak()).await;
    assert!(call(&client(port), &LIST_PETS).send(json::<Vec<String>>).await.unwrap().is_empty());
    let request = other.await.unwrap();
    assert!(request.starts_with("GET /a%20b?c=%2F HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("\r\naccept: application/json\r\n") && !request.contains(SECRET), "{request}");
}

/// Tokens of 16 KiB are real, and by default HTTP/2 would take no more than that for all headers together.
#[tokio::test]
async fn headers_may_be_long_with_http_2() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let long = "x".repeat(64 << 10);
    let answer = http::Response::builder().header("x-subject-token", &long).body(()).unwrap();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut connection = h2::server::handshake(stream).await.unwrap();
        while let Some(request) = connection.accept().await {
            request.unwrap().1.send_response(answer.clone(), true).unwrap();
        }
    });
    let prior_knowledge = || reqwest::Client::builder().http2_prior_knowledge();
    let mut config = Config::new(&API);
    config.endpoint(&format!("http://127.0.0.1:{port}"));
    config.credentials(Credentials::new(&TOKEN, SECRET));
    config.transport(Arc::new(ReqwestTransport::on(prior_knowledge, Duration::from_secs(5)).unwrap()));
    let answer = call(&config.build().unwrap(), &LIST_PETS).send_with_response(empty).await.unwrap();
    assert_eq!(answer.headers()["x-subject-token"], long);
    server.abort();
}

#[tokio::test]
async fn streams_arrive_with_http_2() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut connection = h2::server::handshake(stream).await.unwrap();
        let (request, mut answer) = connection.accept().await.unwrap().unwrap();
        let (head, mut body) = request.into_parts();
        let reading = tokio::spawn(async move {
            let mut size = 0;
            while let Some(piece) = body.data().await {
                let piece = piece.unwrap();
                body.flow_control().release_capacity(piece.len()).unwrap();
                size += piece.len();
            }
            answer.send_response(http::Response::builder().status(201).body(()).unwrap(), true).unwrap();
            size
        });
        while connection.accept().await.is_some() {}
        (head.headers, reading.await.unwrap())
    });
    let prior_knowledge = || reqwest::Client::builder().http2_prior_knowledge();
    let mut config = Config::new(&API);
    config.endpoint(&format!("http://127.0.0.1:{port}"));
    config.credentials(Credentials::new(&TOKEN, SECRET));
    config.transport(Arc::new(ReqwestTransport::on(prior_knowledge, Duration::from_secs(5)).unwrap()));
    let core = config.build().unwrap();
    let mut upload = call(&core, &ADD_PET);
    let pieces = (0..300).map(|_| Ok::<_, std::io::Error>(vec![7; 1000]));
    upload.body("application/zip", Body::sized_stream(Iter(pieces), 300_000));
    upload.send(empty).await.unwrap();
    drop(core);
    let (headers, size) = server.await.unwrap();
    let length: Vec<_> = headers.get_all("content-length").iter().collect();
    assert!(length == ["300000"] && size == 300_000, "{length:?}, {size}");
}

#[tokio::test]
async fn large_answers_are_not_read() {
    let announced = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n[";
    let streamed: &'static str = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", "x".repeat(100_000)).leak();
    for answer in [announced, streamed] {
        let (port, server) = serve(answer).await;
        let error = call(&client(port), &LIST_PETS).send(json::<Vec<String>>).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BodyTooLarge, "{error}");
        server.abort();
    }
}

#[tokio::test]
async fn https_needs_a_certificate_to_trust() {
    let (port, _server) = serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]").await;
    let mut config = Config::new(&API);
    config.endpoint(&format!("localhost:{port}"));
    config.credentials(Credentials::new(&TOKEN, SECRET));
    let error = call(&config.build().unwrap(), &LIST_PETS).send(empty).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
}

#[tokio::test]
async fn signatures_cover_the_host_that_arrives() {
    static KEY: Scheme = Scheme { name: "token", location: SchemeLocation::Signature };
    let (port, server) = serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let mut config = Config::new(&API);
    config.endpoint(&format!("http://LocalHost:{port}/base"));
    config.credentials(Credentials::signed(&KEY, Arc::new(AccessKey::new("ak", "sk"))));
    call(&config.build().unwrap(), &LIST_PETS).send(empty).await.unwrap();
    let request = server.await.unwrap();
    let header = |name: &str| {
        let mut lines = request.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| *known == name).map(|(_, value)| value).unwrap().to_owned()
    };
    let arrived = [("host", header("host")), ("x-sdk-date", header("x-sdk-date"))];
    assert_eq!(arrived[0].1, format!("localhost:{port}"));
    let url = format!("http://localhost:{port}{}", request.split(' ').nth(1).unwrap());
    let payload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    let canonical = CanonicalRequest { method: "GET", url: &url, headers: &arrived, payload };
    let signature = canonical.signature("sk", &arrived[1].1).unwrap();
    let expected = format!("SDK-HMAC-SHA256 Access=ak, SignedHeaders=host;x-sdk-date, Signature={signature}");
    assert_eq!(header("authorization"), expected);
}

#[tokio::test]
async fn tls_may_be_of_the_caller_s_own_making() {
    let (port, server) = serve("HTTP/1.1 204 No Content\r\n\r\n").await;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let tls = tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    let mut config = Config::new(&API);
    config.endpoint(&format!("http://127.0.0.1:{port}"));
    config.transport(Arc::new(ReqwestTransport::with_tls(tls, Duration::from_secs(5)).unwrap()));
    let mut call = Call::new(&config.build().unwrap(), &super::DELETE_PET);
    call.path("id", &1);
    call.send(empty).await.unwrap();
    assert!(server.await.unwrap().starts_with("DELETE /v2/pets/1 HTTP/1.1\r\n"));
}
