//! Walks through lists that a service returns page by page.

mod items;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde_core::ser::Serialize;

pub use items::Items;

use super::api::Location;
use super::call::{Call, Pending};
use super::error::{Error, ErrorKind};
use super::response::RawResponse;

/// How an operation counts: from which item on, and how many.
#[doc(hidden)]
pub struct OffsetPaging<P, T> {
    /// The query parameter that says how many items are skipped.
    pub offset: &'static str,
    /// The query parameter that says how many items a page has at most.
    pub limit: &'static str,
    /// How many items a page has unless the caller says otherwise.
    pub default_limit: u64,
    /// The largest offset that the service takes.
    pub last_offset: u64,
    /// The items of a page, and how many there are on all pages if the service says so.
    pub look: fn(&P) -> (&[T], Option<i64>),
    /// The items of a page, to keep.
    pub take: fn(P) -> Vec<T>,
}

/// The pages of a list, asked for one after another, each when it is wanted.
///
/// The list ends with an empty page, which is not returned, or with a page that is not full and reaches the total
/// that the service names. What is created or deleted meanwhile may come twice or not at all, since the service only
/// counts. After the end and after an error there are no further pages.
///
/// Use [`try_next`](Self::try_next), or the [`Stream`] that this is.
pub struct Pages<P, T> {
    call: Call,
    decode: fn(&RawResponse) -> Result<P, Error>,
    paging: OffsetPaging<P, T>,
    fingerprint: fn(&[T]) -> Vec<u8>,
    state: State<P>,
    offset: u64,
    limit: u64,
    total: Option<u64>,
    /// What the page before looked like.
    before: Vec<u8>,
}

enum State<P> {
    Idle,
    Asking(Pending<P>),
    Over,
}

impl<P: 'static, T: Serialize> Pages<P, T> {
    /// The pages of an operation that counts items, from where the call says to the end.
    #[doc(hidden)]
    #[must_use]
    pub fn by_offset(mut call: Call, decode: fn(&RawResponse) -> Result<P, Error>, paging: OffsetPaging<P, T>) -> Self {
        let offset = number(&mut call, paging.offset, 0);
        let limit = number(&mut call, paging.limit, paging.default_limit);
        Self {
            call,
            decode,
            paging,
            fingerprint: |items| serde_json::to_vec(items).unwrap_or_default(),
            state: State::Idle,
            offset,
            limit,
            total: None,
            before: Vec::new(),
        }
    }
}

impl<P: 'static, T> Pages<P, T> {
    /// The next page; `None` after the last one.
    ///
    /// Giving up on the future loses nothing: the next one goes on with the same request.
    ///
    /// # Errors
    ///
    /// Those of the operation, and the kind `Paging` when the service repeats a page or the list is longer than it can
    /// be asked for.
    pub async fn try_next(&mut self) -> Result<Option<P>, Error> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    /// The items of the pages, one by one.
    #[must_use]
    pub fn items(self) -> Items<T>
    where
        T: 'static,
    {
        Items::new(self)
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P, Error>>> {
        loop {
            match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Idle if self.offset > self.paging.last_offset => {
                    let last = self.paging.last_offset;
                    return Poll::Ready(Some(Err(self.fail(&format!("goes on beyond the last offset, {last}")))));
                }
                State::Idle => {
                    self.state = State::Asking(self.call.clone().send(self.decode));
                }
                State::Asking(pending) => {
                    let result = ready!(pending.as_mut().poll(context));
                    return Poll::Ready(self.receive(result));
                }
            }
        }
    }

    /// Judges a page, and decides whether there is another one.
    fn receive(&mut self, result: Result<P, Error>) -> Option<Result<P, Error>> {
        self.state = State::Over;
        let page = match result {
            Ok(page) => page,
            Err(error) => return Some(Err(error)),
        };
        let (items, total) = (self.paging.look)(&page);
        let count = items.len() as u64;
        self.total = total.and_then(|total| total.try_into().ok());
        if count == 0 {
            return None;
        }
        let fingerprint = (self.fingerprint)(items);
        if fingerprint == self.before {
            let offset = self.offset;
            return Some(Err(self.fail(&format!("repeats the page before at offset {offset}"))));
        }
        self.before = fingerprint;
        self.offset = self.offset.saturating_add(count);
        self.call.query(self.paging.offset, &self.offset);
        let is_last = count < self.limit && self.total.is_some_and(|total| self.offset >= total);
        if !is_last {
            self.state = State::Idle;
        }
        Some(Ok(page))
    }

    fn fail(&mut self, problem: &str) -> Error {
        self.state = State::Over;
        let text = format!("the list {problem}; what came before is not all of it");
        Error::new(ErrorKind::Paging, Some(self.call.operation()), text)
    }
}

impl<P: 'static, T> Stream for Pages<P, T> {
    type Item = Result<P, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

impl<P, T> fmt::Debug for Pages<P, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("call", &self.call)
            .field("offset", &self.offset)
            .field("limit", &self.limit)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}

/// A counting parameter, set to `otherwise` unless the caller has set it. What is no count is left for the checks of
/// the call to refuse.
fn number(call: &mut Call, name: &'static str, otherwise: u64) -> u64 {
    if let Some(text) = call.value(Location::Query, name) {
        return text.parse().unwrap_or(otherwise);
    }
    call.query(name, &otherwise);
    otherwise
}
