//! Bodies: which of the forms that a description lists are offered, and what they are made of.

mod same;

use super::answer::{essence, is_json, is_text};
use crate::api::{Body, Encoding, Kind, MediaType, Property, SchemaId, Schemas};

/// One form of a body that is offered.
#[derive(Debug)]
pub(super) struct Form<'a> {
    pub(super) media: &'a MediaType,
    pub(super) shape: Shape<'a>,
    /// The media type that is sent, or those that the caller has to choose from.
    pub(super) media_types: String,
}

/// How a body is handed over.
#[derive(Debug)]
pub(super) enum Shape<'a> {
    /// A value that is written as JSON.
    Json,
    /// A value that is written as a form.
    Fields,
    /// A value for each part.
    Parts(&'a [Property]),
    /// Parts that the caller adds.
    Multipart,
    Text,
    Binary,
}

/// The forms that are offered of a body: of those that say the same the best one.
pub(super) fn forms<'a>(schemas: &'a Schemas, body: &'a Body) -> Vec<Form<'a>> {
    let mut forms: Vec<Form<'a>> = Vec::new();
    for media in body.content.iter().filter(|media| is_media_type(&media.name)) {
        let form = Form::new(schemas, media);
        match forms.iter_mut().find(|known| known.is_same(schemas, &form)) {
            Some(known) if matches!((&known.shape, &form.shape), (Shape::Binary, Shape::Binary)) => {
                known.media_types.push_str(", ");
                known.media_types.push_str(&form.media_types);
            }
            Some(known) if form.rank(schemas) < known.rank(schemas) => *known = form,
            Some(_) => {}
            None => forms.push(form),
        }
    }
    if forms.len() > 1 {
        // Only a body of one form can be handed over in parts.
        for form in forms.iter_mut().filter(|form| matches!(form.shape, Shape::Parts(_))) {
            form.shape = Shape::Multipart;
        }
    }
    forms
}

/// A schema that a body needs a type for.
pub(super) struct Needed<'a> {
    pub(super) schema: SchemaId,
    /// The name of the part that it is of, if it is no body by itself.
    pub(super) part: Option<&'a str>,
    /// What tells it from the operation's other forms, from the second one on.
    pub(super) form: Option<String>,
}

/// The schemas that a body needs types for.
pub(super) fn needed<'a>(schemas: &'a Schemas, body: &'a Body) -> Vec<Needed<'a>> {
    let mut needed = Vec::new();
    for (index, form) in forms(schemas, body).into_iter().enumerate() {
        let name = (index > 0).then(|| form.label());
        match form.shape {
            Shape::Json | Shape::Fields => {
                needed.extend(form.media.schema.map(|schema| Needed { schema, part: None, form: name }));
            }
            Shape::Parts(parts) => needed.extend(parts.iter().map(|part| Needed {
                schema: part.schema,
                part: Some(part.name.as_str()),
                form: None,
            })),
            Shape::Multipart | Shape::Text | Shape::Binary => {}
        }
    }
    needed
}

impl<'a> Form<'a> {
    fn new(schemas: &'a Schemas, media: &'a MediaType) -> Self {
        let essence = essence(&media.name);
        let kind = media.schema.map(|schema| &schemas.target(schema).kind);
        let is_binary = media.schema.is_some_and(|schema| is_binary(schemas, schema));
        let is_range = essence.contains('*');
        let (shape, sent) = match essence.as_str() {
            "application/x-www-form-urlencoded" if matches!(kind, Some(Kind::String { .. })) => (Shape::Text, None),
            "application/x-www-form-urlencoded" => (Shape::Fields, None),
            _ if essence.starts_with("multipart/") => {
                let sent = if is_range { "multipart/form-data" } else { essence.as_str() };
                (parts(kind).map_or(Shape::Multipart, Shape::Parts), Some(sent))
            }
            _ if is_binary => (Shape::Binary, None),
            // Authors who allow everything and describe a value mean JSON.
            "*/*" | "application/*" if kind.is_none() => (Shape::Binary, None),
            _ if is_json(&essence) => (Shape::Json, is_range.then_some("application/json")),
            "text/*" => (Shape::Text, Some("text/plain")),
            _ if is_text(&essence) => (Shape::Text, None),
            _ => (Shape::Binary, None),
        };
        let media_types = sent.unwrap_or(media.name.trim()).to_owned();
        Self { media, shape, media_types }
    }

    /// Whether both say the same in other words.
    fn is_same(&self, schemas: &Schemas, other: &Self) -> bool {
        match (self.media.schema, other.media.schema) {
            _ if matches!((&self.shape, &other.shape), (Shape::Binary, Shape::Binary)) => true,
            (Some(one), Some(two)) => same::is_same(schemas, one, two),
            (None, None) => std::mem::discriminant(&self.shape) == std::mem::discriminant(&other.shape),
            _ => false,
        }
    }

    /// The lower, the better. What holds files is best sent in parts.
    fn rank(&self, schemas: &Schemas) -> u8 {
        match &self.shape {
            Shape::Parts(parts) if parts.iter().any(|part| is_upload(schemas, part.schema)) => 0,
            Shape::Json if essence(&self.media_types) == "application/json" => 1,
            Shape::Json => 2,
            Shape::Fields => 3,
            Shape::Parts(_) | Shape::Multipart => 4,
            Shape::Text => 5,
            Shape::Binary => 6,
        }
    }

    /// What it is called among others.
    pub(super) fn label(&self) -> String {
        let essence = essence(&self.media.name);
        let (family, subtype) = essence.split_once('/').unwrap_or((&essence, "*"));
        let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
        match (family, subtype) {
            (_, "www-form-urlencoded") => "Form".to_owned(),
            ("multipart", _) => "Multipart".to_owned(),
            ("text", "plain") => "Text".to_owned(),
            ("*", _) => "Any".to_owned(),
            (family, "*") => family.to_owned(),
            (_, subtype) => subtype.replace(|char: char| !char.is_ascii_alphanumeric(), " "),
        }
    }

    /// How the member of an object is written, where that is said.
    pub(super) fn encoding(&self, property: &str) -> Option<&'a Encoding> {
        self.media.encoding.iter().find(|encoding| encoding.property == property)
    }
}

/// Whether a name can stand for a type at all: authors put other keys beside.
pub(super) fn is_media_type(name: &str) -> bool {
    essence(name).split_once('/').is_some_and(|(family, kind)| !family.is_empty() && !kind.is_empty())
}

/// Whether a schema stands for bytes that have no text.
pub(super) fn is_binary(schemas: &Schemas, id: SchemaId) -> bool {
    matches!(&schemas.target(id).kind, Kind::String { format: Some(format), .. } if format == "binary")
}

/// Whether a schema stands for a file or for several.
pub(super) fn is_upload(schemas: &Schemas, id: SchemaId) -> bool {
    let items = match schemas.target(id).kind {
        Kind::Array(items) => items,
        _ => id,
    };
    is_binary(schemas, items)
}

/// The members of an object that has no others.
fn parts(kind: Option<&Kind>) -> Option<&[Property]> {
    match kind {
        Some(Kind::Object(object)) if object.additional.is_none() && object.choices.is_empty() => {
            Some(&object.properties)
        }
        _ => None,
    }
}
