//! Walks through lists that a service returns page by page.

mod items;
mod link;
mod peek;
mod turner;

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use serde_core::ser::Serialize;

pub use items::Items;

use self::turner::{Turn, Turner};
use super::call::{Call, Pending};
use super::error::Error;
use super::response::RawResponse;

/// How a service hands out a long list.
#[doc(hidden)]
#[derive(Debug)]
pub struct Paging {
    /// What the next page is asked for by.
    pub by: PageBy,
    /// Where an answer says how many items there are on all pages, as a runtime expression.
    pub total: Option<&'static str>,
}

/// What the next page is asked for by.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum PageBy {
    /// How many items are skipped.
    Offset {
        /// The query parameter that says so.
        offset: &'static str,
        /// The query parameter that says how many items a page has at most.
        limit: &'static str,
        /// How many items a page has unless the caller says otherwise.
        default_limit: u64,
        /// The largest offset that the service takes.
        last: u64,
    },
    /// The number of the page.
    Page {
        /// The query parameter that says so.
        page: &'static str,
        /// The number of the first page.
        first: u64,
        /// The query parameter that says how many items a page has.
        size: Option<&'static str>,
        /// How many items a page has unless the caller says otherwise.
        default_size: Option<u64>,
        /// The largest number that the service takes.
        last: u64,
    },
    /// A mark that the answer gives.
    Cursor {
        /// The parameter that takes it.
        cursor: &'static str,
        /// Where the answer has it, as a runtime expression.
        next: &'static str,
        /// Where the answer says whether there is more, as a runtime expression.
        more: Option<&'static str>,
    },
    /// A URL that the answer gives: in the header `Link`, unless a runtime expression says where.
    Link {
        /// Where the answer has it.
        next: Option<&'static str>,
    },
}

/// The pages of a list, asked for one after another, each when it is wanted.
///
/// An empty page at the end is not returned. Where the service counts, what is created or deleted meanwhile may come
/// twice or not at all. After the end and after an error there are no further pages.
///
/// Use [`try_next`](Self::try_next), or the [`Stream`] that this is.
pub struct Pages<P, T> {
    turner: Turner,
    decode: fn(&RawResponse) -> Result<P, Error>,
    items: fn(&mut P) -> Option<&mut Vec<T>>,
    fingerprint: fn(&[T]) -> Vec<u8>,
    state: State,
}

enum State {
    Idle,
    Asking(Pending<RawResponse>),
    Over,
}

impl<P: 'static, T: Serialize> Pages<P, T> {
    /// The pages of an operation, from where the call says to the end, and where a page has its items.
    #[doc(hidden)]
    #[must_use]
    pub fn new(
        call: Call,
        decode: fn(&RawResponse) -> Result<P, Error>,
        paging: &'static Paging,
        items: fn(&mut P) -> Option<&mut Vec<T>>,
    ) -> Self {
        let fingerprint = |items: &[T]| serde_json::to_vec(items).unwrap_or_default();
        Self { turner: Turner::new(call, paging), decode, items, fingerprint, state: State::Idle }
    }
}

impl<P: 'static, T> Pages<P, T> {
    /// The next page; `None` after the last one.
    ///
    /// Giving up on the future loses nothing: the next one goes on with the same request.
    ///
    /// # Errors
    ///
    /// Those of the operation, and the kind `Paging` when the service repeats a page, sends elsewhere for the next one,
    /// or has a longer list than can be asked for.
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
                State::Idle => match self.turner.ask() {
                    Ok(answer) => self.state = State::Asking(answer),
                    Err(error) => {
                        self.state = State::Over;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                State::Asking(answer) => {
                    let answer = ready!(answer.as_mut().poll(context));
                    self.state = State::Over;
                    return Poll::Ready(answer.and_then(|answer| self.receive(&answer)).transpose());
                }
            }
        }
    }

    /// Judges a page, and decides whether there is another one.
    fn receive(&mut self, answer: &RawResponse) -> Result<Option<P>, Error> {
        let mut page = (self.decode)(answer)?;
        let items = (self.items)(&mut page).map(|items| &items[..]).unwrap_or_default();
        match self.turner.turn(answer, items.len() as u64, || (self.fingerprint)(items))? {
            Turn::More => {
                self.state = State::Idle;
                Ok(Some(page))
            }
            Turn::Last => Ok(Some(page)),
            Turn::Nothing => Ok(None),
        }
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
        let mut pages = formatter.debug_struct("Pages");
        self.turner.describe(&mut pages);
        pages.finish_non_exhaustive()
    }
}
