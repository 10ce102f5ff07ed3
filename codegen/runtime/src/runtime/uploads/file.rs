//! A file that is read while it is sent.

use std::error::Error;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use tokio::task::{JoinHandle, spawn_blocking};

use super::super::body::{BodyFlow, BodySource, Measuring};

/// How much is read at once.
const PIECE: u64 = 256 << 10;

/// A file by its path.
pub(super) struct File(PathBuf);

impl File {
    pub(super) fn new(path: PathBuf) -> Self {
        Self(path)
    }
}

impl BodySource for File {
    fn measure(&self) -> Measuring<'_> {
        Box::pin(async {
            let path = self.0.clone();
            let measured = spawn_blocking(move || size(&path)).await.unwrap_or_else(|error| Err(error.into()));
            measured.map_err(|error| unreadable(&self.0, &error))
        })
    }

    fn open(self: Arc<Self>, length: Option<u64>) -> BodyFlow {
        Box::pin(Reading { file: self, left: length.unwrap_or(u64::MAX), state: State::Closed })
    }
}

fn unreadable(path: &Path, error: &io::Error) -> String {
    format!("the file `{}` cannot be read: {error}", path.display())
}

/// The size of a file. What is no plain file has none, a pipe for example.
fn size(path: &Path) -> io::Result<Option<u64>> {
    let metadata = std::fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    // Who may not read the file is told so before anything is sent.
    if metadata.is_file() {
        std::fs::File::open(path)?;
    }
    Ok(metadata.is_file().then_some(metadata.len()))
}

struct Reading {
    file: Arc<File>,
    /// What has been added to the file since it was measured is left out.
    left: u64,
    state: State,
}

enum State {
    Closed,
    Open(std::fs::File),
    /// A thread that may wait reads the next piece.
    Busy(JoinHandle<io::Result<(std::fs::File, Bytes)>>),
    Over,
}

impl Stream for Reading {
    type Item = Result<Bytes, Box<dyn Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let size = self.left.min(PIECE);
        let mut job = match std::mem::replace(&mut self.state, State::Over) {
            State::Closed => {
                let file = Arc::clone(&self.file);
                spawn_blocking(move || read(std::fs::File::open(&file.0)?, size))
            }
            State::Open(file) => spawn_blocking(move || read(file, size)),
            State::Busy(job) => job,
            State::Over => return Poll::Ready(None),
        };
        let Poll::Ready(done) = Pin::new(&mut job).poll(context) else {
            self.state = State::Busy(job);
            return Poll::Pending;
        };
        match done.unwrap_or_else(|error| Err(error.into())) {
            Ok((_, bytes)) if bytes.is_empty() => Poll::Ready(None),
            Ok((file, bytes)) => {
                self.left = self.left.saturating_sub(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
                self.state = State::Open(file);
                Poll::Ready(Some(Ok(bytes)))
            }
            Err(error) => Poll::Ready(Some(Err(unreadable(&self.file.0, &error).into()))),
        }
    }
}

fn read(mut file: std::fs::File, size: u64) -> io::Result<(std::fs::File, Bytes)> {
    let mut piece = Vec::new();
    io::Read::by_ref(&mut file).take(size).read_to_end(&mut piece)?;
    Ok((file, piece.into()))
}
