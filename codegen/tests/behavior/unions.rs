//! Values of unions find their branch, and lose nothing on the way.

use serde_json::{Value, json};

use super::support::{answers, sent};
use crate::unions::Client;
use crate::unions::models::{
    Contact, Either, Event, Everything, EverythingAction, EverythingId, EverythingLevel, EverythingPrompt,
    EverythingRule, EverythingSize, EverythingStep, Json, Pet, Push, Shape,
};

fn read<T: serde_core::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Reads a value as a member of `Everything` and writes it again.
fn through(member: &str, value: &Value) -> Value {
    let text = json!({ member: value }).to_string();
    let everything: Everything = serde_json::from_str(&text).unwrap();
    assert_eq!(read::<Everything>(json!({ member: value })), everything);
    serde_json::to_value(everything).unwrap()[member].take()
}

#[test]
fn the_tag_decides_wherever_it_stands() {
    for text in [r#"{"type": "push", "commits": 2}"#, r#"{"commits": 2, "more": {"x": [1]}, "type": "push"}"#] {
        let event: Event = serde_json::from_str(text).unwrap();
        let Event::Push(push) = &event else { panic!("{event:?}") };
        assert_eq!(push.commits, 2);
        assert_eq!(serde_json::to_value(&event).unwrap(), json!({"type": "push", "commits": 2}));
    }
    // Several values of one branch, and values that the branch itself lists.
    assert!(matches!(read(json!({"type": "forced", "commits": 1})), Event::Push(push) if push.type_ == "forced"));
    assert!(matches!(read(json!({"type": "pong"})), Event::Ping(_)));
    // Without the tag the members decide.
    let missing: Event = read(json!({"commits": 2}));
    assert_eq!(serde_json::to_value(missing).unwrap(), json!({"commits": 2}));
}

#[test]
fn a_tag_that_nobody_described_is_kept_with_all_that_comes_with_it() {
    let text = json!({"type": "merged", "by": ["a", {"b": null}], "commits": 1.5});
    let event: Event = read(text.clone());
    let Event::Unknown(unknown) = &event else { panic!("{event:?}") };
    assert_eq!(unknown.value()["by"][0], "a");
    assert_eq!(format!("{event:?}"), "Unknown(an object)");
    assert_eq!(serde_json::to_value(event).unwrap(), text);
}

