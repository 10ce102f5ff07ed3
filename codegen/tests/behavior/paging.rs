//! Lists that are handed out by pages, cursors and links: what is asked for, where they end, and what is refused.

use std::sync::Arc;

use http::StatusCode;
use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::paging::models::Box2;
use crate::paging::{Client, Credentials, Items};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{ErrorKind, Request, Transport, TransportResponse};

fn client(transport: Arc<dyn Transport>) -> Client {
    Client::builder().credentials(Credentials::token("open-sesame")).transport(transport).build().unwrap()
}

/// A service that answers by what it is asked.
fn service(answer: impl Fn(&Request) -> TransportResponse + Send + Sync + 'static) -> RecordingTransport {
    RecordingTransport::new().otherwise(answer)
}

fn boxes(ids: impl IntoIterator<Item = i64>) -> Value {
    ids.into_iter().map(|id| json!({"id": id})).collect()
}

fn answer(body: &Value, headers: &[(&'static str, &str)]) -> TransportResponse {
    let mut answer = TransportResponse::new(StatusCode::OK, body.to_string());
    for (name, value) in headers {
        answer.headers.append(*name, value.parse().unwrap());
    }
    answer
}

fn asked(request: &Request, name: &str) -> Option<String> {
    request.query().into_iter().find(|(known, _)| known == name).map(|(_, value)| value)
}

async fn ids(items: Items<Box2>) -> Vec<i64> {
    items.try_collect().await.unwrap().into_iter().map(|item| item.id).collect()
}

const ROOT: &str = "GET https://archive.example/v1";

#[tokio::test]
async fn pages_are_counted_to_the_total() {
    let deep = |ids: Value, total: Value| (200, json!({"data": {"boxes": ids, "total": total}}));
    let nothing = || (200, json!({"data": null}));
    for (pages, expected) in [
        (vec![deep(boxes(1..3), json!(3)), deep(boxes(3..4), json!(3))], vec![1, 2, 3]),
        (vec![deep(boxes(1..3), json!(4)), deep(boxes(3..5), json!(4))], vec![1, 2, 3, 4]),
        // A short page is no end while the total says that there is more.
        (vec![deep(boxes(1..2), json!(4)), deep(boxes(3..5), json!(4))], vec![1, 3, 4]),
        (vec![deep(boxes(1..3), json!(null)), deep(boxes(3..4), json!(null))], vec![1, 2, 3]),
        (vec![deep(boxes(1..3), json!(null)), deep(json!([]), json!(null))], vec![1, 2]),
        (vec![deep(boxes(1..3), json!(9)), deep(json!(null), json!(9))], vec![1, 2]),
        (vec![deep(boxes(1..3), json!(9)), nothing()], vec![1, 2]),
        (vec![(200, json!({}))], vec![]),
    ] {
        let (transport, shared) = answers(&pages);
        assert_eq!(ids(client(shared).list_by_page().stream()).await, expected);
        let expected: Vec<_> = (1..=pages.len()).map(|page| format!("{ROOT}/pages?page={page}&per_page=2")).collect();
        assert_eq!(sent(&transport), expected);
    }
    let transport = service(|request| {
        let page: i64 = asked(request, "page").unwrap().parse().unwrap();
        let last = (page * 3).min(8);
        answer(&json!({"data": {"boxes": boxes(page * 3 - 2..=last), "total": 8}}), &[])
    });
    let mut items = client(Arc::new(transport.clone())).list_by_page().page(2).per_page(3).stream();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, 4);
    assert_eq!(items.total(), Some(8));
    assert_eq!(ids(items).await, [5, 6, 7, 8]);
    assert_eq!(sent(&transport), [2, 3].map(|page| format!("{ROOT}/pages?page={page}&per_page=3")));
}

#[tokio::test]
async fn pages_of_unknown_length_end_with_an_empty_one() {
    let (transport, shared) = answers(&[(200, boxes(1..3)), (200, boxes(3..4)), (200, json!([]))]);
    let mut pages = client(shared).list_sheets().pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().len(), 2);
    assert_eq!(pages.try_next().await.unwrap().unwrap().len(), 1);
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(sent(&transport), [0, 1, 2].map(|page| format!("{ROOT}/sheets?sheet={page}")));
}

#[tokio::test]
async fn a_service_that_ignores_the_page_does_not_loop() {
    let transport = service(|_| answer(&boxes(1..3), &[]));
    let error = client(Arc::new(transport.clone())).list_sheets().stream().try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    let expected = "listSheets: the list repeats the page before at page 1; what came before is not all of it";
    assert_eq!((error.to_string().as_str(), sent(&transport).len()), (expected, 2));
    let (_, shared) = answers(&[(200, json!({"data": {"boxes": boxes(1..3)}}))]);
    let mut items = client(shared).list_by_page().page(i32::MAX).stream();
    for _ in 0..2 {
        items.try_next().await.unwrap().unwrap();
    }
    let error = items.try_next().await.unwrap_err().to_string();
    assert!(error.contains("goes on beyond the last page, 2147483647"), "{error}");
}

