//! The objects of OpenAPI 3.0 to 3.2, in the order of the specification.

mod schema;
mod security;

pub(super) use self::schema::{SCHEMA, XML};
pub(super) use self::security::SECURITY_SCHEME;
use super::{Absent, Key, Kind, Object, Others, Reference, Rule, Version, key, v2_0};
use Absent::{Fatal, Map as EmptyMap, Text as Or};
use Kind::{Any, Bool, Flag, Kept, List, Map, Name, Object as Of, Scopes, Shared, Text};
use Version::{V3_0, V3_1, V3_2};

pub(super) const SECURITY: Kind = List(&Map(&Scopes));
const QUERY_STYLES: Kind = Name(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]);

/// The root of a description.
pub(in crate::document) static OPENAPI: Object =
    Object::new("a description", "descriptions", OPENAPI_KEYS).rule(Rule::Description).other(&v2_0::SWAGGER);
pub(in crate::document) static DESCRIPTION: Kind = Of(&OPENAPI);
pub(in crate::document) static ANY_SCHEMA: Kind = Of(&SCHEMA);
static OPENAPI_KEYS: &[Key] = &[
    key("openapi", Text),
    key("$self", Text).since(V3_2),
    key("info", Of(&INFO)).or(EmptyMap),
    key("jsonSchemaDialect", Text).since(V3_1),
    key("servers", List(&Of(&SERVER))),
    key("paths", Of(&PATHS)).or(EmptyMap).until(V3_0),
    key("paths", Of(&PATHS)).since(V3_1),
    key("webhooks", Map(&Of(&PATH_ITEM))).since(V3_1),
    // What other tools read in its place.
    key("x-webhooks", Map(&Of(&PATH_ITEM))),
    key("components", Of(&COMPONENTS)),
    key("security", SECURITY),
    key("tags", List(&Of(&TAG))),
    key("externalDocs", Of(&EXTERNAL_DOCS)),
];

pub(super) static INFO: Object = Object::new(
    "an info object",
    "info objects",
    &[
        key("title", Text).or(Or("API")),
        key("summary", Text).since(V3_1),
        key("description", Text),
        key("termsOfService", Text),
        key("contact", Of(&CONTACT)),
        key("license", Of(&LICENSE)),
        key("version", Text).or(Or("")),
    ],
);

static CONTACT: Object =
    Object::new("a contact", "contacts", &[key("name", Text), key("url", Text), key("email", Text)]);

static LICENSE: Object = Object::new(
    "a license",
    "licenses",
    &[key("name", Text).or(Or("")), key("identifier", Text).since(V3_1), key("url", Text)],
);

static SERVER: Object = Object::new(
    "a server",
    "servers",
    &[
        key("url", Text).or(Fatal),
        key("description", Text),
        key("name", Text).since(V3_2),
        key("variables", Map(&Of(&SERVER_VARIABLE))),
    ],
);

static SERVER_VARIABLE: Object = Object::new(
    "a server variable",
    "server variables",
    &[key("enum", List(&Text)), key("default", Text).or(Or("")), key("description", Text)],
);

static COMPONENTS: Object = Object::new(
    "a components object",
    "components objects",
    &[
        key("schemas", Map(&Of(&SCHEMA))),
        key("responses", Map(&Of(&RESPONSE))),
        key("parameters", Map(&Of(&PARAMETER))),
        key("examples", Map(&Of(&EXAMPLE))),
        key("requestBodies", Map(&Of(&REQUEST_BODY))),
        key("headers", Map(&Of(&HEADER))),
        key("securitySchemes", Map(&Of(&SECURITY_SCHEME))),
        key("links", Map(&Of(&LINK))),
        key("callbacks", Map(&Of(&CALLBACK))),
        key("pathItems", Shared(&Map(&Of(&PATH_ITEM)))).since(V3_1),
        key("mediaTypes", Shared(&Map(&Of(&MEDIA_TYPE)))).since(V3_2),
    ],
)
.rule(Rule::Components);

static PATHS: Object = Object::new("a paths object", "paths objects", &[]).others(Others::Paths(&Of(&PATH_ITEM)));

static PATH_ITEM: Object = Object::new(
    "a path item",
    "path items",
    &[
        key("summary", Text),
        key("description", Text),
        key("get", Of(&OPERATION)),
        key("put", Of(&OPERATION)),
        key("post", Of(&OPERATION)),
        key("delete", Of(&OPERATION)),
        key("options", Of(&OPERATION)),
        key("head", Of(&OPERATION)),
        key("patch", Of(&OPERATION)),
        key("trace", Of(&OPERATION)),
        key("query", Of(&OPERATION)).since(V3_2),
        key("additionalOperations", Map(&Of(&OPERATION))).since(V3_2),
        key("servers", List(&Of(&SERVER))),
        key("parameters", List(&Of(&PARAMETER))),
    ],
)
.reference(Reference::Item)
.rule(Rule::PathItem);

pub(super) static OPERATION: Object = Object::new(
    "an operation",
    "operations",
    &[
        key("tags", List(&Text)),
        key("summary", Text),
        key("description", Text),
        key("externalDocs", Of(&EXTERNAL_DOCS)),
        key("operationId", Text),
        key("parameters", List(&Of(&PARAMETER))),
        key("requestBody", Of(&REQUEST_BODY)),
        key("responses", Of(&RESPONSES)).or(EmptyMap).until(V3_0),
        key("responses", Of(&RESPONSES)).or_quietly(EmptyMap).since(V3_1),
        key("callbacks", Map(&Of(&CALLBACK))),
        key("deprecated", Bool),
        key("security", SECURITY),
        key("servers", List(&Of(&SERVER))),
    ],
)
.other(&v2_0::OPERATION);

