//! What overlays say of a description is what the client does.

use serde_json::json;

use super::support::{answers, sent};
use crate::overlays::Client;
use crate::overlays::models::Painting;

#[tokio::test]
async fn calls_are_those_of_the_changed_description() {
    let painting = |id: i64| json!({"id": id, "painter": "Ada", "year": 1890 + id});
    let page = |ids: [i64; 2]| json!({"paintings": ids.map(painting)});
    let script = [(200, page([1, 2])), (200, json!({"paintings": []})), (200, painting(3))];
    let (transport, shared) = answers(&script);
    let client = Client::builder().transport(shared).build().unwrap();
    let all: Vec<Painting> = client.list_paintings().take(2).stream().try_collect().await.unwrap();
    assert_eq!(all.iter().map(|painting| painting.year).collect::<Vec<_>>(), [Some(1891), Some(1892)]);
    let sculpture = client.get_sculpture(3).send().await.unwrap();
    assert_eq!(sculpture.painter, "Ada");
    let expected = [
        "GET https://museum.example/paintings?skip=0&take=2",
        "GET https://museum.example/paintings?skip=2&take=2",
        "GET https://museum.example/sculptures/3",
    ];
    assert_eq!(sent(&transport), expected);
}
