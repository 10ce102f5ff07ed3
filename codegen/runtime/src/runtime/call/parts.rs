//! Bodies that are made of parts, until they are sent.

use super::super::body::{Body, boundary, with_boundary};
use super::Call;
use super::build::not_set;

/// A body of several parts in the making.
#[derive(Clone)]
pub(super) struct Parts {
    /// Stands between the parts.
    boundary: String,
    content_type: String,
    /// Whether the body is sent even without a part.
    is_required: bool,
    /// The names of parts that have to be set.
    required: Vec<&'static str>,
    parts: Vec<(&'static str, EncodedPart)>,
}

/// A part with all that stands around it.
#[derive(Clone, Debug)]
pub struct EncodedPart {
    /// Whether it is a file.
    pub is_upload: bool,
    /// The part, or why it cannot be sent.
    pub body: Result<Body, String>,
}

impl Call {
    /// Begins a body of several parts. One that nothing is added to is sent only if it is required.
    pub fn multipart(&mut self, media_type: &'static str, is_required: bool) {
        let boundary = boundary();
        let content_type = with_boundary(media_type, &boundary);
        self.0.parts = Some(Parts { boundary, content_type, is_required, required: Vec::new(), parts: Vec::new() });
    }

    /// Makes the call fail without this part.
    pub fn require_part(&mut self, name: &'static str) {
        if let Some(parts) = &mut self.0.parts {
            parts.required.push(name);
        }
    }

    /// Sets all parts of a name to what is made for a boundary.
    pub fn set_parts(&mut self, name: &'static str, encode: impl FnOnce(&str) -> Vec<EncodedPart>) {
        if let Some(parts) = &mut self.0.parts {
            parts.parts.retain(|(known, _)| *known != name);
            parts.parts.extend(encode(&parts.boundary).into_iter().map(|part| (name, part)));
        }
    }
}

impl Parts {
    /// The whole body: fields first, since servers that read it while it arrives need them to know what the files are.
    pub(super) fn body(&self) -> Result<Option<Body>, String> {
        if let Some(name) = self.required.iter().find(|name| !self.parts.iter().any(|(known, _)| known == *name)) {
            return Err(not_set(name));
        }
        if self.parts.is_empty() && !self.is_required {
            return Ok(None);
        }
        let parts = self.parts.iter().map(|(_, part)| part);
        let (uploads, fields): (Vec<_>, Vec<_>) = parts.partition(|part| part.is_upload);
        let parts = fields.into_iter().chain(uploads);
        let mut pieces = parts.map(|part| part.body.clone()).collect::<Result<Vec<_>, _>>()?;
        pieces.push(Body::from(format!("--{}--\r\n", self.boundary)));
        Ok(Some(Body::of_pieces(pieces).content_type(self.content_type.clone())))
    }

    pub(super) fn any(&self, is_so: impl Fn(&Body) -> bool) -> bool {
        self.parts.iter().any(|(_, part)| part.body.as_ref().is_ok_and(&is_so))
    }
}
