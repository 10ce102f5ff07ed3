//! Servers that mean no good, on real sockets: each call ends soon, with an error of the right kind, and tells no secret.

use std::error::Error as _;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::{API, LIST_PETS, SECRET, TOKEN};
use crate::runtime::{
    ByteStream, Call, Config, Credentials, Error, ErrorKind, EventStream, JsonLines, Response, RetryPolicy, StatusCode,
    json,
};

/// What a server does with a connection after it has read the head of a request.
#[derive(Clone, Copy)]
enum Act {
    /// Sends this and closes the connection.
    Once(&'static [u8]),
    /// Sends the first, and then the second until nobody listens.
    Forever(&'static [u8], &'static [u8]),
    /// The same, with a pause before each.
    Slowly(&'static [u8], &'static [u8]),
    /// Sends this and nothing more.
    Silent(&'static [u8]),
}

async fn act(mut stream: TcpStream, act: Act) {
    let (mut request, mut buffer) = (Vec::new(), [0; 1024]);
    while !request.ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(count) if count > 0 => request.extend_from_slice(&buffer[..count]),
            _ => return,
        }
    }
    let (Act::Once(first) | Act::Forever(first, _) | Act::Slowly(first, _) | Act::Silent(first)) = act;
    let mut open = stream.write_all(first).await.is_ok();
    while open {
        match act {
            Act::Once(_) => return drop(stream.shutdown().await),
            Act::Forever(_, more) => open = stream.write_all(more).await.is_ok(),
            Act::Slowly(_, more) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                open = stream.write_all(more).await.is_ok();
            }
            Act::Silent(_) => open = matches!(stream.read(&mut buffer).await, Ok(count) if count > 0),
        }
    }
}

/// A call of a server that does so with each connection, within limits of time and size that a test can wait for.
async fn call(act: Act) -> Call {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(self::act(stream, act));
        }
    });
    let mut config = Config::new(&API);
    config.retry(RetryPolicy::none());
    config.endpoint(&format!("http://127.0.0.1:{port}"));
    config.credentials(Credentials::new(&TOKEN, SECRET));
    config.attempt_timeout(Duration::from_millis(400));
    config.max_body_size(100_000);
    let mut call = Call::new(&config.build().unwrap(), &LIST_PETS);
    call.path("shop_id", &"s1");
    call
}

/// Asserts that an error is of a kind, and shows no secret whoever prints it.
fn assert_harmless(name: &str, start: Instant, error: &Error, kind: ErrorKind) {
    assert_eq!(error.kind(), kind, "{name}: {error}");
    assert!(start.elapsed() < Duration::from_secs(4), "{name} took {:?}", start.elapsed());
    let mut texts = vec![error.to_string(), format!("{error:?}")];
    let mut source = error.source();
    while let Some(error) = source {
        texts.push(format!("{error} {error:?}"));
        source = error.source();
    }
    for text in texts {
        assert!(!text.contains("abcdefghijklmnopqrstuvwxyz"), "{name}: {text}");
        assert!(text.starts_with("ListPets: ") || !text.contains('\n'), "{name}: {text}");
    }
}

