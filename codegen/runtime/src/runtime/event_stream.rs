//! Answers that are streams of events (`text/event-stream`), read while they arrive.

mod parser;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tokio::time::sleep;

use self::parser::{Parser, Raw};
use super::call::Pending;
use super::codec::Decode;
use super::error::{Error, ErrorKind};
use super::incoming::Incoming;
use super::response::{RawResponse, json, string};
use super::text::excerpt;

/// The data of the event that ends some streams, by custom.
const DONE: &[u8] = b"[DONE]";

/// How long to wait before connecting again, unless the server says otherwise.
const PAUSE: Duration = Duration::from_secs(3);

/// The shortest and the longest time between two connections, whatever the server says.
const PAUSES: [Duration; 2] = [Duration::from_millis(100), Duration::from_mins(1)];

/// One event.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What it carries.
    pub data: T,
    /// What kind of event it is, if the service says so.
    pub event: Option<String>,
    /// What it is known by, if the service says so.
    pub id: Option<String>,
    /// How long to wait before connecting again, if the service says so here.
    pub retry: Option<Duration>,
}

/// Events that are read one by one while they arrive.
///
/// ```ignore
/// let mut events = client.watch().send().await?;
/// while let Some(event) = events.try_next().await? {
///     println!("{:?}", event.data);
/// }
/// ```
///
/// It ends when the server closes the connection in order, or with an event `[DONE]`. The time limits are those of a
/// [`Pending`] up to the head of the answer. From then on each piece, be it a comment, has to arrive within the limit of
/// an attempt; all of it has a limit only if the call itself was given a `timeout`. An event may be as large as the
/// client's `max_body_size`. Dropping it ends the transfer.
pub struct EventStream<T> {
    events: Box<Events>,
    decode: fn(&RawResponse) -> Result<T, Error>,
    /// Whether events without data are none.
    skips_empty: bool,
}

impl<T: Decode> EventStream<T> {
    /// The events of an answer, whose data are JSON.
    ///
    /// # Errors
    ///
    /// Of the kind `Decode`: the answer is something else.
    #[doc(hidden)]
    pub fn new(answer: Incoming) -> Result<Self, Error> {
        Ok(Self { events: Box::new(Events::new(answer)?), decode: json, skips_empty: true })
    }
}

impl EventStream<String> {
    /// The events of an answer, whose data are texts.
    ///
    /// # Errors
    ///
    /// Of the kind `Decode`: the answer is something else.
    #[doc(hidden)]
    pub fn texts(answer: Incoming) -> Result<Self, Error> {
        Ok(Self { events: Box::new(Events::new(answer)?), decode: string, skips_empty: false })
    }
}

impl<T> EventStream<T> {
    /// Makes the call again when the connection ends or breaks, with the id of the last event (`Last-Event-ID`), so that
    /// the service can go on from there. It then ends only with an error of a call, with status 204, or with `[DONE]`.
    ///
    /// Between two connections is the time that the service asks for, or else three seconds; more after connections
    /// that brought nothing.
    #[must_use]
    pub fn reconnecting(mut self) -> Self {
        self.events.reconnects = true;
        self
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.events.current.status
    }

    /// All headers but the content type, which is known.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.events.current.headers
    }

    /// The id of the last event that had one. Whoever stores it can go on from there with another call.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.events.parser.last_id()
    }

    /// The next event; `None` after the last one.
    ///
    /// Giving up on the future loses nothing: the next one goes on where it stopped.
    ///
    /// # Errors
    ///
    /// Of the kind `Decode`: the data of this event are of another shape; those after it can be read nevertheless. Of
    /// the kinds `Transport`, `Timeout` and `BodyTooLarge`: what came before is not all, and nothing comes after.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, Error> {
        poll_fn(|context| self.poll_event(context)).await.transpose()
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            let raw = match ready!(self.events.poll_raw(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                Some(Ok(raw)) => raw,
            };
            if raw.data.is_empty() && self.skips_empty {
                continue;
            }
            let Raw { event, id, retry, data } = raw;
            self.events.current.body = data;
            let data = (self.decode)(&self.events.current);
            let count = self.events.count;
            let data = data.map_err(|error| error.with_note(&format!("event {count} of the stream")));
            return Poll::Ready(Some(data.map(|data| Event { data, event, id, retry })));
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(context)
    }
}

