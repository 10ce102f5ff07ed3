//! The objects of Swagger 2.0, in the order of the specification. What OpenAPI has left as it was is in its table.

use super::v3::{self, EXTERNAL_DOCS, INFO, SECURITY, TAG};
use super::{Absent, Key, Kind, Object, Others, Reference, Rule, key};
use Absent::{Fatal, Map as EmptyMap, Text as Or};
use Kind::{Any, Bool, BoolOr, Bound, Count, Flag, List, Map, Name, Object as Of, Shared, Text, Type};

const SCHEMES: Kind = List(&Name(&["http", "https", "ws", "wss"]));
const FORMATS: Kind = Name(&["csv", "ssv", "tsv", "pipes"]);

/// The root of a description.
pub(in crate::document) static SWAGGER: Object =
    Object::new("a description", "descriptions", SWAGGER_KEYS).rule(Rule::OldDescription).other(&v3::OPENAPI);
pub(in crate::document) static DESCRIPTION: Kind = Of(&SWAGGER);
static SWAGGER_KEYS: &[Key] = &[
    key("swagger", Text),
    key("info", Of(&INFO)).or(EmptyMap),
    key("host", Text),
    key("basePath", Text),
    key("schemes", SCHEMES),
    key("consumes", List(&Text)),
    key("produces", List(&Text)),
    key("paths", Of(&PATHS)).or(EmptyMap),
    key("definitions", Map(&Of(&SCHEMA))),
    key("parameters", Shared(&Map(&Of(&PARAMETER)))),
    key("responses", Shared(&Map(&Of(&RESPONSE)))),
    key("securityDefinitions", Map(&Of(&SECURITY_SCHEME))),
    key("security", SECURITY),
    key("tags", List(&Of(&TAG))),
    key("externalDocs", Of(&EXTERNAL_DOCS)),
];

static PATHS: Object = Object::new("a paths object", "paths objects", &[]).others(Others::Paths(&Of(&PATH_ITEM)));

static PATH_ITEM: Object = Object::new(
    "a path item",
    "path items",
    &[
        key("get", Of(&OPERATION)),
        key("put", Of(&OPERATION)),
        key("post", Of(&OPERATION)),
        key("delete", Of(&OPERATION)),
        key("options", Of(&OPERATION)),
        key("head", Of(&OPERATION)),
        key("patch", Of(&OPERATION)),
        key("parameters", List(&Of(&PARAMETER))),
    ],
)
.reference(Reference::Item)
.rule(Rule::OldPathItem);

pub(super) static OPERATION: Object = Object::new(
    "an operation",
    "operations",
    &[
        key("tags", List(&Text)),
        key("summary", Text),
        key("description", Text),
        key("externalDocs", Of(&EXTERNAL_DOCS)),
        key("operationId", Text),
        key("consumes", List(&Text)),
        key("produces", List(&Text)),
        key("parameters", List(&Of(&PARAMETER))),
        key("responses", Of(&RESPONSES)).or(EmptyMap),
        key("schemes", SCHEMES),
        key("deprecated", Bool),
        key("security", SECURITY),
    ],
)
.other(&v3::OPERATION);

/// What says which value an array in a parameter or header may have, and any other that is no object.
macro_rules! with_items {
    ($($own:expr),*) => {
        &[
            $($own,)*
            key("format", Text),
            key("items", Of(&ITEMS)),
            key("default", Any),
            key("maximum", Bound),
            key("exclusiveMaximum", Flag),
            key("minimum", Bound),
            key("exclusiveMinimum", Flag),
            key("maxLength", Count),
            key("minLength", Count),
            key("pattern", Text),
            key("maxItems", Count),
            key("minItems", Count),
            key("uniqueItems", Bool),
            key("enum", List(&Any)),
            key("multipleOf", Bound),
        ]
    };
}

pub(super) static PARAMETER: Object = Object::new("a parameter", "parameters", PARAMETER_KEYS)
    .reference(Reference::Alone)
    .section("parameters")
    .rule(Rule::OldParameter)
    .other(&v3::PARAMETER);
