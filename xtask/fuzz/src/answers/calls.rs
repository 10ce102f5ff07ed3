//! Makes the call that a script names, and looks at all that comes of it.

use client::models::{Pair, Whole};
use client::operations::*;
use client::runtime::HeaderMap;
use client::{Date, DateTime, Event, EventStream, Items, JsonLines, Pages, Response, Time};

use crate::check::Checked;
use crate::script::Script;
use crate::webhooks;
use crate::world::World;

/// More than any script can hand out.
const MANY: usize = 100_000;

/// Makes the call. A word that is no name makes one anyway, so that fewer inputs are in vain.
pub(crate) async fn run(world: &World, script: &Script<'_>) {
    let client = &world.client;
    let argument = script.argument;
    match script.operation {
        "getWhole" => {
            if let Some(whole) = world.value(client.get_whole().send_with_response().await) {
                times(&whole);
            }
        }
        "queryWhole" => drop(world.value(client.query_whole(argument).send_with_response().await)),
        "getValues" => drop(world.value(client.get_values().send_with_response().await)),
        "getJson" => drop(world.value(client.get_json().send_with_response().await)),
        "getText" => {
            let call = client.get_text(argument).q(argument).x_note(argument).note(argument);
            drop(world.value(call.send_with_response().await));
        }
        "hasText" => drop(world.value(client.has_text(argument).send_with_response().await)),
        "dropText" => drop(world.value(client.drop_text(argument).send_with_response().await)),
        "getKind" => kind(world).await,
        "getHeaders" => {
            if let Some(response) = world.response(client.get_headers().send_with_response().await) {
                headers(response.headers());
            }
        }
        "getBytes" => bytes(world, script).await,
        "getEvents" => events(world, client.get_events().send().await).await,
        "getEventTexts" => {
            let events = client.get_event_texts().last_event_id(argument).send().await;
            self::events(world, events.map(EventStream::reconnecting)).await;
        }
        "getEventData" => events(world, client.get_event_data().send().await).await,
        "getLines" => lines(world, client.get_lines().send().await).await,
        "getSequence" => lines(world, client.get_sequence().send().await).await,
        "listByOffset" => pages(world, client.list_by_offset().pages()).await,
        "listByNumber" => items(world, client.list_by_number().stream()).await,
        "listByCursor" => pages(world, client.list_by_cursor().pages()).await,
        "listByMark" => items(world, client.list_by_mark().stream()).await,
        "listByLink" => pages(world, client.list_by_link().pages()).await,
        "listByNext" => items(world, client.list_by_next().stream()).await,
        "getState" => drop(client.get_state().wait().await.inspect_err(|error| world.error(error))),
        "getShop" => drop(world.value(client.get_shop().send_with_response().await)),
        _ => {
            for answer in &script.answers {
                webhooks::run(world, answer.body, argument);
            }
        }
    }
}

impl World {
    /// The value of an answer, looked at.
    fn value<T: Checked>(&self, result: Result<Response<T>, client::Error>) -> Option<T> {
        let response = self.response(result)?;
        self.check(response.value());
        Some(response.into_value())
    }

    fn response<T>(&self, result: Result<Response<T>, client::Error>) -> Option<Response<T>> {
        result.inspect_err(|error| self.error(error)).ok()
    }
}

/// Texts of times are read when somebody asks.
fn times(whole: &Whole) {
    whole.at.iter().for_each(time);
    whole.day.iter().chain(whole.days.iter().flatten().map(|(_, day)| day)).for_each(day);
    whole.hour.iter().for_each(hour);
}

fn time(time: &DateTime) {
    drop((time.unix(), time.timestamp()));
}

fn day(day: &Date) {
    drop((day.year_month_day(), day.civil()));
}

fn hour(hour: &Time) {
    drop((hour.since_midnight(), hour.civil()));
}

fn headers(headers: &HeaderMap) {
    let view = GetHeadersHeaders::of(headers);
    view.x_at().iter().for_each(time);
    view.x_day().iter().for_each(day);
    let numbers = (view.x_count(), view.x_small(), view.x_ratio(), view.x_yes());
    let texts = (view.x_id(), view.x_bytes(), view.x_kind(), view.x_level(), view.x_text());
    drop(format!("{view:?} {numbers:?} {texts:?}"));
}

async fn kind(world: &World) {
    let result = world.client.get_kind().send_with_response().await;
    match result.map(Response::into_value) {
        Ok(GetKindResponse::Ok(pair)) => world.check(&*pair),
        Ok(GetKindResponse::PartialContent(bytes)) => drop(bytes.text().await.inspect_err(|error| world.error(error))),
        Ok(_) => {}
        Err(error) => {
            world.error(&error);
            match GetKindError::try_from(&error) {
                Ok(GetKindError::BadRequest(problem)) => world.check(&*problem),
                Ok(GetKindError::ServerError(problems)) => world.check(&problems),
                Ok(GetKindError::Other(choice)) => world.check(&choice),
                Ok(_) => {}
                Err(error) => world.error(&error),
            }
        }
    }
}

/// What is read in pieces is the body, without a byte more or less.
async fn bytes(world: &World, script: &Script<'_>) {
    let mut bytes = match world.client.get_bytes().send().await {
        Ok(bytes) => bytes,
        Err(error) => return world.error(&error),
    };
    let _ = (bytes.content_type(), bytes.content_length());
    let mut whole = Vec::new();
    loop {
        match bytes.try_next().await {
            Ok(Some(piece)) => whole.extend_from_slice(&piece),
            Ok(None) => break,
            Err(error) => return world.error(&error),
        }
    }
    assert!(script.answers.iter().any(|answer| answer.body == whole.as_slice()), "the bytes are those of no answer");
}

async fn events<T: Checked>(world: &World, events: Result<EventStream<T>, client::Error>) {
    let mut events = match events {
        Ok(events) => events,
        Err(error) => return world.error(&error),
    };
    for _ in 0..MANY {
        match events.try_next().await {
            Ok(Some(Event { data, event, id, retry, .. })) => {
                world.check(&data);
                drop((event, id, retry));
            }
            Ok(None) => return drop(format!("{events:?} {:?}", events.last_event_id())),
            Err(error) => return world.error(&error),
        }
    }
    panic!("events without end");
}

async fn lines<T: Checked>(world: &World, lines: Result<JsonLines<T>, client::Error>) {
    let mut lines = match lines {
        Ok(lines) => lines,
        Err(error) => return world.error(&error),
    };
    for _ in 0..MANY {
        match lines.try_next().await {
            Ok(Some(value)) => world.check(&value),
            Ok(None) => return,
            Err(error) => return world.error(&error),
        }
    }
    panic!("lines without end");
}

async fn pages<P: Checked + 'static, T>(world: &World, mut pages: Pages<P, T>) {
    for _ in 0..MANY {
        match pages.try_next().await {
            Ok(Some(page)) => world.check(&page),
            Ok(None) => return,
            Err(error) => return world.error(&error),
        }
    }
    panic!("pages without end");
}

async fn items(world: &World, mut items: Items<Pair>) {
    for _ in 0..MANY {
        match items.try_next().await {
            Ok(Some(item)) => world.check(&item),
            Ok(None) => {
                let _ = items.total();
                return;
            }
            Err(error) => return world.error(&error),
        }
    }
    panic!("items without end");
}
