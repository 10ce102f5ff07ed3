//! The items of pages, one by one.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::super::error::Error;
use super::Pages;

/// The items of a list, page after page, each page asked for when its first item is wanted.
///
/// See [`Pages`] for where it ends. Use [`try_next`](Self::try_next), or the [`Stream`] that this is.
pub struct Items<T> {
    pages: Box<dyn Batches<T>>,
    batch: vec::IntoIter<T>,
}

/// Pages of any type, as far as their items are concerned.
trait Batches<T>: Send {
    fn poll_batch(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<T>, Error>>>;
    fn total(&self) -> Option<u64>;
}

impl<P: 'static, T> Batches<T> for Pages<P, T> {
    fn poll_batch(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<T>, Error>>> {
        let page = ready!(self.poll_page(context));
        let take = |mut page| (self.items)(&mut page).map(std::mem::take).unwrap_or_default();
        Poll::Ready(page.map(|page| page.map(take)))
    }

    fn total(&self) -> Option<u64> {
        self.turner.total()
    }
}

impl<T> Items<T> {
    pub(super) fn new<P: 'static>(pages: Pages<P, T>) -> Self
    where
        T: 'static,
    {
        Self { pages: Box::new(pages), batch: Vec::new().into_iter() }
    }

    /// The next item; `None` after the last one.
    ///
    /// Giving up on the future loses nothing: the next one goes on with the same request.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`]. The items before the error are sound.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// All items that are left, in memory.
    ///
    /// # Errors
    ///
    /// Those of [`Pages::try_next`]; the items are lost then.
    pub async fn try_collect(mut self) -> Result<Vec<T>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    /// How many items there are on all pages, as the latest page says; `None` before the first one, and if the
    /// service does not say.
    #[must_use]
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.batch.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_batch(context)) {
                Some(Ok(batch)) => self.batch = batch.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Items are moved out, never borrowed in place, so they need not stay where they are.
impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Items").field("total", &self.total()).finish_non_exhaustive()
    }
}
