//! Walking through lists page by page.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use futures_core::Stream;
use http::HeaderValue;
use serde_core::de::MapAccess;
use serde_json::json;

use super::{LIST_PETS, config, list_pets};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    Call, Error, ErrorKind, Items, Members, Model, PageBy, Pages, Paging, RawResponse, Request, StatusCode,
    TransportResponse, json as read_json,
};

/// A page of numbers.
#[derive(Debug)]
struct Page {
    items: Vec<i64>,
    total: Option<i64>,
}

impl Model for Page {
    const NAME: &'static str = "Page";
    const KEYS: &'static [&'static str] = &["items", "total"];
    const REQUIRED: &'static [usize] = &[0];

    fn blank() -> Self {
        Self { items: Vec::new(), total: None }
    }

    fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
        members.read(&mut [&mut self.items, &mut self.total])
    }
}

static BY_OFFSET: Paging = Paging {
    by: PageBy::Offset { offset: "offset", limit: "limit", default_limit: 100, last: 2_147_483_647 },
    total: Some("$response.body#/total"),
};

fn pages(call: Call) -> Pages<Page, i64> {
    Pages::new(call, read_json, &BY_OFFSET, |page| Some(&mut page.items))
}

fn items(transport: &RecordingTransport) -> Items<i64> {
    pages(list_pets(transport)).items()
}

fn number(request: &Request, name: &str) -> i64 {
    let (_, value) = request.query().into_iter().find(|(known, _)| known == name).unwrap();
    value.parse().unwrap()
}

fn page(items: impl Iterator<Item = i64>, total: Option<i64>) -> TransportResponse {
    let items: Vec<_> = items.collect();
    TransportResponse::new(StatusCode::OK, json!({"items": items, "total": total}).to_string())
}

/// A service that has the numbers from 0 to `count`.
fn service(count: i64) -> RecordingTransport {
    RecordingTransport::new().otherwise(move |request| {
        let (offset, limit) = (number(request, "offset"), number(request, "limit"));
        page((offset..count).take(limit.try_into().unwrap()), Some(count))
    })
}

/// The queries that have been asked.
fn queries(transport: &RecordingTransport) -> Vec<(i64, i64)> {
    transport.requests().iter().map(|request| (number(request, "offset"), number(request, "limit"))).collect()
}

#[tokio::test]
async fn all_items_come_once() {
    for (count, requests) in [(0, 1), (1, 1), (99, 1), (100, 2), (250, 3), (10_000, 101)] {
        let service = service(count);
        let numbers = items(&service).try_collect().await.unwrap();
        assert!(numbers.into_iter().eq(0..count), "{count}");
        assert_eq!(service.requests().len(), requests, "{count}");
    }
    let service = service(250);
    items(&service).try_collect().await.unwrap();
    assert_eq!(queries(&service), [(0, 100), (100, 100), (200, 100)]);
}

#[tokio::test]
async fn what_the_caller_says_is_kept() {
    let service = service(250);
    let mut call = list_pets(&service);
    call.query("offset", &30);
    call.query("limit", &90);
    call.query("status", &"sold");
    let numbers = pages(call).items().try_collect().await.unwrap();
    assert!(numbers.into_iter().eq(30..250));
    assert_eq!(queries(&service), [(30, 90), (120, 90), (210, 90)]);
    assert!(service.requests().iter().all(|request| request.url().contains("status=sold&")));
}

#[tokio::test]
async fn what_the_client_says_is_kept() {
    let service = service(25);
    let mut config = config(&service);
    config.parameter("limit", "10".to_owned());
    let mut call = Call::new(&config.build().unwrap(), &LIST_PETS);
    call.path("shop_id", &"s1");
    assert_eq!(pages(call).items().try_collect().await.unwrap().len(), 25);
    assert_eq!(queries(&service), [(0, 10), (10, 10), (20, 10)]);
}

#[tokio::test]
async fn pages_come_whole() {
    let service = service(150);
    let mut pages = pages(list_pets(&service));
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!((page.items.len(), page.total), (100, Some(150)));
    assert_eq!(pages.try_next().await.unwrap().unwrap().items.len(), 50);
    assert!(pages.try_next().await.unwrap().is_none());
    assert!(pages.try_next().await.unwrap().is_none());
    assert_eq!(service.requests().len(), 2);
    assert!(format!("{pages:?}").starts_with("Pages { call: Call { operation: \"ListPets\""), "{pages:?}");
}

