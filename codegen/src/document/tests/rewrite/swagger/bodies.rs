//! Parameters of Swagger 2.0 that are the body or part of it.

use serde_json::json;

use super::super::{Rewritten, yaml};
use super::{operation, swagger};

#[test]
fn bodies() {
    let body = "{name: b, in: body, required: true, description: d, x-a: 1, schema: {type: string}}";
    let content = |types: &[&str]| {
        let content = types.iter().map(|name| ((*name).to_owned(), json!({"schema": {"type": "string"}})));
        json!({"description": "d", "required": true, "x-a": 1, "content": content.collect::<serde_json::Map<_, _>>()})
    };
    let table = [
        ("", "", content(&["application/json"])),
        ("consumes: [a/b, multipart/form-data]", "", content(&["a/b"])),
        ("consumes: [a/b]", "consumes: [c/d, e/f], ", content(&["c/d", "e/f"])),
        ("consumes: [a/b]", "consumes: [], ", content(&["application/json"])),
        ("consumes: [multipart/form-data]", "", content(&["multipart/form-data"])),
        ("consumes: [a]", "", content(&["application/json"])),
    ];
    for (lines, own, expected) in table {
        let (operation, said) = operation(lines, &format!("{{{own}responses: {{}}, parameters: [{body}]}}"));
        assert_eq!(operation["requestBody"], expected, "{lines} {own}");
        assert_eq!((&operation["parameters"], said.len()), (&json!([]), usize::from(lines.contains("[a]"))));
    }
}

#[test]
fn files_as_bodies() {
    let table = [
        ("", "schema: {type: file}", "application/octet-stream"),
        ("consumes: [application/json]", "schema: {type: string, format: binary}", "application/octet-stream"),
        ("consumes: [application/json, image/png]", "schema: {type: file}", "image/png"),
        ("consumes: image/png", "type: file", "image/png"),
    ];
    for (lines, body, expected) in table {
        let (operation, said) =
            operation(lines, &format!("{{responses: {{}}, parameters: [{{name: b, in: body, {body}}}]}}"));
        let bytes = json!({"schema": {"type": "string", "format": "binary"}});
        assert_eq!(operation["requestBody"]["content"], json!({expected: bytes}), "{lines} {body}");
        assert_eq!(said.len(), if body.starts_with("type") { 2 } else { 0 }, "{said:?}");
    }
}

#[test]
fn bodies_that_are_shared() {
    let text = "
consumes: [a/b]
parameters:
  body: {name: b, in: body, x-example: 1, schema: {type: string}}
  same: {$ref: '#/parameters/body'}
  field: {name: f, in: formData, type: integer, required: true}
  plain: {name: p, in: query, type: string}
paths:
  /a:
    parameters: [{$ref: '#/parameters/plain'}, {name: f, in: formData, type: string}, {$ref: '#/parameters/same'}]
    get: {responses: {}, parameters: [{$ref: '#/parameters/same'}]}
    put: {responses: {}, consumes: [c/d], parameters: [{$ref: '#/parameters/same'}]}
    post: {responses: {}, parameters: [{$ref: '#/parameters/field'}]}
    patch: {responses: {}, parameters: [{name: g, in: formData, type: string}]}
    delete: {responses: {}}
";
    let Rewritten { document, said, .. } = swagger(text);
    let media = json!({"schema": {"type": "string"}, "example": 1});
    let reference = |name: &str| json!({"$ref": format!("#/components/requestBodies/{name}")});
    assert_eq!(
        document["components"]["requestBodies"],
        json!({"body": {"content": {"a/b": media}}, "same": reference("body")})
    );
    let plain = json!({"name": "p", "in": "query", "schema": {"type": "string"}});
    assert_eq!(document["components"]["parameters"], json!({"plain": plain}));
    let item = &document["paths"]["/a"];
    assert_eq!(item["parameters"], json!([{"$ref": "#/components/parameters/plain"}]));
    assert_eq!(item["get"]["requestBody"], reference("same"));
    assert_eq!(item["put"]["requestBody"], json!({"content": {"c/d": media}}));
    let form = |required: bool, schema: &str| json!({"required": required, "content": {"application/x-www-form-urlencoded": {"schema": yaml(schema)}}});
    assert_eq!(
        item["post"]["requestBody"],
        form(true, "{type: object, properties: {f: {type: integer}}, required: [f]}")
    );
    assert_eq!(
        item["patch"]["requestBody"],
        form(false, "{type: object, properties: {g: {type: string}, f: {type: string}}}")
    );
    assert_eq!(item["delete"]["requestBody"], form(false, "{type: object, properties: {f: {type: string}}}"));
    assert_eq!(said, [""; 0]);
}

