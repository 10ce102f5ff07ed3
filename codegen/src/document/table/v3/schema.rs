//! Schemas of OpenAPI 3.0 to 3.2. From 3.1 on they are those of JSON Schema 2020-12.

use super::super::{Absent, Key, Kind, Object, Reference, Rule, Version, key, v2_0};
use super::EXTERNAL_DOCS;
use Absent::Fatal;
use Kind::{Any, Bool, BoolOr, Bound, Count, Flag, Kept, List, Map, Name, Object as Of, Text, Type, Types};
use Version::{V3_0, V3_1, V3_2};

pub(in super::super) static SCHEMA: Object = Object::new("a schema", "schemas", SCHEMA_KEYS)
    .reference(Reference::AllOf)
    .section("schemas")
    .rule(Rule::Schema)
    .other(&v2_0::SCHEMA);

static SCHEMA_KEYS: &[Key] = &[
    // What says something to people.
    key("title", Text),
    key("description", Text),
    key("default", Any),
    key("example", Any),
    key("examples", List(&Any)).since(V3_1),
    key("readOnly", Bool),
    key("writeOnly", Bool),
    key("deprecated", Bool),
    key("externalDocs", Of(&EXTERNAL_DOCS)),
    // What the type is. In 3.1 `nullable` is read with a warning.
    key("type", Type(&["string", "number", "integer", "boolean", "array", "object"])).until(V3_0),
    key("type", Types(&["string", "number", "integer", "boolean", "array", "object", "null"])).since(V3_1),
    key("nullable", Bool),
    key("format", Text),
    key("enum", List(&Any)),
    key("const", Any).since(V3_1),
    key("allOf", List(&Of(&SCHEMA))),
    key("oneOf", List(&Of(&SCHEMA))),
    key("anyOf", List(&Of(&SCHEMA))),
    key("not", Of(&SCHEMA)),
    key("if", Kept(&Of(&SCHEMA))).since(V3_1),
    key("then", Kept(&Of(&SCHEMA))).since(V3_1),
    key("else", Kept(&Of(&SCHEMA))).since(V3_1),
    key("discriminator", Of(&DISCRIMINATOR)),
    key("xml", Of(&XML)),
    // Numbers. In 3.0 a flag says that a bound is exclusive, in 3.1 it is a bound itself.
    key("multipleOf", Bound),
    key("maximum", Bound),
    key("minimum", Bound),
    key("exclusiveMaximum", Flag).until(V3_0),
    key("exclusiveMaximum", Bound).since(V3_1),
    key("exclusiveMinimum", Flag).until(V3_0),
    key("exclusiveMinimum", Bound).since(V3_1),
    // Strings.
    key("maxLength", Count),
    key("minLength", Count),
    key("pattern", Text),
    key("contentEncoding", Text).since(V3_1),
    key("contentMediaType", Text).since(V3_1),
    key("contentSchema", Kept(&Of(&SCHEMA))).since(V3_1),
    // Arrays.
    key("items", Of(&SCHEMA)),
    key("prefixItems", Kept(&List(&Of(&SCHEMA)))).since(V3_1),
    key("unevaluatedItems", Kept(&BoolOr(&Of(&SCHEMA)))).since(V3_1),
    key("maxItems", Count),
    key("minItems", Count),
    key("uniqueItems", Bool),
    key("contains", Kept(&Of(&SCHEMA))).since(V3_1),
    key("maxContains", Kept(&Count)).since(V3_1),
    key("minContains", Kept(&Count)).since(V3_1),
    // Objects.
    key("maxProperties", Count),
    key("minProperties", Count),
    key("required", List(&Text)),
    key("properties", Map(&Of(&SCHEMA))),
    key("additionalProperties", BoolOr(&Of(&SCHEMA))),
    key("patternProperties", Kept(&Map(&Of(&SCHEMA)))).since(V3_1),
    key("unevaluatedProperties", Kept(&BoolOr(&Of(&SCHEMA)))).since(V3_1),
    key("propertyNames", Kept(&Of(&SCHEMA))).since(V3_1),
    key("dependentRequired", Kept(&Map(&List(&Text)))).since(V3_1),
    key("dependentSchemas", Kept(&Map(&Of(&SCHEMA)))).since(V3_1),
    key("dependencies", Kept(&Map(&Any))).since(V3_1),
    // What schemas say of themselves.
    key("$schema", Text).since(V3_1),
    key("$vocabulary", Map(&Bool)).since(V3_1),
    key("$id", Text).since(V3_1),
    key("$anchor", Text).since(V3_1),
    key("$dynamicAnchor", Text).since(V3_1),
    key("$dynamicRef", Kept(&Text)).since(V3_1),
    key("$defs", Kept(&Map(&Of(&SCHEMA)))).since(V3_1),
    key("definitions", Kept(&Map(&Of(&SCHEMA)))).since(V3_1),
    key("$comment", Text).since(V3_1),
];

static DISCRIMINATOR: Object = Object::new(
    "a discriminator",
    "discriminators",
    &[key("propertyName", Text).or(Fatal), key("mapping", Map(&Text)), key("defaultMapping", Kept(&Text)).since(V3_2)],
)
.rule(Rule::Discriminator);

pub(in super::super) static XML: Object = Object::new(
    "an XML description",
    "XML descriptions",
    &[
        key("nodeType", Name(&["element", "attribute", "text", "cdata", "none"])).since(V3_2),
        key("name", Text),
        key("namespace", Text),
        key("prefix", Text),
        key("attribute", Bool),
        key("wrapped", Bool),
    ],
);
