//! Bodies that are read while they are sent: files and streams.

mod file;
mod once;

use std::error::Error;
use std::path::PathBuf;

use bytes::Bytes;
use futures_core::Stream;

use super::body::Body;
use file::File;
use once::Once;

impl Body {
    /// The content of a file. It is opened when it is sent, and again when the call is tried again.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::source(File::new(path.into()))
    }

    /// What a stream yields. It is sent once: when that fails, the call is not tried again.
    ///
    /// Its length is not stated, which some services refuse; [`sized_stream`](Self::sized_stream) states it.
    #[must_use]
    pub fn stream<S, B, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::source(Once::new(stream, None))
    }

    /// What a stream yields, so many bytes in all. It is sent once: when that fails, the call is not tried again.
    #[must_use]
    pub fn sized_stream<S, B, E>(stream: S, length: u64) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::source(Once::new(stream, Some(length)))
    }
}
