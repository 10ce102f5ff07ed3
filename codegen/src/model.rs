//! IR 2: what Rust will SAY, in Rust's words; every decision is made, nothing is printed yet.

mod body;
mod client;
mod collision;
mod conversion;
mod operation;
mod schema_type;
mod source;
mod types;
mod untyped;
mod webhook;

pub(crate) use body::{Body, BodyForm, BodyPart, BodyVariant, Content, FormField, PartKind};
pub(crate) use client::{
    Client, ClientParameter, ErrorExpressions, ErrorField, Scheme, SchemeKind, Server, ServerVariable, Service,
    ServiceId, VariableSetter,
};
pub use collision::Collision;
pub(crate) use conversion::{Conversion, ConversionBody, FieldSource, Step};
pub(crate) use operation::{
    Access, Answers, Argument, ArgumentKind, Arrays, ErrorKinds, ErrorVariants, Group, Header, HeaderKind, HeaderView,
    HttpMethod, KindVariant, Kinds, Location, Operation, PageBy, Pages, Parameter, Reply, Rule, Setter, Statuses,
    Style, Waiter, Writing,
};
pub use schema_type::SchemaType;
pub(crate) use source::{Source, SourceConstructor, SourceInput};
pub(crate) use types::{
    Alias, Branch, Enum, Field, IntegerEnum, IntegerType, IntegerVariant, Item, ModelModule, Struct, Tag, Type,
    TypeName, Union, UnionVariant, Variant,
};
pub use untyped::Untyped;
pub(crate) use webhook::{Payload, Webhook};

use std::collections::BTreeSet;

/// A whole client crate.
#[derive(Debug)]
pub(crate) struct Crate {
    pub(crate) package: Package,
    pub(crate) paths: Paths,
    /// The crate's documentation, line by line.
    pub(crate) docs: Vec<String>,
    pub(crate) client: Client,
    pub(crate) models: Vec<ModelModule>,
    pub(crate) groups: Vec<Group>,
    /// What the service asks of others.
    pub(crate) webhooks: Vec<Webhook>,
    /// The optional files of the runtime that are needed.
    pub(crate) parts: BTreeSet<Part>,
    /// The call that the crate's documentation shows.
    pub(crate) example: Option<Example>,
    /// What became a value of any type, in the order in which it was met.
    pub(crate) untyped: Vec<Untyped>,
    /// Names that would have become the same identifier.
    pub(crate) collisions: Vec<Collision>,
    /// The types of each component.
    pub(crate) schema_types: Vec<SchemaType>,
}

/// What cargo wants to know.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    /// The library's name: the package's, with underscores.
    pub(crate) library: String,
    pub(crate) version: String,
    pub(crate) description: String,
    pub(crate) documentation: Option<String>,
}

/// Where emitted files find each other.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    /// The path of the client's root module, `crate` in a crate of its own.
    pub(crate) root: String,
    /// The path of the runtime's module.
    pub(crate) runtime: String,
    /// Whether the runtime is part of the client.
    pub(crate) embedded: bool,
}

/// A file of the runtime that only some clients need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Addresses,
    Binary,
    ByteStream,
    /// What the types of [`Part::CivilDate`], [`Part::CivilTime`] and [`Part::DateTime`] share.
    Calendar,
    CivilDate,
    CivilTime,
    DateTime,
    EventStream,
    Field,
    Forms,
    JsonLines,
    Multipart,
    OpenEnum,
    OpenIntegerEnum,
    Pages,
    Password,
    /// How dates and times are read.
    Rfc3339,
    SdkHmacSha256,
    Source,
    Unions,
    /// Bodies that are read while they are sent.
    Uploads,
    Uuids,
    Wait,
    Webhooks,
}

impl Part {
    pub(crate) const ALL: [Self; 24] = [
        Self::Addresses,
        Self::Binary,
        Self::ByteStream,
        Self::Calendar,
        Self::CivilDate,
        Self::CivilTime,
        Self::DateTime,
        Self::EventStream,
        Self::Field,
        Self::Forms,
        Self::JsonLines,
        Self::Multipart,
        Self::OpenEnum,
        Self::OpenIntegerEnum,
        Self::Pages,
        Self::Password,
        Self::Rfc3339,
        Self::SdkHmacSha256,
        Self::Source,
        Self::Unions,
        Self::Uploads,
        Self::Uuids,
        Self::Wait,
        Self::Webhooks,
    ];

    /// The name of its module below `runtime`.
    pub(crate) fn module(self) -> &'static str {
        match self {
            Self::Addresses => "addresses",
            Self::Binary => "binary",
            Self::ByteStream => "byte_stream",
            Self::Calendar => "calendar",
            Self::CivilDate => "civil_date",
            Self::CivilTime => "civil_time",
            Self::DateTime => "date_time",
            Self::EventStream => "event_stream",
            Self::Field => "field",
            Self::Forms => "forms",
            Self::JsonLines => "json_lines",
            Self::Multipart => "multipart",
            Self::OpenEnum => "open_enum",
            Self::OpenIntegerEnum => "open_integer_enum",
            Self::Pages => "pages",
            Self::Password => "password",
            Self::Rfc3339 => "rfc3339",
            Self::SdkHmacSha256 => "sdk_hmac_sha256",
            Self::Source => "source",
            Self::Unions => "unions",
            Self::Uploads => "uploads",
            Self::Uuids => "uuids",
            Self::Wait => "wait",
            Self::Webhooks => "webhooks",
        }
    }

    /// The parts that it stands on.
    pub(crate) fn bases(self) -> &'static [Self] {
        match self {
            Self::CivilDate | Self::CivilTime | Self::DateTime => &[Self::Calendar, Self::Rfc3339],
            Self::Multipart => &[Self::Uploads],
            Self::SdkHmacSha256 | Self::Source => &[Self::Rfc3339],
            _ => &[],
        }
    }
}

/// Documentation of an item, line by line, safe to print.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Docs {
    pub(crate) lines: Vec<String>,
    pub(crate) deprecated: bool,
}

/// A call without a body, for the documentation.
#[derive(Debug)]
pub(crate) struct Example {
    pub(crate) method: String,
    /// A literal for each argument.
    pub(crate) arguments: Vec<String>,
    /// Alternatives of what proves who makes it.
    pub(crate) security: Vec<Vec<String>>,
    pub(crate) pages: bool,
}
