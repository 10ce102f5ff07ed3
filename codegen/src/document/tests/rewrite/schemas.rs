//! Schemas: each as it is written and as it becomes.

use super::{head, rewritten, yaml};

/// What becomes of each schema in a description of a version, and what is said about all of them.
#[track_caller]
fn check(version: &str, table: &[(&str, &str)], said: &[&str]) {
    let section = if version == "2.0" { "definitions" } else { "components:\n  schemas" };
    let mut all = Vec::new();
    for (schema, expected) in table {
        let rewritten = rewritten(&format!("{}paths: {{}}\n{section}: {{A: {schema}}}", head(version)));
        assert_eq!(rewritten.document["components"]["schemas"]["A"], yaml(expected), "{schema}");
        all.extend(rewritten.said);
    }
    assert_eq!(all, said);
}

#[test]
fn types() {
    check(
        "3.1.0",
        &[
            ("{type: string}", "{type: string}"),
            ("{type: [string]}", "{type: string}"),
            ("{type: [string, 'null']}", "{type: string, nullable: true}"),
            ("{type: ['null', string, string]}", "{type: string, nullable: true}"),
            ("{type: [integer, number]}", "{type: number}"),
            ("{type: [string, integer]}", "{x-codegen-type: [string, integer]}"),
            ("{type: [string, array, 'null']}", "{x-codegen-type: [string, array, 'null'], nullable: true}"),
            ("{type: [string, number, boolean, array, object, 'null']}", "{nullable: true}"),
            ("{type: [array, object, string, number, integer, boolean]}", "{}"),
            ("{type: 'null'}", "{x-codegen-type: ['null'], nullable: true}"),
            ("{type: ['null']}", "{x-codegen-type: ['null'], nullable: true}"),
            ("true", "{}"),
            ("false", "{x-codegen-false: true}"),
            ("{items: false, not: false}", "{items: {x-codegen-false: true}, not: {x-codegen-false: true}}"),
            ("{not: true}", "{x-codegen-false: true}"),
            ("{not: {}}", "{x-codegen-false: true}"),
            ("{additionalProperties: false}", "{additionalProperties: false}"),
            ("{properties: {a: true}}", "{properties: {a: {}}}"),
        ],
        &["unchecked-keyword: what `not` asks for is not checked"],
    );
}

#[test]
fn constants() {
    check(
        "3.1.0",
        &[
            ("{const: a}", "{type: string, enum: [a]}"),
            ("{const: 5}", "{type: integer, enum: [5]}"),
            ("{const: 1.5}", "{type: number, enum: [1.5]}"),
            ("{const: true, type: boolean}", "{type: boolean, enum: [true]}"),
            ("{const: 5, type: number}", "{type: number, enum: [5]}"),
            ("{const: a, type: [string, integer]}", "{type: string, enum: [a]}"),
            ("{const: null}", "{x-codegen-type: ['null'], nullable: true}"),
            ("{const: [1]}", "{enum: [[1]]}"),
            ("{const: a, enum: [a, b]}", "{type: string, enum: [a]}"),
            ("{const: a, enum: [b]}", "{type: string, enum: [a]}"),
        ],
        &["no-value: `const` is none of the values of `enum`, so no value is right"],
    );
}

#[test]
fn bounds() {
    check(
        "3.1.0",
        &[
            ("{minimum: 1}", "{x-codegen-minimum: '1'}"),
            ("{exclusiveMinimum: 5}", "{x-codegen-minimum: '5', x-codegen-exclusiveMinimum: true}"),
            ("{exclusiveMinimum: 5, minimum: 7}", "{x-codegen-minimum: '7', x-codegen-exclusiveMinimum: false}"),
            ("{exclusiveMinimum: 7, minimum: 7}", "{x-codegen-minimum: '7', x-codegen-exclusiveMinimum: true}"),
            ("{exclusiveMaximum: 5, maximum: 7}", "{x-codegen-maximum: '5', x-codegen-exclusiveMaximum: true}"),
            ("{exclusiveMaximum: 9, maximum: 7}", "{x-codegen-maximum: '7', x-codegen-exclusiveMaximum: false}"),
            ("{exclusiveMinimum: true, minimum: 7}", "{x-codegen-minimum: '7', x-codegen-exclusiveMinimum: true}"),
            ("{exclusiveMaximum: '5'}", "{x-codegen-maximum: '5', x-codegen-exclusiveMaximum: true}"),
        ],
        &[
            "wrong-kind: `exclusiveMinimum` must be a number; `true` is OpenAPI 3.0",
            "wrong-kind: `exclusiveMaximum` must be a number, found the string `5`",
        ],
    );
}

