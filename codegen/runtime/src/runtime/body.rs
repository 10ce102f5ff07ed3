//! What a request carries: bytes, or something that is read while it is sent.

mod boundary;
mod reader;
mod watch;

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

pub(super) use boundary::{boundary, with_boundary};
pub use reader::BodyReader;
pub(super) use watch::Watch;

/// Bytes on their way out, or why there are no more of them.
pub type BodyFlow = Pin<Box<dyn Stream<Item = Result<Bytes, Box<dyn Error + Send + Sync>>> + Send>>;

/// What is nothing in particular.
const OCTETS: &str = "application/octet-stream";

/// The body of a request.
///
/// Texts and bytes are bodies by themselves (`Body::from("text")`). Others are read piece by piece while they are sent
/// and take little memory, however large they are; their length is stated if it is known beforehand.
///
/// A call is tried again with bodies that can be read once more. What can be read once alone is sent once.
#[derive(Clone)]
pub struct Body {
    content: Content,
    length: Option<u64>,
    content_type: Option<Cow<'static, str>>,
    watch: Option<Arc<Watch>>,
}

#[derive(Clone)]
enum Content {
    Whole(Bytes),
    /// One behind the other.
    Pieces(Vec<Body>),
    Source(Arc<dyn BodySource>),
}

/// Where the bytes of a body come from when they are needed. Implement it to send what is neither in memory nor a file,
/// and can be read again when a call is tried again.
pub trait BodySource: Send + Sync {
    /// How many bytes there are now; `None` if that cannot be told. It is asked before each attempt to send them.
    fn measure(&self) -> Measuring<'_>;

    /// The bytes from the first one on, of which there is this number if it is known. Nothing should be touched before
    /// they are asked for.
    fn open(self: Arc<Self>, length: Option<u64>) -> BodyFlow;

    /// Whether the bytes have been read and cannot be read again.
    fn is_spent(&self) -> bool {
        false
    }
}

/// A length that a source is waited for, or why there is none, in words that do not quote secrets.
pub type Measuring<'a> = Pin<Box<dyn Future<Output = Result<Option<u64>, String>> + Send + 'a>>;

impl Body {
    fn new(content: Content, length: Option<u64>) -> Self {
        Self { content, length, content_type: None, watch: None }
    }

    /// What a source has when it is sent.
    #[must_use]
    pub fn source(source: impl BodySource + 'static) -> Self {
        Self::new(Content::Source(Arc::new(source)), None)
    }

    /// A body of several, one behind the other.
    pub(super) fn of_pieces(pieces: Vec<Self>) -> Self {
        let length = pieces.iter().try_fold(0_u64, |sum, piece| sum.checked_add(piece.length?));
        Self::new(Content::Pieces(pieces), length)
    }

    /// The same body, of this media type (`image/png`) in place of the one that the operation names.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// The media type that was set.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// The bytes, if all of them are there already; `None` of what is read while it is sent.
    #[must_use]
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// How many bytes there are, if that is known. The size of a file is, in the request that is about to be sent.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// Reads the body from its beginning, as a [`Transport`](super::Transport) does to send it.
    #[must_use]
    pub fn reader(&self) -> BodyReader {
        let mut reader = BodyReader::new(self.watch.clone());
        self.read_into(&mut reader);
        reader
    }

    /// The body with a type that a list of media types and ranges allows: the one that it has, or else the only one.
    pub(super) fn typed(self, media_types: &'static str) -> Result<Self, String> {
        let is_choice = media_types.contains(['*', ',']);
        match self.media_type() {
            // Whoever sets another type than the only one knows why.
            Some(given) if !is_choice || media_types.split(',').any(|range| is_within(given, range)) => Ok(self),
            Some(given) => Err(format!("is `{}`, but must be `{media_types}`", given.escape_debug())),
            None if !is_choice => Ok(self.content_type(media_types)),
            None if media_types.split(',').any(|allowed| allowed.trim() == OCTETS) => Ok(self.content_type(OCTETS)),
            None => Err(format!("does not say what it is: give it a type of `{media_types}` with `content_type`")),
        }
    }

    fn read_into(&self, reader: &mut BodyReader) {
        match &self.content {
            Content::Whole(bytes) => reader.push_bytes(bytes.clone()),
            Content::Pieces(pieces) => pieces.iter().for_each(|piece| piece.read_into(reader)),
            Content::Source(source) => reader.push_flow(Arc::clone(source).open(self.length), self.length),
        }
    }

    /// Whether it is read while it is sent.
    pub(super) fn is_streamed(&self) -> bool {
        match &self.content {
            Content::Whole(_) => false,
            Content::Pieces(pieces) => pieces.iter().any(Self::is_streamed),
            Content::Source(_) => true,
        }
    }

    /// Whether it has been read and cannot be read again.
    pub(super) fn is_spent(&self) -> bool {
        match &self.content {
            Content::Whole(_) => false,
            Content::Pieces(pieces) => pieces.iter().any(Self::is_spent),
            Content::Source(source) => source.is_spent(),
        }
    }

    /// The body as it is now: with its length, if that can be told, and with somebody who sees how it gets on.
    pub(super) async fn prepared(self) -> Result<Self, String> {
        if !self.is_streamed() {
            return Ok(self);
        }
        let watch = Some(Arc::new(Watch::new()));
        Ok(Self { watch, ..self.measured().await? })
    }

    pub(super) fn watch(&self) -> Option<Arc<Watch>> {
        self.watch.clone()
    }

    /// Boxed, since bodies may be parts of others to any depth.
    fn measured(self) -> Pin<Box<dyn Future<Output = Result<Self, String>> + Send>> {
        Box::pin(async move {
            let (content_type, mut length) = (self.content_type, self.length);
            let content = match self.content {
                Content::Pieces(pieces) => {
                    let mut measured = Vec::with_capacity(pieces.len());
                    for piece in pieces {
                        measured.push(piece.measured().await?);
                    }
                    return Ok(Self { content_type, ..Self::of_pieces(measured) });
                }
                Content::Source(source) => {
                    if length.is_none() {
                        length = source.measure().await?;
                    }
                    Content::Source(source)
                }
                Content::Whole(bytes) => Content::Whole(bytes),
            };
            Ok(Self { content_type, ..Self::new(content, length) })
        })
    }
}

/// Whether a media type is one of a range.
fn is_within(given: &str, range: &str) -> bool {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (given, range) = (essence(given), essence(range));
    let mut sides = given.split('/').zip(range.split('/'));
    sides.all(|(given, range)| range == "*" || given == range) && given.contains('/')
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        let length = u64::try_from(bytes.len()).ok();
        Self::new(Content::Whole(bytes), length)
    }
}

/// The size at most, since a body may hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(formatter, "Body({length} bytes)"),
            None => formatter.write_str("Body(of unknown length)"),
        }
    }
}