#[tokio::test]
async fn pages_are_asked_for_when_they_are_wanted() {
    let service = service(250);
    let mut items = items(&service);
    assert_eq!((items.total(), service.requests().len()), (None, 0));
    for expected in 0..=100 {
        assert_eq!(items.try_next().await.unwrap(), Some(expected));
        assert_eq!(service.requests().len(), if expected < 100 { 1 } else { 2 });
    }
    assert_eq!(items.total(), Some(250));
    assert_eq!(format!("{items:?}"), "Items { total: Some(250), .. }");
}

#[tokio::test]
async fn totals_follow_the_latest_page() {
    let service = RecordingTransport::new()
        .reply_with(|_| page(0..100, Some(200)))
        .reply_with(|_| page(100..150, Some(150)))
        .reply_with(|_| page(0..1, Some(-1)));
    let mut items = items(&service);
    items.try_next().await.unwrap();
    assert_eq!(items.total(), Some(200));
    for _ in 0..100 {
        items.try_next().await.unwrap();
    }
    assert_eq!(items.total(), Some(150));
    let mut odd = pages(list_pets(&service)).items();
    odd.try_next().await.unwrap();
    assert_eq!(odd.total(), None);
}

#[tokio::test]
async fn servers_that_ignore_the_offset_do_not_loop() {
    let service = RecordingTransport::new().otherwise(|_| page(0..100, Some(250)));
    let mut items = items(&service);
    for expected in 0..100 {
        assert_eq!(items.try_next().await.unwrap(), Some(expected));
    }
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    assert_eq!(
        error.to_string(),
        "ListPets: the list repeats the page before at offset 100; what came before is not all of it"
    );
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(service.requests().len(), 2);
}

#[tokio::test]
async fn short_pages_are_not_the_end_while_there_is_more() {
    let service = RecordingTransport::new()
        .reply_with(|_| page(0..60, Some(130)))
        .reply_with(|_| page(60..100, Some(130)))
        .reply_with(|_| page(100..130, Some(130)));
    assert_eq!(items(&service).try_collect().await.unwrap().len(), 130);
    assert_eq!(queries(&service), [(0, 100), (60, 100), (100, 100)]);
}

#[tokio::test]
async fn without_a_total_an_empty_page_is_the_end() {
    let service = RecordingTransport::new()
        .reply_with(|_| page(0..100, None))
        .reply_with(|_| page(100..130, None))
        .reply_with(|_| page(0..0, None));
    let mut items = items(&service);
    let mut count = 0;
    while items.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!((count, items.total()), (130, None));
    assert_eq!(queries(&service), [(0, 100), (100, 100), (130, 100)]);
}

