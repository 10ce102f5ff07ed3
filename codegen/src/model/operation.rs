//! Operations: a method of the client and a request builder for each.

use std::time::Duration;

use super::{Body, Docs, Part, ServiceId, Type};

/// One file below `operations`: the operations of a tag.
#[derive(Debug)]
pub(crate) struct Group {
    /// The tag of its operations.
    pub(crate) tag: String,
    pub(crate) module: String,
    pub(crate) docs: Docs,
    pub(crate) operations: Vec<Operation>,
}

/// One operation.
#[derive(Debug)]
pub(crate) struct Operation {
    /// The method of the client.
    pub(crate) method: String,
    /// The request builder.
    pub(crate) builder: String,
    /// The static that describes the operation to the runtime.
    pub(crate) constant: String,
    /// Its name in messages.
    pub(crate) id: String,
    pub(crate) http_method: HttpMethod,
    pub(crate) service: ServiceId,
    pub(crate) path: String,
    pub(crate) docs: Docs,
    /// A line for the builder.
    pub(crate) builder_docs: Docs,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) setters: Vec<Setter>,
    pub(crate) body: Option<Body>,
    pub(crate) answers: Answers,
    pub(crate) errors: Option<ErrorKinds>,
    pub(crate) security: Vec<Vec<String>>,
    pub(crate) required_together: Vec<Vec<String>>,
    pub(crate) pages: Option<Pages>,
    pub(crate) waiter: Option<Waiter>,
    pub(crate) headers: Option<HeaderView>,
}

/// A method of HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HttpMethod {
    /// One that the standard library of HTTP has a name for: `GET`.
    Known(&'static str),
    /// Any other.
    Other(String),
}

impl HttpMethod {
    /// As it is sent.
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Known(name) => name,
            Self::Other(name) => name,
        }
    }
}

/// A type with a method for each documented header of the answers.
#[derive(Debug)]
pub(crate) struct HeaderView {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) headers: Vec<Header>,
}

/// A documented header of an answer.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) method: String,
    pub(crate) wire_name: String,
    pub(crate) kind: HeaderKind,
    pub(crate) docs: Docs,
}

/// What the text of a header becomes: the mirror of how a parameter is handed over.
#[derive(Debug)]
pub(crate) enum HeaderKind {
    /// `&str`
    Text,
    /// What the text stands for, if it does.
    Parsed(Type),
    /// `T::from(&str)`, which takes every text.
    FromText(Type),
    /// `T::from(i64)` of a text that is an integer.
    FromInteger(Type),
}

impl HeaderKind {
    pub(crate) fn ty(&self) -> Option<&Type> {
        match self {
            Self::Text => None,
            Self::Parsed(ty) | Self::FromText(ty) | Self::FromInteger(ty) => Some(ty),
        }
    }
}

impl Operation {
    /// What its errors hold, if a type of its own says so.
    pub(crate) fn error_variants(&self) -> impl Iterator<Item = &KindVariant> {
        self.errors.iter().flat_map(|errors| match &errors.variants {
            ErrorVariants::Own(variants) => variants.as_slice(),
            ErrorVariants::Shared(_) => &[],
        })
    }

    /// The optional parts of the runtime that its answers need.
    pub(crate) fn parts(&self) -> impl Iterator<Item = Part> {
        self.answers.replies().filter_map(Reply::part)
    }

    /// How each of its parameters is handed over.
    pub(crate) fn argument_kinds(&self) -> impl Iterator<Item = &ArgumentKind> {
        let arguments = self.arguments.iter().map(|argument| &argument.kind);
        arguments.chain(self.setters.iter().map(|setter| &setter.kind))
    }

    /// Whether a value that it takes is written by its parts.
    pub(crate) fn sends_parts(&self) -> bool {
        self.argument_kinds().any(ArgumentKind::has_parts)
    }

    /// Every type that its signatures name.
    pub(crate) fn types(&self) -> Vec<&Type> {
        let mut types: Vec<&Type> = self.argument_kinds().filter_map(ArgumentKind::ty).collect();
        types.extend(self.headers.iter().flat_map(|view| &view.headers).filter_map(|header| header.kind.ty()));
        types.extend(self.body.iter().flat_map(Body::types));
        types.extend(self.pages.iter().map(|pages| &pages.item));
        types.extend(self.answers.replies().filter_map(Reply::ty));
        types.extend(self.error_variants().filter_map(|variant| variant.reply.ty()));
        types
    }
}

