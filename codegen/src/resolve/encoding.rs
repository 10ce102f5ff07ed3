//! How members of bodies are written, as `encoding` says.

use indexmap::IndexMap;
use openapiv3::QueryStyle;

use super::Ctx;
use crate::api::{Encoding, Style};
use crate::pointer::Pointer;

impl<'a> Ctx<'a> {
    pub(super) fn encoding(&mut self, at: &Pointer, raw: &'a IndexMap<String, openapiv3::Encoding>) -> Vec<Encoding> {
        let mut encoding = Vec::with_capacity(raw.len());
        for (property, raw) in raw {
            encoding.push(Encoding {
                property: property.clone(),
                content_type: raw.content_type.clone(),
                headers: self.headers(&at.key(property).key("headers"), &raw.headers),
                style: raw.style.as_ref().map(style),
                explode: raw.extensions.get("x-codegen-explode").and_then(serde_json::Value::as_bool),
                reserved: raw.allow_reserved,
                arrays: self.arrays(&at.key(property), &raw.extensions),
            });
        }
        encoding
    }
}

fn style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}