#[tokio::test]
async fn cursors_lead_to_the_end() {
    let marked = |ids: Value, next: Value| json!({"boxes": ids, "next": next});
    for end in [json!(null), json!("")] {
        let pages = [marked(boxes(1..3), json!("a b")), marked(json!([]), json!("c&d")), marked(boxes(3..4), end)];
        let (transport, shared) = answers(&pages.map(|page| (200, page)));
        assert_eq!(ids(client(shared).list_by_cursor().stream()).await, [1, 2, 3]);
        let expected = ["", "?after=a%20b", "?after=c%26d"].map(|query| format!("{ROOT}/cursors{query}"));
        assert_eq!(sent(&transport), expected);
    }
    let more = |more| json!({"next": "b", "boxes": boxes(1..2), "more": more});
    let (transport, shared) = answers(&[(200, more(true)), (200, json!({"next": "c", "boxes": [], "more": false}))]);
    assert_eq!(client(shared).list_by_cursor().after("a").stream().try_collect().await.unwrap().len(), 1);
    assert_eq!(sent(&transport), ["a", "b"].map(|after| format!("{ROOT}/cursors?after={after}")));
}

#[tokio::test]
async fn cursors_may_be_numbers_in_headers() {
    let transport = service(|request| match request.headers().get("x-mark") {
        None => answer(&boxes(1..3), &[("x-next-mark", "2"), ("x-total", "3")]),
        Some(mark) => {
            assert_eq!(mark, "2");
            answer(&boxes(3..4), &[("x-total", "3")])
        }
    });
    let mut items = client(Arc::new(transport)).list_by_mark().stream();
    items.try_next().await.unwrap();
    assert_eq!(items.total(), Some(3));
    assert_eq!(ids(items).await, [2, 3]);
}

#[tokio::test]
async fn cursors_that_come_again_are_an_error() {
    for (start, marks, calls) in [(None, ["a", "a"], 2), (None, ["a", "b"], 3), (Some("b"), ["b", "x"], 2)] {
        let transport = service(move |request| {
            let next = if asked(request, "after").as_deref() == Some(marks[0]) { marks[1] } else { marks[0] };
            answer(&json!({"boxes": boxes(1..2), "next": next}), &[])
        });
        let mut call = client(Arc::new(transport.clone())).list_by_cursor();
        if let Some(start) = start {
            call = call.after(start);
        }
        let error = call.stream().try_collect().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Paging);
        let expected = "listByCursor: the list repeats a cursor; what came before is not all of it";
        assert_eq!((error.to_string().as_str(), sent(&transport).len()), (expected, calls));
    }
}

/// The second page, as the header `Link` of the first one says.
async fn followed(link: &str) -> Result<String, String> {
    let header =
        format!("<https://archive.example/v1/links?page=1>; rel=prev, <{link}>; title=\"a, <b>\"; rel=\"last next\"");
    let transport = service(move |request| match request.url().as_str() {
        "https://archive.example/v1/links?color=red" => answer(&boxes(1..2), &[("link", &header)]),
        _ => answer(&boxes(2..3), &[("link", "</v1/links?page=1>; rel=\"prev\"")]),
    });
    let items = client(Arc::new(transport.clone())).list_by_link().color("red").x_trace("x").stream();
    items.try_collect().await.map_err(|error| error.to_string())?;
    let requests = transport.requests();
    assert_eq!(requests.len(), 2);
    for request in &requests {
        assert_eq!(request.headers()["authorization"], "Bearer open-sesame");
        assert_eq!(request.headers()["x-trace"], "x");
    }
    Ok(requests[1].url())
}

#[tokio::test]
async fn links_are_followed_as_they_are_written() {
    for (link, url) in [
        (
            "https://archive.example/v1/links?page=2&color=a%2Bb+c",
            "https://archive.example/v1/links?page=2&color=a%2Bb+c",
        ),
        ("HTTPS://ARCHIVE.example:443/other", "https://archive.example/other"),
        ("/v1/links?page=2#top", "https://archive.example/v1/links?page=2"),
        ("?page=2", "https://archive.example/v1/links?page=2"),
        ("links/2", "https://archive.example/v1/links/2"),
        ("../links?page=2", "https://archive.example/links?page=2"),
        ("./2", "https://archive.example/v1/2"),
        ("//archive.example/v2", "https://archive.example/v2"),
        ("http://archive.example/v1/links?page=2", "https://archive.example/v1/links?page=2"),
    ] {
        assert_eq!(followed(link).await.as_deref(), Ok(url), "{link}");
    }
}

