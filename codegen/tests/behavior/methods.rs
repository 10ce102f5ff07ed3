//! Methods that OpenAPI 3.2 adds are sent as they are written.

use std::time::Duration;

use serde_json::{Value, json};

use super::support::{answers, sent, serve};
use crate::methods::models::Wanted;
use crate::methods::{Client, RetryPolicy};
use crate::runtime::Method;

#[tokio::test]
async fn a_query_has_a_body_and_an_answer() {
    let (transport, shared) = answers(&[(200, json!([{"id": "7", "title": "Emma"}]))]);
    let client = Client::builder().transport(shared).build().unwrap();
    let books = client.find_books(&Wanted::new("Austen")).send().await.unwrap();
    assert_eq!((books[0].id.as_str(), books[0].title.as_str()), ("7", "Emma"));
    let requests = transport.requests();
    assert_eq!(requests[0].method(), Method::QUERY);
    assert_eq!(requests[0].body().unwrap().bytes().unwrap().as_ref(), br#"{"author":"Austen"}"#);
    assert_eq!(sent(&transport), ["QUERY https://library.example/v1/books"]);
}

#[tokio::test]
async fn a_query_is_asked_again_and_other_methods_are_not() {
    let script = [(500, Value::Null), (503, Value::Null), (200, json!([])), (503, Value::Null)];
    let (transport, shared) = answers(&script);
    let client =
        Client::builder().transport(shared).retry(RetryPolicy::default().pauses(Duration::ZERO, Duration::ZERO));
    let client = client.build().unwrap();
    client.find_books(&Wanted::new("Austen")).send().await.unwrap();
    assert_eq!(sent(&transport).len(), 3);
    let error = client.copy_book("7", "/books/8").send().await.unwrap_err();
    assert!(!error.is_retryable());
    assert_eq!(sent(&transport).len(), 4);
}

#[tokio::test]
async fn any_method_goes_over_the_wire() {
    let (url, server) = serve().await;
    let client = Client::builder().endpoint(&url).build().unwrap();
    client.x_lend_books_id("7").send().await.unwrap();
    let received = server.await.unwrap();
    assert_eq!(received.line, "x-lend /books/7 HTTP/1.1");

    let (url, server) = serve().await;
    let client = Client::builder().endpoint(&url).retry(RetryPolicy::none()).build().unwrap();
    // The server answers without a list.
    client.find_books(&Wanted::new("Austen")).send().await.unwrap_err();
    let received = server.await.unwrap();
    assert_eq!(received.line, "QUERY /books HTTP/1.1");
    assert_eq!(received.body, br#"{"author":"Austen"}"#);
    assert_eq!(received.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn paths_take_what_others_have() {
    let (transport, shared) = answers(&[(204, Value::Null), (201, json!({"id": "8", "title": "Emma"}))]);
    let client = Client::builder().transport(shared).build().unwrap();
    client.get_copy("7").send().await.unwrap();
    client.copy_book2("7", "/books/8").send().await.unwrap();
    let base = "https://library.example/v1";
    assert_eq!(sent(&transport), [format!("GET {base}/copies/7"), format!("COPY {base}/copies/7")]);
}
