//! Bodies that are text, bytes, of one of several types, or absent.

use serde_json::Value;

use super::support::{answers, body, serve};
use crate::bodies::models::{ImportRequest, Note};
use crate::bodies::operations::ImportBody;
use crate::bodies::{Body, Client, Multipart};
use crate::runtime::Pending;
use crate::runtime::test_util::RecordingTransport;

fn client() -> (RecordingTransport, Client) {
    let (recording, transport) = answers(&[(204, Value::Null)]);
    (recording, Client::builder().transport(transport).build().unwrap())
}

/// What a call sends: the content type, the length and the body.
async fn sent(call: impl FnOnce(&Client) -> Pending<()>) -> Result<(String, String, String), String> {
    let (transport, client) = client();
    call(&client).await.map_err(|error| error.to_string())?;
    let (content_type, length, text) = body(&transport.requests()[0]);
    Ok((content_type.unwrap_or_default(), length.unwrap_or_default(), text))
}

fn as_sent(content_type: &str, text: &str) -> Result<(String, String, String), String> {
    Ok((content_type.to_owned(), text.len().to_string(), text.to_owned()))
}

#[tokio::test]
async fn types_are_sent_as_they_are_written() {
    let note = Note::new("n");
    let json = "Application/Merge-Patch+JSON; charset=utf-8";
    assert_eq!(sent(|client| client.patch_note(&note).send()).await, as_sent(json, r#"{"text":"n"}"#));
    assert_eq!(sent(|client| client.put_text("plain").send()).await, as_sent("text/plain", "plain"));
    assert_eq!(sent(|client| client.put_text("Größe").send()).await, as_sent("text/plain; charset=utf-8", "Größe"));
    assert_eq!(sent(|client| client.put_bytes("\0").send()).await, as_sent("application/octet-stream", "\0"));
    let list = ["a".to_owned()];
    assert_eq!(sent(|client| client.delete_bytes(&list).send()).await, as_sent("application/json", r#"["a"]"#));
}

#[tokio::test]
async fn a_body_that_is_not_required_may_be_absent() {
    assert_eq!(sent(|client| client.post_text().send()).await, as_sent("", ""));
    assert_eq!(sent(|client| client.post_text().body("*a*").send()).await, as_sent("text/markdown", "*a*"));
    assert_eq!(sent(|client| client.post_bytes().body(vec![80, 75]).send()).await, as_sent("application/zip", "PK"));
}

#[tokio::test]
async fn the_caller_says_what_an_image_is() {
    let png = || Body::from("x").content_type("image/png");
    assert_eq!(sent(|client| client.put_image(png()).send()).await, as_sent("image/png", "x"));
    assert_eq!(sent(|client| client.post_image(png()).send()).await, as_sent("image/png", "x"));
    let untold = "putImage: the body does not say what it is: give it a type of `image/*` with `content_type`";
    assert_eq!(sent(|client| client.put_image("x").send()).await, Err(untold.to_owned()));
    let wrong = "postImage: the body is `image/gif`, but must be `image/png, image/jpeg`";
    let gif = Body::from("x").content_type("image/gif");
    assert_eq!(sent(|client| client.post_image(gif).send()).await, Err(wrong.to_owned()));
}

#[tokio::test]
async fn of_several_types_that_say_the_same_the_best_one_is_sent() {
    let note = Note { size: Some(2), ..Note::new("n") };
    let expected = as_sent("application/json", r#"{"text":"n","size":2}"#);
    assert_eq!(sent(|client| client.create_note(&note).send()).await, expected);
}

#[tokio::test]
async fn of_several_types_that_differ_the_caller_chooses() {
    let (note, all) = (Note::new("a b"), ImportRequest { notes: Some(vec![Note::new("n")]) });
    let json = as_sent("application/json", r#"{"notes":[{"text":"n"}]}"#);
    assert_eq!(sent(|client| client.import().body(&all).send()).await, json);
    let form = as_sent("application/x-www-form-urlencoded", "text=a%20b");
    assert_eq!(sent(|client| client.import().body(&note).send()).await, form);
    assert_eq!(sent(|client| client.import().body("a,b").send()).await, as_sent("text/csv", "a,b"));
    let bytes = ImportBody::OctetStream("x".into());
    assert_eq!(sent(|client| client.import().body(bytes).send()).await, as_sent("application/octet-stream", "x"));
    let parts = Multipart::new().text("name", "n").file("file", "x");
    let (content_type, _, text) = sent(|client| client.import().body(parts).send()).await.unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    assert!(text.starts_with(&format!("--{boundary}\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nn\r\n")));
    assert_eq!(sent(|client| client.import().send()).await, as_sent("", ""));
}

#[tokio::test]
async fn bodies_arrive() {
    let path = std::env::temp_dir().join(format!("codegen-bodies-{}", std::process::id()));
    std::fs::write(&path, vec![7; 700_000]).unwrap();
    let (url, server) = serve().await;
    let client = Client::builder().endpoint(&url).build().unwrap();
    client.put_bytes(Body::file(&path)).send().await.unwrap();
    std::fs::remove_file(path).unwrap();
    let received = server.await.unwrap();
    assert_eq!(received.header("content-length"), Some("700000"));
    assert_eq!(received.header("content-type"), Some("application/octet-stream"));
    assert!(received.header("transfer-encoding").is_none() && received.body == vec![7; 700_000]);

    let (url, server) = serve().await;
    let client = Client::builder().endpoint(&url).build().unwrap();
    client.post_bytes().send().await.unwrap();
    let received = server.await.unwrap();
    assert_eq!((received.header("content-length"), received.header("content-type")), (Some("0"), None));
}