pub(super) static EXTERNAL_DOCS: Object = Object::new(
    "an external documentation",
    "external documentations",
    &[key("description", Text), key("url", Text).or(Fatal)],
);

pub(super) static PARAMETER: Object = Object::new(
    "a parameter",
    "parameters",
    &[
        key("name", Text).or(Fatal),
        key("in", Name(&["query", "header", "path", "cookie"])).or(Fatal).until(V3_1),
        key("in", Name(&["query", "header", "path", "cookie", "querystring"])).or(Fatal).since(V3_2),
        key("description", Text),
        key("required", Bool),
        key("deprecated", Bool),
        key("allowEmptyValue", Bool),
        key(
            "style",
            Name(&["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"]),
        ),
        key("explode", Bool),
        key("allowReserved", Bool),
        key("schema", Of(&SCHEMA)),
        key("example", Any),
        key("examples", Map(&Of(&EXAMPLE))),
        key("content", Map(&Of(&MEDIA_TYPE))),
    ],
)
.reference(Reference::Alone)
.section("parameters")
.rule(Rule::Parameter)
.other(&v2_0::PARAMETER);

static REQUEST_BODY: Object = Object::new(
    "a request body",
    "request bodies",
    &[key("description", Text), key("content", Map(&Of(&MEDIA_TYPE))).or(EmptyMap), key("required", Bool)],
)
.reference(Reference::Alone)
.section("requestBodies");

static MEDIA_TYPE: Object = Object::new(
    "a media type",
    "media types",
    &[
        key("schema", Of(&SCHEMA)),
        key("itemSchema", Kept(&Of(&SCHEMA))).since(V3_2),
        key("example", Any),
        key("examples", Map(&Of(&EXAMPLE))),
        key("encoding", Map(&Of(&ENCODING))),
        key("prefixEncoding", Kept(&List(&Of(&ENCODING)))).since(V3_2),
        key("itemEncoding", Kept(&Of(&ENCODING))).since(V3_2),
    ],
)
.reference(Reference::Shared(V3_2))
.section("mediaTypes");

static ENCODING: Object = Object::new(
    "an encoding",
    "encodings",
    &[
        key("contentType", Text),
        key("headers", Map(&Of(&HEADER))),
        key("style", QUERY_STYLES),
        key("explode", Flag),
        key("allowReserved", Bool),
        key("encoding", Kept(&Map(&Of(&ENCODING)))).since(V3_2),
        key("prefixEncoding", Kept(&List(&Of(&ENCODING)))).since(V3_2),
        key("itemEncoding", Kept(&Of(&ENCODING))).since(V3_2),
    ],
);

static RESPONSES: Object = Object::new("a responses object", "responses objects", &[key("default", Of(&RESPONSE))])
    .others(Others::Statuses(&Of(&RESPONSE)));

pub(super) static RESPONSE: Object = Object::new(
    "a response",
    "responses",
    &[
        key("summary", Kept(&Text)).since(V3_2),
        key("description", Text).or(Or("")).until(V3_1),
        key("description", Text).or_quietly(Or("")).since(V3_2),
        key("headers", Map(&Of(&HEADER))),
        key("content", Map(&Of(&MEDIA_TYPE))),
        key("links", Map(&Of(&LINK))),
    ],
)
.reference(Reference::Alone)
.section("responses")
.other(&v2_0::RESPONSE);

static CALLBACK: Object =
    Object::new("a callback", "callbacks", &[]).others(Others::All(&Of(&PATH_ITEM))).reference(Reference::Alone);

static EXAMPLE: Object = Object::new(
    "an example",
    "examples",
    &[
        key("summary", Text),
        key("description", Text),
        key("dataValue", Any).since(V3_2),
        key("serializedValue", Text).since(V3_2),
        key("value", Any),
        key("externalValue", Text),
    ],
)
.reference(Reference::Alone)
.section("examples")
.rule(Rule::Example);

static LINK: Object = Object::new(
    "a link",
    "links",
    &[
        key("operationRef", Text),
        key("operationId", Text),
        key("parameters", Map(&Any)),
        key("requestBody", Any),
        key("description", Text),
        key("server", Of(&SERVER)),
    ],
)
.reference(Reference::Alone)
.section("links")
.rule(Rule::Link);

pub(super) static HEADER: Object = Object::new(
    "a header",
    "headers",
    &[
        key("description", Text),
        key("required", Bool),
        key("deprecated", Bool),
        key("allowEmptyValue", Bool),
        key("style", Name(&["simple"])),
        key("explode", Flag),
        key("allowReserved", Bool),
        key("schema", Of(&SCHEMA)),
        key("example", Any),
        key("examples", Map(&Of(&EXAMPLE))),
        key("content", Map(&Of(&MEDIA_TYPE))),
    ],
)
.reference(Reference::Alone)
.section("headers")
.rule(Rule::Header)
.other(&v2_0::HEADER);

pub(super) static TAG: Object = Object::new(
    "a tag",
    "tags",
    &[
        key("name", Text).or(Fatal),
        key("summary", Kept(&Text)).since(V3_2),
        key("description", Text),
        key("externalDocs", Of(&EXTERNAL_DOCS)),
        key("parent", Text).since(V3_2),
        key("kind", Text).since(V3_2),
    ],
);