#[tokio::test]
async fn offsets_end_somewhere() {
    let service = service(i64::MAX);
    let mut call = list_pets(&service);
    call.query("offset", &2_147_483_600_i64);
    let mut items = pages(call).items();
    for _ in 0..100 {
        items.try_next().await.unwrap().unwrap();
    }
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    assert_eq!(
        error.to_string(),
        "ListPets: the list goes on beyond the last offset, 2147483647; what came before is not all of it"
    );
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn bounds_hold_for_pages_too() {
    let service = service(10);
    for (name, value, problem) in [
        ("limit", 1001, "`limit` is `1001`, but must be an integer of at most 1000"),
        ("offset", -1, "`offset` is `-1`, but must be an integer of at least 0"),
    ] {
        let mut call = list_pets(&service);
        call.query(name, &value);
        let error = pages(call).try_next().await.unwrap_err();
        assert_eq!(error.to_string(), format!("ListPets: {problem}"));
    }
    assert_eq!(service.requests().len(), 0);
}

#[tokio::test]
async fn errors_end_the_list() {
    let service = RecordingTransport::new().reply_with(|_| page(0..100, Some(250))).reply(500, "").reply(200, "{}");
    let mut items = items(&service);
    for _ in 0..100 {
        items.try_next().await.unwrap().unwrap();
    }
    assert_eq!(items.try_next().await.unwrap_err().status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!(items.try_next().await.unwrap(), None);
    assert_eq!(service.requests().len(), 2);
    let error = pages(list_pets(&service)).items().try_collect().await.unwrap_err();
    assert_eq!(error.to_string(), "ListPets: cannot read the 200 answer: $: missing field `items`");
}

#[tokio::test]
async fn both_are_streams() {
    async fn next<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
        poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
    }
    let service = service(2);
    let mut stream = items(&service);
    for expected in [Some(0), Some(1), None, None] {
        assert_eq!(next(&mut stream).await.transpose().unwrap(), expected);
    }
    let mut stream = pages(list_pets(&service));
    assert_eq!(next(&mut stream).await.unwrap().unwrap().items, [0, 1]);
    assert!(next(&mut stream).await.is_none());
}

#[tokio::test]
async fn giving_up_on_an_item_loses_nothing() {
    #[derive(Debug)]
    struct Slow(RecordingTransport);
    impl crate::runtime::Transport for Slow {
        fn send<'a>(
            &'a self,
            request: Request,
        ) -> Pin<Box<dyn Future<Output = Result<TransportResponse, crate::runtime::TransportError>> + Send + 'a>>
        {
            Box::pin(async {
                tokio::task::yield_now().await;
                self.0.send(request).await
            })
        }
    }
    let service = service(2);
    let mut config = config(&service);
    config.transport(Arc::new(Slow(service.clone())));
    let mut call = Call::new(&config.build().unwrap(), &LIST_PETS);
    call.path("shop_id", &"s1");
    let mut items = pages(call).items();
    {
        let mut given_up = Box::pin(items.try_next());
        poll_fn(|context| {
            assert!(given_up.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
    }
    assert_eq!(items.try_collect().await.unwrap(), [0, 1]);
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn lists_can_go_to_other_threads() {
    fn assert_mobile<T: Send + Unpin + 'static>(_: &T) {}
    fn assert_send<T: Send>(_: T) {}
    let mut pages = pages(list_pets(&RecordingTransport::new()));
    assert_mobile(&pages);
    assert_send(pages.try_next());
    let mut items = pages.items();
    assert_mobile(&items);
    assert_send(items.try_next());
    let collect: Pin<Box<dyn Future<Output = Result<Vec<i64>, Error>> + Send>> = Box::pin(items.try_collect());
    drop(collect);
}

#[tokio::test]
async fn totals_may_be_anywhere() {
    for (body, header, expression, expected) in [
        (r#"{"a": {"b/c": [null, {"t": "7"}]}}"#, None, "$response.body#/a/b~1c/1/t", Some(7)),
        (r#"{"t": 1, "t": 2}"#, None, "$response.body#/t", Some(2)),
        (r#"{"\u0074": 18446744073709551615}"#, None, "$response.body#/t", Some(u64::MAX)),
        (r#"{"t": -1}"#, None, "$response.body#/t", None),
        (r#"{"t": 1.5}"#, None, "$response.body#/t", None),
        (r#"{"t": null}"#, None, "$response.body#/t", None),
        (r#"{"t": {"u": 1}}"#, None, "$response.body#/t", None),
        // A number, where a crate of the program has switched on `arbitrary_precision`.
        (r#"{"t": {"$serde_json::private::Number": "7"}}"#, None, "$response.body#/t", Some(7)),
        (r#"{"t": [1]}"#, None, "$response.body#/t/0", Some(1)),
        (r#"{"t": [1]}"#, None, "$response.body#/t/1", None),
        (r#"{"t": [1]}"#, None, "$response.body#/t/x", None),
        (r#"{"t": 1}"#, None, "$response.body#/t/u", None),
        (r"{}", Some("12"), "$response.header.X-Total", Some(12)),
        (r"{}", Some("many"), "$response.header.X-Total", None),
        (r"{}", None, "$response.header.X-Total", None),
    ] {
        let paging = Box::leak(Box::new(Paging { by: PageBy::Link { next: None }, total: Some(expression) }));
        let service = RecordingTransport::new().reply_with(move |_| {
            let mut answer = TransportResponse::new(StatusCode::OK, body);
            if let Some(total) = header {
                answer.headers.insert("x-total", HeaderValue::from_static(total));
            }
            answer.headers.insert("link", HeaderValue::from_static("<?page=2>; rel=next"));
            answer
        });
        let decode = |_: &RawResponse| Ok(vec![1]);
        let mut items = Pages::new(list_pets(&service), decode, paging, |page: &mut Vec<i64>| Some(page)).items();
        assert_eq!(items.try_next().await.unwrap(), Some(1));
        assert_eq!(items.total(), expected, "{body} {expression}");
    }
}
