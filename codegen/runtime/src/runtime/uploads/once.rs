//! A stream that can be read once.

use std::error::Error;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::super::body::{BodyFlow, BodySource, Measuring};

/// A stream until somebody reads it. Clones of a body share it, so that it is sent with the first of them alone.
pub(super) struct Once {
    flow: Mutex<Option<BodyFlow>>,
    length: Option<u64>,
}

impl Once {
    pub(super) fn new<S, B, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self { flow: Mutex::new(Some(Box::pin(Converted(Box::pin(stream))))), length }
    }

    fn flow(&self) -> MutexGuard<'_, Option<BodyFlow>> {
        self.flow.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl BodySource for Once {
    fn measure(&self) -> Measuring<'_> {
        let measured = if self.is_spent() { Err(SPENT.to_owned()) } else { Ok(self.length) };
        Box::pin(std::future::ready(measured))
    }

    fn open(self: Arc<Self>, _: Option<u64>) -> BodyFlow {
        Box::pin(Reading { once: self, flow: None })
    }

    fn is_spent(&self) -> bool {
        self.flow().is_none()
    }
}

const SPENT: &str = "it is a stream that has been sent already: give each call a stream of its own";

/// Takes the stream when the first piece is asked for: a call without a connection can still be made again.
struct Reading {
    once: Arc<Once>,
    flow: Option<BodyFlow>,
}

impl Stream for Reading {
    type Item = Result<Bytes, Box<dyn Error + Send + Sync>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { once, flow } = self.get_mut();
        if flow.is_none() {
            *flow = once.flow().take();
        }
        match flow {
            Some(flow) => flow.as_mut().poll_next(context),
            None => Poll::Ready(Some(Err(SPENT.into()))),
        }
    }
}

/// A stream whose pieces and errors are ours.
struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    type Item = Result<Bytes, Box<dyn Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(context);
        next.map(|next| next.map(|piece| piece.map(Into::into).map_err(Into::into)))
    }
}
