//! Reads bodies as those of webhooks.

use client::webhooks::{Event, Webhook};

use crate::world::World;

/// Reads a body as that of a webhook that is not known, and as that of the named one.
pub(crate) fn run(world: &World, body: &[u8], name: &str) {
    look(world, Event::parse(body));
    if let Some(webhook) = Webhook::named(name) {
        look(world, webhook.parse(body));
    }
}

fn look(world: &World, event: Result<Event, client::Error>) {
    match event {
        Ok(event) => {
            drop((format!("{event:?}"), event.webhook()));
            match event {
                Event::Pair(pair) => world.check(&*pair),
                Event::Choice(choice) => world.check(&choice),
                Event::Named(named) => world.check(&*named),
                _ => {}
            }
        }
        Err(error) => {
            let shown = error.to_string();
            assert!(!shown.contains(char::is_control), "{shown:?} is no line");
        }
    }
}