#[tokio::test]
async fn answers_that_are_read_at_once() {
    const OK: &str = "HTTP/1.1 200 OK\r\n";
    const LONG: &[u8] = &[b'x'; 4096];
    let chunk: &'static [u8] = [b"1000\r\n", LONG, b"\r\n"].concat().leak();
    for (name, act, kind) in [
        ("an endless body", Act::Forever(b"HTTP/1.1 200 OK\r\n\r\n[", LONG), ErrorKind::BodyTooLarge),
        ("an endless error", Act::Forever(b"HTTP/1.1 500 No\r\n\r\n", LONG), ErrorKind::BodyTooLarge),
        (
            "an endless body in chunks",
            Act::Forever(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk),
            ErrorKind::BodyTooLarge,
        ),
        ("endless headers", Act::Forever(b"HTTP/1.1 200 OK\r\n", b"X-More: more\r\n"), ErrorKind::Transport),
        ("an endless header", Act::Forever(b"HTTP/1.1 200 OK\r\nX-Long: ", LONG), ErrorKind::Transport),
        ("an endless status", Act::Forever(b"HTTP/1.1 200 ", LONG), ErrorKind::Transport),
        (
            "endless trailers",
            Act::Forever(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n", b"X-More: more\r\n"),
            ErrorKind::Transport,
        ),
        ("endless hints", Act::Forever(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"), ErrorKind::Timeout),
        ("a dripping head", Act::Slowly(b"HTTP/1.1 200 OK\r\n", b"X"), ErrorKind::Timeout),
        ("a dripping body", Act::Slowly(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b" "), ErrorKind::Timeout),
        ("silence", Act::Silent(b""), ErrorKind::Timeout),
        ("silence after the head", Act::Silent(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n["), ErrorKind::Timeout),
        ("a closed connection", Act::Once(b""), ErrorKind::Transport),
        ("a closed connection in the head", Act::Once(OK.as_bytes()), ErrorKind::Transport),
        ("fewer bytes than announced", Act::Once(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[]"), ErrorKind::Transport),
        (
            "half a chunk",
            Act::Once(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n[]"),
            ErrorKind::Transport,
        ),
        ("an end without a length", Act::Once(b"HTTP/1.0 200 OK\r\n\r\n[\"a\""), ErrorKind::Decode),
        ("a huge length", Act::Silent(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999999\r\n\r\n["), ErrorKind::BodyTooLarge),
        (
            "a length beyond numbers",
            Act::Silent(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n["),
            ErrorKind::Transport,
        ),
        ("two lengths", Act::Silent(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n[]"), ErrorKind::Transport),
        ("what is no text", Act::Once(b"HTTP/1.1 200 OK\r\n\r\n[\"\xff\xfe\"]"), ErrorKind::Decode),
        ("headers that are no text", Act::Once(b"HTTP/1.1 404 \xff\xfe\r\nX-Trace: \xff\xfe\r\n\r\n"), ErrorKind::Status),
        ("another type", Act::Once(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"), ErrorKind::Decode),
        (
            "a coding that nobody asked for",
            Act::Once(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00"),
            ErrorKind::Decode,
        ),
        (
            "the secret in all places",
            Act::Once(
                b"HTTP/1.1 400 MIIabcdefghijklmnopqrstuvwxyz0123456789\r\n\
                  Content-Type: text/MIIabcdefghijklmnopqrstuvwxyz0123456789\r\n\
                  Content-Encoding: MIIabcdefghijklmnopqrstuvwxyz0123456789\r\n\
                  X-Trace: MIIabcdefghijklmnopqrstuvwxyz0123456789\r\n\r\n\
                  MIIabcdefghijklmnopqrstuvwxyz0123456789",
            ),
            ErrorKind::Status,
        ),
        (
            "the secret in a place to go to",
            Act::Once(
                b"HTTP/1.1 302 Found\r\n\
                  Location: ftp://MIIabcdefghijklmnopqrstuvwxyz0123456789/\r\nContent-Length: 0\r\n\r\n",
            ),
            ErrorKind::Status,
        ),
        (
            "a way in a circle",
            Act::Once(b"HTTP/1.1 302 Found\r\nLocation: ?MIIabcdefghijklmnopqrstuvwxyz0123456789\r\nContent-Length: 0\r\n\r\n"),
            ErrorKind::Status,
        ),
    ] {
        let start = Instant::now();
        let error = self::call(act).await.send(json::<Vec<String>>).await.unwrap_err();
        assert_harmless(name, start, &error, kind);
    }
}

#[tokio::test]
async fn some_hints_do_no_harm() {
    let answer = [
        b"HTTP/1.1 100 Continue\r\n\r\n".repeat(20),
        b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(20),
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]".to_vec(),
    ];
    let answer: Response<Vec<String>> =
        call(Act::Once(answer.concat().leak())).await.send_with_response(json).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
}

#[tokio::test]
async fn what_is_coded_is_said() {
    let act = Act::Once(b"HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\n\r\n\x1f\x8b\x08\x00");
    let error = call(act).await.send(json::<Vec<String>>).await.unwrap_err();
    let expected = "ListPets: cannot read the 200 answer: its body is coded as `gzip`, which nobody has asked for";
    assert_eq!((error.to_string().as_str(), error.status()), (expected, Some(StatusCode::OK)));
    assert_eq!(error.body().unwrap().as_ref(), b"\x1f\x8b\x08\x00");
    let error = call(act).await.open(ByteStream::new).await.unwrap_err();
    assert_eq!(error.to_string(), expected);
    let typed = Act::Once(
        b"HTTP/1.1 200 OK\r\nContent-Type: MIIabcdefghijklmnopqrstuvwxyz0123456789/json\r\nContent-Length: 0\r\n\r\n",
    );
    let error = call(typed).await.open(EventStream::texts).await.unwrap_err();
    assert_harmless("a type", Instant::now(), &error, ErrorKind::Decode);
    let plain = Act::Once(b"HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n\r\n[]");
    assert!(call(plain).await.send(json::<Vec<String>>).await.unwrap().is_empty());
}

/// What becomes of an answer that is read while it arrives.
async fn stream(act: Act) -> (&'static str, Error) {
    let mut bytes = match call(act).await.open(ByteStream::new).await {
        Ok(bytes) => bytes,
        Err(error) => return ("head", error),
    };
    loop {
        match bytes.try_next().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("there is an end"),
            Err(error) => {
                assert!(bytes.try_next().await.unwrap().is_none());
                return ("body", error);
            }
        }
    }
}

#[tokio::test]
async fn answers_that_are_read_while_they_arrive() {
    for (name, act, place, kind) in [
        ("endless headers", Act::Forever(b"HTTP/1.1 200 OK\r\n", b"X-More: more\r\n"), "head", ErrorKind::Transport),
        ("a dripping head", Act::Slowly(b"HTTP/1.1 200 OK\r\n", b"X"), "head", ErrorKind::Timeout),
        ("silence", Act::Silent(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n["), "body", ErrorKind::Timeout),
        ("an early end", Act::Once(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n["), "body", ErrorKind::Transport),
        (
            "half a chunk",
            Act::Once(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n[]"),
            "body",
            ErrorKind::Transport,
        ),
        (
            "no chunk",
            Act::Silent(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n"),
            "body",
            ErrorKind::Transport,
        ),
    ] {
        let start = Instant::now();
        let (found, error) = stream(act).await;
        assert_eq!(found, place, "{name}");
        assert_harmless(name, start, &error, kind);
    }
}

#[tokio::test]
async fn slow_streams_are_read_as_long_as_they_go_on() {
    let act = Act::Slowly(b"HTTP/1.1 200 OK\r\n\r\n", b"x");
    let mut bytes = call(act).await.open(ByteStream::new).await.unwrap();
    let (start, mut count) = (Instant::now(), 0);
    while start.elapsed() < Duration::from_millis(900) {
        count += bytes.try_next().await.unwrap().unwrap().len();
    }
    assert!(count > 10, "the limit of an attempt is one of a pause");
    let mut limited = call(act).await;
    limited.timeout(Duration::from_millis(600));
    let start = Instant::now();
    let error = limited.open(ByteStream::new).await.unwrap().bytes().await.unwrap_err();
    assert_harmless("a call with a limit", start, &error, ErrorKind::Timeout);
    assert!(error.to_string().ends_with("within 600ms; a longer `timeout` can be set"), "{error}");
}

#[tokio::test]
async fn endless_streams_of_nothing_are_too_large() {
    const LONG: &[u8] = &[b'x'; 4096];
    let start = Instant::now();
    let endless = Act::Forever(b"HTTP/1.1 200 OK\r\n\r\n", LONG);
    let error = call(endless).await.open(ByteStream::new).await.unwrap().bytes().await.unwrap_err();
    assert_harmless("bytes", start, &error, ErrorKind::BodyTooLarge);
    let mut lines = call(endless).await.open(JsonLines::<String>::new).await.unwrap();
    assert_harmless("lines", start, &lines.try_next().await.unwrap_err(), ErrorKind::BodyTooLarge);
    let mut events = call(endless).await.open(EventStream::texts).await.unwrap();
    assert_harmless("a line of an event", start, &events.try_next().await.unwrap_err(), ErrorKind::BodyTooLarge);
    let endless = Act::Forever(b"HTTP/1.1 200 OK\r\n\r\n", b"data: more and more\n");
    let mut events = call(endless).await.open(EventStream::texts).await.unwrap();
    assert_harmless("an event", start, &events.try_next().await.unwrap_err(), ErrorKind::BodyTooLarge);
}

#[tokio::test]
async fn a_stream_that_is_dropped_ends_the_transfer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        act(stream, Act::Forever(b"HTTP/1.1 200 OK\r\n\r\n", &[b'x'; 4096])).await;
    });
    let mut config = Config::new(&API);
    config.endpoint(&format!("http://127.0.0.1:{port}"));
    config.credentials(Credentials::new(&TOKEN, SECRET));
    let mut call = Call::new(&config.build().unwrap(), &LIST_PETS);
    call.path("shop_id", &"s1");
    let mut bytes = call.open(ByteStream::new).await.unwrap();
    bytes.try_next().await.unwrap().unwrap();
    drop(bytes);
    tokio::time::timeout(Duration::from_secs(5), server).await.unwrap().unwrap();
}

/// Memory does not grow with the size of what is read; `LARGE_DOWNLOAD=2147483648` reads as much as that.
#[tokio::test]
#[cfg(target_os = "linux")]
async fn large_downloads_take_little_memory() {
    let size: u64 = std::env::var("LARGE_DOWNLOAD").ok().and_then(|size| size.parse().ok()).unwrap_or(256 << 20);
    let mut bytes = call(Act::Forever(b"HTTP/1.1 200 OK\r\n\r\n", &[b'x'; 16 << 10])).await;
    bytes.timeout(Duration::from_mins(10));
    let mut bytes = bytes.open(ByteStream::new).await.unwrap();
    let mut received = 0;
    let before = resident();
    while received < size {
        received += bytes.try_next().await.unwrap().unwrap().len() as u64;
    }
    let grown = resident().saturating_sub(before);
    assert!(grown < 64 << 20, "memory has grown by {grown} bytes");
}

/// The memory of this process, in bytes.
#[cfg(target_os = "linux")]
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}
