//! A transport with a script, and a way to wait for a call.

use std::sync::Arc;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Request, Transport};

/// A transport that answers with these statuses and bodies, in this order.
pub(super) fn answers(answers: &[(u16, Value)]) -> (RecordingTransport, Arc<dyn Transport>) {
    let mut transport = RecordingTransport::new();
    for (status, body) in answers {
        transport = match body {
            Value::Null => transport.reply(*status, ""),
            body => transport.reply_json(*status, body.clone()),
        };
    }
    (transport.clone(), Arc::new(transport))
}

/// The method and URL of each request that was sent.
pub(super) fn sent(transport: &RecordingTransport) -> Vec<String> {
    transport.requests().iter().map(|request| format!("{} {}", request.method(), request.url())).collect()
}

/// What was sent as what: the content type, the length, and the body as text.
pub(super) fn body(request: &Request) -> (Option<String>, Option<String>, String) {
    let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let bytes = request.body().map(|body| body.bytes().unwrap().to_vec()).unwrap_or_default();
    (header("content-type"), header("content-length"), String::from_utf8(bytes).unwrap())
}

/// A request as a server has read it.
pub(super) struct Received {
    /// Method, target and version.
    pub(super) line: String,
    /// In lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Received {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A server on this machine that answers one request with 204, and its URL.
pub(super) async fn serve() -> (String, JoinHandle<Received>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let mut stream = BufReader::new(listener.accept().await.unwrap().0);
        let mut headers = Vec::new();
        let mut first = String::new();
        stream.read_line(&mut first).await.unwrap();
        loop {
            let mut line = String::new();
            stream.read_line(&mut line).await.unwrap();
            match line.trim_end().split_once(": ") {
                Some((name, value)) => headers.push((name.to_lowercase(), value.to_owned())),
                None if line.trim_end().is_empty() => break,
                None => {}
            }
        }
        let mut received = Received { line: first.trim_end().to_owned(), headers, body: Vec::new() };
        match received.header("content-length").map(|length| length.parse().unwrap()) {
            Some(length) => {
                received.body.resize(length, 0);
                stream.read_exact(&mut received.body).await.unwrap();
            }
            None if received.header("transfer-encoding").is_some() => loop {
                let mut line = String::new();
                stream.read_line(&mut line).await.unwrap();
                let size = usize::from_str_radix(line.trim(), 16).unwrap();
                let mut chunk = vec![0; size + 2];
                stream.read_exact(&mut chunk).await.unwrap();
                received.body.extend_from_slice(&chunk[..size]);
                if size == 0 {
                    break;
                }
            },
            None => {}
        }
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await.unwrap();
        received
    });
    (url, server)
}
