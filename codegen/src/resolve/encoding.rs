//! How members of bodies are written, as `encoding` says.

use indexmap::IndexMap;
use openapiv3::QueryStyle;

use super::Ctx;
use super::parameter::joining;
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
                style: style(raw),
                explode: raw.extensions.get("x-codegen-explode").and_then(serde_json::Value::as_bool),
                reserved: raw.allow_reserved,
                arrays: self.arrays(&at.key(property), &raw.extensions),
            });
        }
        encoding
    }
}

fn style(raw: &openapiv3::Encoding) -> Option<Style> {
    Some(match raw.style {
        Some(QueryStyle::Form) => Style::Form,
        Some(QueryStyle::SpaceDelimited) => Style::SpaceDelimited,
        Some(QueryStyle::PipeDelimited) => Style::PipeDelimited,
        Some(QueryStyle::DeepObject) => Style::DeepObject,
        None => return joining(&raw.extensions),
    })
}