#[tokio::test]
async fn links_elsewhere_are_not_followed() {
    for (link, shown) in [
        ("https://evil.example/v1/links?page=2&key=1", "https://evil.example/v1/links"),
        ("https://archive.example.evil.example/", "https://archive.example.evil.example/"),
        ("https://archive.example:8443/v1/links", "https://archive.example:8443/v1/links"),
        ("http://archive.example:443/v1/links", "http://archive.example:443/v1/links"),
        ("http://evil.example/", "http://evil.example/"),
        ("https://archive.example@evil.example/", "evil.example/"),
        ("https://me:pw@archive.example/", "archive.example/"),
        ("http://archive.example@evil.example/", "evil.example/"),
        ("//evil.example/v1/links", "//evil.example/v1/links"),
        ("ftp://archive.example/", "ftp://archive.example/"),
        ("mailto:archive", "mailto:archive"),
        ("/v1/%2e%2E/links", "/v1/%2e%2E/links"),
        ("/v1\\..\\links", "/v1\\..\\links"),
        ("https://archive.example\\@evil.example/", "evil.example/"),
        ("https://", "https://"),
        ("a b", "a b"),
    ] {
        let problem = format!("goes on at `{shown}`, which is no place of the call's own server");
        let expected = format!("listByLink: the list {problem}; what came before is not all of it");
        assert_eq!(followed(link).await, Err(expected), "{link}");
    }
}

#[tokio::test]
async fn links_may_be_in_the_body() {
    let page = |ids, next: Value| (200, json!({"boxes": boxes(ids), "next": next}));
    let (transport, shared) = answers(&[page(1..2, json!("/v1/nexts?key=old&page=2")), page(2..3, json!(null))]);
    let client = Client::builder().credentials(Credentials::key("k 1")).transport(shared).build().unwrap();
    assert_eq!(ids(client.list_by_next().stream()).await, [1, 2]);
    assert_eq!(sent(&transport), [format!("{ROOT}/nexts?key=k%201"), format!("{ROOT}/nexts?page=2&key=k%201")]);
    let transport = service(|_| answer(&json!({"boxes": boxes(1..2), "next": "?page=2"}), &[]));
    let items = self::client(Arc::new(transport.clone())).list_by_next().stream();
    let error = items.try_collect().await.unwrap_err();
    let expected = "listByNext: the list repeats a link; what came before is not all of it";
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Paging, expected));
    assert_eq!(sent(&transport).len(), 2);
}

#[tokio::test]
async fn headers_without_a_next_link_end_the_list() {
    for header in [
        "",
        "<",
        "<?page=2",
        "<?page=2>",
        "<?page=2>; rel",
        "<?page=2>; rel=\"next",
        "<?page=2>; rel=nextpage; title=next",
        "<?page=2>; anchor=\"/other\"; rel=next",
        "<?page=2>; title=\"; rel=next\"",
        "<?page=0>; rel=prev, <?page=9>; rel=last",
    ] {
        let transport = service(move |_| answer(&boxes(1..2), &[("link", header)]));
        assert_eq!(ids(client(Arc::new(transport)).list_by_link().stream()).await, [1], "{header}");
    }
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn links_of_a_real_server_are_followed() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let place = endpoint.clone();
    let server = tokio::spawn(async move {
        let mut heads = Vec::new();
        for (link, body) in [
            (format!("Link: <{place}/v1/links?page=2%2b>; rel=\"next\"\r\n"), "[{\"id\":1}]"),
            (String::new(), "[{\"id\":2}]"),
        ] {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (mut head, mut buffer) = (String::new(), [0; 1024]);
            while !head.contains("\r\n\r\n") {
                let count = stream.read(&mut buffer).await.unwrap();
                head.push_str(std::str::from_utf8(&buffer[..count]).unwrap());
            }
            let length = body.len();
            let answer =
                format!("HTTP/1.1 200 OK\r\n{link}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}");
            stream.write_all(answer.as_bytes()).await.unwrap();
            heads.push(head);
        }
        heads
    });
    let client = Client::builder().endpoint(&endpoint).credentials(Credentials::token("open-sesame")).build().unwrap();
    assert_eq!(ids(client.list_by_link().stream()).await, [1, 2]);
    let heads = server.await.unwrap();
    assert!(heads[0].starts_with("GET /links HTTP/1.1\r\n"), "{}", heads[0]);
    assert!(heads[1].starts_with("GET /v1/links?page=2%2b HTTP/1.1\r\n"), "{}", heads[1]);
    assert!(heads.iter().all(|head| head.contains("authorization: Bearer open-sesame\r\n")));
}