#[test]
fn keywords() {
    check(
        "3.1.0",
        &[
            ("{examples: [1, 2]}", "{example: 1}"),
            ("{examples: [1], example: 3}", "{example: 3}"),
            ("{examples: []}", "{}"),
            ("{type: string, contentEncoding: base64}", "{type: string, format: byte}"),
            ("{contentEncoding: base64url, contentMediaType: image/png}", "{type: string, format: base64url}"),
            ("{type: string, contentMediaType: application/octet-stream}", "{type: string, format: binary}"),
            ("{contentMediaType: image/png}", "{type: string, format: binary}"),
            ("{type: string, contentMediaType: image/svg+xml}", "{type: string}"),
            ("{type: string, contentMediaType: text/html}", "{type: string}"),
            ("{type: string, format: f, contentEncoding: base64}", "{type: string, format: f}"),
            ("{type: array, prefixItems: [true]}", "{type: array, x-codegen-prefixItems: [{}]}"),
            ("{patternProperties: {a: {const: b}}}", "{x-codegen-patternProperties: {a: {type: string, enum: [b]}}}"),
            ("{$dynamicRef: '#a'}", "{x-codegen-$dynamicRef: '#a'}"),
            ("{unevaluatedProperties: true, unevaluatedItems: {}}", "{x-codegen-unevaluatedItems: {}}"),
            (
                "{contains: {}, minContains: 1, propertyNames: false}",
                "{x-codegen-contains: {}, x-codegen-minContains: 1, x-codegen-propertyNames: {x-codegen-false: true}}",
            ),
            ("{$schema: a, $id: b, $anchor: c, $dynamicAnchor: d, $comment: e, $vocabulary: {f: true}}", "{}"),
            ("{$defs: {A: {const: 1}}}", "{x-codegen-$defs: {A: {type: integer, enum: [1]}}}"),
            ("{if: {}}", "{x-codegen-if: {}}"),
            ("{if: {}, then: {}}", "{x-codegen-if: {}, x-codegen-then: {}}"),
            ("{dependentRequired: {a: [b]}}", "{x-codegen-dependentRequired: {a: [b]}}"),
        ],
        &[
            "unchecked-keyword: what `if` asks for is not checked",
            "unchecked-keyword: what `dependentRequired` asks for is not checked",
        ],
    );
}

#[test]
fn null_branches() {
    let table = [
        ("{anyOf: [{$ref: '#/a'}, {type: 'null'}]}", "{allOf: [{$ref: '#/a'}], nullable: true}"),
        ("{oneOf: [{type: 'null'}, {type: string, title: b}], title: a}", "{type: string, title: a, nullable: true}"),
        (
            "{anyOf: [{type: string}, {type: integer}, {type: 'null'}]}",
            "{anyOf: [{type: string}, {type: integer}], nullable: true}",
        ),
        ("{anyOf: [{type: 'null'}]}", "{x-codegen-type: ['null'], nullable: true}"),
        (
            "{minLength: 1, anyOf: [{minLength: 2}, {enum: [null]}]}",
            "{minLength: 1, allOf: [{minLength: 2}], nullable: true}",
        ),
        ("{minLength: 1, anyOf: [{minLength: 1}, {enum: [null]}]}", "{minLength: 1, nullable: true}"),
        (
            "{allOf: [{}], anyOf: [{$ref: '#/a', description: b}, {type: 'null'}]}",
            "{allOf: [{}, {description: b, allOf: [{$ref: '#/a'}]}], nullable: true}",
        ),
        (
            "{anyOf: [{anyOf: [{minimum: 1}, {type: 'null'}]}, {type: 'null'}]}",
            "{x-codegen-minimum: '1', nullable: true}",
        ),
        ("{anyOf: [{type: string}, {type: integer}]}", "{anyOf: [{type: string}, {type: integer}]}"),
        (
            "{oneOf: [{const: 1, title: a}, {const: 2, title: b, description: c}]}",
            "{x-enum-varnames: [a, b], x-enum-descriptions: ['', c], enum: [1, 2], type: integer}",
        ),
        (
            "{type: string, anyOf: [{enum: [a, b]}, {const: c}, {type: 'null'}]}",
            "{type: string, nullable: true, enum: [a, b, c]}",
        ),
        (
            "{oneOf: [{const: a, maxLength: 3}, {const: b}]}",
            "{oneOf: [{maxLength: 3, type: string, enum: [a]}, {type: string, enum: [b]}]}",
        ),
        ("{oneOf: [{const: a}, {const: 1}]}", "{oneOf: [{type: string, enum: [a]}, {type: integer, enum: [1]}]}"),
    ];
    check("3.1.0", &table, &[]);
    // The same in OpenAPI 3.0, where it is said each time.
    check("3.0.0", &table[..2], &["wrong-kind: this is a type of OpenAPI 3.1"; 2]);
}