#[test]
fn a_named_branch_says_what_is_wrong() {
    let error = serde_json::from_str::<Vec<Event>>(r#"[{"type": "push", "commits": "two"}]"#).unwrap_err();
    assert!(error.to_string().starts_with(r#"$.commits: expected an integer, found "two""#), "{error}");
    let error = serde_json::from_str::<Event>(r#"{"commits": "two", "type": "push"}"#).unwrap_err();
    assert!(error.to_string().starts_with("$.commits: expected an integer"), "{error}");
}

#[tokio::test]
async fn a_value_of_a_branch_is_enough() {
    let (transport, shared) = answers(&[(200, json!({"pet": {"name": "Rex", "barks": true}}))]);
    let client = Client::builder().transport(shared).build().unwrap();
    let answer = client.send_event(&Push::new("push", 3).into()).send().await.unwrap();
    assert!(matches!(answer.pet, Some(Pet::Dog(dog)) if dog.barks));
    assert_eq!(sent(&transport), ["POST https://unions.example/events"]);
    assert_eq!(transport.requests()[0].body().unwrap().bytes().unwrap().as_ref(), br#"{"type":"push","commits":3}"#);
}

#[test]
fn kinds_of_values_decide() {
    for value in
        [json!("a"), json!(["a", "b"]), json!([1, 2]), json!([[1], []]), json!([]), json!({"x": 1}), json!(1.5)]
    {
        assert_eq!(through("prompt", &value), value);
    }
    assert!(matches!(read(json!([[1]])), EverythingPrompt::ArrayArray(_)));
    assert!(matches!(read(json!("auto")), EverythingSize::String(_)));
    assert!(matches!(read(json!("else")), EverythingSize::String(text) if text.as_str() == "else"));
    assert!(matches!(read(json!(7)), EverythingSize::Integer(7)));
    for value in [json!(1), json!(9_007_199_254_740_993_u64), json!(1.5), json!(-0.25), Value::Null] {
        assert_eq!(through("amount", &value), value);
    }
    assert!(matches!(read(json!(2)), EverythingId::Integer(_)));
    let id = json!("0b7e4b0a-7f0a-4b0e-9d3c-3f1b1c0f5a11");
    assert_eq!(through("id", &id), id);
    assert!(matches!(read(json!("no uuid")), EverythingId::Unknown(_)));
    for value in [
        json!({"a": "b"}),
        json!({"name": 1}),
        json!({}),
        json!({"name": "text"}),
        json!({"name": "text", "more": "x"}),
    ] {
        assert_eq!(through("labels", &value), value);
    }
}

#[test]
fn members_decide() {
    assert!(matches!(read(json!({"name": "Tom"})), Pet::Cat(_)));
    assert!(matches!(read(json!({"name": "Rex", "barks": false})), Pet::Dog(_)));
    assert!(matches!(read(json!({"name": "Nemo", "fins": 2})), Pet::Fish(_)));
    assert!(matches!(read(json!({"wait": 5})), EverythingRule::Wait(_)));
    assert!(matches!(read(json!({"Reviewers": []})), EverythingRule::Reviewers(_)));
    assert!(matches!(read(json!({"type": 2, "a": "x"})), EverythingAction::B(_)));
    assert!(matches!(read(json!({"type": 1, "b": "x"})), EverythingStep::A(_)));
    assert!(matches!(read(json!({"type": 3, "a": "x"})), EverythingAction::Unknown(_)));
    // What only seems to fit is none.
    assert!(matches!(read(json!({"name": "Rex", "barks": "loud"})), Pet::Cat(_)));
    assert!(matches!(read(json!({"name": 1})), Pet::Unknown(_)));
    let friends = json!([{"name": "Tom", "friend": {"name": "Rex", "barks": true}}, {"fins": 1}]);
    assert_eq!(through("pets", &friends), friends);
    assert!(matches!(read(json!({"size": 1.0, "kind": "square"})), Shape::Square(_)));
    assert!(matches!(read(json!({"kind": "star"})), Shape::Unknown(_)));
}

#[test]
fn what_leaves_least_out_decides() {
    let sorts = json!([{"down": "a"}, {}]);
    assert_eq!(through("sorts", &sorts), sorts);
    let friends =
        json!({"name": "Tom", "friend": {"name": "Nemo", "fins": 2, "friend": {"name": "Rex", "barks": true}}});
    assert!(matches!(read(friends.clone()), Pet::Cat(_)));
    let pet: Pet = read(friends.clone());
    assert_eq!(serde_json::to_value(pet).unwrap(), friends);
}

#[test]
fn many_ways_to_read_a_value_take_no_time() {
    let mut value = json!({"name": "Tom", "nobody": "knows"});
    for _ in 0..100 {
        value = json!({"name": "Tom", "friend": value});
    }
    assert!(matches!(serde_json::from_str(&value.to_string()).unwrap(), Pet::Cat(_)));
}

#[test]
fn overlapping_objects_are_one() {
    let both = json!({"name": "Ann", "email": "a@b", "phone": "1"});
    let contact: Contact = read(both.clone());
    assert_eq!((contact.email.as_deref(), contact.phone.as_deref()), (Some("a@b"), Some("1")));
    assert_eq!(serde_json::to_value(contact).unwrap(), both);
    assert!(serde_json::from_value::<Contact>(json!({"email": "a@b"})).is_err());
}

#[test]
fn what_comes_to_one_type_is_that_type() {
    let everything: Everything = read(json!({
        "model": "other", "text": "2020-01-01", "limited": {"b": "x"}, "same": {"type": "pull"}, "one": {"type": "pull"}, "tagged": {"kind": "Pull", "type": "pull"},
        "open": [1], "level": 5,
    }));
    assert!(matches!(everything.level, Some(EverythingLevel::High)));
    assert_eq!(everything.model.unwrap().as_str(), "other");
    assert_eq!(everything.text.as_deref(), Some("2020-01-01"));
    assert_eq!(everything.limited.unwrap().b.as_deref(), Some("x"));
    assert_eq!(everything.same, everything.one);
    // A single branch that does not know its tag stays a union, which keeps the tag.
    assert_eq!(serde_json::to_value(&everything.tagged).unwrap(), json!({"kind": "Pull", "type": "pull"}));
    assert_eq!(everything.open, json!([1]).into());
}

#[test]
fn unions_may_hold_each_other() {
    let value = json!(["a", ["b", 1.5, [true]], false]);
    let json: Json = read(value.clone());
    assert_eq!(serde_json::to_value(&json).unwrap(), value);
    assert!(matches!(read(json!(true)), Either::Boolean(true)));
    assert!(matches!(read(json!("a")), Either::String(_)));
}
