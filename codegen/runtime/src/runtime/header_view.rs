//! Reads headers of answers as what a description says they are.

use std::fmt;
use std::str::FromStr;

use http::{HeaderMap, HeaderName};

/// The headers of an answer, on behalf of a type that has a method for each documented one.
#[derive(Clone, Copy)]
pub struct HeaderView<'a>(&'a HeaderMap);

impl<'a> HeaderView<'a> {
    /// A view of these headers.
    #[must_use]
    pub fn new(headers: &'a HeaderMap) -> Self {
        Self(headers)
    }

    /// A header as text; the first one, if it was sent several times. `None` when it is absent or not text.
    #[must_use]
    pub fn text(self, name: &str) -> Option<&'a str> {
        std::str::from_utf8(self.0.get(name)?.as_bytes()).ok().map(str::trim)
    }

    /// A header as a value; `None` when it is absent or something else.
    #[must_use]
    pub fn value<T: FromStr>(self, name: &str) -> Option<T> {
        self.text(name)?.parse().ok()
    }
}

/// Which headers there are, not what they hold.
impl fmt::Debug for HeaderView<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys().map(HeaderName::as_str)).finish()
    }
}
