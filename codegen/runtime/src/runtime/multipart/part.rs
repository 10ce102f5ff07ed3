//! One part of a body of several.

use std::borrow::Cow;
use std::path::Path;

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_core::ser::Serialize;

use super::super::body::Body;
use super::super::text::is_json;
use super::super::tree::Tree;
use super::head::head;

/// One part of a body of several: what it holds, and what is said about it.
///
/// Texts, bytes and each [`Body`] are parts by themselves.
#[derive(Clone, Debug)]
pub struct Part {
    body: Body,
    file_name: Option<Cow<'static, str>>,
    headers: HeaderMap,
    /// Whether it is a file, whatever it says of itself.
    is_upload: bool,
    /// The media types that it may have.
    media_types: Option<&'static str>,
    /// Why it cannot be sent.
    fault: Option<String>,
}

impl Part {
    fn new(body: Body) -> Self {
        Self { body, file_name: None, headers: HeaderMap::new(), is_upload: false, media_types: None, fault: None }
    }

    /// A file, under its name. It is read while it is sent.
    #[must_use]
    pub fn file(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        let part = Self::new(Body::file(path));
        match path.file_name() {
            Some(name) => part.file_name(name.to_string_lossy().into_owned()),
            None => part,
        }
    }

    /// A value, as JSON.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(value: &T) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => Self::new(Body::from(json)).content_type("application/json"),
            Err(error) => {
                Self { fault: Some(format!("cannot be written as JSON: {error}")), ..Self::new(Body::from("")) }
            }
        }
    }

    /// A value, as text if it is plain and as JSON if it is not; what is of a media type that is no JSON is text.
    pub(super) fn value(tree: &Tree, media_type: Option<&'static str>) -> Self {
        let text = tree.scalar().filter(|_| !media_type.is_some_and(is_json)).map(str::to_owned);
        let media_type = media_type.or(text.is_none().then_some("application/json"));
        let part = Self::new(Body::from(text.unwrap_or_else(|| tree.to_json())));
        match media_type {
            Some(media_type) => part.content_type(media_type),
            None => part,
        }
    }

    /// A part that is a file, whatever it says of itself.
    #[doc(hidden)]
    #[must_use]
    pub fn upload(part: impl Into<Self>) -> Self {
        Self { is_upload: true, ..part.into() }
    }

    /// A part as it is.
    #[doc(hidden)]
    #[must_use]
    pub fn given(part: impl Into<Self>) -> Self {
        part.into()
    }

    /// The same part, of one of these media types: that which it has, or else the only one.
    #[doc(hidden)]
    #[must_use]
    pub fn of_types(self, media_types: &'static str) -> Self {
        Self { media_types: Some(media_types), ..self }
    }

    /// The same part with a header, unless it has one of this name.
    #[doc(hidden)]
    #[must_use]
    pub fn or_header(self, name: &'static str, value: &'static str) -> Self {
        if self.headers.contains_key(name) { self } else { self.header(name, value) }
    }

    /// The same part, called so where the server keeps it.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The same part, of this media type (`image/png`).
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.body = self.body.content_type(media_type);
        self
    }

    /// The same part with a header of its own.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            _ => self.fault = Some(format!("cannot have the header `{}`", name.escape_debug())),
        }
        self
    }

    pub(super) fn is_upload(&self) -> bool {
        self.is_upload
    }

    /// The part with all that stands around it.
    pub(super) fn encode(mut self, name: Option<&str>, boundary: &str) -> Result<Body, String> {
        let about = |problem: String| match name {
            Some(name) => format!("the part `{}` {problem}", name.escape_debug()),
            None => format!("a part {problem}"),
        };
        if let Some(fault) = self.fault {
            return Err(about(fault));
        }
        if self.is_upload {
            self.file_name = self.file_name.or_else(|| name.map(|name| name.to_owned().into()));
        }
        if let Some(media_types) = self.media_types.or(self.is_upload.then_some("application/octet-stream")) {
            self.body = self.body.typed(media_types).map_err(about)?;
        }
        if let Some(media_type) = self.body.media_type() {
            let value = HeaderValue::from_str(media_type);
            let invalid = |_| about(format!("cannot be `{}`", media_type.escape_debug()));
            self.headers.insert(CONTENT_TYPE, value.map_err(invalid)?);
        }
        let head = head(boundary, name, self.file_name.as_deref(), &self.headers);
        Ok(Body::of_pieces(vec![Body::from(head), self.body, Body::from("\r\n")]))
    }
}

impl<T: Into<Body>> From<T> for Part {
    fn from(body: T) -> Self {
        Self::new(body.into())
    }
}