#[test]
fn forms() {
    let [urlencoded, multipart] = ["application/x-www-form-urlencoded", "multipart/form-data"];
    let table: [(&str, &str, &[&str]); 6] = [
        ("", "string", &[urlencoded]),
        ("", "file", &[multipart]),
        ("consumes: [application/json, multipart/form-data]", "string", &[multipart]),
        ("consumes: [application/x-www-form-urlencoded, multipart/form-data]", "string", &[urlencoded, multipart]),
        ("consumes: [application/x-www-form-urlencoded, multipart/form-data]", "file", &[multipart]),
        ("consumes: [application/x-www-form-urlencoded]", "file", &[multipart]),
    ];
    for (lines, ty, expected) in table {
        let (operation, said) =
            operation(lines, &format!("{{responses: {{}}, parameters: [{{name: a, in: formData, type: {ty}}}]}}"));
        let content = operation["requestBody"]["content"].as_object().unwrap();
        assert_eq!(content.keys().collect::<Vec<_>>(), expected, "{lines} {ty}");
        let property =
            if ty == "file" { json!({"type": "string", "format": "binary"}) } else { json!({"type": "string"}) };
        assert_eq!(content[expected[0]]["schema"], json!({"type": "object", "properties": {"a": property}}));
        assert_eq!(said, [""; 0]);
    }
    let files = "{name: a, in: formData, type: array, items: {type: file}, collectionFormat: multi}";
    let (several, said) = operation("", &format!("{{responses: {{}}, parameters: [{files}]}}"));
    let files = &several["requestBody"]["content"][multipart]["schema"]["properties"]["a"];
    assert_eq!(*files, json!({"type": "array", "items": {"type": "string", "format": "binary"}}));
    assert_eq!(said, [""; 0]);
    let fields = "{name: a, in: formData, type: array, items: {type: string}, collectionFormat: pipes, description: d, x-example: e},
        {name: type, in: formData, type: string, required: true}";
    let (operation, _) = operation("", &format!("{{responses: {{}}, parameters: [{fields}]}}"));
    let expected = "
required: true
content:
  application/x-www-form-urlencoded:
    schema:
      type: object
      properties: {a: {type: array, items: {type: string}, description: d, example: e}, type: {type: string}}
      required: [type]
    encoding: {a: {style: pipeDelimited, x-codegen-explode: false}}
";
    assert_eq!(operation["requestBody"], yaml(expected));
}

#[test]
fn faults_of_bodies() {
    let table = [
        (
            "[{name: a, in: body, schema: {}}, {name: b, in: formData, type: string}]",
            "body-and-form: an operation has either a body or a form, but here are both",
        ),
        (
            "[{name: a, in: body, schema: {}}, {name: b, in: body, schema: {}}]",
            "second-body: an operation has one body at most",
        ),
        (
            "[{name: a, in: formData, type: string}, {name: a, in: formData, type: integer}]",
            "second-field: a form has one field `a` at most",
        ),
        ("[{name: a, in: body}]", "missing-key: a body needs the key `schema`"),
        ("[{name: a, in: body, type: string}]", "loose-schema: the type of a body belongs into `schema`"),
    ];
    for (parameters, message) in table {
        let (operation, said) = operation("", &format!("{{responses: {{}}, parameters: {parameters}}}"));
        assert_eq!(operation["requestBody"]["content"].as_object().unwrap().len(), 1, "{parameters}");
        assert_eq!(said, [message]);
    }
}
