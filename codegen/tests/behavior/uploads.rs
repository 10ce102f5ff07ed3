//! Bodies of several parts, with files that are read while they are sent.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use serde_json::Value;

use super::support::{answers, body, serve};
use crate::runtime::Pending;
use crate::uploads::models::{CreateFileRequestPurpose, Details};
use crate::uploads::{Body, Client, Multipart, Part};

/// The parts of a body: their heads and contents.
fn parts(content_type: &str, text: &str) -> Vec<(String, String)> {
    let boundary = content_type.split_once("; boundary=").unwrap().1;
    let (parts, end) = text.rsplit_once(&format!("--{boundary}--\r\n")).unwrap();
    assert_eq!(end, "");
    let delimiter = format!("--{boundary}\r\n");
    let parts = parts.split(&delimiter).skip(1);
    parts
        .map(|part| part.strip_suffix("\r\n").unwrap().split_once("\r\n\r\n").unwrap())
        .map(|(head, content)| {
            (head.replace("\r\n", "; ").replace("Content-Disposition: form-data; ", ""), content.to_owned())
        })
        .collect()
}

async fn sent(call: impl FnOnce(&Client) -> Pending<()>) -> Result<Vec<(String, String)>, String> {
    let (recording, transport) = answers(&[(204, Value::Null)]);
    let client = Client::builder().transport(transport).build().unwrap();
    call(&client).await.map_err(|error| error.to_string())?;
    let (content_type, _, text) = body(&recording.requests()[0]);
    Ok(content_type.map(|content_type| parts(&content_type, &text)).unwrap_or_default())
}

fn expected(parts: &[(&str, &str)]) -> Result<Vec<(String, String)>, String> {
    Ok(parts.iter().map(|(head, content)| ((*head).to_owned(), (*content).to_owned())).collect())
}

#[tokio::test]
async fn members_are_parts() {
    let details = Details { author: Some("a".to_owned()) };
    let call = |client: &Client| {
        client
            .create_file("f", "bytes", CreateFileRequestPurpose::Archive)
            .folder2("g")
            .copies(2)
            .tags(["a", "b"])
            .sizes([1, 2])
            .days(["2026-01-02"])
            .thumbnails([Part::from("t").file_name("t.png").content_type("image/png"), "u".into()])
            .icon("i")
            .details(&details)
            .history(&[details.clone(), Details::default()])
            .send()
    };
    let octets = "Content-Type: application/octet-stream";
    let json = "Content-Type: application/json";
    let all = [
        ("name=\"purpose\"", "archive"),
        ("name=\"folder\"", "g"),
        ("name=\"copies\"", "2"),
        ("name=\"tags\"", "a"),
        ("name=\"tags\"", "b"),
        ("name=\"sizes\"", "1"),
        ("name=\"sizes\"", "2"),
        ("name=\"days\"", "2026-01-02"),
        (&format!("name=\"details\"; {json}"), r#"{"author":"a"}"#),
        (&format!("name=\"history\"; {json}"), r#"{"author":"a"}"#),
        (&format!("name=\"history\"; {json}"), "{}"),
        (&format!("name=\"file\"; filename=\"file\"; {octets}"), "bytes"),
        ("name=\"thumbnails\"; filename=\"t.png\"; Content-Type: image/png", "t"),
        (&format!("name=\"thumbnails\"; filename=\"thumbnails\"; {octets}"), "u"),
        (&format!("name=\"icon\"; filename=\"icon\"; {octets}"), "i"),
    ];
    assert_eq!(sent(call).await, expected(&all));
}

#[tokio::test]
async fn encodings_say_how_parts_are_written() {
    let call = |client: &Client| {
        let image = Part::from("i").content_type("image/png");
        let seal = Part::from("s").header("X-Signature", "z");
        let history = [Details { author: Some("a".to_owned()) }];
        client.replace_file("f").image(image).text("*t*").script("s").history(&history).seal(seal).send()
    };
    let all = [
        ("name=\"text\"; Content-Type: text/markdown", "*t*"),
        ("name=\"history\"; X-Kind: full; Content-Type: application/vnd.history+json", r#"[{"author":"a"}]"#),
        ("name=\"seal\"; X-Signature: z", "s"),
        ("name=\"image\"; filename=\"image\"; X-Quality: 90; Content-Type: image/png", "i"),
        ("name=\"script\"; filename=\"script\"; Content-Type: application/javascript", "s"),
    ];
    assert_eq!(
        sent(call).await.map(|parts| parts.into_iter().map(|(head, content)| (head.to_lowercase(), content)).collect()),
        expected(&all).map(|parts: Vec<(String, String)>| parts
            .into_iter()
            .map(|(head, content)| (head.to_lowercase(), content))
            .collect::<Vec<_>>())
    );
    assert_eq!(sent(|client| client.replace_file("f").send()).await, Ok(Vec::new()));
    let untold = "replaceFile: the part `image` does not say what it is: give it a type of `image/png, image/jpeg` with \
                  `content_type`";
    assert_eq!(sent(|client| client.replace_file("f").image("i").send()).await, Err(untold.to_owned()));
}

#[tokio::test]
async fn what_is_required_is_asked_for() {
    let call = |client: &Client| client.create_large(true, "a", "b", "c", "d").e("e").send();
    let missing = "createLarge: `f` is not set: set it on the request, or on the client where it can be";
    assert_eq!(sent(call).await, Err(missing.to_owned()));
    let call = |client: &Client| client.create_large(true, "a", "b", "c", "d").e("e").f("f").send();
    assert_eq!(sent(call).await.unwrap().len(), 5);
}

#[tokio::test]
async fn other_bodies_of_parts_are_put_together_by_the_caller() {
    let body = Multipart::new().unnamed(Part::json(&1)).unnamed(Part::from("x").content_type("image/png"));
    let all = [("Content-Type: application/json", "1"), ("Content-Type: image/png", "x")];
    assert_eq!(sent(|client| client.create_related(body).send()).await, expected(&all));
}

/// So many pieces of a kilobyte.
struct Pieces(usize);

impl Stream for Pieces {
    type Item = Result<Vec<u8>, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(left) = self.0.checked_sub(1) else { return Poll::Ready(None) };
        self.0 = left;
        Poll::Ready(Some(Ok(vec![b'x'; 1 << 10])))
    }
}

#[tokio::test]
async fn files_and_streams_arrive() {
    let path = std::env::temp_dir().join(format!("codegen-uploads-{}.txt", std::process::id()));
    std::fs::write(&path, "content of a file").unwrap();
    for (stream, length_is_known) in
        [(Body::stream(Pieces(300)), false), (Body::sized_stream(Pieces(300), 300 << 10), true)]
    {
        let (url, server) = serve().await;
        let client = Client::builder().endpoint(&url).build().unwrap();
        let call = client.create_file("f", Part::file(&path), "print").thumbnails([stream]);
        call.send().await.unwrap();
        let received = server.await.unwrap();
        assert_eq!(received.header("content-length").is_some(), length_is_known);
        let parts = parts(received.header("content-type").unwrap(), std::str::from_utf8(&received.body).unwrap());
        let name = path.file_name().unwrap().to_str().unwrap();
        assert_eq!(parts[0], ("name=\"purpose\"".to_owned(), "print".to_owned()));
        assert!(parts[1].0.contains(&format!("filename=\"{name}\"")) && parts[1].1 == "content of a file");
        assert!(parts[2].1.len() == 300 << 10 && parts[2].1.bytes().all(|byte| byte == b'x'));
    }
    std::fs::remove_file(path).unwrap();
}
