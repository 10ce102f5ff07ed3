//! A body of several parts, each of which is handed over by itself.

use super::super::answer::{essence, is_json};
use super::super::bodies::{self, Form, Shape};
use super::super::{Ctx, docs, markdown, parameters};
use super::Call;
use super::arguments::MOST_ARGUMENTS;
use crate::api::{self, Encoding, Kind, Property, SchemaId, Style};
use crate::ident;
use crate::model::{ArgumentKind, Body, BodyForm, BodyPart, Docs, PartKind};

/// Files are looked for no deeper in lists and unions.
const DEEPEST: usize = 4;

/// What is said of a part's media type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Json,
    Text,
    Other,
}

impl Ctx<'_> {
    /// A body of parts; `None` for any other.
    pub(super) fn parts(&self, raw: &api::Operation, forms: &[Form<'_>], call: &mut Call) -> Option<Body> {
        let [form @ Form { shape: Shape::Parts(properties), .. }] = forms else { return None };
        let required = raw.body.as_ref().is_some_and(|body| body.required);
        let mut free = MOST_ARGUMENTS.saturating_sub(call.arguments.len());
        let mut parts = Vec::with_capacity(properties.len());
        let (needed, others): (Vec<_>, Vec<_>) = properties.iter().partition(|property| property.required && required);
        for property in needed.into_iter().chain(others) {
            let mut part = self.body_part(form, property, call);
            part.required &= required;
            part.is_argument = part.required && free > 0;
            free -= usize::from(part.is_argument);
            if part.is_argument {
                call.tell(&part.name, &docs::value_line(&part_facts(&self.api.schemas.get(property.schema).docs), &[]));
            }
            parts.push(part);
        }
        let form = BodyForm::Parts { media_type: form.media_types.clone(), parts };
        Some(Body { required, docs: Docs::default(), form })
    }

    fn body_part(&self, form: &Form<'_>, property: &Property, call: &mut Call) -> BodyPart {
        let encoding = form.encoding(&property.name);
        let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let headers = encoding.map(|encoding| self.fixed_headers(encoding)).unwrap_or_default();
        let is_open = encoding.is_some_and(|encoding| encoding.headers.len() > headers.len());
        // Whoever has to give headers gives the whole part.
        let kind = match self.part_kind(property.schema, said(content_type), 0) {
            PartKind::Value(_) if is_open => PartKind::Given,
            kind => kind,
        };
        let schema = self.api.schemas.get(property.schema);
        BodyPart {
            name: call.scope.claim(ident::value_name(&property.name)),
            wire_name: property.name.clone(),
            docs: part_docs(&schema.docs, content_type),
            required: property.required,
            is_argument: false,
            media_types: content_type.map(|text| text.trim().to_owned()),
            headers,
            joined: encoding.and_then(|encoding| self.part_joining(encoding, &kind)),
            kind,
        }
    }

    /// What stands between the items of a list that is one part. OpenAPI 3.0 has no such lists.
    fn part_joining(&self, encoding: &Encoding, kind: &PartKind) -> Option<&'static str> {
        let is_list =
            matches!(kind, PartKind::Value(kind) if kind.has_parts() && !matches!(kind, ArgumentKind::Json(_)));
        let style = match (encoding.style, encoding.explode) {
            (Some(style @ (Style::SpaceDelimited | Style::PipeDelimited | Style::TabDelimited)), _) => style,
            (style, Some(false)) => style.unwrap_or(Style::Form),
            _ => return None,
        };
        (is_list && encoding.content_type.is_none() && !self.api.version.starts_with("3.0"))
            .then(|| parameters::delimiter(style))
    }

    fn part_kind(&self, schema: SchemaId, said: Said, depth: usize) -> PartKind {
        let schemas = &self.api.schemas;
        let inner = |schema: SchemaId| self.part_kind(schema, said, depth + 1);
        match &schemas.target(schema).kind {
            _ if bodies::is_binary(schemas, schema) => PartKind::Upload,
            Kind::Any if said == Said::Nothing => PartKind::Upload,
            Kind::Array(_) if said == Said::Json => PartKind::Value(ArgumentKind::Parts(self.bare(schema))),
            Kind::Array(items) if depth < DEEPEST => match inner(*items) {
                PartKind::Upload | PartKind::Uploads => PartKind::Uploads,
                PartKind::Value(_) | PartKind::Given => self.value_part(schema, said),
            },
            Kind::Union(union) if depth < DEEPEST => {
                let kinds = || union.branches.iter().map(|branch| inner(*branch));
                if kinds().any(|kind| matches!(kind, PartKind::Uploads)) {
                    PartKind::Uploads
                } else if kinds().any(|kind| matches!(kind, PartKind::Upload)) {
                    PartKind::Upload
                } else {
                    self.value_part(schema, said)
                }
            }
            _ => self.value_part(schema, said),
        }
    }

    fn value_part(&self, schema: SchemaId, said: Said) -> PartKind {
        match (self.value_kind(schema), said) {
            // Text of a type that is none is how files were described once.
            (ArgumentKind::Text, Said::Other) => PartKind::Upload,
            // Nothing is known of how to write it.
            (ArgumentKind::Parts(_) | ArgumentKind::IntoParts(_), Said::Text | Said::Other) => PartKind::Given,
            (kind, _) => PartKind::Value(kind),
        }
    }

    /// The headers whose value the description knows.
    fn fixed_headers(&self, encoding: &Encoding) -> Vec<(String, String)> {
        let value = |schema: SchemaId| match &self.api.schemas.target(schema).kind {
            Kind::Enumeration(values) if values.values.len() == 1 => values.values.first().cloned(),
            _ => match &self.api.schemas.get(schema).docs.default {
                Some(serde_json::Value::String(text)) => Some(text.clone()),
                Some(value @ (serde_json::Value::Number(_) | serde_json::Value::Bool(_))) => Some(value.to_string()),
                _ => None,
            },
        };
        let headers = encoding.headers.iter();
        headers.filter_map(|header| Some((header.name.clone(), value(header.schema?)?))).collect()
    }
}

/// A part can hold all bytes.
fn part_facts(docs: &api::Docs) -> api::Docs {
    let mut docs = docs.clone();
    docs.limits.binary = false;
    docs
}

fn part_docs(docs: &api::Docs, content_type: Option<&str>) -> Docs {
    let docs = part_facts(docs);
    let choice = content_type.filter(|types| super::body::is_choice(types));
    let note = choice.map(|types| format!("One of {}, as [`Part::content_type`] says.", markdown::code(types)));
    docs::value(&docs, note.as_slice())
}

fn said(content_type: Option<&str>) -> Said {
    match content_type.map(essence) {
        None => Said::Nothing,
        Some(essence) if essence.contains([',', '*']) => Said::Other,
        Some(essence) if is_json(&essence) => Said::Json,
        Some(essence) if essence.starts_with("text/") => Said::Text,
        Some(_) => Said::Other,
    }
}
