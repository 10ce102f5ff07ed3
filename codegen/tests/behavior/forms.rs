//! Bodies that are forms.

use std::collections::BTreeMap;

use serde_json::Value;

use super::support::{answers, body, serve};
use crate::forms::Client;
use crate::forms::models::{
    Item, LoginRequest, PostCustomersRequest, PostCustomersRequestAddress, PostCustomersRequestSettings,
};
use crate::runtime::Field;

const FORM: &str = "application/x-www-form-urlencoded";

fn customer() -> PostCustomersRequest {
    let text = str::to_owned;
    PostCustomersRequest {
        balance: Some(-5),
        note: Field::Null,
        tags: Some(vec![text("a"), text("b c")]),
        metadata: Some(BTreeMap::from([(text("k"), text("v&w"))])),
        address: Some(PostCustomersRequestAddress { city: Some(text("Köln")), lines: Some(vec![text("x")]) }),
        items: Some(vec![Item { quantity: Some(2), ..Item::new("p") }, Item::new("q")]),
        expand: Some(vec![text("data.customer"), text("items")]),
        scopes: Some(vec![text("read"), text("write")]),
        settings: Some(PostCustomersRequestSettings { dark: Some(true) }),
        redirect: Some(text("https://a.example/b?c")),
        ..PostCustomersRequest::new("a@b.example")
    }
}

const EXPECTED: &str = "email=a%40b.example&balance=-5&note=&tags=a&tags=b%20c&metadata[k]=v%26w&address[city]=K%C3%B6ln\
                        &address[lines][]=x&items[0][price]=p&items[0][quantity]=2&items[1][price]=q\
                        &expand[0]=data.customer&expand[1]=items&scopes=read%20write\
                        &settings=%7B%22dark%22%3Atrue%7D&redirect=https://a.example/b?c";

fn readable(text: &str) -> String {
    text.replace("%5B", "[").replace("%5D", "]")
}

#[tokio::test]
async fn members_are_written_by_their_styles() {
    let (recording, transport) = answers(&[(204, Value::Null), (204, Value::Null), (204, Value::Null)]);
    let client = Client::builder().transport(transport).build().unwrap();
    client.post_customers(&customer()).send().await.unwrap();
    client.login().body(&LoginRequest::default()).send().await.unwrap();
    client.raw("a=b").send().await.unwrap();
    let bodies: Vec<_> = recording.requests().iter().map(body).collect();
    assert!(bodies.iter().all(|(content_type, length, text)| {
        content_type.as_deref() == Some(FORM) && length.as_deref() == Some(&*text.len().to_string())
    }));
    let texts: Vec<_> = bodies.iter().map(|(_, _, text)| readable(text)).collect();
    assert_eq!(texts, [EXPECTED, "", "a=b"]);
}

#[tokio::test]
async fn forms_arrive() {
    let (url, server) = serve().await;
    let client = Client::builder().endpoint(&url).build().unwrap();
    client.post_customers(&customer()).send().await.unwrap();
    let received = server.await.unwrap();
    assert_eq!(received.header("content-type"), Some(FORM));
    assert_eq!(readable(std::str::from_utf8(&received.body).unwrap()), EXPECTED);
}
