//! The objects of OpenAPI 3.0, in the order of the specification.

use super::{Absent, Key, Kind, Object, Others, Reference, Rule, key};
use Absent::{Fatal, Map as EmptyMap, Text as Or};
use Kind::{Any, Bool, BoolOr, Bound, Count, Flag, List, Map, Name, Object as Of, Scopes, Text, Type};

const SECURITY: Kind = List(&Map(&Scopes));
const QUERY_STYLES: Kind = Name(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]);
const STYLES: Kind = Name(&["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"]);

/// The root of a description.
pub(in crate::document) static OPENAPI: Object = Object::new("a description", "descriptions", OPENAPI_KEYS);
static OPENAPI_KEYS: &[Key] = &[
    key("openapi", Text),
    key("info", Of(&INFO)).or(EmptyMap),
    key("servers", List(&Of(&SERVER))),
    key("paths", Of(&PATHS)).or(EmptyMap),
    key("components", Of(&COMPONENTS)),
    key("security", SECURITY),
    key("tags", List(&Of(&TAG))),
    key("externalDocs", Of(&EXTERNAL_DOCS)),
];

static INFO: Object = Object::new(
    "an info object",
    "info objects",
    &[
        key("title", Text).or(Or("API")),
        key("description", Text),
        key("termsOfService", Text),
        key("contact", Of(&CONTACT)),
        key("license", Of(&LICENSE)),
        key("version", Text).or(Or("")),
    ],
);

static CONTACT: Object =
    Object::new("a contact", "contacts", &[key("name", Text), key("url", Text), key("email", Text)]);

static LICENSE: Object = Object::new("a license", "licenses", &[key("name", Text).or(Or("")), key("url", Text)]);

static SERVER: Object = Object::new(
    "a server",
    "servers",
    &[key("url", Text).or(Fatal), key("description", Text), key("variables", Map(&Of(&SERVER_VARIABLE)))],
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
    ],
);

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
        key("servers", List(&Of(&SERVER))),
        key("parameters", List(&Of(&PARAMETER))),
    ],
)
.reference(Reference::Private);

static OPERATION: Object = Object::new(
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
        key("responses", Of(&RESPONSES)).or(EmptyMap),
        key("callbacks", Map(&Of(&CALLBACK))),
        key("deprecated", Bool),
        key("security", SECURITY),
        key("servers", List(&Of(&SERVER))),
    ],
);

static EXTERNAL_DOCS: Object = Object::new(
    "an external documentation",
    "external documentations",
    &[key("description", Text), key("url", Text).or(Fatal)],
);

static PARAMETER: Object = Object::new(
    "a parameter",
    "parameters",
    &[
        key("name", Text).or(Fatal),
        key("in", Name(&["query", "header", "path", "cookie"])).or(Fatal),
        key("description", Text),
        key("required", Bool),
        key("deprecated", Bool),
        key("allowEmptyValue", Bool),
        key("style", STYLES),
        key("explode", Bool),
        key("allowReserved", Bool),
        key("schema", Of(&SCHEMA)),
        key("example", Any),
        key("examples", Map(&Of(&EXAMPLE))),
        key("content", Map(&Of(&MEDIA_TYPE))),
    ],
)
.reference(Reference::Alone)
.rule(Rule::Parameter);

static REQUEST_BODY: Object = Object::new(
    "a request body",
    "request bodies",
    &[key("description", Text), key("content", Map(&Of(&MEDIA_TYPE))).or(EmptyMap), key("required", Bool)],
)
.reference(Reference::Alone);

static MEDIA_TYPE: Object = Object::new(
    "a media type",
    "media types",
    &[
        key("schema", Of(&SCHEMA)),
        key("example", Any),
        key("examples", Map(&Of(&EXAMPLE))),
        key("encoding", Map(&Of(&ENCODING))),
    ],
);

static ENCODING: Object = Object::new(
    "an encoding",
    "encodings",
    &[
        key("contentType", Text),
        key("headers", Map(&Of(&HEADER))),
        key("style", QUERY_STYLES),
        key("explode", Flag),
        key("allowReserved", Bool),
    ],
);

static RESPONSES: Object = Object::new("a responses object", "responses objects", &[key("default", Of(&RESPONSE))])
    .others(Others::Statuses(&Of(&RESPONSE)));