/// A parameter as the runtime sees it.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, and all are printed as such")]
pub(crate) struct Parameter {
    pub(crate) wire_name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) default: Option<String>,
    /// Its default is always sent.
    pub(crate) fixed: bool,
    pub(crate) writing: Writing,
    pub(crate) rules: Vec<Rule>,
    /// A value of the client may stand in.
    pub(crate) shared: bool,
    /// Nobody should see its value.
    pub(crate) secret: bool,
}

impl Parameter {
    /// How its value is written unless something else is said.
    pub(crate) fn usual_writing(&self) -> Writing {
        self.location.usual_writing()
    }

    pub(crate) fn has_unusual_style(&self) -> bool {
        self.writing.style != self.usual_writing().style
    }
}

/// How a value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Writing {
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) reserved: bool,
    pub(crate) arrays: Arrays,
}

impl Writing {
    /// As paths and headers are written unless the description says otherwise.
    pub(crate) const SIMPLE: Self =
        Self { style: Style::Simple, explode: false, reserved: false, arrays: Arrays::Indices };
    /// As queries, cookies and forms are.
    pub(crate) const FORM: Self = Self { style: Style::Form, explode: true, ..Self::SIMPLE };
}

/// What joins the parts of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    TabDelimited,
    DeepObject,
    Cookie,
}

/// How lists are written in names that nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrays {
    Indices,
    Brackets,
    Repeat,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

impl Location {
    /// How values are written there unless something else is said.
    pub(crate) fn usual_writing(self) -> Writing {
        match self {
            Self::Path | Self::Header => Writing::SIMPLE,
            Self::Query | Self::Cookie => Writing::FORM,
        }
    }
}

/// What the runtime checks before it sends a parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Rule {
    Minimum(i128),
    Maximum(i128),
    MultipleOf(i128),
    AtLeast(f64),
    Above(f64),
    AtMost(f64),
    Below(f64),
    MinLength(u64),
    MaxLength(u64),
    MinItems(u64),
    MaxItems(u64),
    /// What each item of a list has to fulfill.
    Each(Vec<Self>),
}

/// An argument of the client's method: a parameter that every call needs.
#[derive(Debug)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) wire_name: String,
    pub(crate) location: Location,
    pub(crate) kind: ArgumentKind,
}

/// A method of the request builder: a parameter that some calls need.
#[derive(Debug)]
pub(crate) struct Setter {
    pub(crate) name: String,
    pub(crate) wire_name: String,
    pub(crate) location: Location,
    pub(crate) kind: ArgumentKind,
    pub(crate) docs: Docs,
}

/// How a value is handed over.
#[derive(Clone, Debug)]
pub(crate) enum ArgumentKind {
    /// `&str`
    Text,
    /// A copy of a small value.
    Value(Type),
    /// `impl Into<T>`
    Into(Type),
    /// `impl IntoIterator<Item = impl AsRef<str>>`
    Texts,
    /// `impl IntoIterator<Item = T>`
    Values(Type),
    /// `impl IntoIterator<Item = impl Into<T>>`
    Intos(Type),
    /// `&T`, written by its parts.
    Parts(Type),
    /// `&T`, a list of lists, of which each is one text with this between its items.
    Nested(Type, &'static str),
    /// `impl Into<T>`, written by its parts.
    IntoParts(Type),
    /// `&T`, written as JSON.
    Json(Type),
}

impl ArgumentKind {
    /// Whether more than one plain value may come of it.
    pub(crate) fn has_parts(&self) -> bool {
        !matches!(self, Self::Text | Self::Value(_) | Self::Into(_))
    }

    /// The type that it names.
    pub(crate) fn ty(&self) -> Option<&Type> {
        match self {
            Self::Text | Self::Texts => None,
            Self::Value(ty)
            | Self::Into(ty)
            | Self::Values(ty)
            | Self::Intos(ty)
            | Self::Parts(ty)
            | Self::Nested(ty, _)
            | Self::IntoParts(ty)
            | Self::Json(ty) => Some(ty),
        }
    }
}

/// Status codes that count as success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Statuses {
    Code(u16),
    Class(u8),
    Default,
}

