//! Bodies that are forms: the fields that are not written as usual.

use super::super::answer::is_json;
use super::super::bodies::Form;
use super::super::{Ctx, parameters};
use crate::api::{self, Encoding, Kind, SchemaId};
use crate::model::{Arrays, FormField, Style, Writing};

impl Ctx<'_> {
    pub(super) fn form_fields(&self, form: &Form<'_>, arrays: api::Arrays) -> Vec<FormField> {
        let schema = form.media.schema.map(|schema| &self.api.schemas.target(schema).kind);
        let Some(Kind::Object(object)) = schema else {
            return form.media.encoding.iter().filter_map(|encoding| said(encoding, None)).collect();
        };
        let usual = parameters::arrays(arrays);
        let field = |name: &str, schema: SchemaId| match form.encoding(name) {
            Some(encoding) => said(encoding, Some(self.nests(schema))),
            None if usual != Arrays::Indices && self.may_nest(schema) => {
                let writing = Writing { style: Style::DeepObject, arrays: usual, ..Writing::FORM };
                Some(FormField { wire_name: name.to_owned(), writing: Some(writing) })
            }
            None => None,
        };
        object.properties.iter().filter_map(|property| field(&property.name, property.schema)).collect()
    }

    /// Whether a form writes every value with the path to each plain value in it.
    fn nests(&self, schema: SchemaId) -> bool {
        let is_nested = |schema: SchemaId| {
            matches!(self.api.schemas.target(schema).kind, Kind::Object(_) | Kind::Map(_) | Kind::Array(_))
        };
        match self.api.schemas.target(schema).kind {
            Kind::Array(items) => is_nested(items),
            _ => is_nested(schema),
        }
    }

    /// Whether it does so with some values.
    fn may_nest(&self, schema: SchemaId) -> bool {
        let is_plain = |schema: SchemaId| self.plain_kind(schema).is_some();
        match self.api.schemas.target(schema).kind {
            Kind::Array(items) => !is_plain(items),
            _ => !is_plain(schema),
        }
    }
}

/// What is said of a field, unless it says what is so anyway.
fn said(encoding: &Encoding, nests: Option<bool>) -> Option<FormField> {
    let wire_name = encoding.property.clone();
    if encoding.content_type.as_deref().is_some_and(is_json) {
        return Some(FormField { wire_name, writing: None });
    }
    let arrays = parameters::arrays(encoding.arrays);
    if encoding.style.is_none() && encoding.explode.is_none() && !encoding.reserved && arrays == Arrays::Indices {
        return None;
    }
    let usual = if nests == Some(true) { Style::DeepObject } else { Style::Form };
    let unsaid = if encoding.explode.is_none() { usual } else { Style::Form };
    let style = encoding.style.map_or(unsaid, parameters::style);
    let explode = encoding.explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject));
    let writing = Writing { style, explode, reserved: encoding.reserved, arrays };
    let usual = Writing { style: usual, ..Writing::FORM };
    (writing != usual || nests.is_none()).then_some(FormField { wire_name, writing: Some(writing) })
}
