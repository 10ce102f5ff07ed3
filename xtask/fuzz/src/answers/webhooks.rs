//! Reads bodies as those of webhooks.

use client::webhooks::{Event, Webhook};

use crate::check;

/// Reads a body as that of a webhook that is not known, and as that of the named one.
pub(crate) fn run(body: &[u8], name: &str) {
    look(Event::parse(body));
    if let Some(webhook) = Webhook::named(name) {
        look(webhook.parse(body));
    }
}

fn look(event: Result<Event, client::Error>) {
    match event {
        Ok(event) => {
            drop((format!("{event:?}"), event.webhook()));
            match event {
                Event::Pair(pair) => check::value(&*pair),
                Event::Choice(choice) => check::value(&choice),
                Event::Named(named) => check::value(&*named),
                _ => {}
            }
        }
        Err(error) => {
            let shown = error.to_string();
            assert!(!shown.contains(char::is_control), "{shown:?} is no line");
        }
    }
}
