//! Lists, bodies, empty successes, errors by `default`.

use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::petstore::models::{Error as Problem, Pet};
use crate::petstore::{Client, ErrorKind};

#[tokio::test]
async fn a_list_is_read() {
    let (transport, client) =
        client(&[(200, json!([{"id": 1, "name": "Rex"}, {"id": 2, "name": "Tom", "tag": "cat"}]))]);
    let pets = client.list_pets().limit(2).send().await.unwrap();
    assert_eq!(pets, [Pet::new(1, "Rex"), Pet { tag: Some("cat".to_owned()), ..Pet::new(2, "Tom") }]);
    assert_eq!(sent(&transport), ["GET http://petstore.swagger.io/v1/pets?limit=2"]);
    assert_eq!(transport.requests()[0].headers()["accept"], "application/json");
}

#[tokio::test]
async fn a_body_is_sent_and_nothing_comes_back() {
    let (transport, client) = client(&[(201, Value::Null)]);
    client.create_pets(&Pet::new(7, "Rex")).send().await.unwrap();
    let request = &transport.requests()[0];
    assert_eq!(request.headers()["content-type"], "application/json");
    assert_eq!(request.body().unwrap().bytes().unwrap().as_ref(), br#"{"id":7,"name":"Rex"}"#);
}

#[tokio::test]
async fn default_describes_errors() {
    let (_, client) = client(&[(404, json!({"code": 5, "message": "no such pet"}))]);
    let error = client.show_pet_by_id("9").send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.decode::<Problem>().unwrap().message, "no such pet");
    assert_eq!(error.to_string(), "showPetById: 404 Not Found (the answer is application/json, 34 bytes)");
}

#[tokio::test]
async fn too_many_are_not_asked_for() {
    let (transport, client) = client(&[]);
    let error = client.list_pets().limit(101).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.to_string(), "listPets: `limit` is `101`, but must be an integer of at most 100");
    assert_eq!(sent(&transport), [""; 0]);
}

#[tokio::test]
async fn values_of_a_path_stay_in_their_segment() {
    let (transport, client) = client(&[(404, Value::Null)]);
    client.show_pet_by_id("a/../b?c=ü").send().await.unwrap_err();
    assert_eq!(sent(&transport), ["GET http://petstore.swagger.io/v1/pets/a%2F..%2Fb%3Fc%3D%C3%BC"]);
    for refused in ["", ".", ".."] {
        let error = client.show_pet_by_id(refused).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{refused:?}");
    }
}

fn client(script: &[(u16, Value)]) -> (crate::runtime::test_util::RecordingTransport, Client) {
    let (transport, shared) = answers(script);
    (transport, Client::builder().transport(shared).build().unwrap())
}
