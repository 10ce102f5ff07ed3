//! Bodies of several parts.

use std::time::Duration;

use serde_json::json;

use super::uploads::stream;
use super::{ADD_PET, config};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{Body, Call, Error, Multipart, Part, Request, RetryPolicy, Tree, empty};

async fn send(fill: impl FnOnce(&mut Call)) -> Result<Request, Error> {
    let transport = RecordingTransport::new().reply(201, "");
    let mut call = Call::new(&config(&transport).build().unwrap(), &ADD_PET);
    call.path("shop_id", &"s1");
    fill(&mut call);
    call.send(empty).await?;
    Ok(transport.requests().remove(0))
}

fn header<'a>(request: &'a Request, name: &str) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

/// The body with `B` for the boundary, if the lengths are right.
fn text(request: &Request) -> String {
    let boundary = header(request, "content-type").unwrap().split_once("; boundary=").unwrap().1;
    let bytes = request.body().unwrap().bytes().unwrap();
    if let Some(length) = header(request, "content-length") {
        assert_eq!(length, bytes.len().to_string());
    }
    String::from_utf8(bytes.to_vec()).unwrap().replace(boundary, "B")
}

#[tokio::test]
async fn parts_say_what_they_are() {
    let body = Multipart::new()
        .text("title", "Größe")
        .json("tags", &json!(["a"]))
        .part("raw", Part::from(vec![b'x']).content_type("a/b").header("x-size", "1"))
        .file("plain", "bytes")
        .file("named", Part::from(Body::from("text")).file_name("a\"b\r\n.txt").content_type("text/plain"))
        .part("na\"me\n", "odd")
        .unnamed(Part::from("alone"))
        .unnamed(Part::from("alone").file_name("f"));
    let request = send(|call| call.multipart_body("multipart/mixed", body)).await.unwrap();
    assert!(header(&request, "content-type").unwrap().starts_with("multipart/mixed; boundary="));
    assert!(header(&request, "content-length").is_some());
    let expected = [
        "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nGröße\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"tags\"\r\nContent-Type: application/json\r\n\r\n[\"a\"]\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"raw\"\r\nX-Size: 1\r\nContent-Type: a/b\r\n\r\nx\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"plain\"; filename=\"plain\"\r\n",
        "Content-Type: application/octet-stream\r\n\r\nbytes\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"named\"; filename=\"a%22b%0D%0A.txt\"\r\n",
        "Content-Type: text/plain\r\n\r\ntext\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"na%22me%0A\"\r\n\r\nodd\r\n",
        "--B\r\n\r\nalone\r\n",
        "--B\r\nContent-Disposition: attachment; filename=\"f\"\r\n\r\nalone\r\n",
        "--B--\r\n",
    ];
    assert_eq!(text(&request), expected.concat());
}

#[tokio::test]
async fn fields_come_before_files_and_later_ones_replace_earlier_ones() {
    let request = send(|call| {
        call.multipart("multipart/form-data", true);
        call.require_part("file");
        call.part("file", Part::upload("old"));
        call.part(
            "file",
            Part::upload(Part::from("new").file_name("f")).of_types("image/png").or_header("X-Kind", "a"),
        );
        call.field("tags", &Tree::texts(["old"]));
        call.field("tags", &Tree::texts(["a", "b"]));
        call.field("count", &7);
        call.field("size", &Tree::of(&json!({"x": 1})));
        call.field_of("data", Some("application/x+json"), &[("X-Kind", "b")], &Tree::of(&json!(["c"])));
        call.field_of("lines", Some("text/markdown"), &[], &Tree::texts(["x", "y"]));
        call.field_of("shape", None, &[("X-Kind", "c")], &Tree::of(&json!({"y": 2})));
        call.field_of("name", Some("application/json"), &[], &"z");
        call.field("none", &Tree::of(&json!(null)));
    });
    let expected = [
        "--B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nb\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"count\"\r\n\r\n7\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"size\"\r\nContent-Type: application/json\r\n\r\n{\"x\":1}\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"data\"\r\nX-Kind: b\r\nContent-Type: application/x+json\r\n\r\n[\"c\"]\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"lines\"\r\nContent-Type: text/markdown\r\n\r\nx\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"lines\"\r\nContent-Type: text/markdown\r\n\r\ny\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"shape\"\r\nX-Kind: c\r\nContent-Type: application/json\r\n\r\n{\"y\":2}\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"name\"\r\nContent-Type: application/json\r\n\r\n\"z\"\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\nX-Kind: a\r\nContent-Type: image/png\r\n\r\n",
        "new\r\n--B--\r\n",
    ];
    assert_eq!(text(&request.await.unwrap()), expected.concat());
}

#[tokio::test]
async fn bodies_without_parts_are_sent_only_if_they_are_required() {
    let request = send(|call| call.multipart("multipart/form-data", true)).await.unwrap();
    assert_eq!(text(&request), "--B--\r\n");
    let request = send(|call| call.multipart("multipart/form-data", false)).await.unwrap();
    assert!(request.body().is_none() && header(&request, "content-type").is_none());
}

#[tokio::test]
async fn faults_name_the_part() {
    let map = std::collections::BTreeMap::from([(vec![1], 2)]);
    let parts = |part: Part| {
        move |call: &mut Call| {
            call.multipart("multipart/form-data", true);
            call.part("a", part);
        }
    };
    for (part, expected) in [
        (Part::json(&map), "the part `a` cannot be written as JSON: key must be a string"),
        (Part::from("").header("a b", "c"), "the part `a` cannot have the header `a b`"),
        (Part::from("").header("a", "c\r\nd: e"), "the part `a` cannot have the header `a`"),
        (Part::from("").content_type("a\r\nb"), "the part `a` cannot be `a\\r\\nb`"),
        (
            Part::upload("").of_types("image/*"),
            "the part `a` does not say what it is: give it a type of `image/*` with `content_type`",
        ),
    ] {
        assert_eq!(send(parts(part)).await.unwrap_err().to_string(), format!("AddPet: {expected}"));
    }
    let error = send(|call| {
        call.multipart("multipart/form-data", false);
        call.require_part("file");
    });
    let expected = "AddPet: `file` is not set: set it on the request, or on the client where it can be";
    assert_eq!(error.await.unwrap_err().to_string(), expected);
}

#[tokio::test]
async fn parts_are_streamed() {
    let body = Multipart::new().file("a", Body::stream(stream(&["x", "y"]))).file("b", "z");
    let request = send(|call| call.multipart_body("multipart/form-data", body)).await.unwrap();
    assert!(header(&request, "content-length").is_none() && text(&request).contains("\r\n\r\nxy\r\n"));
    let body = Multipart::new().file("a", Body::sized_stream(stream(&["x", "y"]), 2)).file("b", "z");
    let request = send(|call| call.multipart_body("multipart/form-data", body)).await.unwrap();
    assert!(header(&request, "content-length").is_some() && text(&request).contains("\r\n\r\nxy\r\n"));
}

#[tokio::test]
async fn parts_that_are_streams_are_sent_once() {
    let transport = RecordingTransport::new().reply(503, "");
    let mut config = config(&transport);
    config.retry(RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO));
    let mut call = Call::new(&config.build().unwrap(), &ADD_PET);
    call.path("shop_id", &"s1");
    call.repeatable();
    call.multipart("multipart/form-data", true);
    call.part("a", Part::upload(Body::stream(stream(&["x"]))));
    let error = call.send(empty).await.unwrap_err();
    assert!(error.to_string().contains("not tried again: its body is a stream"), "{error}");
}
