//! Credentials, client parameters, paging and errors together.

use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{FetchContext, Fetched, Fetching, Provider};
use crate::showcase::models::{Book, BookBinding, Genre};
use crate::showcase::{Client, Country, Credentials, ErrorKind};

#[tokio::test]
async fn a_list_is_read_to_its_end() {
    let book = |title: &str| json!({"title": title, "authors": ["A"], "genre": "horror"});
    let first: Vec<Value> = (0..20).map(|number| book(&number.to_string())).collect();
    let (transport, client) =
        client(&[(200, json!({"books": first, "total": 21})), (200, json!({"books": [book("last")], "total": 21}))]);
    let mut books = client.list_books().genre(Genre::ScienceFiction).stream();
    let mut titles = Vec::new();
    while let Some(book) = books.try_next().await.unwrap() {
        assert_eq!(book.genre.unwrap().as_str(), "horror");
        titles.push(book.title);
    }
    assert_eq!((titles.len(), books.total()), (21, Some(21)));
    let base = "GET https://de.bookshop.example/books?shop=main&genre=science-fiction";
    assert_eq!(sent(&transport), [format!("{base}&skip=0&take=20"), format!("{base}&skip=20&take=20")]);
    assert_eq!(transport.requests()[0].headers()["x-api-key"], "secret");
}

#[tokio::test]
async fn a_call_overrides_what_the_client_has() {
    let (transport, client) = client(&[(200, json!({"books": null, "total": 0}))]);
    let page = client.list_books().shop("other").take(5).send().await.unwrap();
    assert_eq!(page.books, []);
    assert_eq!(sent(&transport), ["GET https://de.bookshop.example/books?shop=other&take=5"]);
}

#[tokio::test]
async fn errors_say_what_the_service_said() {
    let (_, client) = client(&[(403, json!({"code": "CLOSED", "text": "closed to secret\u{7}"}))]);
    let error = client.list_books().send().await.unwrap_err();
    assert_eq!((error.code(), error.is_permission()), (Some("CLOSED"), true));
    assert_eq!(error.to_string(), "listBooks: 403 Forbidden: CLOSED: closed to [redacted]\\u0007");
}

#[tokio::test]
async fn without_credentials_nothing_is_sent() {
    let (transport, shared) = answers(&[]);
    let client = Client::builder().transport(shared).build().unwrap();
    let error = client.put_book("1234567890", &Book::new("T", vec![])).send().await.unwrap_err();
    assert_eq!((error.kind(), sent(&transport).len()), (ErrorKind::Credentials, 0));
    assert!(error.to_string().contains("`Credentials::api_key(…)`"), "{error}");
}

#[test]
fn other_countries_are_allowed() {
    assert_eq!(Country::VALUES, ["de", "fr"]);
    assert!(Client::builder().country("at").build().is_ok());
    assert!(Client::builder().country("evil.example/").build().is_err());
}

#[derive(Debug)]
struct Desk;

impl Provider for Desk {
    fn fetch<'a>(&'a self, _: FetchContext<'a>) -> Fetching<'a> {
        Box::pin(async { Ok(Fetched::new("from the desk")) })
    }
}

#[tokio::test]
async fn credentials_can_be_fetched() {
    let (transport, shared) = answers(&[(200, json!({"books": [], "total": 0}))]);
    let builder = Client::builder().transport(shared).shop("main").credentials(Credentials::api_key_provider(Desk));
    builder.build().unwrap().list_books().send().await.unwrap();
    assert_eq!(transport.requests()[0].headers()["x-api-key"], "from the desk");
}

#[test]
fn a_book_is_built_by_literal() {
    let book = Book { binding: Some(BookBinding::Cloth), ..Book::new("Momo", vec!["Ende".to_owned()]) };
    let text = json!({"title": "Momo", "authors": ["Ende"], "binding": "cloth"});
    assert_eq!(serde_json::to_value(&book).unwrap(), text);
}

fn client(script: &[(u16, Value)]) -> (RecordingTransport, Client) {
    let (transport, shared) = answers(script);
    let client = Client::builder().transport(shared).shop("main").credentials(Credentials::api_key("secret"));
    (transport, client.build().unwrap())
}
