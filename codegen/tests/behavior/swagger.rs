//! What Swagger 2.0 says in its own way.

use serde_json::{Value, json};

use super::support::{answers, body, sent};
use crate::runtime::test_util::RecordingTransport;
use crate::swagger::models::{Problem, PutAnimalsRequest};
use crate::swagger::{Client, Part};

fn client(replies: &[(u16, Value)]) -> (RecordingTransport, Client) {
    let (transport, shared) = answers(replies);
    (transport, Client::builder().transport(shared).build().unwrap())
}

fn accepted(transport: &RecordingTransport) -> Vec<String> {
    let accept = |name: Option<&http::HeaderValue>| name.unwrap().to_str().unwrap().to_owned();
    transport.requests().iter().map(|request| accept(request.headers().get("accept"))).collect()
}

#[tokio::test]
async fn lists_are_joined_as_collection_formats_say() {
    let (transport, client) = client(&[(200, json!([])), (200, json!([]))]);
    let call = client.get_animals([1, 2]).comma(["a", "b,"]).space(["a", "b"]).tab(["a", "b"]).pipe(["a", "b"]);
    call.each(["a", "b"]).send().await.unwrap();
    let lists = [vec![1, 2], vec![3]];
    client.get_animals([1]).grid(&lists).rows(&lists).x_tags(["a", "b"]).send().await.unwrap();
    assert_eq!(
        sent(&transport),
        [
            "GET https://zoo.example/v1/animals/1%7C2?comma=a,b%2C&space=a%20b&tab=a%09b&pipe=a%7Cb&each=a&each=b",
            "GET https://zoo.example/v1/animals/1?grid=1%202&grid=3&rows=1%2C2%7C3",
        ]
    );
    assert_eq!(transport.requests()[1].headers()["x-tags"], "a\tb");
}

#[tokio::test]
async fn fields_are_joined_in_forms_and_in_parts() {
    let (transport, client) = client(&[(204, Value::Null), (200, json!("a"))]);
    let list = || Some(vec!["a".to_owned(), "b".to_owned()]);
    let form = PutAnimalsRequest { colors: list(), foods: list(), friends: list(), ..PutAnimalsRequest::new("n") };
    client.put_animals([1], &form).send().await.unwrap();
    let picture = Part::from("p").file_name("p.png").content_type("image/png");
    client.put_picture(5, picture, ["a", "b"]).sizes([1, 2]).more(["x", "y"]).send().await.unwrap();
    let texts: Vec<String> = transport.requests().iter().map(|request| body(request).2).collect();
    assert_eq!(texts[0], "name=n&colors=a,b&foods=a%09b&friends=a&friends=b");
    for part in ["name=\"tags\"\r\n\r\na,b\r\n", "name=\"sizes\"\r\n\r\n1\r\n", "name=\"sizes\"\r\n\r\n2\r\n"] {
        assert!(texts[1].contains(part), "{}", texts[1]);
    }
    assert_eq!(texts[1].matches("name=\"more\"; filename=\"more\"").count(), 2, "{}", texts[1]);
}

#[tokio::test]
async fn files_are_bytes_and_errors_are_json() {
    let text = json!({"text": "gone"});
    let replies = [(200, json!(1)), (404, text.clone()), (200, json!("b")), (200, json!("c")), (400, text)];
    let (transport, client) = client(&replies);
    client.get_picture(1).send().await.unwrap();
    let error = client.get_picture(1).send().await.unwrap_err();
    assert_eq!(error.decode::<Problem>().unwrap().text.as_deref(), Some("gone"));
    client.take_picture(1).send().await.unwrap();
    // The text as it came: the operation does not produce JSON.
    assert_eq!(client.scan_picture(1, "bytes").send().await.unwrap(), "\"c\"");
    let error = client.scan_picture(1, "bytes").send().await.unwrap_err();
    assert_eq!(error.decode::<Problem>().unwrap().text.as_deref(), Some("gone"));
    let images = "image/png, image/jpeg";
    assert_eq!(accepted(&transport), [images, images, "application/zip", "text/plain", "text/plain"]);
    assert_eq!(body(&transport.requests()[3]).0.as_deref(), Some("application/octet-stream"));
}
