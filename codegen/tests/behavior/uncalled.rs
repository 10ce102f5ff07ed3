//! A client without calls still has models, and is made like any other.

use serde_json::json;

use crate::uncalled::Client;
use crate::uncalled::models::Pet;
use crate::uncalled::webhooks::{Event, Webhook};

#[test]
fn models_are_there_without_calls() {
    let text = json!({"name": "Rex"});
    let pet: Pet = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(pet).unwrap(), text);
    assert!(Client::builder().endpoint("no URL").build().is_err());
}

#[test]
fn webhooks_without_json_are_read_by_their_names() {
    let told = Webhook::Told.parse(b"Hello.").unwrap();
    assert_eq!((told.webhook(), told), (Webhook::Told, Event::Told("Hello.".to_owned())));
    assert_eq!(Webhook::named("knock").unwrap().parse(b"").unwrap(), Event::Knock);
}