static PARAMETER_KEYS: &[Key] = with_items![
    key("name", Text).or(Fatal),
    key("in", Name(&["query", "header", "path", "formData", "body"])).or(Fatal),
    key("description", Text),
    key("required", Bool),
    key("schema", Of(&SCHEMA)),
    key("allowEmptyValue", Bool),
    key("type", Type(&["string", "number", "integer", "boolean", "array", "file"])),
    key("collectionFormat", Name(&["csv", "ssv", "tsv", "pipes", "multi"]))
];

/// The items of a parameter or header. A `$ref` is not allowed, and neither is a `file`, but both are well understood.
static ITEMS: Object = Object::new("an items object", "items objects", ITEMS_KEYS)
    .reference(Reference::AllOf)
    .section("definitions")
    .rule(Rule::OldItems);
static ITEMS_KEYS: &[Key] = with_items![
    key("type", Type(&["string", "number", "integer", "boolean", "array", "file"])),
    key("collectionFormat", FORMATS)
];

pub(super) static HEADER: Object =
    Object::new("a header", "headers", HEADER_KEYS).rule(Rule::OldHeader).other(&v3::HEADER);
static HEADER_KEYS: &[Key] = with_items![
    key("description", Text),
    key("type", Type(&["string", "number", "integer", "boolean", "array"])),
    key("collectionFormat", FORMATS)
];

static RESPONSES: Object = Object::new("a responses object", "responses objects", &[key("default", Of(&RESPONSE))])
    .others(Others::Statuses(&Of(&RESPONSE)));

pub(super) static RESPONSE: Object = Object::new(
    "a response",
    "responses",
    &[
        key("description", Text).or(Or("")),
        key("schema", Of(&SCHEMA)),
        key("headers", Map(&Of(&HEADER))),
        key("examples", Map(&Any)),
    ],
)
.reference(Reference::Alone)
.section("responses")
.other(&v3::RESPONSE);

pub(super) static SCHEMA: Object = Object::new("a schema", "schemas", SCHEMA_KEYS)
    .reference(Reference::AllOf)
    .section("definitions")
    .rule(Rule::Schema)
    .other(&v3::SCHEMA);
pub(in crate::document) static ANY_SCHEMA: Kind = Of(&SCHEMA);
static SCHEMA_KEYS: &[Key] = &[
    key("title", Text),
    key("description", Text),
    key("type", Type(&["string", "number", "integer", "boolean", "array", "object", "file"])),
    key("format", Text),
    key("default", Any),
    key("enum", List(&Any)),
    key("required", List(&Text)),
    key("properties", Map(&Of(&SCHEMA))),
    key("additionalProperties", BoolOr(&Of(&SCHEMA))),
    key("items", Of(&SCHEMA)),
    key("allOf", List(&Of(&SCHEMA))),
    key("multipleOf", Bound),
    key("maximum", Bound),
    key("exclusiveMaximum", Flag),
    key("minimum", Bound),
    key("exclusiveMinimum", Flag),
    key("maxLength", Count),
    key("minLength", Count),
    key("pattern", Text),
    key("maxItems", Count),
    key("minItems", Count),
    key("uniqueItems", Bool),
    key("maxProperties", Count),
    key("minProperties", Count),
    key("discriminator", Text),
    key("readOnly", Bool),
    key("xml", Of(&v3::XML)),
    key("externalDocs", Of(&EXTERNAL_DOCS)),
    key("example", Any),
    // Of OpenAPI 3.0, and read with a warning: a null that nobody expects breaks a client.
    key("nullable", Bool),
];

pub(super) static SECURITY_SCHEME: Object = Object::new(
    "a security scheme",
    "security schemes",
    &[
        key("type", Name(&["basic", "apiKey", "oauth2"])).or(Fatal),
        key("description", Text),
        key("name", Text),
        key("in", Name(&["query", "header"])),
        key("flow", Name(&["implicit", "password", "application", "accessCode"])),
        key("authorizationUrl", Text),
        key("tokenUrl", Text),
        key("scopes", Map(&Text)),
    ],
)
.rule(Rule::OldSecurityScheme)
.other(&v3::SECURITY_SCHEME);
