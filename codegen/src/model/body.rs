//! Bodies: what a call carries, and how it is handed over.

use super::{ArgumentKind, Docs, Part, Type, Writing};

/// What a call carries.
#[derive(Debug)]
pub(crate) struct Body {
    pub(crate) required: bool,
    /// Of the setter, where it is one.
    pub(crate) docs: Docs,
    pub(crate) form: BodyForm,
}

/// How a body is handed over.
#[derive(Debug)]
pub(crate) enum BodyForm {
    /// As one value, by this name.
    Whole { name: String, content: Content },
    /// As a value of an enum, which is called `ty`.
    Choice { name: String, ty: String, docs: Docs, variants: Vec<BodyVariant> },
    /// Part by part.
    Parts { media_type: String, parts: Vec<BodyPart> },
}

/// What is sent, and as what.
#[derive(Debug)]
pub(crate) enum Content {
    Json {
        media_type: String,
        ty: Type,
    },
    Form {
        media_type: String,
        ty: Type,
        fields: Vec<FormField>,
    },
    Text {
        media_type: String,
    },
    /// Anything, of one of some media types.
    Binary {
        media_types: String,
    },
    /// Parts that the caller adds.
    Multipart {
        media_type: String,
    },
}

/// A field of a form that is not written as usual.
#[derive(Debug)]
pub(crate) struct FormField {
    pub(crate) wire_name: String,
    /// `None` for JSON.
    pub(crate) writing: Option<Writing>,
}

/// One form of a body that has several.
#[derive(Debug)]
pub(crate) struct BodyVariant {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) content: Content,
    /// No other variant holds the same type.
    pub(crate) is_unique: bool,
}

/// A part of a body.
#[derive(Debug)]
pub(crate) struct BodyPart {
    pub(crate) name: String,
    pub(crate) wire_name: String,
    pub(crate) docs: Docs,
    pub(crate) required: bool,
    /// An argument of the client's method; else a setter of the builder.
    pub(crate) is_argument: bool,
    pub(crate) kind: PartKind,
    /// Its media type, or those that the caller has to choose from, where it is not the usual one.
    pub(crate) media_types: Option<String>,
    /// What stands between the items of a list that is one part.
    pub(crate) joined: Option<&'static str>,
    /// Headers that are always the same.
    pub(crate) headers: Vec<(String, String)>,
}

/// How a part is handed over.
#[derive(Debug)]
pub(crate) enum PartKind {
    /// A file.
    Upload,
    /// Any number of files.
    Uploads,
    /// Something that the caller writes.
    Given,
    /// A value, or a list of which each item is a part.
    Value(ArgumentKind),
}

impl Body {
    /// Every type that its signatures name.
    pub(crate) fn types(&self) -> Vec<&Type> {
        match &self.form {
            BodyForm::Whole { content, .. } => content.ty().into_iter().collect(),
            BodyForm::Choice { variants, .. } => variants.iter().filter_map(|variant| variant.content.ty()).collect(),
            BodyForm::Parts { parts, .. } => parts.iter().filter_map(|part| part.kind.ty()).collect(),
        }
    }

    /// What is sent if it is no part of anything.
    pub(crate) fn contents(&self) -> Vec<&Content> {
        match &self.form {
            BodyForm::Whole { content, .. } => vec![content],
            BodyForm::Choice { variants, .. } => variants.iter().map(|variant| &variant.content).collect(),
            BodyForm::Parts { .. } => Vec::new(),
        }
    }

    /// The optional files of the runtime that it needs.
    pub(crate) fn runtime_parts(&self) -> Vec<Part> {
        let parts = matches!(self.form, BodyForm::Parts { .. }).then_some(Part::Multipart);
        let contents = self.contents().into_iter().filter_map(|content| match content {
            Content::Json { .. } | Content::Text { .. } => None,
            Content::Form { .. } => Some(Part::Forms),
            Content::Binary { .. } => Some(Part::Uploads),
            Content::Multipart { .. } => Some(Part::Multipart),
        });
        contents.chain(parts).collect()
    }
}

impl Content {
    pub(crate) fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json { ty, .. } | Self::Form { ty, .. } => Some(ty),
            Self::Text { .. } | Self::Binary { .. } | Self::Multipart { .. } => None,
        }
    }
}

impl PartKind {
    pub(crate) fn ty(&self) -> Option<&Type> {
        match self {
            Self::Value(kind) => kind.ty(),
            Self::Upload | Self::Uploads | Self::Given => None,
        }
    }
}
