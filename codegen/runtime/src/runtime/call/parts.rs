//! The parts of which the body of a call is made, until it is sent.

use super::super::body::Body;
use super::build::not_set;

/// A body of several parts in the making.
#[derive(Clone)]
pub(in super::super) struct Parts {
    /// Stands between the parts.
    pub(in super::super) boundary: String,
    pub(in super::super) content_type: String,
    /// Whether the body is sent even without a part.
    pub(in super::super) is_required: bool,
    /// The names of parts that have to be set.
    pub(in super::super) required: Vec<&'static str>,
    pub(in super::super) parts: Vec<EncodedPart>,
}

/// A part with all that stands around it.
#[derive(Clone)]
pub(in super::super) struct EncodedPart {
    pub(in super::super) name: &'static str,
    /// Whether it is a file.
    pub(in super::super) is_upload: bool,
    pub(in super::super) body: Result<Body, String>,
}

impl Parts {
    /// The whole body: fields first, since servers that read it while it arrives need them to know what the files are.
    pub(super) fn body(&self) -> Result<Option<Body>, String> {
        if let Some(name) = self.required.iter().find(|name| !self.parts.iter().any(|part| part.name == **name)) {
            return Err(not_set(name));
        }
        if self.parts.is_empty() && !self.is_required {
            return Ok(None);
        }
        let (uploads, fields): (Vec<_>, Vec<_>) = self.parts.iter().partition(|part| part.is_upload);
        let mut pieces =
            fields.into_iter().chain(uploads).map(|part| part.body.clone()).collect::<Result<Vec<_>, _>>()?;
        pieces.push(Body::from(format!("--{}--\r\n", self.boundary)));
        Ok(Some(Body::of_pieces(pieces).content_type(self.content_type.clone())))
    }

    pub(super) fn any(&self, is_so: impl Fn(&Body) -> bool) -> bool {
        self.parts.iter().any(|part| part.body.as_ref().is_ok_and(&is_so))
    }
}
