//! Finds what stands at a place of the description, whatever it is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, Content, Example, Header, MediaType, Parameter, ParameterSchemaOrContent, ReferenceOr,
    RequestBody, Response, Responses, Schema, SchemaKind, SecurityScheme, StatusCode, Type,
};
use serde_json::Value;

use super::Ctx;
use super::containers::{Properties, read};
use super::items::ITEM;
use crate::document::uri::decoded;
use crate::document::{Callback, Document, Endpoint, Operation};
use crate::pointer::Pointer;

/// A schema where it stands, or the reference that stands there.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all are borrowed, and there are few at a time")]
pub(super) enum Raw<'a> {
    Reference(Cow<'a, str>),
    Item(Cow<'a, Schema>),
}

impl<'a> Raw<'a> {
    pub(super) fn of(node: &'a ReferenceOr<Schema>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Self::Reference(Cow::Borrowed(reference)),
            ReferenceOr::Item(schema) => Self::Item(Cow::Borrowed(schema)),
        }
    }

    pub(super) fn of_box(node: &'a ReferenceOr<Box<Schema>>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Self::Reference(Cow::Borrowed(reference)),
            ReferenceOr::Item(schema) => Self::Item(Cow::Borrowed(schema)),
        }
    }

    pub(super) fn into_owned<'b>(self) -> Raw<'b> {
        match self {
            Self::Reference(reference) => Raw::Reference(Cow::Owned(reference.into_owned())),
            Self::Item(schema) => Raw::Item(Cow::Owned(schema.into_owned())),
        }
    }
}

/// Where the document's reader keeps the `$ref` of a path item.
pub(super) const REFERENCE: &str = "x-codegen-$ref";

