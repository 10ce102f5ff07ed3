//! How much memory large uploads take. `UPLOAD_MIB=2048` sends as many mebibytes as it says.
//!
//! It is built by the runtime's package, and alone in its process, whose memory it measures.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use codegen_runtime::runtime::{
    Api, Body, Bytes, Call, Config, ErrorShape, Method, Operation, Part, RetryPolicy, Server, Service, Statuses, empty,
};
use futures_core::Stream;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

static MAIN: Service =
    Service { name: "main", servers: &[Server { url: "https://x.example", variables: &[], environment: None }] };

static API: Api = Api { user_agent: "x/1.0", services: &[&MAIN], error: ErrorShape::NONE, provided: &[] };

static UPLOAD: Operation = Operation {
    id: "Upload",
    method: Method::POST,
    service: &MAIN,
    path: "/",
    parameters: &[],
    required_together: &[],
    success: &[Statuses::Code(204)],
    accept: "",
    security: &[],
};

/// The most memory that the process may ever have taken, in KiB.
const MOST: usize = 64 << 10;

/// So many pieces of a mebibyte.
struct Mebibytes(u64);

impl Stream for Mebibytes {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(left) = self.0.checked_sub(1) else { return Poll::Ready(None) };
        self.0 = left;
        Poll::Ready(Some(Ok(vec![0; 1 << 20].into())))
    }
}

/// Reads all of a request whose length is stated, answers it, and returns the length.
async fn serve(listener: TcpListener) -> u64 {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut buffer = vec![0; 64 << 10];
    let mut head = Vec::new();
    let (end, size) = loop {
        let count = stream.read(&mut buffer).await.unwrap();
        head.extend_from_slice(&buffer[..count]);
        if let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&head[..end]).to_lowercase();
            let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<u64>().ok());
            break (end + 4, length.unwrap());
        }
    };
    let mut left = size - u64::try_from(head.len() - end).unwrap();
    while left > 0 {
        let count = stream.read(&mut buffer).await.unwrap();
        assert!(count > 0, "the connection has ended early");
        left -= u64::try_from(count).unwrap();
    }
    stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").await.unwrap();
    size
}

/// The peak of this process's memory in KiB, where the system tells.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())
}

#[tokio::test]
async fn large_uploads_take_little_memory() {
    let size = std::env::var("UPLOAD_MIB").ok().and_then(|size| size.parse().ok()).unwrap_or(128_u64);
    // It has no content that would take room on a disk.
    let path = std::env::temp_dir().join(format!("codegen-memory-{}", std::process::id()));
    std::fs::File::create(&path).unwrap().set_len(size << 20).unwrap();
    for body in [Body::sized_stream(Mebibytes(size), size << 20), Body::file(&path)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut config = Config::new(&API);
        config.endpoint(&format!("http://{}", listener.local_addr().unwrap()));
        config.retry(RetryPolicy::none());
        config.timeout(Duration::from_mins(10));
        let server = tokio::spawn(serve(listener));
        let mut call = Call::new(&config.build().unwrap(), &UPLOAD);
        call.multipart("multipart/form-data", true);
        call.field("name", &"large");
        call.part("file", Part::upload(body));
        call.send(empty).await.unwrap();
        assert!(server.await.unwrap() > size << 20);
    }
    std::fs::remove_file(path).unwrap();
    if let Some(peak) = peak() {
        assert!(peak < MOST, "{peak} KiB at the peak");
    }
}
