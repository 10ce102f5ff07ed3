//! Swagger 2.0.

mod bodies;
mod parameters;

use serde_json::{Value as Json, json};

use super::{Rewritten, head, rewritten, yaml};

fn swagger(lines: &str) -> Rewritten {
    let paths = if lines.contains("paths:") { "" } else { "paths: {}\n" };
    rewritten(&format!("{}{paths}{lines}", head("2.0")))
}

/// What becomes of an operation, `post /a`.
#[track_caller]
fn operation(lines: &str, operation: &str) -> (Json, Vec<String>) {
    let rewritten = swagger(&format!("{lines}\npaths: {{/a: {{post: {operation}}}}}"));
    (rewritten.document["paths"]["/a"]["post"].clone(), rewritten.said)
}

#[test]
fn servers() {
    let table = [
        ("host: a.b\nschemes: [http, https]\nbasePath: /c/", "[{url: 'https://a.b/c'}, {url: 'http://a.b/c'}]"),
        ("host: a.b:80\nbasePath: /\nschemes: [http]", "[{url: 'http://a.b:80'}]"),
        ("host: a.b", "[{url: 'https://a.b'}]"),
        ("host: a.b\nschemes: []", "[{url: 'https://a.b'}]"),
        ("host: localhost:80", "[{url: 'http://localhost:80'}]"),
        ("host: 127.0.0.1", "[{url: 'http://127.0.0.1'}]"),
        ("host: '[::1]:80'", "[{url: 'http://[::1]:80'}]"),
        ("basePath: c", "[{url: /c}]"),
        ("schemes: [https]", "null"),
        ("x-a: 1", "null"),
        ("host: https://a.b\nschemes: [https]", "[{url: 'https://a.b'}]"),
        ("host: http://a.b/c/\nbasePath: d", "[{url: 'http://a.b/c/d'}]"),
        ("host: HTTPS://localhost", "[{url: 'https://localhost'}]"),
    ];
    for (lines, expected) in table {
        let rewritten = swagger(lines);
        assert_eq!(rewritten.document["servers"], yaml(expected), "{lines}");
        assert_eq!(rewritten.document.get("host"), None);
        let scheme = ["https", "http", "HTTPS"].into_iter().find(|scheme| lines.contains(&format!("host: {scheme}:")));
        let said =
            scheme.map(|scheme| format!("loose-host: `host` begins with `{scheme}://`, which belongs into `schemes`"));
        assert_eq!(rewritten.said, Vec::from_iter(said));
    }
    let schemes = |own: &str| operation("host: a\nschemes: [https, http]", own).0["servers"].clone();
    assert_eq!(schemes("{responses: {}, schemes: [http, https]}"), Json::Null);
    assert_eq!(schemes("{responses: {}, schemes: [wss]}"), json!([{"url": "wss://a"}]));
    let unsaid = |own: &str| operation("host: a", own).0["servers"].clone();
    assert_eq!(unsaid("{responses: {}, schemes: [https]}"), Json::Null);
    assert_eq!(unsaid("{responses: {}, schemes: [http]}"), json!([{"url": "http://a"}]));
}