/// What can stand at a place.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
pub(super) enum Node<'a> {
    Document,
    Components,
    Section(String),
    Paths,
    Webhooks,
    Endpoint(&'a Endpoint),
    /// The methods of an endpoint that OpenAPI has no keys for.
    OtherMethods(&'a Endpoint),
    Operation(&'a Operation),
    Callbacks(&'a IndexMap<String, Callback>),
    Callback(&'a Callback),
    Parameters(&'a [ReferenceOr<Parameter>]),
    Parameter(&'a ReferenceOr<Parameter>),
    RequestBody(&'a ReferenceOr<RequestBody>),
    Responses(&'a Responses),
    Response(&'a ReferenceOr<Response>),
    Headers(&'a IndexMap<String, ReferenceOr<Header>>),
    Header(&'a ReferenceOr<Header>),
    Content(&'a Content),
    MediaType(&'a MediaType),
    Examples(&'a IndexMap<String, ReferenceOr<Example>>),
    Example(&'a ReferenceOr<Example>),
    SecurityScheme(&'a ReferenceOr<SecurityScheme>),
    Schema(Raw<'a>),
    Properties(&'a Properties),
    Schemas(&'a [ReferenceOr<Schema>]),
    /// Schemas that travel in a private key.
    Kept(&'a Value),
}

impl<'a> Node<'a> {
    /// In a sentence: "this is …".
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Document => "the whole description",
            Self::Endpoint(_) => "a path",
            Self::Operation(_) => "an operation",
            Self::Callback(_) => "a callback",
            Self::Parameter(_) => "a parameter",
            Self::RequestBody(_) => "a request body",
            Self::Response(_) => "a response",
            Self::Header(_) => "a header",
            Self::MediaType(_) => "a media type",
            Self::Example(_) => "an example",
            Self::SecurityScheme(_) => "a security scheme",
            Self::Schema(_) | Self::Kept(_) => "a schema",
            Self::Components
            | Self::Section(_)
            | Self::Paths
            | Self::Webhooks
            | Self::OtherMethods(_)
            | Self::Callbacks(_)
            | Self::Parameters(_)
            | Self::Responses(_)
            | Self::Headers(_)
            | Self::Content(_)
            | Self::Examples(_)
            | Self::Properties(_)
            | Self::Schemas(_) => "a group of things",
        }
    }

    /// The schema that it is, if it is one.
    pub(super) fn into_schema(self) -> Option<Raw<'a>> {
        match self {
            Self::Schema(raw) => Some(raw),
            Self::Kept(value) => match read(value)? {
                ReferenceOr::Reference { reference } => Some(Raw::Reference(Cow::Owned(reference))),
                ReferenceOr::Item(schema) => Some(Raw::Item(Cow::Owned(schema))),
            },
            _ => None,
        }
    }

    pub(super) fn parameter(self) -> Option<&'a ReferenceOr<Parameter>> {
        if let Self::Parameter(node) = self { Some(node) } else { None }
    }

    pub(super) fn request_body(self) -> Option<&'a ReferenceOr<RequestBody>> {
        if let Self::RequestBody(node) = self { Some(node) } else { None }
    }

    pub(super) fn response(self) -> Option<&'a ReferenceOr<Response>> {
        if let Self::Response(node) = self { Some(node) } else { None }
    }

    pub(super) fn header(self) -> Option<&'a ReferenceOr<Header>> {
        if let Self::Header(node) = self { Some(node) } else { None }
    }

    pub(super) fn example(self) -> Option<&'a ReferenceOr<Example>> {
        if let Self::Example(node) = self { Some(node) } else { None }
    }

    pub(super) fn security_scheme(self) -> Option<&'a ReferenceOr<SecurityScheme>> {
        if let Self::SecurityScheme(node) = self { Some(node) } else { None }
    }

    /// What it refers to instead of being something.
    fn reference(&self) -> Option<String> {
        fn of<T>(node: &ReferenceOr<T>) -> Option<&str> {
            match node {
                ReferenceOr::Reference { reference } => Some(reference),
                ReferenceOr::Item(_) => None,
            }
        }
        let reference = match self {
            Self::Parameter(node) => of(node),
            Self::RequestBody(node) => of(node),
            Self::Response(node) => of(node),
            Self::Header(node) => of(node),
            Self::Example(node) => of(node),
            Self::Schema(Raw::Reference(reference)) => Some(&**reference),
            Self::Kept(value) => value.get("$ref").and_then(Value::as_str),
            Self::Callback(Callback::Reference(reference)) => Some(reference.as_str()),
            Self::Endpoint(endpoint) => endpoint.item.extensions.get(REFERENCE).and_then(Value::as_str),
            _ => None,
        };
        reference.map(str::to_owned)
    }

    fn step(self, key: &str, index: &Index<'a>) -> Option<Self> {
        match self {
            Self::Document => match key {
                "components" => Some(Self::Components),
                "paths" => Some(Self::Paths),
                "webhooks" => Some(Self::Webhooks),
                _ => None,
            },
            Self::Components if key == "callbacks" => Some(Self::Callbacks(&index.document.components.callbacks)),
            Self::Components => Some(Self::Section(key.to_owned())),
            Self::Section(section) => component(&section, key, index.document),
            Self::Paths => index.paths.get(key).copied().map(Self::Endpoint),
            Self::Webhooks => index.webhooks.get(key).copied().map(Self::Endpoint),
            Self::Endpoint(endpoint) => match key {
                "parameters" => Some(Self::Parameters(&endpoint.item.parameters)),
                "additionalOperations" => Some(Self::OtherMethods(endpoint)),
                _ => endpoint.operations.iter().find(|operation| operation.keys == [key]).map(Self::Operation),
            },
            Self::OtherMethods(endpoint) => {
                let mut others = endpoint.operations.iter().filter(|operation| operation.keys.len() > 1);
                others.find(|operation| operation.method == key).map(Self::Operation)
            }
            Self::Operation(operation) => match key {
                "parameters" => Some(Self::Parameters(&operation.raw.parameters)),
                "requestBody" => operation.raw.request_body.as_ref().map(Self::RequestBody),
                "responses" => Some(Self::Responses(&operation.raw.responses)),
                "callbacks" => Some(Self::Callbacks(&operation.callbacks)),
                _ => None,
            },
            Self::Callbacks(all) => all.get(key).map(Self::Callback),
            Self::Callback(Callback::Endpoints(all)) => {
                all.iter().find(|endpoint| endpoint.name == key).map(Self::Endpoint)
            }
            Self::Parameters(all) => all.get(key.parse::<usize>().ok()?).map(Self::Parameter),
            Self::Parameter(ReferenceOr::Item(raw)) => {
                let data = raw.parameter_data_ref();
                of_value(&data.format, &data.examples, key)
            }
            Self::RequestBody(ReferenceOr::Item(raw)) if key == "content" => Some(Self::Content(&raw.content)),
            Self::Responses(all) => status(all, key).map(Self::Response),
            Self::Response(ReferenceOr::Item(raw)) => match key {
                "headers" => Some(Self::Headers(&raw.headers)),
                "content" => Some(Self::Content(&raw.content)),
                // Where Swagger 2.0 has it.
                "schema" => raw.content.values().find_map(|media| media.schema.as_ref()).map(Raw::of).map(Self::Schema),
                _ => None,
            },
            Self::Headers(all) => all.get(key).map(Self::Header),
            Self::Header(ReferenceOr::Item(raw)) => of_value(&raw.format, &raw.examples, key),
            Self::Content(all) => all.get(key).map(Self::MediaType),
            Self::MediaType(raw) => match key {
                "schema" => raw.schema.as_ref().map(Raw::of).map(Self::Schema),
                "examples" => Some(Self::Examples(&raw.examples)),
                "itemSchema" => raw.extensions.get(ITEM).map(Self::Kept),
                _ => None,
            },
            Self::Examples(all) => all.get(key).map(Self::Example),
            Self::Schema(Raw::Item(Cow::Borrowed(raw))) => of_schema(raw, key),
            Self::Properties(all) => all.get(key).map(Raw::of_box).map(Self::Schema),
            Self::Schemas(all) => all.get(key.parse::<usize>().ok()?).map(Raw::of).map(Self::Schema),
            Self::Kept(Value::Array(all)) => all.get(key.parse::<usize>().ok()?).map(Self::Kept),
            Self::Kept(value) => value.get(key).or_else(|| value.get(format!("x-codegen-{key}"))).map(Self::Kept),
            _ => None,
        }
    }
}

fn component<'a>(section: &str, name: &str, document: &'a Document) -> Option<Node<'a>> {
    let components = &document.components;
    match section {
        "schemas" => components.schemas.get(name).map(Raw::of).map(Node::Schema),
        "responses" => components.responses.get(name).map(Node::Response),
        "parameters" => components.parameters.get(name).map(Node::Parameter),
        "requestBodies" => components.request_bodies.get(name).map(Node::RequestBody),
        "headers" => components.headers.get(name).map(Node::Header),
        "examples" => components.examples.get(name).map(Node::Example),
        "securitySchemes" => components.security_schemes.get(name).map(Node::SecurityScheme),
        _ => None,
    }
}

fn status<'a>(all: &'a Responses, key: &str) -> Option<&'a ReferenceOr<Response>> {
    if key == "default" {
        return all.default.as_ref();
    }
    let status = match key.as_bytes() {
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => StatusCode::Range(u16::from(class - b'0')),
        _ => StatusCode::Code(key.parse().ok()?),
    };
    all.responses.get(&status)
}

/// What is below a parameter or a header.
fn of_value<'a>(
    format: &'a ParameterSchemaOrContent,
    examples: &'a IndexMap<String, ReferenceOr<Example>>,
    key: &str,
) -> Option<Node<'a>> {
    match (key, format) {
        ("schema", ParameterSchemaOrContent::Schema(schema)) => Some(Node::Schema(Raw::of(schema))),
        ("content", ParameterSchemaOrContent::Content(content)) => Some(Node::Content(content)),
        ("examples", _) => Some(Node::Examples(examples)),
        _ => None,
    }
}

/// What is below a schema.
fn of_schema<'a>(raw: &'a Schema, key: &str) -> Option<Node<'a>> {
    if let Some(kept) = raw.schema_data.extensions.get(&format!("x-codegen-{key}")) {
        return Some(Node::Kept(kept));
    }
    let additional = |additional: &'a Option<AdditionalProperties>| match additional {
        Some(AdditionalProperties::Schema(schema)) => Some(Node::Schema(Raw::of(schema))),
        _ => None,
    };
    match (key, &raw.schema_kind) {
        ("properties", SchemaKind::Type(Type::Object(object))) => Some(Node::Properties(&object.properties)),
        ("properties", SchemaKind::Any(any)) => Some(Node::Properties(&any.properties)),
        ("additionalProperties", SchemaKind::Type(Type::Object(object))) => additional(&object.additional_properties),
        ("additionalProperties", SchemaKind::Any(any)) => additional(&any.additional_properties),
        ("items", SchemaKind::Type(Type::Array(array))) => array.items.as_ref().map(Raw::of_box).map(Node::Schema),
        ("items", SchemaKind::Any(any)) => any.items.as_ref().map(Raw::of_box).map(Node::Schema),
        ("allOf", SchemaKind::AllOf { all_of }) => Some(Node::Schemas(all_of)),
        ("allOf", SchemaKind::Any(any)) => Some(Node::Schemas(&any.all_of)),
        ("oneOf", SchemaKind::OneOf { one_of }) => Some(Node::Schemas(one_of)),
        ("oneOf", SchemaKind::Any(any)) => Some(Node::Schemas(&any.one_of)),
        ("anyOf", SchemaKind::AnyOf { any_of }) => Some(Node::Schemas(any_of)),
        ("anyOf", SchemaKind::Any(any)) => Some(Node::Schemas(&any.any_of)),
        ("not", SchemaKind::Not { not }) => Some(Node::Schema(Raw::of(not))),
        ("not", SchemaKind::Any(any)) => any.not.as_ref().map(|not| Node::Schema(Raw::of(not))),
        _ => None,
    }
}

/// Where everything is looked for.
pub(super) struct Index<'a> {
    document: &'a Document,
    paths: BTreeMap<&'a str, &'a Endpoint>,
    webhooks: BTreeMap<&'a str, &'a Endpoint>,
}

impl<'a> Index<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let by_name = |endpoints: &'a [Endpoint]| endpoints.iter().map(|one| (one.name.as_str(), one)).collect();
        Self { document, paths: by_name(&document.paths), webhooks: by_name(&document.webhooks) }
    }
}

