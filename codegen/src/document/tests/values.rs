//! What the document holds.

use openapiv3::{ParameterSchemaOrContent, ReferenceOr, Schema, SchemaKind, StatusCode};
use serde_json::json;

use super::read;
use crate::document::Document;

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

#[track_caller]
fn document(path: &str, text: &str) -> Document {
    read(path, text).0.unwrap()
}

fn schema<'a>(document: &'a Document, name: &str) -> &'a Schema {
    document.components.schemas[name].as_item().unwrap()
}

#[test]
fn order_is_kept() {
    let document = document(
        "a.yaml",
        &format!(
            "{HEAD}
paths:
  /z: {{get: {{responses: {{'404': {{description: a}}, '200': {{description: b}}}}}}}}
  /a: {{}}
components:
  schemas:
    Z: {{type: object, properties: {{z: {{}}, b: {{}}, a: {{}}}}}}
    A: {{}}
x-z: 1
x-a: {{b: 1, a: 2}}
"
        ),
    );
    assert_eq!(document.version, "3.0.3");
    assert_eq!(document.paths.iter().map(|path| path.name.as_str()).collect::<Vec<_>>(), ["/z", "/a"]);
    let responses = &document.paths[0].operations[0].raw.responses.responses;
    assert_eq!(responses.keys().collect::<Vec<_>>(), [&StatusCode::Code(404), &StatusCode::Code(200)]);
    assert_eq!(document.components.schemas.keys().collect::<Vec<_>>(), ["Z", "A"]);
    assert_eq!(document.extensions.keys().collect::<Vec<_>>(), ["x-z", "x-a"]);
    let SchemaKind::Type(openapiv3::Type::Object(object)) = &schema(&document, "Z").schema_kind else { panic!() };
    assert_eq!(object.properties.keys().collect::<Vec<_>>(), ["z", "b", "a"]);
}

#[test]
fn bounds_travel_as_text() {
    let text = r#"{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {
        "A": {"minimum": -1e400, "maximum": 18446744073709551616, "exclusiveMaximum": true,
              "multipleOf": 0.010, "maxLength": 10.0, "minLength": 1e30, "x-codegen-minimum": 5, "x-codegen-other": 1}
    }}}"#;
    let document = document("a.json", text);
    let schema = schema(&document, "A");
    let extensions = serde_json::to_value(&schema.schema_data.extensions).unwrap();
    let expected = json!({
        "x-codegen-minimum": "-1e400", "x-codegen-maximum": "18446744073709551616", "x-codegen-exclusiveMaximum": true,
        "x-codegen-multipleOf": "0.010", "x-codegen-minLength": "1e+30", "x-codegen-other": 1,
    });
    assert_eq!(extensions, expected);
    let SchemaKind::Any(any) = &schema.schema_kind else { panic!("{schema:?}") };
    assert_eq!((any.max_length, any.min_length, any.minimum, any.multiple_of), (Some(10), None, None, None));
}

#[test]
fn exclusive_numbers_become_flags() {
    let table = [
        ("exclusiveMinimum: 5", json!({"x-codegen-minimum": "5", "x-codegen-exclusiveMinimum": true})),
        ("exclusiveMinimum: 5, minimum: 7", json!({"x-codegen-minimum": "7", "x-codegen-exclusiveMinimum": false})),
        ("exclusiveMaximum: 5, maximum: 7", json!({"x-codegen-maximum": "5", "x-codegen-exclusiveMaximum": true})),
        ("exclusiveMaximum: 7, maximum: '5'", json!({"x-codegen-maximum": "5", "x-codegen-exclusiveMaximum": false})),
    ];
    for (bounds, expected) in table {
        let document = document("a.yaml", &format!("{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{{bounds}}}}}}}"));
        assert_eq!(serde_json::to_value(&schema(&document, "A").schema_data.extensions).unwrap(), expected, "{bounds}");
    }
}

