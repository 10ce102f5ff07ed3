//! A server that sends exactly the bytes that a test wants, and says what happens on its connections.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

use super::support::soon;

/// A server for a test; its connections end with it.
pub(super) struct RawServer {
    endpoint: String,
    events: UnboundedReceiver<Event>,
    server: JoinHandle<()>,
}

#[derive(Debug, PartialEq)]
enum Event {
    /// The head of a request has arrived.
    Request(String),
    /// The client has closed the connection.
    Closed,
}

/// What the server does once it has sent its bytes.
#[derive(Clone, Copy)]
enum Afterwards {
    Close,
    Wait,
    /// Send blanks, one by one.
    Drip,
}

impl RawServer {
    /// Answers every connection with these bytes, and closes it.
    pub(super) async fn answering(answer: String) -> Self {
        Self::start(answer, Afterwards::Close).await
    }

    /// Sends these bytes in answer to a request, and nothing more.
    pub(super) async fn stalling(beginning: &str) -> Self {
        Self::start(beginning.to_owned(), Afterwards::Wait).await
    }

    /// Sends these bytes in answer to a request, and then a blank every 20 milliseconds.
    pub(super) async fn dripping(beginning: &str) -> Self {
        Self::start(beginning.to_owned(), Afterwards::Drip).await
    }

    async fn start(answer: String, afterwards: Afterwards) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let (sender, events) = unbounded_channel();
        let server = tokio::spawn(async move {
            let mut connections = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(serve(stream, answer.clone(), afterwards, sender.clone()));
            }
        });
        Self { endpoint, events, server }
    }

    pub(super) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// The head of the next request.
    pub(super) async fn request(&mut self) -> String {
        match soon(self.events.recv()).await {
            Some(Event::Request(head)) => head,
            event => panic!("expected a request, but there was {event:?}"),
        }
    }

    /// Waits until the client has closed the connection.
    pub(super) async fn closed(&mut self) {
        assert_eq!(soon(self.events.recv()).await, Some(Event::Closed));
    }

    /// Whether nothing has arrived that has not been asked for.
    pub(super) fn is_idle(&self) -> bool {
        self.events.is_empty()
    }
}

impl Drop for RawServer {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn serve(mut stream: TcpStream, answer: String, afterwards: Afterwards, events: UnboundedSender<Event>) {
    let head = read_head(&mut stream).await;
    // The test may be over already, here and below.
    let _ = events.send(Event::Request(head));
    let _ = stream.write_all(answer.as_bytes()).await;
    match afterwards {
        Afterwards::Close => drop(stream.shutdown().await),
        Afterwards::Wait => {
            let _ = stream.read(&mut [0]).await;
            let _ = events.send(Event::Closed);
        }
        Afterwards::Drip => {
            while stream.write_all(b" ").await.is_ok() {
                sleep(Duration::from_millis(20)).await;
            }
            let _ = events.send(Event::Closed);
        }
    }
}

async fn read_head(stream: &mut TcpStream) -> String {
    let (mut head, mut buffer) = (Vec::new(), [0; 4096]);
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => break,
            Ok(count) => head.extend_from_slice(&buffer[..count]),
        }
    }
    String::from_utf8(head).unwrap()
}

/// A whole answer with a request id.
pub(super) fn answer(status: &str, content_type: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nX-Request-Id: raw-1\r\nContent-Type: {content_type}\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{body}"
    )
}
