//! Whatever is moved, messages of later passes lead back to the text.

use super::{head, rewritten};
use crate::pointer::Pointer;

/// Pointers into the rewritten document, each with the one into the text.
#[track_caller]
fn check(text: &str, table: &[(&str, &str)]) {
    let rewritten = rewritten(text);
    for (new, old) in table {
        assert_eq!(rewritten.origins.original(&Pointer::parse(new).unwrap()).to_string(), *old, "{new}");
        let is_there = rewritten.document.pointer(new).is_some();
        assert!(is_there || new.contains("/missing"), "{new} in {}", rewritten.document);
    }
}

#[test]
fn of_swagger() {
    let text = "
host: a.b
schemes: [https, http]
paths:
  /a:
    parameters: [{name: b, in: body, schema: {properties: {p: {type: array, items: {minimum: 1}}}}}, {name: q, in: query, type: array, items: {minimum: 2}}]
    get:
      produces: [c/d, e/f]
      responses: {200: {description: d, schema: {properties: {p: {}}}, examples: {c/d: {x: 1}}}}
    put:
      parameters: [{$ref: '#/parameters/g'}, {name: type, in: formData, type: string}, {name: r, in: header, type: string}]
      responses: {}
definitions: {D: {discriminator: kind, minimum: 1}}
parameters:
  g: {name: '1', in: formData, type: integer, minimum: 1}
  s: {name: s, in: query, type: string}
  t: {name: t, in: body, schema: {items: {}}}
responses: {R: {description: d, schema: {items: {}}}}
securityDefinitions: {k: {type: oauth2, flow: implicit, authorizationUrl: u}}
";
    let form = "/paths/~1a/put/requestBody/content/application~1x-www-form-urlencoded";
    check(
        &format!("{}{text}", head("2.0")),
        &[
            ("/servers/1/url", "/host/url"),
            ("/components", ""),
            ("/components/schemas/D/discriminator/propertyName", "/definitions/D/discriminator"),
            ("/components/schemas/D/x-codegen-minimum", "/definitions/D/minimum"),
            ("/components/schemas/missing", "/definitions/missing"),
            ("/components/parameters/s/schema/type", "/parameters/s/type"),
            ("/components/requestBodies/t/content/application~1json/schema/items", "/parameters/t/schema/items"),
            ("/components/responses/R/content/application~1json/schema/items", "/responses/R/schema/items"),
            (
                "/components/securitySchemes/k/flows/implicit/authorizationUrl",
                "/securityDefinitions/k/authorizationUrl",
            ),
            ("/paths/~1a/parameters/0/schema/items/x-codegen-minimum", "/paths/~1a/parameters/1/items/minimum"),
            ("/paths/~1a/get/requestBody", "/paths/~1a/parameters/0"),
            ("/paths/~1a/get/requestBody/content/application~1json", "/paths/~1a/parameters/0"),
            (
                "/paths/~1a/get/requestBody/content/application~1json/schema/properties/p/items/x-codegen-minimum",
                "/paths/~1a/parameters/0/schema/properties/p/items/minimum",
            ),
            ("/paths/~1a/get/responses/200/content/e~1f", "/paths/~1a/get/responses/200"),
            (
                "/paths/~1a/get/responses/200/content/e~1f/schema/properties/p",
                "/paths/~1a/get/responses/200/schema/properties/p",
            ),
            ("/paths/~1a/get/responses/200/content/c~1d/example/x", "/paths/~1a/get/responses/200/examples/c~1d/x"),
            ("/paths/~1a/put/parameters/0/schema/type", "/paths/~1a/put/parameters/2/type"),
            ("/paths/~1a/put/requestBody", "/parameters/g"),
            (&format!("{form}/schema/properties"), "/parameters/g"),
            (&format!("{form}/schema/properties/1"), "/parameters/g"),
            (&format!("{form}/schema/properties/1/x-codegen-minimum"), "/parameters/g/minimum"),
            (&format!("{form}/schema/properties/type"), "/paths/~1a/put/parameters/1"),
            (&format!("{form}/schema/properties/type/type"), "/paths/~1a/put/parameters/1/type"),
        ],
    );
}

#[test]
fn of_new_versions() {
    let text = "
paths: {/a: {$ref: '#/components/pathItems/p', get: {}}}
components:
  pathItems: {p: {put: {requestBody: {content: {a/b: {$ref: '#/components/mediaTypes/m'}}}}}}
  mediaTypes: {m: {schema: {items: {minimum: 1}}}}
  schemas:
    A: {oneOf: [{type: 'null'}, {properties: {p: {exclusiveMinimum: 1}}, prefixItems: [{minimum: 1}]}]}
    B: {const: 1, examples: [1]}
    C: {anyOf: [{type: 'null'}, {minimum: 1}, {minimum: 2}]}
    D: {allOf: [{minimum: 1}], anyOf: [{$ref: '#/a'}, {type: 'null'}]}
    E: {allOf: [{minimum: 1}, 5, {minimum: 2}], $ref: '#/a'}
    F: {$ref: '#/a', description: d}
";
    check(
        &format!("{}{text}", head("3.2.0")),
        &[
            ("/paths/~1a/get", "/paths/~1a/get"),
            ("/paths/~1a/put", "/components/pathItems/p/put"),
            (
                "/paths/~1a/put/requestBody/content/a~1b/schema/items/x-codegen-minimum",
                "/components/mediaTypes/m/schema/items/minimum",
            ),
            ("/components/schemas/A/properties/p", "/components/schemas/A/oneOf/1/properties/p"),
            ("/components/schemas/A/x-codegen-prefixItems/0", "/components/schemas/A/oneOf/1/prefixItems/0"),
            ("/components/schemas/A/prefixItems/missing", "/components/schemas/A/oneOf/1/prefixItems/missing"),
            (
                "/components/schemas/A/properties/p/x-codegen-minimum",
                "/components/schemas/A/oneOf/1/properties/p/exclusiveMinimum",
            ),
            ("/components/schemas/B/enum", "/components/schemas/B/const"),
            ("/components/schemas/B/example", "/components/schemas/B/examples/0"),
            ("/components/schemas/C/anyOf/1/x-codegen-minimum", "/components/schemas/C/anyOf/2/minimum"),
            ("/components/schemas/D/allOf/0/$ref", "/components/schemas/D/anyOf/0/$ref"),
            ("/components/schemas/D/allOf/1/x-codegen-minimum", "/components/schemas/D/allOf/0/minimum"),
            ("/components/schemas/F/allOf", "/components/schemas/F/$ref"),
            ("/components/schemas/F/allOf/0/$ref", "/components/schemas/F/$ref"),
            ("/components/schemas/E/allOf/0/$ref", "/components/schemas/E/$ref"),
            ("/components/schemas/E/allOf/2/x-codegen-minimum", "/components/schemas/E/allOf/2/minimum"),
        ],
    );
}