#[test]
fn responses() {
    let json_type = "application/json";
    let table = [
        ("", "", "{description: d}", json!({"description": "d"})),
        ("", "", "{description: d, schema: {}}", json!({"description": "d", "content": {json_type: {"schema": {}}}})),
        (
            "produces: [a/b]",
            "",
            "{description: d, schema: {}}",
            json!({"description": "d", "content": {"a/b": {"schema": {}}}}),
        ),
        (
            "produces: [a/b]",
            "produces: [c/d], ",
            "{description: d, schema: {}}",
            json!({"description": "d", "content": {"c/d": {"schema": {}}}}),
        ),
        (
            "produces: [application/json]",
            "",
            "{description: d, schema: {type: file}}",
            json!({"description": "d", "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}),
        ),
        (
            "",
            "",
            "{description: d, schema: {}, examples: {Application/JSON; charset=utf-8: 1, a/b: 2, x-c: 3}}",
            json!({"description": "d", "content": {json_type: {"schema": {}, "example": 1}, "a/b": {"schema": {}, "example": 2}}}),
        ),
        (
            "",
            "",
            "{description: d, examples: {a/b: 1}}",
            json!({"description": "d", "content": {"a/b": {"example": 1}}}),
        ),
        (
            "",
            "",
            "{description: d, headers: {H: {type: array, description: e, items: {type: string}, x-a: 1}}}",
            json!({"description": "d", "headers": {"H": {"description": "e", "x-a": 1, "schema": {"type": "array", "items": {"type": "string"}}}}}),
        ),
        (
            "responses: {r: {description: d}}",
            "",
            "{$ref: '#/responses/r'}",
            json!({"$ref": "#/components/responses/r"}),
        ),
    ];
    for (lines, own, response, expected) in table {
        let (operation, said) = operation(lines, &format!("{{{own}responses: {{200: {response}}}}}"));
        assert_eq!(operation["responses"], json!({"200": expected}), "{lines} {own}");
        assert_eq!(said, [""; 0]);
    }
    let shared = swagger("produces: [a/b]\nresponses: {r: {description: d, schema: {}}}").document;
    assert_eq!(
        shared["components"]["responses"],
        json!({"r": {"description": "d", "content": {"a/b": {"schema": {}}}}})
    );
}

#[test]
fn responses_of_other_types() {
    let object = "{description: d, schema: {type: object}}";
    let empty = "{description: d}";
    let table: [(&str, &str, &str, &[&str]); 11] = [
        // What an operation produces, it produces when all goes well.
        ("produces: [image/png]", "404", object, &["application/json"]),
        (
            "produces: [image/png]",
            "default",
            "{description: d, schema: {$ref: '#/definitions/E'}}",
            &["application/json"],
        ),
        ("produces: [image/png]", "200", object, &["image/png"]),
        ("produces: [application/xml]", "404", object, &["application/xml"]),
        ("produces: [text/plain]", "404", "{description: d, schema: {type: string}}", &["text/plain"]),
        // Bytes and texts without a word on what they are.
        ("produces: [application/zip, text/csv]", "200", empty, &["application/zip", "text/csv"]),
        ("produces: [application/zip, application/json]", "200", empty, &[]),
        ("produces: [application/zip]", "204", empty, &[]),
        ("produces: [application/zip]", "404", empty, &[]),
        ("produces: ['', application/zip, zip, application/zip]", "200", empty, &["application/zip"]),
        ("produces: ['']", "200", object, &["application/json"]),
    ];
    for (own, status, response, expected) in table {
        let (operation, said) =
            operation("definitions: {E: {type: object}}", &format!("{{{own}, responses: {{{status}: {response}}}}}"));
        let content = operation["responses"][status]["content"].as_object();
        let types = content.into_iter().flatten().map(|(name, _)| name.as_str());
        assert_eq!(types.collect::<Vec<_>>(), expected, "{own} {status} {response}");
        let faults = own.matches("''").count() + own.matches(" zip").count();
        assert_eq!(said.iter().filter(|said| said.starts_with("invalid-media-type")).count(), faults, "{said:?}");
    }
}

#[test]
fn responses_that_are_shared() {
    let text = "
produces: [application/json]
responses:
  text: {description: d, schema: {type: string}}
  error: {description: d, schema: {type: object}}
";
    let response = |own: &str, status: &str, name: &str| {
        let (operation, said) =
            operation(text, &format!("{{{own} responses: {{{status}: {{$ref: '#/responses/{name}'}}}}}}"));
        assert_eq!(said, [""; 0]);
        operation["responses"][status].clone()
    };
    let plain = json!({"description": "d", "content": {"text/plain": {"schema": {"type": "string"}}}});
    assert_eq!(response("produces: [text/plain],", "200", "text"), plain);
    assert_eq!(
        response("produces: [application/json],", "200", "text"),
        json!({"$ref": "#/components/responses/text"})
    );
    assert_eq!(response("", "200", "text"), json!({"$ref": "#/components/responses/text"}));
    assert_eq!(response("produces: [text/plain],", "404", "error"), json!({"$ref": "#/components/responses/error"}));
}

#[test]
fn security_schemes() {
    let flow = |name: &str, rest: Json| json!({"type": "oauth2", "flows": {name: rest}});
    let table = [
        ("{type: basic, description: d}", json!({"type": "http", "scheme": "basic", "description": "d"})),
        ("{type: apiKey, in: header, name: n}", json!({"type": "apiKey", "in": "header", "name": "n"})),
        (
            "{type: oauth2, flow: implicit, authorizationUrl: u, scopes: {a: b}}",
            flow("implicit", json!({"authorizationUrl": "u", "scopes": {"a": "b"}})),
        ),
        ("{type: oauth2, flow: password, tokenUrl: u}", flow("password", json!({"tokenUrl": "u", "scopes": {}}))),
        (
            "{type: oauth2, flow: application, tokenUrl: u}",
            flow("clientCredentials", json!({"tokenUrl": "u", "scopes": {}})),
        ),
        (
            "{type: oauth2, flow: accessCode, authorizationUrl: u, tokenUrl: v}",
            flow("authorizationCode", json!({"authorizationUrl": "u", "tokenUrl": "v", "scopes": {}})),
        ),
    ];
    for (scheme, expected) in table {
        let rewritten = swagger(&format!("securityDefinitions: {{s: {scheme}}}"));
        assert_eq!(rewritten.document["components"], json!({"securitySchemes": {"s": expected}}), "{scheme}");
        assert_eq!(rewritten.said, [""; 0]);
    }
    for (scheme, missing) in
        [("{type: oauth2, flow: accessCode, tokenUrl: u}", "authorizationUrl"), ("{type: oauth2}", "flow")]
    {
        let rewritten = swagger(&format!("securityDefinitions: {{s: {scheme}}}"));
        assert_eq!(rewritten.document["components"], json!({"securitySchemes": {}}), "{scheme}");
        let message = format!("missing-key: a security scheme of type `oauth2` needs the key `{missing}`");
        assert_eq!(rewritten.said, [message]);
    }
}

#[test]
fn what_stays() {
    let text = "
tags: [{name: t, x-b: 1}]
externalDocs: {url: u}
security: [{s: []}]
x-error: {code: [c]}
paths:
  x-c: 1
  /a: {x-d: 1, get: {x-pagination: {style: offset}, deprecated: true, security: [], tags: [t], responses: {x-e: 1}}}
";
    let document = swagger(text).document;
    let mut expected = yaml(text);
    for (key, value) in yaml(&head("2.0")).as_object().unwrap() {
        expected[key] = value.clone();
    }
    expected["components"] = json!({});
    assert_eq!(document, expected);
}