#[test]
fn lists_of_types_in_older_versions() {
    let said = "wrong-kind: this is a type of OpenAPI 3.1";
    let table = [
        ("{type: [string, 'null']}", "{type: string, nullable: true}"),
        (
            "{type: [object, 'null', array], items: {type: string}}",
            "{x-codegen-type: [object, array, 'null'], nullable: true, items: {type: string}}",
        ),
        ("{type: [integer, number]}", "{type: number}"),
    ];
    check("3.0.0", &table, &[said; 3]);
    check(
        "3.0.0",
        &[("{type: [string, text]}", "{}")],
        &[
            "wrong-kind: `type` must be one of `string`, `number`, `integer`, `boolean`, `array`, `object`, found a list",
        ],
    );
}

#[test]
fn values_of_elements_that_an_array_lists() {
    let said = "wrong-kind: no value of this enumeration is an array";
    let table = [
        (
            "{type: array, items: {type: string}, enum: [a, b], x-enum-descriptions: [A, B]}",
            "{type: array, items: {type: string, enum: [a, b], x-enum-descriptions: [A, B]}}",
        ),
        ("{type: array, enum: [a]}", "{type: array, items: {enum: [a]}}"),
        ("{type: array, items: {enum: [b]}, enum: [a]}", "{type: array, items: {enum: [b]}}"),
        ("{type: array, items: {$ref: '#/a'}, enum: [a]}", "{type: array, items: {$ref: '#/a'}}"),
    ];
    check("3.0.0", &table, &[said; 4]);
    check("3.0.0", &[("{type: array, enum: [[a]]}", "{type: array, enum: [[a]]}")], &[]);
}

#[test]
fn nullable() {
    let said = "unknown-key: `nullable` is a key of OpenAPI 3.0";
    check(
        "3.1.0",
        &[
            ("{type: string, nullable: true}", "{type: string, nullable: true}"),
            ("{type: [string, 'null'], nullable: true}", "{type: string, nullable: true}"),
            ("{type: string, nullable: false}", "{type: string}"),
        ],
        &[said],
    );
    check(
        "2.0",
        &[
            ("{type: string, nullable: true}", "{type: string, nullable: true}"),
            ("{type: string, x-nullable: true}", "{type: string, x-nullable: true, nullable: true}"),
            ("{type: string, x-nullable: false}", "{type: string, x-nullable: false}"),
        ],
        &[said],
    );
}

#[test]
fn references() {
    let reference = "#/components/schemas/A";
    check(
        "3.1.0",
        &[
            (&format!("{{$ref: '{reference}'}}"), &format!("{{$ref: '{reference}'}}")),
            (&format!("{{$ref: '{reference}', $comment: c}}"), &format!("{{$ref: '{reference}'}}")),
            (
                &format!("{{$ref: '{reference}', description: d}}"),
                &format!("{{description: d, allOf: [{{$ref: '{reference}'}}]}}"),
            ),
            ("{$anchor: here, items: {$ref: '#here'}}", &format!("{{items: {{$ref: '{reference}'}}}}")),
            ("{$ref: '#there'}", "{$ref: '#there'}"),
        ],
        &[],
    );
}

#[test]
fn swagger() {
    check(
        "2.0",
        &[
            ("{discriminator: kind}", "{discriminator: {propertyName: kind}}"),
            ("{type: file}", "{type: string, format: binary}"),
            ("{minimum: 1, exclusiveMinimum: true}", "{x-codegen-minimum: '1', x-codegen-exclusiveMinimum: true}"),
            ("{items: {$ref: '#/definitions/A'}}", "{items: {$ref: '#/components/schemas/A'}}"),
            ("{items: {$ref: '#/definitions/B'}}", "{items: {$ref: '#/definitions/B'}}"),
            (
                "{properties: {}, items: {$ref: '#/definitions/A', type: object, title: t}}",
                "{properties: {}, items: {title: t, allOf: [{$ref: '#/components/schemas/A'}]}}",
            ),
            ("{items: {$ref: '#/definitions/A/items'}}", "{items: {$ref: '#/components/schemas/A/items'}}"),
        ],
        &[],
    );
}

#[test]
fn what_has_no_effect() {
    let said = |keyword: &str, ty: &str| format!("no-effect: `{keyword}` has no effect on {ty}");
    check(
        "3.1.0",
        &[
            ("{type: string, uniqueItems: true, minProperties: 1, required: []}", "{type: string}"),
            ("{type: boolean, format: f, pattern: a, maxLength: 1}", "{type: boolean}"),
            ("{type: object, format: f, enum: [{}], minimum: 1}", "{type: object, enum: [{}], x-codegen-minimum: '1'}"),
            ("{type: [string, 'null'], items: {}}", "{type: string, nullable: true}"),
            ("{type: array, properties: {}, additionalProperties: false}", "{type: array}"),
            ("{type: object, prefixItems: []}", "{type: object}"),
            ("{type: [string, array], items: {}}", "{x-codegen-type: [string, array], items: {}}"),
            ("{items: {}, properties: {}}", "{items: {}, properties: {}}"),
        ],
        &[
            &said("items", "a string"),
            &said("properties", "an array"),
            &said("additionalProperties", "an array"),
            &said("prefixItems", "an object"),
        ],
    );
}
