//! Parameters of Swagger 2.0 that travel outside the body.

use serde_json::{Value as Json, json};

use super::super::yaml;
use super::operation;

#[test]
fn parameters() {
    let table = [
        ("{name: a, in: query, type: string}", "{name: a, in: query, schema: {type: string}}"),
        (
            "{name: a, in: path, required: true, type: integer, format: int32, minimum: 1, default: 2, enum: [2], x-a: 3}",
            "{name: a, in: path, required: true, x-a: 3, schema: {type: integer, format: int32, default: 2, enum: [2], x-codegen-minimum: '1'}}",
        ),
        (
            "{name: a, in: header, type: string, x-example: b}",
            "{name: a, in: header, example: b, schema: {type: string}}",
        ),
        (
            "{name: a, in: query, type: string, enum: [b], x-enum-varnames: [B], collectionFormat: csv, allowEmptyValue: true}",
            "{name: a, in: query, allowEmptyValue: true, schema: {type: string, enum: [b], x-enum-varnames: [B]}}",
        ),
        ("{$ref: '#/parameters/p'}", "{$ref: '#/components/parameters/p'}"),
        ("{$ref: '#/parameters/q'}", "{$ref: '#/parameters/q'}"),
    ];
    for (parameter, expected) in table {
        let (operation, said) = operation(
            "parameters: {p: {name: p, in: query, type: string}}",
            &format!("{{responses: {{}}, parameters: [{parameter}]}}"),
        );
        assert_eq!(operation["parameters"], json!([yaml(expected)]), "{parameter}");
        assert_eq!(said, [""; 0]);
    }
}

#[test]
fn collection_formats() {
    let table = [
        ("query", "csv", json!({"explode": false})),
        ("query", "", json!({"explode": false})),
        ("query", "multi", json!({"explode": true})),
        ("query", "ssv", json!({"style": "spaceDelimited", "explode": false})),
        ("query", "pipes", json!({"style": "pipeDelimited", "explode": false})),
        ("query", "tsv", json!({"x-codegen-collectionFormat": "tsv"})),
        ("header", "csv", json!({})),
        ("header", "pipes", json!({"x-codegen-collectionFormat": "pipes"})),
        ("header", "multi", json!({})),
        ("header", "commas", json!({})),
    ];
    let mut all = Vec::new();
    for (place, format, expected) in table {
        let format = if format.is_empty() { String::new() } else { format!("collectionFormat: {format}, ") };
        let parameter =
            format!("{{name: a, in: {place}, type: array, {format}items: {{type: array, collectionFormat: ssv}}}}");
        let (operation, said) = operation("", &format!("{{responses: {{}}, parameters: [{parameter}]}}"));
        let mut parameter = operation["parameters"][0].as_object().unwrap().clone();
        let schema = json!({"type": "array", "items": {"type": "array", "x-codegen-collectionFormat": "ssv"}});
        assert_eq!(parameter.remove("schema"), Some(schema));
        parameter.retain(|key, _| key != "name" && key != "in");
        assert_eq!(Json::Object(parameter), expected, "{place} {format}");
        all.extend(said);
    }
    assert_eq!(
        all,
        [
            "unknown-style: header parameter `a` has `multi`, which only a query and a form can have",
            "unknown-value: `collectionFormat` is `commas`, which Swagger 2.0 does not define",
        ]
    );
}

#[test]
fn faults_of_parameters() {
    let table = [
        (
            "{name: a, in: query}",
            "{name: a, in: query, schema: {type: string}}",
            "missing-key: a parameter needs the key `type`",
        ),
        (
            "{name: a, in: query, type: strng}",
            "{name: a, in: query, schema: {type: string}}",
            "unknown-type: there is no type `strng`",
        ),
        (
            "{name: a, in: query, items: {type: string}}",
            "{name: a, in: query, explode: false, schema: {type: array, items: {type: string}}}",
            "missing-key: a parameter needs the key `type`",
        ),
        (
            "{name: a, in: query, type: file}",
            "{name: a, in: query, schema: {type: string}}",
            "unknown-type: only a field of a form can be a `file`",
        ),
        (
            "{name: a, in: query, type: object}",
            "{name: a, in: query, schema: {type: string}}",
            "unknown-type: a parameter cannot be an `object` in Swagger 2.0",
        ),
        (
            "{name: a, in: header, type: array, items: {type: array}}",
            "{name: a, in: header, schema: {type: array, items: {type: array, x-codegen-collectionFormat: csv}}}",
            "",
        ),
        (
            "{name: a, in: query, schema: {type: integer}}",
            "{name: a, in: query, schema: {type: integer}}",
            "loose-schema: a parameter has its type itself in Swagger 2.0; `schema` is OpenAPI 3.0",
        ),
        (
            "{name: a, in: path, type: string}",
            "{name: a, in: path, required: true, schema: {type: string}}",
            "path-parameter: path parameter `a` must be required",
        ),
        (
            "{name: a, in: query, type: string, style: form}",
            "{name: a, in: query, schema: {type: string}}",
            "unknown-key: a parameter has no key `style`",
        ),
    ];
    for (parameter, expected, message) in table {
        let (operation, said) = operation("", &format!("{{responses: {{}}, parameters: [{parameter}]}}"));
        assert_eq!(operation["parameters"], json!([yaml(expected)]), "{parameter}");
        assert_eq!(said, if message.is_empty() { Vec::new() } else { vec![message] });
    }
}