/// Without content.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EventStream").field("answer", &self.events.current).finish_non_exhaustive()
    }
}

/// The events, whatever their data's type.
struct Events {
    state: State,
    /// The answer with the current data for its body, so that messages about them are like those about any other.
    current: RawResponse,
    count: u64,
    parser: Parser,
    reconnects: bool,
    /// How many connections have brought no event since one did.
    fruitless: u32,
}

enum State {
    Open(Box<Incoming>),
    Reconnecting(Pending<Incoming>),
    Over,
}

impl Events {
    fn new(answer: Incoming) -> Result<Self, Error> {
        check_type(answer.response())?;
        Ok(Self {
            current: answer.response().of_many(),
            state: State::Open(Box::new(answer)),
            count: 0,
            parser: Parser::default(),
            reconnects: false,
            fruitless: 0,
        })
    }

    fn poll_raw(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Raw, Error>>> {
        loop {
            if let Some(raw) = self.parser.next() {
                if raw.data.trim_ascii() == DONE {
                    (self.state, self.parser) = (State::Over, self.parser.restarted());
                    return Poll::Ready(None);
                }
                (self.count, self.fruitless) = (self.count + 1, 0);
                return Poll::Ready(Some(Ok(raw)));
            }
            let failure = match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Reconnecting(pending) => match ready!(pending.as_mut().poll(context)) {
                    Ok(answer) => self.restart(answer).err(),
                    Err(error) if error.status() == Some(StatusCode::NO_CONTENT) => {
                        self.state = State::Over;
                        None
                    }
                    Err(error) => Some(error),
                },
                State::Open(answer) if self.parser.size() > answer.limit() => Some(answer.too_large()),
                State::Open(answer) => match ready!(answer.poll_piece(context)) {
                    Some(Ok(piece)) => {
                        self.parser.feed(&piece);
                        None
                    }
                    Some(Err(error)) if !(self.reconnects && may_go_on(&error, answer)) => Some(error),
                    _ if self.reconnects => {
                        self.state = State::Reconnecting(reconnect(answer, &self.parser, self.fruitless));
                        self.fruitless += 1;
                        None
                    }
                    _ => {
                        self.state = State::Over;
                        None
                    }
                },
            };
            if let Some(error) = failure {
                self.state = State::Over;
                return Poll::Ready(Some(Err(error)));
            }
        }
    }

    fn restart(&mut self, answer: Incoming) -> Result<(), Error> {
        check_type(answer.response())?;
        self.current = answer.response().of_many();
        self.parser = self.parser.restarted();
        self.state = State::Open(Box::new(answer));
        Ok(())
    }
}

/// Whether a new connection may bring what this one has not.
fn may_go_on(error: &Error, answer: &Incoming) -> bool {
    match error.kind() {
        ErrorKind::Transport => true,
        ErrorKind::Timeout => answer.call().limit().is_none(),
        _ => false,
    }
}

/// Makes the call again after a pause.
fn reconnect(answer: &Incoming, parser: &Parser, fruitless: u32) -> Pending<Incoming> {
    let mut call = answer.call().clone();
    let id = parser.last_id().filter(|id| !id.is_empty()).and_then(|id| HeaderValue::from_str(id).ok());
    if let Some(id) = id {
        call.set_header(HeaderName::from_static("last-event-id"), id);
    }
    let pause = parser.retry().unwrap_or(PAUSE).saturating_mul(1 << fruitless.min(10));
    let pause = pause.clamp(PAUSES[0], PAUSES[1].max(parser.retry().unwrap_or_default()));
    Box::pin(async move {
        sleep(pause).await;
        call.opened().await
    })
}

/// Refuses what is meant to be read at once: a service may answer so when it knows no events.
fn check_type(response: &RawResponse) -> Result<(), Error> {
    // Secrets go before letters change, or they would not be recognized.
    let content_type = response.secrets.redact(response.header("content-type").unwrap_or_default().to_owned());
    let content_type = content_type.to_ascii_lowercase();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if essence.ends_with("/json") || essence.ends_with("+json") || essence == "text/html" {
        let problem = format!("the answer is {}, not a stream of events", excerpt(essence, 80));
        return Err(Error::unreadable(response, &problem));
    }
    Ok(())
}