/// More references than this on the way to one place go in circles.
const MOST_TURNS: usize = 100;

impl<'a> Ctx<'a> {
    /// What a reference leads to, and the place where that stands. What stands there may be a reference itself.
    pub(super) fn find(&self, reference: &str) -> Option<(Pointer, Node<'a>)> {
        self.walk_to(reference, &mut MOST_TURNS.clone())
    }

    /// The schema at a place.
    pub(super) fn schema_at(&self, at: &Pointer) -> Option<Raw<'a>> {
        let mut node = Node::Document;
        for key in at.segments() {
            node = node.step(key, &self.index)?;
        }
        node.into_schema()
    }

    /// A place may lie beyond another reference: what that leads to has it.
    fn walk_to(&self, reference: &str, turns: &mut usize) -> Option<(Pointer, Node<'a>)> {
        let path = reference.strip_prefix('#')?;
        let mut found = (Pointer::root(), Node::Document);
        if path.is_empty() {
            return Some(found);
        }
        for key in path.strip_prefix('/')?.split('/').map(decoded) {
            while let Some(reference) = found.1.reference() {
                *turns = turns.checked_sub(1)?;
                found = self.walk_to(&reference, turns)?;
            }
            found = (found.0.key(&key), found.1.step(&key, &self.index)?);
        }
        Some(found)
    }
}