/// What successful answers are.
#[derive(Debug)]
pub(crate) struct Answers {
    pub(crate) success: Vec<Statuses>,
    /// What is asked for; empty when no content is.
    pub(crate) accept: String,
    pub(crate) reply: Reply,
    /// The same answers in other forms, each with the method that asks for it and what it asks for.
    pub(crate) forms: Vec<(&'static str, String, Reply)>,
}

impl Answers {
    /// Everything that an answer may hold.
    pub(crate) fn replies(&self) -> impl Iterator<Item = &Reply> {
        let whole = std::iter::once(&self.reply).chain(self.forms.iter().map(|(_, _, reply)| reply));
        whole.flat_map(|reply| match reply {
            Reply::ByStatus(kinds) => kinds.variants.iter().map(|variant| &variant.reply).collect(),
            reply => vec![reply],
        })
    }

    /// The type whose variant is told by the status, if there is one.
    pub(crate) fn kinds(&self) -> Option<&Kinds> {
        if let Reply::ByStatus(kinds) = &self.reply { Some(kinds) } else { None }
    }
}

/// What a successful answer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    Empty,
    Json(Type),
    Text,
    /// Bytes, read while they arrive.
    Bytes,
    /// Events, whose data are JSON unless they are plain texts.
    Events(Option<Type>),
    /// Values of JSON, one after the other.
    Lines(Type),
    ByStatus(Kinds),
}

impl Reply {
    /// Whether it is read while it arrives.
    pub(crate) fn is_stream(&self) -> bool {
        match self {
            Self::Bytes | Self::Events(_) | Self::Lines(_) => true,
            Self::ByStatus(kinds) => kinds.variants.iter().any(|variant| variant.reply.is_stream()),
            Self::Empty | Self::Json(_) | Self::Text => false,
        }
    }

    fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Lines(ty) => Some(ty),
            Self::Events(ty) => ty.as_ref(),
            Self::Text | Self::Bytes | Self::Empty | Self::ByStatus(_) => None,
        }
    }

    fn part(&self) -> Option<Part> {
        match self {
            Self::Bytes => Some(Part::ByteStream),
            Self::Events(_) => Some(Part::EventStream),
            Self::Lines(_) => Some(Part::JsonLines),
            Self::Empty | Self::Json(_) | Self::Text | Self::ByStatus(_) => None,
        }
    }
}

/// A type with a variant for each status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kinds {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    /// The last one is for all statuses that have none of their own.
    pub(crate) variants: Vec<KindVariant>,
}

/// A type that tells the errors of an operation apart.
#[derive(Debug)]
pub(crate) struct ErrorKinds {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) variants: ErrorVariants,
}

/// The kinds of errors of an operation.
#[derive(Debug)]
pub(crate) enum ErrorVariants {
    Own(Vec<KindVariant>),
    /// Those of another operation, whose type has this name.
    Shared(String),
}

/// What an answer with one status, or one of many, holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KindVariant {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) statuses: Statuses,
    pub(crate) reply: Reply,
}

/// How an operation is read page by page.
#[derive(Debug)]
pub(crate) struct Pages {
    pub(crate) by: PageBy,
    /// The runtime expression of how many items there are on all pages.
    pub(crate) total: Option<String>,
    /// How the items are reached from a page.
    pub(crate) way: Vec<Access>,
    pub(crate) item: Type,
}

/// What the next page is asked for by. Parameters are wire names; the rest of the texts are runtime expressions.
#[derive(Debug)]
pub(crate) enum PageBy {
    Offset {
        offset: String,
        limit: String,
        /// The page's length that is asked for unless the caller says otherwise.
        default_limit: u64,
        /// The largest number that the parameter takes.
        last: u64,
    },
    Page {
        page: String,
        first: u64,
        size: Option<String>,
        default_size: Option<u64>,
        last: u64,
    },
    Cursor {
        cursor: String,
        next: String,
        more: Option<String>,
    },
    Link {
        next: Option<String>,
    },
}

/// A step on the way to a value.
#[derive(Debug)]
pub(crate) enum Access {
    /// Into the field of this name.
    Member(String),
    /// Into what is there, if it is.
    Option,
    /// Into what is neither absent nor null, if it is.
    Field,
}

/// How an operation is repeated until what it shows has ended.
#[derive(Debug)]
pub(crate) struct Waiter {
    pub(crate) docs: Docs,
    pub(crate) state: String,
    pub(crate) success: Vec<String>,
    pub(crate) failure: Vec<String>,
    pub(crate) reason: Option<String>,
    pub(crate) interval: Duration,
    pub(crate) deadline: Duration,
}
