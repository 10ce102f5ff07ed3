//! Operations: what a call sends and what answers it.

use std::time::Duration;

use super::{Docs, Pagination, SchemaId, Server, Source};
use crate::pointer::Pointer;

/// One method of one path.
#[derive(Debug)]
pub(crate) struct Operation {
    pub(crate) pointer: Pointer,
    pub(crate) id: Option<String>,
    /// As it is sent: `GET`.
    pub(crate) method: String,
    /// With `{parameters}` in it, as the description has it.
    pub(crate) path: String,
    /// The path alone, without a query and a fragment.
    pub(crate) template: String,
    /// What the path says of the query.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) tag: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) docs: Docs,
    /// Where it is served in place of the API's servers; empty when it is served there.
    pub(crate) servers: Vec<Server>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    pub(crate) responses: Vec<Response>,
    /// Alternatives, each a list of schemes that are needed together; empty when no proof is asked for.
    pub(crate) security: Vec<Vec<String>>,
    pub(crate) pagination: Option<Pagination>,
    pub(crate) waiter: Option<Waiter>,
    /// Groups of parameters that are sent all or none (`x-required-together`).
    pub(crate) required_together: Vec<Vec<String>>,
}

/// A value that travels outside the body.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) pointer: Pointer,
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) required: bool,
    pub(crate) docs: Docs,
    pub(crate) schema: SchemaId,
    pub(crate) writing: Writing,
    /// What joins the items of a list in the list that it is.
    pub(crate) items: Option<Style>,
    /// It may be set once on the client (`x-client-parameter`).
    pub(crate) client: bool,
    /// The call that answers with its value when nobody sets it.
    pub(crate) source: Option<Source>,
}

/// How a value becomes text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Writing {
    /// By a style.
    Style {
        style: Style,
        explode: bool,
        /// Characters that have a meaning in URLs are sent as they are.
        reserved: bool,
        arrays: Arrays,
    },
    /// In a format of its own: that of this media type.
    Content(String),
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

/// How lists are written in names that nest (`style: deepObject`), which OpenAPI leaves open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrays {
    /// `a[0]=x&a[1]=y`
    #[default]
    Indices,
    /// `a[]=x&a[]=y`
    Brackets,
    /// `a=x&a=y`
    Repeat,
}

impl Arrays {
    /// What a word of `x-deep-object-arrays` stands for: `indices`, `brackets` or `repeat`.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "indices" => Some(Self::Indices),
            "brackets" => Some(Self::Brackets),
            "repeat" => Some(Self::Repeat),
            _ => None,
        }
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Cookie,
}

/// What a request carries.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
    pub(crate) content: Vec<MediaType>,
    /// How lists are written in names that nest, unless a member says otherwise.
    pub(crate) arrays: Arrays,
}

/// One form of a body.
#[derive(Clone, Debug)]
pub(crate) struct MediaType {
    pub(crate) pointer: Pointer,
    pub(crate) name: String,
    pub(crate) schema: Option<SchemaId>,
    /// Whether that is the schema of one of many values that it holds.
    pub(crate) is_of_item: bool,
    pub(crate) example: Option<serde_json::Value>,
    /// How members of the body are written.
    pub(crate) encoding: Vec<Encoding>,
}

/// How a member of a body is written, as far as that is said.
#[derive(Clone, Debug)]
pub(crate) struct Encoding {
    pub(crate) property: String,
    /// Some media types or ranges of such.
    pub(crate) content_type: Option<String>,
    pub(crate) headers: Vec<Header>,
    pub(crate) style: Option<Style>,
    pub(crate) explode: Option<bool>,
    pub(crate) reserved: bool,
    pub(crate) arrays: Arrays,
}

/// An answer that the description knows.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: ResponseStatus,
    pub(crate) description: String,
    pub(crate) headers: Vec<Header>,
    pub(crate) content: Vec<MediaType>,
}

/// The name of a media type of which nothing is known.
pub(crate) const ANY_MEDIA: &str = "*";

impl Response {
    /// An answer of which the description says nothing that can be read.
    pub(crate) fn undescribed(status: ResponseStatus, pointer: Pointer) -> Self {
        let media = MediaType {
            pointer,
            name: ANY_MEDIA.to_owned(),
            schema: None,
            is_of_item: false,
            example: None,
            encoding: Vec::new(),
        };
        Self { status, description: String::new(), headers: Vec::new(), content: vec![media] }
    }
}

/// A header of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    /// What its text stands for; `None` when it is said by a media type.
    pub(crate) schema: Option<SchemaId>,
}

/// Which status codes a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ResponseStatus {
    Code(u16),
    /// `4XX` is class 4.
    Class(u8),
    Default,
}

impl ResponseStatus {
    /// Whether only successful answers have such a status.
    pub(crate) fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Class(2))
    }
}

/// How an operation tells that what it shows has ended (`x-waiter`).
#[derive(Debug)]
pub(crate) struct Waiter {
    pub(crate) pointer: Pointer,
    /// The runtime expression of the state.
    pub(crate) state: String,
    pub(crate) success: Vec<String>,
    pub(crate) failure: Vec<String>,
    /// The runtime expression of why it failed.
    pub(crate) reason: Option<String>,
    pub(crate) interval: Duration,
    pub(crate) deadline: Duration,
}

/// Where an error body keeps what callers ask for, as runtime expressions.
#[derive(Debug, Default)]
pub(crate) struct ErrorExpressions {
    pub(crate) code: Vec<String>,
    pub(crate) message: Vec<String>,
    pub(crate) request_id: Vec<String>,
    /// Further texts that callers ask for, each under a name.
    pub(crate) fields: Vec<(String, Vec<String>)>,
}
