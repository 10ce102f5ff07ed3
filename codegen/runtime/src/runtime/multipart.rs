//! Bodies of several parts, as forms with files have them.

mod head;
mod part;

use std::borrow::Cow;

use serde_core::ser::Serialize;

use super::body::{Body, boundary, with_boundary};
use super::call::{Call, EncodedPart};
use super::param::Param;
use super::text::is_json;
use super::tree::Tree;
pub use part::Part;

/// A body of several parts, each with a name, in the order in which they are added.
///
/// ```text
/// Multipart::new().text("title", "Holidays").file("picture", Part::file("beach.jpg").content_type("image/jpeg"))
/// ```
#[derive(Clone, Debug, Default)]
pub struct Multipart {
    parts: Vec<(Option<Cow<'static, str>>, Part)>,
}

impl Multipart {
    /// A body without parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part as it is: with the media type and the file name that it has, and without those that it has not.
    #[must_use]
    pub fn part(mut self, name: impl Into<Cow<'static, str>>, part: impl Into<Part>) -> Self {
        self.parts.push((Some(name.into()), part.into()));
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: impl Into<Cow<'static, str>>, text: impl Into<String>) -> Self {
        self.part(name, Part::from(text.into()))
    }

    /// Adds a file. One that does not say what it is called is called like the part, and one that does not say what it
    /// is is `application/octet-stream`.
    #[must_use]
    pub fn file(self, name: impl Into<Cow<'static, str>>, file: impl Into<Part>) -> Self {
        self.part(name, Part::upload(file))
    }

    /// Adds a value, as JSON.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(self, name: impl Into<Cow<'static, str>>, value: &T) -> Self {
        self.part(name, Part::json(value))
    }

    /// Adds a part without a name, of which `multipart/mixed` and `multipart/related` are made.
    #[must_use]
    pub fn unnamed(mut self, part: impl Into<Part>) -> Self {
        self.parts.push((None, part.into()));
        self
    }

    fn body(self, media_type: &str) -> Result<Body, String> {
        let boundary = boundary();
        let mut pieces = Vec::with_capacity(self.parts.len() + 1);
        for (name, part) in self.parts {
            pieces.push(part.encode(name.as_deref(), &boundary)?);
        }
        pieces.push(Body::from(format!("--{boundary}--\r\n")));
        Ok(Body::of_pieces(pieces).content_type(with_boundary(media_type, &boundary)))
    }
}

impl Call {
    /// Sets a body of several parts.
    pub fn multipart_body(&mut self, media_type: &'static str, body: Multipart) {
        self.set_body(body.body(media_type));
    }

    /// Sets a part of the body.
    pub fn part(&mut self, name: &'static str, part: Part) {
        self.parts(name, std::iter::once(part));
    }

    /// Sets a part to a value, or the parts of a list's name to its items. Nothing is set for null.
    pub fn field(&mut self, name: &'static str, value: &dyn Param) {
        self.field_of(name, None, &[], value);
    }

    /// The same for a value of this media type, with these headers. A list is one part only where it is JSON.
    pub fn field_of(
        &mut self,
        name: &'static str,
        media_type: Option<&'static str>,
        headers: &[(&'static str, &'static str)],
        value: &dyn Param,
    ) {
        let part = |value: &Tree| {
            let part = Part::value(value, media_type);
            headers.iter().fold(part, |part, (name, value)| part.or_header(name, value))
        };
        let parts: Vec<Part> = match value.tree() {
            Tree::List(items) if !media_type.is_some_and(is_json) => items.iter().map(part).collect(),
            Tree::Null => Vec::new(),
            value => vec![part(&value)],
        };
        self.parts(name, parts);
    }

    /// Sets all parts of a name.
    pub fn parts(&mut self, name: &'static str, all: impl IntoIterator<Item = Part>) {
        let parts: Vec<Part> = all.into_iter().collect();
        self.set_parts(name, |boundary| {
            let encode =
                |part: Part| EncodedPart { is_upload: part.is_upload(), body: part.encode(Some(name), boundary) };
            parts.into_iter().map(encode).collect()
        });
    }
}
