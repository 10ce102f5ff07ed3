//! What a request carries.

use super::super::Ctx;
use super::super::answer::is_json;
use super::super::docs::Writer;
use super::{Call, Unsupported};
use crate::api;
use crate::diagnostic::Place;
use crate::model::Body;
use crate::pointer::Pointer;

impl Ctx<'_> {
    pub(super) fn body(&self, raw: &api::Operation, call: &mut Call) -> Result<Option<Body>, Unsupported> {
        let Some(body) = &raw.body else { return Ok(None) };
        let unsupported =
            |pointer: Pointer, construct: String| Err(Unsupported { place: Place::Key(pointer), construct });
        let media = match body.content.as_slice() {
            [media] if is_json(&media.name) => media,
            [media] => return unsupported(media.pointer.clone(), format!("a request body of type `{}`", media.name)),
            [] => return Ok(None),
            _ => return unsupported(body.pointer.key("content"), "a request body of several types".to_owned()),
        };
        let ty = self.media(media);
        let docs = Writer::default().text(Some(body.description.as_deref().unwrap_or("Sets the body."))).finish(false);
        Ok(Some(Body { name: call.scope.claim("body".to_owned()), ty, required: body.required, docs }))
    }
}