static RESPONSE: Object = Object::new(
    "a response",
    "responses",
    &[
        key("description", Text).or(Or("")),
        key("headers", Map(&Of(&HEADER))),
        key("content", Map(&Of(&MEDIA_TYPE))),
        key("links", Map(&Of(&LINK))),
    ],
)
.reference(Reference::Alone);

static CALLBACK: Object =
    Object::new("a callback", "callbacks", &[]).others(Others::All(&Of(&PATH_ITEM))).reference(Reference::Unread);

static EXAMPLE: Object = Object::new(
    "an example",
    "examples",
    &[key("summary", Text), key("description", Text), key("value", Any), key("externalValue", Text)],
)
.reference(Reference::Alone);

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
.rule(Rule::Link);

static HEADER: Object = Object::new(
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
.rule(Rule::Header);

static TAG: Object = Object::new(
    "a tag",
    "tags",
    &[key("name", Text).or(Fatal), key("description", Text), key("externalDocs", Of(&EXTERNAL_DOCS))],
);

static SCHEMA: Object = Object::new(
    "a schema",
    "schemas",
    &[
        key("title", Text),
        key("description", Text),
        key("type", Type(&["string", "number", "integer", "boolean", "array", "object"])),
        key("format", Text),
        key("enum", List(&Any)),
        key("default", Any),
        key("example", Any),
        key("nullable", Bool),
        key("readOnly", Bool),
        key("writeOnly", Bool),
        key("deprecated", Bool),
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
        key("required", List(&Text)),
        key("properties", Map(&Of(&SCHEMA))),
        key("additionalProperties", BoolOr(&Of(&SCHEMA))),
        key("items", Of(&SCHEMA)),
        key("allOf", List(&Of(&SCHEMA))),
        key("oneOf", List(&Of(&SCHEMA))),
        key("anyOf", List(&Of(&SCHEMA))),
        key("not", Of(&SCHEMA)),
        key("discriminator", Of(&DISCRIMINATOR)),
        key("xml", Of(&XML)),
        key("externalDocs", Of(&EXTERNAL_DOCS)),
    ],
)
.reference(Reference::AllOf)
.rule(Rule::Schema);

static DISCRIMINATOR: Object = Object::new(
    "a discriminator",
    "discriminators",
    &[key("propertyName", Text).or(Fatal), key("mapping", Map(&Text))],
)
.rule(Rule::Discriminator);

static XML: Object = Object::new(
    "an XML description",
    "XML descriptions",
    &[key("name", Text), key("namespace", Text), key("prefix", Text), key("attribute", Bool), key("wrapped", Bool)],
);

static SECURITY_SCHEME: Object = Object::new(
    "a security scheme",
    "security schemes",
    &[
        key("type", Name(&["apiKey", "http", "oauth2", "openIdConnect"])).or(Fatal),
        key("description", Text),
        key("name", Text),
        key("in", Name(&["query", "header", "cookie"])),
        key("scheme", Text),
        key("bearerFormat", Text),
        key("flows", Of(&OAUTH_FLOWS)),
        key("openIdConnectUrl", Text),
    ],
)
.reference(Reference::Alone)
.rule(Rule::SecurityScheme);

static OAUTH_FLOWS: Object = Object::new(
    "an OAuth flows object",
    "OAuth flows objects",
    &[
        key("implicit", Of(&IMPLICIT_FLOW)),
        key("password", Of(&TOKEN_FLOW)),
        key("clientCredentials", Of(&TOKEN_FLOW)),
        key("authorizationCode", Of(&CODE_FLOW)),
    ],
);

static IMPLICIT_FLOW: Object = Object::new(
    "an OAuth flow",
    "OAuth flows",
    &[
        key("authorizationUrl", Text).or(Fatal),
        key("tokenUrl", Text),
        key("refreshUrl", Text),
        key("scopes", Map(&Text)).or(EmptyMap),
    ],
);

static TOKEN_FLOW: Object = Object::new(
    "an OAuth flow",
    "OAuth flows",
    &[
        key("authorizationUrl", Text),
        key("tokenUrl", Text).or(Fatal),
        key("refreshUrl", Text),
        key("scopes", Map(&Text)).or(EmptyMap),
    ],
);

static CODE_FLOW: Object = Object::new(
    "an OAuth flow",
    "OAuth flows",
    &[
        key("authorizationUrl", Text).or(Fatal),
        key("tokenUrl", Text).or(Fatal),
        key("refreshUrl", Text),
        key("scopes", Map(&Text)).or(EmptyMap),
    ],
);
