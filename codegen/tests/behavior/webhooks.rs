//! What a service sends unasked is read by its name, or by what it holds.

use crate::webhooks::ErrorKind;
use crate::webhooks::models::{EndedReason, OrderPlaced};
use crate::webhooks::webhooks::{Event, Webhook};

const PLACED: &[u8] = br#"{"event": "order.placed", "order": {"id": "7"}}"#;

#[test]
fn bodies_tell_what_they_are() {
    let Event::OrderPlaced(placed) = Event::parse(PLACED).unwrap() else { panic!() };
    assert_eq!(placed.order.id, "7");
    for (body, webhook) in [
        (PLACED, Some(Webhook::OrderPlaced)),
        (br#"{"event": "order.canceled", "order": {"id": "7"}, "reason": null}"#, Some(Webhook::OrderCanceled)),
        (br#"{"sku": "x", "price": 1.5}"#, Some(Webhook::ProductAdded)),
        (br#"{"sku": "x", "left": 3}"#, Some(Webhook::Stock)),
        (br#"{"reason": "expired"}"#, Some(Webhook::Ended)),
        (br#"{"zen": "Keep it simple."}"#, Some(Webhook::PingPost)),
        (br#"{"event": "order.lost"}"#, None),
        (b"[]", None),
    ] {
        let event = Event::parse(body).unwrap();
        assert_eq!(event.webhook(), webhook, "{event:?}");
    }
    let Event::Unknown(unknown) = Event::parse(br#"{"event": "order.lost"}"#).unwrap() else { panic!() };
    assert_eq!(unknown.value()["event"], "order.lost");
}

#[test]
fn names_tell_what_bodies_are() {
    let body = br#"{"sku": "x", "price": 1.5}"#;
    let webhook = Webhook::named("product.changed").unwrap();
    assert_eq!(webhook, Webhook::ProductChanged);
    let Event::ProductChanged(product) = webhook.parse(body).unwrap() else { panic!() };
    assert_eq!((product.sku.as_str(), product.price), ("x", 1.5));
    assert_eq!(Webhook::Report.parse(b"a,b").unwrap(), Event::Report("a,b".to_owned()));
    assert_eq!(Webhook::PingGet.parse(b"").unwrap(), Event::PingGet);
    let Event::Photo(bytes) = Webhook::Photo.parse(b"\x89PNG").unwrap() else { panic!() };
    assert_eq!(bytes.as_ref(), b"\x89PNG");
    let Event::Ended(ended) = Webhook::Ended.parse(br#"{"reason": "worn out"}"#).unwrap() else { panic!() };
    assert!(matches!(ended.reason, EndedReason::Unknown(_)));
}

#[test]
fn every_name_leads_to_its_webhook() {
    for webhook in Webhook::ALL {
        assert_eq!(Webhook::named(webhook.name()), Some(*webhook));
    }
    assert_eq!(Webhook::named("order"), None);
    assert_eq!(Webhook::ALL.len(), 10);
}

#[test]
fn what_cannot_be_read_is_an_error_that_says_why() {
    for (result, text, path) in [
        (
            Webhook::OrderPlaced.parse(br#"{"event": "order.placed", "order": {"id": 7}}"#),
            "cannot read what `order.placed` brings: $.order.id: expected a string, found 7",
            Some("$.order.id"),
        ),
        (
            Webhook::OrderPlaced.parse(b""),
            "cannot read what `order.placed` brings: the body is empty, expected JSON",
            None,
        ),
        (Event::parse(b""), "cannot read what `webhook` brings: the body is empty, expected JSON", None),
        (
            Event::parse(b"{"),
            "cannot read what `webhook` brings: the body is not valid JSON: EOF while parsing an object at line 1 column 1",
            None,
        ),
        (
            Webhook::Report.parse(b"a\xff"),
            "cannot read what `report` brings: the text is not valid UTF-8 at byte 1",
            None,
        ),
    ] {
        let error = result.unwrap_err();
        assert_eq!((error.kind(), error.to_string().as_str(), error.path()), (ErrorKind::Decode, text, path));
    }
}

#[test]
fn what_is_only_received_lacks_what_is_only_sent() {
    let Event::OrderPlaced(placed) = Event::parse(PLACED).unwrap() else { panic!() };
    let OrderPlaced { order, .. } = *placed;
    assert_eq!(format!("{order:?}"), "Order { id: \"7\" }");
}
