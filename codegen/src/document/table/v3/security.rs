//! Security schemes of OpenAPI 3.0 to 3.2.

use super::super::{Absent, Kind, Object, Reference, Rule, Version, key, v2_0};
use Absent::{Fatal, Map as EmptyMap};
use Kind::{Flag, Map, Name, Object as Of, Text};
use Version::{V3_0, V3_1, V3_2};

pub(in super::super) static SECURITY_SCHEME: Object = Object::new(
    "a security scheme",
    "security schemes",
    &[
        key("type", Name(&["apiKey", "http", "oauth2", "openIdConnect"])).or(Fatal).until(V3_0),
        key("type", Name(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])).or(Fatal).since(V3_1),
        key("description", Text),
        key("name", Text),
        key("in", Name(&["query", "header", "cookie"])),
        key("scheme", Text),
        key("bearerFormat", Text),
        key("flows", Of(&OAUTH_FLOWS)),
        key("openIdConnectUrl", Text),
        key("oauth2MetadataUrl", Text).since(V3_2),
        key("deprecated", Flag).since(V3_2),
    ],
)
.reference(Reference::Alone)
.section("securitySchemes")
.rule(Rule::SecurityScheme)
.other(&v2_0::SECURITY_SCHEME);

static OAUTH_FLOWS: Object = Object::new(
    "an OAuth flows object",
    "OAuth flows objects",
    &[
        key("implicit", Of(&IMPLICIT_FLOW)),
        key("password", Of(&TOKEN_FLOW)),
        key("clientCredentials", Of(&TOKEN_FLOW)),
        key("authorizationCode", Of(&CODE_FLOW)),
        key("deviceAuthorization", Of(&DEVICE_FLOW)).since(V3_2),
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

static DEVICE_FLOW: Object = Object::new(
    "an OAuth flow",
    "OAuth flows",
    &[
        key("deviceAuthorizationUrl", Text).or(Fatal),
        key("tokenUrl", Text).or(Fatal),
        key("refreshUrl", Text),
        key("scopes", Map(&Text)).or(EmptyMap),
    ],
);
