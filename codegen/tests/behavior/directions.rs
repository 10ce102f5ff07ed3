//! What is sent lacks what only answers hold, and the other way around.

use serde_json::json;

use crate::directions::models::{
    Animal, AnimalWrite, Ball, BallWrite, Change, Dog, DogWrite, Guest, GuestWrite, Pet, PetOwnerWrite, PetWrite,
    PetWrite2, Report, Rope, Shelter, ShelterWrite, Toy, ToyWrite, Unused, UnusedWrite, Yard, YardGateWrite, YardWrite,
};
use crate::runtime::{Base64, Field};

#[test]
fn what_only_answers_hold_is_read_and_not_sent() {
    let answer = json!({"id": 1, "name": "Rex", "owner": {"since": "2020-01-01", "phone": "110"}, "seen": null});
    let pet: Pet = serde_json::from_value(answer.clone()).unwrap();
    assert_eq!(serde_json::to_value(&pet).unwrap(), answer);
    let missing = serde_json::from_value::<Pet>(json!({"name": "Rex"})).unwrap_err();
    assert_eq!(missing.to_string(), "missing field `id`");

    let request = PetWrite2::from(pet);
    assert_eq!(serde_json::to_value(request).unwrap(), json!({"name": "Rex", "owner": {"phone": "110"}}));
}

#[test]
fn what_only_requests_hold_is_sent_and_not_read() {
    let photo = Base64::from(b"face".to_vec());
    let request = PetWrite2 { photo: Some(photo.clone()), ..PetWrite2::new("Rex") };
    assert_eq!(serde_json::to_value(request).unwrap(), json!({"name": "Rex", "photo": "ZmFjZQ=="}));
    // Services that answer with it do no harm.
    let pet: Pet = serde_json::from_value(json!({"id": 1, "name": "Rex", "photo": 5})).unwrap();
    assert_eq!(serde_json::to_value(pet).unwrap(), json!({"id": 1, "name": "Rex"}));

    let dog = DogWrite { owner: Some(PetOwnerWrite::default()), ..DogWrite::new("Bo", photo, "Ann") };
    let sent = json!({"name": "Bo", "photo": "ZmFjZQ==", "owner": {}, "trainer": "Ann"});
    assert_eq!(serde_json::to_value(dog).unwrap(), sent);
}

#[test]
fn what_travels_one_way_is_one_type() {
    let dog = DogWrite::new("Bo", Base64::default(), "Ann");
    let change = Change { dogs: Some(vec![dog]), ..Change::new("me") };
    assert_eq!(
        serde_json::to_value(change).unwrap(),
        json!({"by": "me", "dogs": [{"name": "Bo", "photo": "", "trainer": "Ann"}]})
    );
    let answer = json!({"changed": 1, "dogs": [{"id": 1, "name": "Bo", "chip": {"code": "a"}, "trainer": "Ann"}]});
    let report: Report = serde_json::from_value(answer.clone()).unwrap();
    let dogs: &[Dog] = report.dogs.as_deref().unwrap();
    assert_eq!(dogs[0].chip.as_ref().unwrap().code.as_deref(), Some("a"));
    assert_eq!(serde_json::to_value(report).unwrap(), answer);
}

#[test]
fn what_was_read_can_be_changed_and_sent() {
    let pet = |id: i64| json!({"id": id, "name": "Rex"});
    let yard = json!({"area": 1.5, "inner": {"area": 1.0}, "gate": {"wide": true, "yard": {"area": 2.0}}});
    let answer = json!({
        "guests": [pet(1), {"a": [pet(2)]}, yard, [pet(3), "Tom"], "Tom", 5],
        "first": pet(4),
        "best": pet(5),
        "pair": [pet(6), true],
        "rooms": {"a": [pet(7)], "b": []},
        "yard": yard,
        "toys": [{"kind": "Ball", "worn": true}, {"kind": "Rope"}],
        "address": {"street": "Main"},
        "shed": pet(8),
    });
    let shelter: Shelter = serde_json::from_value(answer.clone()).unwrap();
    assert_eq!(serde_json::to_value(&shelter).unwrap(), answer);

    let mut shelter = ShelterWrite::from(shelter);
    assert_eq!(shelter.address, Some(PetWrite { street: Some("Main".to_owned()) }));
    shelter.best = Field::Null;
    let (pet, yard) = (json!({"name": "Rex"}), json!({"area": 1.5, "inner": {"area": 1.0}, "gate": {"wide": true}}));
    let request = json!({
        "guests": [pet, {"a": [pet]}, yard, [pet, "Tom"], "Tom", 5],
        "first": pet,
        "best": null,
        "pair": [pet, true],
        "rooms": {"a": [pet], "b": []},
        "yard": yard,
        "toys": [{"kind": "Ball"}, {"kind": "Rope"}],
        "address": {"street": "Main"},
        "shed": pet,
    });
    assert_eq!(serde_json::to_value(&shelter).unwrap(), request);
    assert_eq!(serde_json::from_value::<ShelterWrite>(request).unwrap(), shelter);
}

#[test]
fn aliases_and_unions_lead_to_the_type_of_their_direction() {
    let first: AnimalWrite = PetWrite2::new("Rex");
    let guests = vec![GuestWrite::from(first.clone()), GuestWrite::from("Tom".to_owned())];
    assert_eq!(ShelterWrite::new(guests, first).guests.len(), 2);
    let animal: Animal = serde_json::from_value(json!({"id": 1, "name": "Rex"})).unwrap();
    let guest = Guest::Pet(Box::new(animal));
    assert_eq!(GuestWrite::from(guest), GuestWrite::Pet(Box::new(PetWrite2::new("Rex"))));
}

#[test]
fn what_tells_types_apart_travels_both_ways() {
    let toy: Toy = serde_json::from_value(json!({"kind": "Ball", "worn": false})).unwrap();
    assert!(matches!(&toy, Toy::Ball(ball) if matches!(**ball, Ball { worn: Some(false), .. })));
    assert_eq!(ToyWrite::from(toy), BallWrite::new("Ball").into());
    // What is the same both ways is one type.
    assert_eq!(serde_json::to_value(ToyWrite::from(Rope::new("Rope"))).unwrap(), json!({"kind": "Rope"}));
}

#[test]
fn boxes_are_only_where_a_form_needs_them() {
    let yard: Yard = serde_json::from_value(json!({"area": 1.0, "gate": {"yard": {"area": 2.0}}})).unwrap();
    assert_eq!(yard.gate.as_ref().unwrap().yard.as_ref().unwrap().area.to_string(), "2");
    assert_eq!(YardWrite::from(yard), YardWrite { gate: Some(YardGateWrite::default()), ..YardWrite::new(1.0) });
}

#[test]
fn what_no_call_uses_has_both_forms() {
    let unused: Unused = serde_json::from_value(json!({"made": "today", "both": "ways"})).unwrap();
    assert_eq!(UnusedWrite::from(unused), UnusedWrite { both: Some("ways".to_owned()) });
}
