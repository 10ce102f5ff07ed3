//! What OpenAPI 3.1 and 3.2 have beside schemas.

use serde_json::json;

use super::{head, rewritten, yaml};

#[test]
fn what_may_be_missing() {
    let document = format!("{}paths: {{/a: {{get: {{}}}}}}", head("3.1.0"));
    let rewritten_document = rewritten(&document);
    assert_eq!(rewritten_document.document["paths"]["/a"], json!({"get": {"responses": {}}}));
    assert_eq!(rewritten_document.said, [""; 0]);
    assert_eq!(rewritten(&format!("{}components: {{}}", head("3.1.0"))).said, [""; 0]);
    let nothing = rewritten(&head("3.1.0")).said;
    assert_eq!(nothing, ["missing-key: a description needs `paths`, `components` or `webhooks`"]);
    let before = rewritten(&document.replace("3.1.0", "3.0.0")).said;
    assert_eq!(before, ["missing-key: an operation needs the key `responses`"]);
    let response = "paths: {/a: {get: {responses: {200: {}}}}}";
    assert_eq!(rewritten(&format!("{}{response}", head("3.2.0"))).said, [""; 0]);
    let before = rewritten(&format!("{}{response}", head("3.1.0"))).said;
    assert_eq!(before, ["missing-key: a response needs the key `description`"]);
}

#[test]
fn what_is_left_out() {
    let text = "
jsonSchemaDialect: http://json-schema.org/draft-07/schema#
webhooks: {a: {post: {}}}
paths:
  /a:
    query: {}
    additionalOperations: {COPY: {}, x-own: {}, 'A B': {}, Get: {}, put: {}, CONNECT: {}}
    get: {}
";
    let rewritten = rewritten(&format!("{}{text}", head("3.2.0")));
    let nothing = json!({"responses": {}});
    let others = json!({"COPY": nothing, "x-own": nothing});
    let path = json!({"query": nothing, "get": nothing, "put": nothing, "additionalOperations": others});
    assert_eq!(rewritten.document["paths"]["/a"], path);
    assert_eq!(rewritten.document["webhooks"], json!({"a": {"post": nothing}}));
    assert_eq!(
        rewritten.said,
        [
            "operation-left-out: `A B` is no name of a method",
            "operation-left-out: `get` of this path has been described already",
            "misplaced-method: `put` has a key of its own: `put`",
            "operation-left-out: `CONNECT` opens a tunnel and is no call",
            "unknown-dialect: the dialect `http://json-schema.org/draft-07/schema#` is not known",
        ]
    );
}

#[test]
fn webhooks_of_older_versions() {
    let text = "paths: {}\nx-webhooks: {a: {post: {responses: {}}}, b: 1}\n";
    let rewritten = rewritten(&format!("{}{text}", head("3.0.0")));
    assert_eq!(rewritten.document["webhooks"], json!({"a": {"post": {"responses": {}}}}));
    assert_eq!(rewritten.document.get("x-webhooks"), None);
    assert_eq!(rewritten.said, ["wrong-kind: `b` must be a path item, found the number 1"]);
}

#[test]
fn what_only_later_versions_have() {
    let table = [
        ("3.1.0", "jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base"),
        ("3.1.0", "info: {title: t, version: '1', summary: s, license: {name: n, identifier: MIT}}"),
        ("3.1.0", "webhooks: {}"),
        ("3.1.0", "components: {pathItems: {a: {}}, securitySchemes: {a: {type: mutualTLS}}}"),
        ("3.2.0", "$self: https://example.com"),
        ("3.2.0", "servers: [{url: /, name: n}]"),
        ("3.2.0", "tags: [{name: a, summary: s, parent: b, kind: nav}]"),
        (
            "3.2.0",
            "components: {mediaTypes: {a: {itemSchema: {}, prefixEncoding: [{}], itemEncoding: {encoding: {}}}}}",
        ),
        (
            "3.2.0",
            "components: {schemas: {a: {discriminator: {propertyName: p, defaultMapping: d}, xml: {nodeType: text}}}}",
        ),
        ("3.2.0", "components: {examples: {a: {dataValue: 1, serializedValue: '1'}}}"),
        ("3.2.0", "components: {responses: {a: {summary: s, description: d}}}"),
        ("3.2.0", "components: {parameters: {a: {name: a, in: querystring, content: {a/b: {}}}}}"),
        ("3.2.0", "components: {parameters: {a: {name: a, in: cookie, style: cookie, schema: {}}}}"),
        (
            "3.2.0",
            "components: {securitySchemes: {a: {type: oauth2, deprecated: true, oauth2MetadataUrl: u, flows: {deviceAuthorization: {deviceAuthorizationUrl: u, tokenUrl: u, scopes: {}}}}}}",
        ),
    ];
    for (since, lines) in table {
        let description = |version: &str| {
            let head = if lines.starts_with("info") { format!("openapi: {version}\n") } else { head(version) };
            rewritten(&format!("{head}paths: {{}}\n{lines}")).said
        };
        let before = if since == "3.2.0" { "3.1.2" } else { "3.0.4" };
        assert_ne!(description(before), [""; 0], "{lines}");
        assert_eq!(description(since), [""; 0], "{lines}");
        assert_eq!(description("3.2.9"), [""; 0], "{lines}");
    }
}

#[test]
fn what_becomes_of_it() {
    let text = "
components:
  securitySchemes: {m: {type: mutualTLS}}
  parameters:
    q: {name: q, in: querystring, content: {a/b: {itemSchema: {const: 1}}}}
    c: {name: c, in: cookie, style: cookie, schema: {}}
  examples: {e: {dataValue: [1]}}
";
    let components = rewritten(&format!("{}{text}", head("3.2.0"))).document["components"].clone();
    let expected = yaml(
        "
securitySchemes: {m: {type: http, scheme: mutualTLS, x-codegen-type: mutualTLS}}
parameters:
  q:
    {name: q, in: query, x-codegen-in: querystring, content: {a/b: {x-codegen-itemSchema: {type: integer, enum: [1]}}}}
  c: {name: c, in: cookie, x-codegen-style: cookie, schema: {}}
examples: {e: {value: [1]}}
",
    );
    assert_eq!(components, expected);
}

#[test]
fn names_of_our_own_are_not_taken_from_authors() {
    for version in ["2.0", "3.0.0", "3.1.0"] {
        let section = if version == "2.0" { "definitions" } else { "components:\n  schemas" };
        for name in ["false", "type", "prefixItems", "if", "exclusiveMinimum", "$dynamicRef"] {
            let text =
                format!("{}paths: {{}}\n{section}: {{A: {{x-codegen-{name}: 1, x-codegen-else-: 1}}}}", head(version));
            let rewritten = rewritten(&text);
            assert_eq!(rewritten.said, [format!("unknown-key: a schema has no key `x-codegen-{name}`")], "{version}");
            assert_eq!(rewritten.document["components"]["schemas"]["A"], json!({"x-codegen-else-": 1}));
        }
    }
}