#[test]
fn what_is_beside_a_reference_applies() {
    let text = format!(
        "{HEAD}paths: {{}}
components:
  schemas:
    A: {{$ref: '#/components/schemas/B', description: d, allOf: [{{type: object}}]}}
    B: {{$ref: '#/components/schemas/C'}}
    C: {{$ref: '#/components/schemas/D', unknown: 1}}
"
    );
    let document = document("a.yaml", &text);
    let a = schema(&document, "A");
    assert_eq!(a.schema_data.description.as_deref(), Some("d"));
    let SchemaKind::AllOf { all_of } = &a.schema_kind else { panic!("{a:?}") };
    assert_eq!(all_of[0], ReferenceOr::ref_("#/components/schemas/B"));
    assert_eq!(all_of.len(), 2);
    assert_eq!(document.components.schemas["B"], ReferenceOr::ref_("#/components/schemas/C"));
    assert_eq!(document.components.schemas["C"], ReferenceOr::ref_("#/components/schemas/D"));
}

#[test]
fn yaml_is_data() {
    let text = format!(
        "{HEAD}paths: {{}}
x-base: &base {{a: 1, b: 2}}
x-merged: {{<<: *base, b: 3}}
x-list: {{<<: [{{a: 1}}, *base], c: 4}}
x-keys: {{200: a, null: b, true: c, 1.10: d}}
x-scalars: [0x1F, 0o17, yes, 2020-01-01, ~, 1.50, 010, !!str 5, 1_000]
"
    );
    let extensions = serde_json::to_value(&document("a.yaml", &text).extensions).unwrap();
    let expected = json!({
        "x-base": {"a": 1, "b": 2}, "x-merged": {"a": 1, "b": 3}, "x-list": {"a": 1, "b": 2, "c": 4},
        "x-keys": {"200": "a", "null": "b", "true": "c", "1.10": "d"},
        "x-scalars": [31, 15, "yes", "2020-01-01", null, 1.5, "010", "5", "1_000"],
    });
    assert_eq!(extensions, expected);
}

#[test]
fn what_openapiv3_has_no_place_for() {
    let text = format!(
        "{HEAD}
paths:
  /a: {{$ref: '#/paths/~1b', x-own: 1}}
  b:
    post:
      requestBody: {{content: {{a/b: {{encoding: {{c: {{explode: false}}}}}}}}}}
      responses: {{200: {{description: d, headers: {{H: {{explode: true, schema: {{}}}}}}}}, 4xx: {{description: e}}}}
"
    );
    let document = document("a.yaml", &text);
    let own = serde_json::to_value(&document.paths[0].item.extensions).unwrap();
    assert_eq!(own, json!({"x-own": 1, "x-codegen-$ref": "#/paths/~1b"}));
    assert_eq!(document.paths[1].name, "/b");
    let post = &document.paths[1].operations[0].raw;
    let body = post.request_body.as_ref().unwrap().as_item().unwrap();
    assert_eq!(body.content["a/b"].encoding["c"].extensions["x-codegen-explode"], json!(false));
    let ok = post.responses.responses[&StatusCode::Code(200)].as_item().unwrap();
    assert_eq!(ok.headers["H"].as_item().unwrap().extensions["x-codegen-explode"], json!(true));
    assert!(post.responses.responses.contains_key(&StatusCode::Range(4)));
}

#[test]
fn faults_cost_little() {
    let text = format!(
        "{HEAD}
security: [{{key: null}}, other]
paths:
  /a:
    parameters: [{{in: query, schema: {{}}}}, {{name: q, in: query, type: integer, format: int32}}]
    get: {{responses: 5}}
components:
  securitySchemes:
    key: {{type: apiKey, name: k, in: header}}
    bad: {{type: apiKey, name: k}}
"
    );
    let document = document("a.yaml", &text);
    // No mistake may turn a requirement into none.
    let security = serde_json::to_value(&document.security).unwrap();
    assert_eq!(security, json!([{"key": []}, {"other": []}]));
    assert_eq!(document.components.security_schemes.keys().collect::<Vec<_>>(), ["key"]);
    let path = &document.paths[0];
    assert!(path.operations[0].raw.responses.responses.is_empty());
    let parameter = path.item.parameters[0].as_item().unwrap().parameter_data_ref();
    let ParameterSchemaOrContent::Schema(schema) = &parameter.format else { panic!() };
    assert_eq!(serde_json::to_value(schema).unwrap(), json!({"type": "integer", "format": "int32"}));
}
