//! A description of several files becomes what it would become in one.

use serde_json::json;

use super::support::{answers, sent};
use crate::files::models::{AFailure, Animal, Cat, Pet, PetMood, Shop, Size, Toy};
use crate::files::operations::ListPetsHeaders;
use crate::files::{Client, Credentials};

#[tokio::test]
async fn parts_of_other_files_are_sent_and_read() {
    let pet = json!({"name": "Rex", "mood": "calm", "mother": {"name": "Ada"}});
    let failure = json!({"reason": "no", "cause": {"reason": "none"}});
    let script = [(200, json!([pet])), (200, pet.clone()), (204, json!(null)), (400, failure)];
    let (transport, shared) = answers(&script);
    let client = Client::builder().transport(shared).credentials(Credentials::key("k")).build().unwrap();
    let all = client.list_pets().limit(7).send().await.unwrap();
    let one = client.get_pet(7).send().await.unwrap();
    assert_eq!(all, std::slice::from_ref(&one));
    client.add_pet(&one).send().await.unwrap();
    let error = client.list_shops().send().await.unwrap_err();
    let failure: AFailure = error.decode().unwrap();
    assert_eq!(failure.cause.unwrap().reason.as_deref(), Some("none"));
    let expected = [
        "GET https://files.example/pets?limit=7",
        "GET https://files.example/pets/7",
        "POST https://files.example/pets",
        "GET https://files.example/shops",
    ];
    assert_eq!(sent(&transport), expected);
    assert_eq!(transport.requests()[0].headers()["x-key"], "k");
    // The limits of a parameter come along.
    assert!(client.list_pets().limit(101).send().await.unwrap_err().to_string().contains("limit"));
    let headers = http::HeaderMap::from_iter([("x-left".parse().unwrap(), "3".parse().unwrap())]);
    assert_eq!(ListPetsHeaders::of(&headers).x_left().unwrap(), 3);
}

#[test]
fn each_place_has_one_type_whoever_refers_to_it() {
    let text = json!({
        "pets": [{"name": "Tom", "animal": {"kind": "cat", "prey": [{"kind": "dog", "size": {"height": 1.5, "mood": "wild"}}]}}],
        "size": "small", "mood": "wild"
    });
    let shop: Shop = serde_json::from_value(text.clone()).unwrap();
    assert_eq!((shop.size.clone(), shop.mood.clone()), (Some(Size::Small), Some(PetMood::Wild)));
    let pets: &[Pet] = shop.pets.as_deref().unwrap();
    let Some(Animal::Cat(cat)) = &pets[0].animal else { panic!("no cat") };
    let Cat { prey, .. } = &**cat;
    let Animal::Dog(dog) = &prey.as_ref().unwrap()[0] else { panic!("no dog") };
    assert_eq!(dog.size.as_ref().unwrap().mood, Some(PetMood::Wild));
    assert_eq!(serde_json::to_value(&shop).unwrap(), text);
}

#[test]
fn names_that_are_taken_elsewhere_still_tell_branches_apart() {
    let text = json!({"toy": {"looks": "Dog", "squeaks": true}});
    let shop: Shop = serde_json::from_value(text.clone()).unwrap();
    assert!(matches!(&shop.toy, Some(Toy::Dog2(dog)) if dog.squeaks == Some(true)), "{shop:?}");
    assert_eq!(serde_json::to_value(&shop).unwrap(), text);
}
