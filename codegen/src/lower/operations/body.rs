//! What a request carries.

use super::super::bodies::{self, Form, Shape};
use super::super::docs::{self, Writer};
use super::super::names::OperationNames;
use super::super::{Ctx, markdown};
use super::Call;
use crate::api::{self, Arrays, Kind, Property};
use crate::diagnostic::{Diagnostic, Place};
use crate::ident::{self, Scope};
use crate::model::{Body, BodyForm, BodyPart, BodyVariant, Content, Docs};

impl<'a> Ctx<'a> {
    /// The forms of the body of an operation.
    pub(super) fn body_forms(&mut self, raw: &'a api::Operation) -> Vec<Form<'a>> {
        let forms = raw.body.as_ref().map_or_else(Vec::new, |body| bodies::forms(&self.api.schemas, body));
        let content = raw.body.iter().flat_map(|body| &body.content);
        for media in content.filter(|media| !bodies::is_media_type(&media.name)) {
            let message = format!("`{}` is no media type", media.name);
            let warning = Diagnostic::warning("invalid-media-type", Place::Key(media.pointer.clone()), message);
            self.diagnostics.push(warning.generated("a body without it"));
        }
        for form in forms.iter().filter(|form| matches!(form.shape, Shape::Text)) {
            self.warn_of_xml(form.media);
        }
        forms
    }

    /// A body that is handed over as a whole; `None` for one of parts, which [`Ctx::parts`] makes.
    pub(super) fn whole_body(
        &self,
        raw: &api::Operation,
        forms: &[Form<'_>],
        names: &OperationNames,
        call: &mut Call,
    ) -> Option<Body> {
        let body = raw.body.as_ref()?;
        let form = match forms {
            [] | [Form { shape: Shape::Parts(_), .. }] => return None,
            [form] => {
                BodyForm::Whole { name: call.scope.claim("body".to_owned()), content: self.content(form, body.arrays) }
            }
            forms => {
                let line = format!("What [`Client::{}`] sends.", names.method);
                BodyForm::Choice {
                    name: call.scope.claim("body".to_owned()),
                    ty: names.body.clone().unwrap_or_default(),
                    docs: Writer::default().line(line).finish(false),
                    variants: self.variants(forms, body.arrays),
                }
            }
        };
        let docs = Writer::default().text(Some(body.description.as_deref().unwrap_or("Sets the body.")));
        Some(Body { required: body.required, docs: docs.finish(false), form })
    }

    fn variants(&self, forms: &[Form<'_>], arrays: Arrays) -> Vec<BodyVariant> {
        let mut scope = Scope::default();
        let mut variants: Vec<BodyVariant> = forms
            .iter()
            .map(|form| BodyVariant {
                name: scope.claim(ident::type_name(&form.label())),
                docs: self.variant_docs(form),
                content: self.content(form, arrays),
                is_unique: false,
            })
            .collect();
        let kinds: Vec<String> = variants.iter().map(|variant| held(&variant.content)).collect();
        for (variant, kind) in variants.iter_mut().zip(&kinds) {
            variant.is_unique = kinds.iter().filter(|other| *other == kind).count() == 1;
        }
        variants
    }

    fn variant_docs(&self, form: &Form<'_>) -> Docs {
        let about = match form.shape {
            Shape::Binary if is_choice(&form.media_types) => {
                format!("One of {}, as [`Body::content_type`] says.", markdown::code(&form.media_types))
            }
            _ => format!("Sent as {}.", markdown::code(&form.media_types)),
        };
        Writer::default().line(about).lines(self.part_lines(form)).finish(false)
    }

    /// The parts of a body that the caller puts together.
    fn part_lines(&self, form: &Form<'_>) -> Vec<String> {
        let Some(schema) = form.media.schema.filter(|_| matches!(form.shape, Shape::Multipart)) else {
            return Vec::new();
        };
        let Kind::Object(object) = &self.api.schemas.target(schema).kind else { return Vec::new() };
        let line = |property: &Property| {
            let need = if property.required { "" } else { ", optional" };
            format!("- {}{need}", markdown::code(&property.name))
        };
        object.properties.iter().map(line).collect()
    }

    fn content(&self, form: &Form<'_>, arrays: Arrays) -> Content {
        let media_type = form.media_types.clone();
        match form.shape {
            Shape::Json => Content::Json { media_type, ty: self.media(form.media) },
            Shape::Fields => {
                Content::Form { media_type, ty: self.media(form.media), fields: self.form_fields(form, arrays) }
            }
            Shape::Text => Content::Text { media_type },
            Shape::Binary => Content::Binary { media_types: media_type },
            Shape::Parts(_) | Shape::Multipart => Content::Multipart { media_type },
        }
    }
}

impl Call {
    /// Notes what is known of a body that is an argument.
    pub(super) fn tell_of_body(&mut self, raw: &api::Operation, body: Option<&Body>) {
        let form = body.filter(|body| body.required).map(|body| &body.form);
        let Some(BodyForm::Whole { name, .. } | BodyForm::Choice { name, .. }) = form else { return };
        if let Some(description) = raw.body.as_ref().and_then(|body| body.description.as_deref()) {
            let docs = api::Docs { description: Some(description.to_owned()), ..api::Docs::default() };
            self.tell(name, &docs::value_line(&docs, &[]));
        }
    }
}

/// The type that a variant holds, in words that equal types share.
fn held(content: &Content) -> String {
    match content {
        Content::Json { ty, .. } | Content::Form { ty, .. } => format!("{ty:?}"),
        Content::Text { .. } => format!("{:?}", crate::model::Type::String),
        Content::Binary { .. } => "body".to_owned(),
        Content::Multipart { .. } => "parts".to_owned(),
    }
}

pub(super) fn is_choice(media_types: &str) -> bool {
    media_types.contains(['*', ','])
}

/// What is to be known of a body and no type tells, for the documentation of the client's method.
pub(super) fn notes(body: Option<&Body>) -> Vec<String> {
    let Some(body) = body else { return Vec::new() };
    match &body.form {
        BodyForm::Whole { content: Content::Binary { media_types }, .. } if is_choice(media_types) => {
            vec![format!("The body is one of {}, as [`Body::content_type`] says.", markdown::code(media_types))]
        }
        BodyForm::Whole {
            content: Content::Text { media_type } | Content::Binary { media_types: media_type }, ..
        } => {
            vec![format!("The body is {}.", markdown::code(media_type))]
        }
        BodyForm::Parts { parts, .. } => {
            let choices = parts.iter().filter(|part| part.is_argument);
            let choices =
                choices.filter_map(|part| Some((part, part.media_types.as_deref().filter(|types| is_choice(types))?)));
            let line = |(part, types): (&BodyPart, &str)| {
                let [name, types] = [&part.name, types].map(markdown::code);
                format!("{name} is one of {types}, as [`Part::content_type`] says.")
            };
            choices.map(line).collect()
        }
        _ => Vec::new(),
    }
}
