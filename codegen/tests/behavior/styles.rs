//! Values with parts, as they arrive.

use std::collections::BTreeMap;

use super::support::{answers, sent};
use crate::runtime::test_util::RecordingTransport;
use crate::styles::models::{Filter, GetQueryPipesItem, Range, Rgb};
use crate::styles::operations::GetQuery;
use crate::styles::{Client, ErrorKind};

fn client(calls: usize) -> (RecordingTransport, Client) {
    let (transport, shared) = answers(&vec![(204, serde_json::Value::Null); calls]);
    (transport, Client::builder().transport(shared).build().unwrap())
}

fn rgb() -> Rgb {
    Rgb { r: Some(100), g: Some(200), b: None }
}

fn filter() -> Filter {
    let size = Range { lt: Some(9), ..Range::new(1) };
    Filter { name: Some("a b".to_owned()), size: Some(size), tags: vec!["x".to_owned(), "y".to_owned()].into() }
}

/// Puts a call together.
type Prepare = fn(&Client) -> GetQuery;

#[tokio::test]
async fn paths() {
    let (transport, client) = client(1);
    client.get_path(["a/b", "c"], &rgb(), 5, &rgb(), &rgb()).matrices(["x", "y"]).send().await.unwrap();
    let path = "paths/a%2Fb,c/R=100,G=200/.5/.R=100.G=200/;matrix=R,100,G,200/;matrices=x;matrices=y";
    assert_eq!(sent(&transport), [format!("GET https://styles.example/{path}")]);
}

#[tokio::test]
async fn queries() {
    let calls: &[(Prepare, &str)] = &[
        (|client| client.get_query(), ""),
        (|client| client.get_query().form(["a", "b,c"]).joined(["a", "b,c"]), "form=a&form=b%2Cc&joined=a,b%2Cc&"),
        (|client| client.get_query().form(Vec::<String>::new()), ""),
        (|client| client.get_query().rgb(&rgb()), "R=100&G=200&"),
        (|client| client.get_query().spaces([1, 2]), "spaces=1%202&"),
        (|client| client.get_query().pipes([GetQueryPipesItem::A, "new".into()]), "pipes=a%7Cnew&"),
        (|client| client.get_query().pipes(["a", "b"]), "pipes=a%7Cb&"),
        (
            |client| client.get_query().filter(&filter()),
            "filter%5Bname%5D=a%20b&filter%5Bsize%5D%5Bgte%5D=1&filter%5Bsize%5D%5Blt%5D=9&filter%5Btags%5D%5B%5D=x&filter%5Btags%5D%5B%5D=y&",
        ),
        (|client| client.get_query().expand(["a", "b"]), "expand%5B0%5D=a&expand%5B1%5D=b&"),
        (|client| client.get_query().created(5), "created=5&"),
        (|client| client.get_query().created("now"), "created=now&"),
        (|client| client.get_query().created(Range::new(7)), "created%5Bgte%5D=7&"),
        (|client| client.get_query().path("a/b c").empty(""), "path=a/b%20c&empty=&"),
        (
            |client| client.get_query().json(&Filter { name: Some("é".to_owned()), ..Filter::default() }).text("t"),
            "json=%7B%22name%22%3A%22%C3%A9%22%7D&text=t&",
        ),
        (|client| client.get_query().tree(&BTreeMap::from([("k".to_owned(), "v".to_owned())])), "k=v&"),
    ];
    let (transport, client) = client(calls.len());
    for (call, query) in calls {
        call(&client).send().await.unwrap();
        let expected = format!("GET https://styles.example/queries?{query}version=2&flag=");
        assert_eq!(sent(&transport).last(), Some(&expected));
    }
}

#[tokio::test]
async fn lists_and_their_items_are_checked() {
    let (transport, client) = client(0);
    for (joined, problem) in [
        (&[][..], "getQuery: `joined` must have at least 1 item"),
        (&["a", "b", "c", "d"], "getQuery: `joined` must have at most 3 items"),
        (&["a", "äöüßéx"], "getQuery: `joined` is `äöüßéx`, but must have at most 5 characters"),
    ] {
        let error = client.get_query().joined(joined).send().await.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::InvalidRequest, problem));
    }
    assert_eq!(sent(&transport), [""; 0]);
}

#[tokio::test]
async fn headers_and_cookies() {
    let (transport, client) = client(2);
    let call = client.post_headers().x_colors(["a", "b"]).x_rgb(&rgb());
    call.session("s/1").colors(["x", "y"]).rgb(&rgb()).send().await.unwrap();
    client.post_headers().x_version("2027-01-01").send().await.unwrap();
    let requests = transport.requests();
    let header = |index: usize, name: &str| requests[index].headers().get(name).map(|value| value.to_str().unwrap());
    assert_eq!(header(0, "x-version"), Some("2026-11-29"));
    assert_eq!(header(0, "x-colors"), Some("a,b"));
    assert_eq!(header(0, "x-rgb"), Some("R=100,G=200"));
    assert_eq!(header(0, "cookie"), Some("session=s%2F1; colors=x,y; R=100; G=200"));
    assert_eq!((header(1, "x-version"), header(1, "cookie")), (Some("2027-01-01"), None));
}

#[tokio::test]
async fn secrets_are_shown_nowhere() {
    let (transport, client) = client(2);
    client.get_query().secrets(["very-secret-1", "very/secret-2"]).send().await.unwrap();
    client.post_headers().session("very/secret-3").send().await.unwrap();
    let shown = format!("{:?}", transport.requests());
    assert!(!shown.contains("very"), "{shown}");
}
