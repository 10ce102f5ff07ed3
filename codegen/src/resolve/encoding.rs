//! How members of bodies are written, as `encoding` says.

use indexmap::IndexMap;
use openapiv3::QueryStyle;

use super::parameter::joining;
use super::{Ctx, extensions};
use crate::api::{Encoding, Style};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// What OpenAPI 3.2 says of parts by their position, and of parts in parts.
const POSITIONS: [&str; 3] = ["prefixEncoding", "itemEncoding", "encoding"];

impl<'a> Ctx<'a> {
    /// Parts are written by name; what else is said of them is not heard.
    pub(super) fn tell_of_positions(&mut self, at: &Pointer, extensions: &extensions::Extensions) {
        let said = |key: &&str| extensions.contains_key(&format!("x-codegen-{key}"));
        for key in POSITIONS.into_iter().filter(said) {
            let what = if key == "encoding" { "the parts of a part" } else { "parts without names" };
            let message = format!("`{key}` says how {what} are written, which is not supported");
            let warning = Diagnostic::warning("unsupported-encoding", Place::Key(at.key(key)), message);
            self.warn(warning.generated("parts in the form that their types ask for"));
        }
    }

    pub(super) fn encoding(&mut self, at: &Pointer, raw: &'a IndexMap<String, openapiv3::Encoding>) -> Vec<Encoding> {
        let mut encoding = Vec::with_capacity(raw.len());
        for (property, raw) in raw {
            self.tell_of_positions(&at.key(property), &raw.extensions);
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
