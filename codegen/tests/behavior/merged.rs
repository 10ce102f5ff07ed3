//! What several schemas say together is one type.

use serde_json::json;

use crate::merged::models::{
    Animal, AnimalBase, AnimalKind, AnimalOwner, Cat, Crate, Dog, DogCollar, DogCollarColor, DogKind, Everything,
    EverythingSize, Kennel, Kennels, Node, Puppy,
};

#[test]
fn members_of_all_schemas_round_trip() {
    let text = json!({
        "dog": {
            "name": "Rex", "kind": "dog", "owner": {"id": 1, "phone": "110"}, "note": "good", "weight": 20.5,
            "collar": {"color": "red"}
        },
        "cat": {"name": "Tom", "kind": "cat", "lives": 9, "whiskers": [1, "two"], "indoor": true},
        "kennel": {"puppies": [{"name": "Bo", "owner": {"id": 1}, "collar": {}, "weeks": 3}]},
        "favorite": {"name": "Rex"},
        "born": 2020, "size": "small", "names": ["Rex"], "prices": {"EUR": 1.5},
        "node": {"label": "a", "next": {"label": "b"}}
    });
    let all: Everything = serde_json::from_value(text.clone()).unwrap();
    let dog = all.dog.as_ref().unwrap();
    assert_eq!(dog.kind, Some(DogKind::Dog));
    assert_eq!(dog.collar.color, Some(DogCollarColor::Red));
    assert!(all.cat.as_ref().unwrap().additional_properties["indoor"]);
    assert_eq!(all.size, Some(EverythingSize::Small));
    assert_eq!(serde_json::to_value(all).unwrap(), text);
}

#[test]
fn what_one_schema_requires_of_another_is_required() {
    for (text, message) in [
        (json!({"name": "Rex", "collar": {}}), "missing field `owner`"),
        (json!({"name": "Rex", "owner": {}, "collar": {}}), "$.owner: missing field `id`"),
        (json!({"owner": {"id": 1}, "collar": {}}), "missing field `name`"),
    ] {
        let error = serde_json::from_value::<Dog>(text).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
    let error = serde_json::from_value::<Cat>(json!({"name": "Tom", "lives": 9, "kind": "cat"})).unwrap_err();
    assert_eq!(error.to_string(), "missing field `whiskers`");
}

#[test]
fn types_inside_a_component_are_used_wherever_it_is_merged() {
    let owner = AnimalOwner::new(1);
    let dog = Dog::new("Rex", owner.clone(), DogCollar::default());
    let cat = Cat { owner: Some(owner.clone()), ..Cat::new("Tom", AnimalKind::Cat, 9, json!(2)) };
    let puppy = Puppy { weeks: Some(3), ..Puppy::new("Bo", owner, dog.collar.clone()) };
    assert_eq!(
        [Some(dog.owner), cat.owner.clone(), Some(puppy.owner)],
        [cat.owner.clone(), cat.owner.clone(), cat.owner]
    );
}

#[test]
fn a_reference_with_words_beside_it_is_the_same_type() {
    let kennel: Kennel = Kennels::default();
    let favorite = Animal::from(AnimalBase::new("Rex"));
    let all =
        Everything { kennel: Some(kennel), favorite: favorite.into(), born: Some(1999_i32), ..Everything::default() };
    assert_eq!(serde_json::to_value(all).unwrap(), json!({"kennel": {}, "favorite": {"name": "Rex"}, "born": 1999}));
}

#[test]
fn an_object_of_anything_gives_way_to_one_that_is_described() {
    let node = Node { next: Some(Box::new(Node::default())), ..Node::default() };
    assert_eq!(serde_json::to_value(node).unwrap(), json!({"next": {}}));
}

#[test]
fn null_is_allowed_where_it_is_said_beside_a_reference() {
    let text = json!({"favorite": null});
    let all: Everything = serde_json::from_value(text.clone()).unwrap();
    assert!(all.favorite.is_null() && Everything::default().favorite.is_absent());
    assert_eq!(serde_json::to_value(all).unwrap(), text);
}

#[test]
fn what_is_open_in_one_place_keeps_what_nobody_names() {
    let text = json!({"width": 2, "animal": {"name": "Rex"}, "label": ["fragile"]});
    let packed: Crate = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(packed.additional_properties["label"], json!(["fragile"]));
    assert_eq!(serde_json::to_value(packed).unwrap(), text);
}
