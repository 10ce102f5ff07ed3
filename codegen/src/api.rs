//! IR 1: what a description MEANS, in OpenAPI's words and with JSON Schema's semantics.
//!
//! No Rust opinion lives here: no names that were chosen, no types, no limits of what can be emitted.

mod operation;
mod pagination;
mod schema;
mod security;
mod source;
mod tags;
mod webhook;

pub use operation::Arrays;
pub(crate) use operation::{
    ANY_MEDIA, Body, Encoding, ErrorExpressions, Header, Location, MediaType, Operation, Parameter, Response,
    ResponseStatus, Style, Waiter, Writing,
};
pub(crate) use pagination::{Pagination, PaginationStyle};
pub(crate) use schema::{
    Access, BASE, Bounds, Direction, Discriminator, Enumeration, IntegerValue, Kind, Length, Object, Property, Schema,
    SchemaId, Schemas, Union,
};
pub(crate) use security::{Flow, KeyPlace, SecurityScheme, SecuritySchemeKind};
pub(crate) use source::{Source, SourceFor, SourceInput, Template};
pub(crate) use webhook::{Cause, Webhook};

/// A whole description, every reference resolved.
#[derive(Debug)]
pub(crate) struct Api {
    /// The version of OpenAPI that it is written in.
    pub(crate) version: String,
    /// Operations were left out on request, so that names may lead nowhere through nobody's fault.
    pub(crate) is_part: bool,
    pub(crate) info: Info,
    pub(crate) servers: Vec<Server>,
    pub(crate) security_schemes: Vec<SecurityScheme>,
    pub(crate) tags: Vec<Tag>,
    pub(crate) operations: Vec<Operation>,
    /// What the service asks of others.
    pub(crate) webhooks: Vec<Webhook>,
    pub(crate) schemas: Schemas,
    /// Where errors keep their code, message, request id and more (`x-error`).
    pub(crate) error: Option<ErrorExpressions>,
}

/// What the description says of itself.
#[derive(Debug)]
pub(crate) struct Info {
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) external_docs: Option<ExternalDocs>,
}

/// A page elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct ExternalDocs {
    pub(crate) url: String,
    pub(crate) description: Option<String>,
}

/// What is said about a node in words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Docs {
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) external_docs: Option<ExternalDocs>,
    pub(crate) deprecated: bool,
    pub(crate) default: Option<serde_json::Value>,
    pub(crate) example: Option<serde_json::Value>,
    pub(crate) limits: Limits,
}

/// What a schema asks of its values beyond their type, where nothing but words comes of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Limits {
    /// The only values that are allowed.
    pub(crate) values: Vec<serde_json::Value>,
    /// The least and most items of an array.
    pub(crate) items: [Option<u64>; 2],
    /// No two items of an array are equal.
    pub(crate) unique_items: bool,
    /// The least and most members of an object.
    pub(crate) members: [Option<u64>; 2],
    /// A string stands for bytes that have no text.
    pub(crate) binary: bool,
}

/// A place where the API is served.
#[derive(Clone, Debug)]
pub(crate) struct Server {
    /// With `{variables}` in it.
    pub(crate) url: String,
    pub(crate) description: Option<String>,
    pub(crate) variables: Vec<ServerVariable>,
    /// The environment variable that gives other URLs, with `{variables}` in it (`x-environment`).
    pub(crate) environment: Option<String>,
}

/// A part of a server's URL that the caller chooses.
#[derive(Clone, Debug)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    pub(crate) default: String,
    pub(crate) values: Vec<String>,
    /// Other values than the listed ones are allowed: none is listed, or `x-extensible-enum` says so.
    pub(crate) open: bool,
    pub(crate) description: Option<String>,
}

/// A group of operations.
#[derive(Debug)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
}
