use serde_json::{Value, json};

use super::{Direction, Oracle, Rewritten, repaired};

fn allows(document: &Value, pointer: &str, instances: &[(Value, bool)]) {
    travelling(document, Direction::Received, pointer, instances);
}

fn travelling(document: &Value, direction: Direction, pointer: &str, instances: &[(Value, bool)]) {
    let rewritten = Rewritten::new(document, direction, [pointer].into_iter());
    let oracle = Oracle::new(&rewritten.schemas);
    let number = rewritten.number(pointer).unwrap();
    oracle.validator(number).unwrap();
    for (instance, allowed) in instances {
        assert_eq!(oracle.allows(number, instance), *allowed, "{instance}");
    }
}

fn three(schemas: &Value) -> Value {
    json!({ "openapi": "3.0.3", "components": { "schemas": schemas } })
}

const A: &str = "/components/schemas/A";

#[test]
fn null_is_allowed_where_it_is_said() {
    let document = three(&json!({ "A": { "type": "string", "enum": ["a"], "nullable": true } }));
    allows(&document, A, &[(json!(null), true), (json!("a"), true), (json!("b"), false)]);
    let document = json!({ "swagger": "2.0", "definitions": { "A": { "type": "integer", "x-nullable": true } } });
    allows(&document, "/definitions/A", &[(json!(null), true), (json!(1), true), (json!("b"), false)]);
    let document = json!({ "openapi": "3.1.0", "components": { "schemas": { "A": { "type": ["string", "null"] } } } });
    allows(&document, A, &[(json!(null), true), (json!(1), false)]);
}

#[test]
fn bounds_of_former_drafts_are_read() {
    let schema =
        json!({ "type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": false });
    allows(
        &three(&json!({ "A": schema })),
        A,
        &[(json!(1), false), (json!(2), true), (json!(9), true), (json!(10), false)],
    );
}

#[test]
fn integers_are_those_of_their_format() {
    let schemas = json!({ "A": { "type": "integer", "format": "int32", "maximum": 3e9 } });
    allows(&three(&schemas), A, &[(json!(2_147_483_647), true), (json!(2_147_483_648_i64), false)]);
    let schemas = json!({ "A": { "type": "integer", "minimum": 0 } });
    allows(
        &three(&schemas),
        A,
        &[(json!(i64::MAX), true), (json!(u64::MAX), false), (json!(-1), false), (json!(1.0), true)],
    );
    for unsigned in [json!({ "format": "uint64" }), json!({ "maximum": 1.844_674_407_370_955_2e19, "minimum": 0 })] {
        let mut schema = json!({ "type": "integer" });
        schema.as_object_mut().unwrap().extend(unsigned.as_object().unwrap().clone());
        allows(&three(&json!({ "A": schema })), A, &[(json!(u64::MAX), true), (json!(-1), false)]);
    }
    let seed =
        json!({ "type": "integer", "minimum": -9_223_372_036_854_776_000.0, "maximum": 9_223_372_036_854_776_000_u64 });
    allows(
        &three(&json!({ "A": seed })),
        A,
        &[(json!(i64::MIN), true), (json!(i64::MAX), true), (json!(u64::MAX), false)],
    );
}

#[test]
fn words_of_openapi_are_no_rules_and_still_names() {
    let schema = json!({
        "type": "object", "xml": { "name": "x" }, "example": 1, "discriminator": { "propertyName": "xml" },
        "properties": { "xml": { "type": "string" }, "example": { "type": "integer", "deprecated": true } },
    });
    let instances =
        [(json!({ "xml": "a", "example": 1 }), true), (json!({ "xml": 1 }), false), (json!({ "example": "a" }), false)];
    allows(&three(&json!({ "A": schema })), A, &instances);
}

#[test]
fn references_lead_anywhere_and_have_siblings_since_3_1() {
    let reference = json!({ "$ref": "#/paths/~1a/x~0%7B", "maxLength": 1 });
    let mut document = three(&json!({ "A": reference }));
    document["paths"] = json!({ "/a": { "x~{": { "type": "string" } } });
    allows(&document, A, &[(json!("aa"), true), (json!(1), false)]);
    document["openapi"] = json!("3.1.0");
    allows(&document, A, &[(json!("aa"), false), (json!("a"), true), (json!(1), false)]);
    let lost = three(&json!({ "A": { "type": "array", "items": { "$ref": "other.yaml#/x" } } }));
    allows(&lost, A, &[(json!([1, "a"]), true)]);
}

#[test]
fn schemas_may_hold_themselves() {
    let schema = json!({ "type": "object", "properties": { "a": { "$ref": "#/components/schemas/A" } } });
    allows(
        &three(&json!({ "A": schema })),
        A,
        &[(json!({ "a": { "a": {} } }), true), (json!({ "a": { "a": 1 } }), false)],
    );
    let schema = json!({ "allOf": [{ "$ref": "#/components/schemas/A" }, { "type": "string" }] });
    allows(&three(&json!({ "A": schema })), A, &[(json!("a"), true), (json!(1), false)]);
}

#[test]
fn formats_are_rules() {
    let formats = [
        ("date", "2024-02-30", "2024-02-29"),
        ("date-time", "2024-02-29", "2024-02-29T00:00:00Z"),
        ("uuid", "x", "00000000-0000-0000-0000-000000000000"),
        ("ipv4", "256.0.0.1", "192.0.2.1"),
        ("ipv6", "::x", "::1"),
        ("byte", "a", "aGk="),
    ];
    for (format, wrong, right) in formats {
        let document = three(&json!({ "A": { "type": "string", "format": format } }));
        allows(&document, A, &[(json!(wrong), false), (json!(right), true)]);
    }
}

#[test]
fn a_discriminator_decides_unless_the_branch_says_otherwise() {
    let branch = |tag: Value| json!({ "type": "object", "properties": { "kind": tag } });
    let text = branch(json!({ "type": "string" }));
    let union = json!({
        "oneOf": [{ "$ref": "#/components/schemas/Cat" }, { "$ref": "#/components/schemas/Dog" }],
        "discriminator": { "propertyName": "kind", "mapping": { "d": "#/components/schemas/Dog" } },
    });
    let document = three(&json!({ "A": union, "Cat": text, "Dog": text }));
    allows(
        &document,
        A,
        &[(json!({ "kind": "Cat" }), true), (json!({ "kind": "d" }), true), (json!({ "kind": "Dog" }), false)],
    );
    let other = branch(json!({ "type": "string", "enum": ["dog"] }));
    let document = three(&json!({ "A": union, "Cat": text, "Dog": other }));
    allows(&document, A, &[(json!({ "kind": "dog" }), true), (json!({ "kind": "d" }), false)]);
    let shared = branch(json!({ "type": "string", "enum": ["Cat", "dog"] }));
    let document = three(&json!({ "A": union, "Cat": { "required": ["a"], "allOf": [shared] }, "Dog": shared }));
    let cat = |kind: &str| json!({ "kind": kind, "a": 1 });
    allows(&document, A, &[(cat("Cat"), true), (json!({ "kind": "Cat" }), false), (json!({ "kind": "dog" }), true)]);
}

#[test]
fn what_extends_a_base_is_one() {
    let base = json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } });
    let extends = json!({ "allOf": [{ "$ref": "#/components/schemas/A" }], "required": ["lives"] });
    let mut tagged = base;
    tagged["discriminator"] = json!({ "propertyName": "kind", "mapping": { "b": "B" } });
    let document = three(&json!({ "A": tagged, "B": extends, "C": extends }));
    let lives = |kind: &str| json!({ "kind": kind, "lives": 9 });
    let values = [
        (lives("b"), true),
        (json!({ "kind": "b" }), false),
        (lives("C"), true),
        (json!({ "kind": "C" }), false),
        (json!({ "kind": "other" }), true),
        (json!({}), false),
    ];
    allows(&document, A, &values);
    allows(&document, "/components/schemas/B", &[(lives("other"), true), (json!({ "kind": "b" }), false)]);
}

#[test]
fn what_means_nothing_is_left_out() {
    let schema = json!({ "type": "strng", "required": true, "pattern": "(", "minLength": -1, "enum": [], "items": [] });
    allows(&three(&json!({ "A": schema })), A, &[(json!(1), true), (json!("a"), true)]);
}

#[test]
fn of_rules_that_exclude_each_other_one_counts() {
    let schema = json!({ "type": "object", "enum": ["a", 1] });
    allows(&three(&json!({ "A": schema })), A, &[(json!("a"), true), (json!({}), false)]);
    let schema = json!({ "type": "string", "enum": [{ "open": "Open." }, null] });
    allows(&three(&json!({ "A": schema })), A, &[(json!("open"), true), (json!({}), false)]);
    let schema = json!({ "type": "string", "format": "uuid", "maxLength": 2 });
    allows(&three(&json!({ "A": schema })), A, &[(json!("a"), true), (json!("aaa"), false)]);
}

#[test]
fn branches_may_overlap_where_nothing_would_be_left() {
    let branch = |name: &str| json!({ "type": "object", "properties": { name: { "type": "string" } } });
    let closed = json!({ "allOf": [branch("c")], "oneOf": [branch("a"), branch("b")], "additionalProperties": false });
    let rewritten = Rewritten::new(&three(&json!({ "A": closed })), Direction::Received, [A].into_iter());
    let instance = json!({ "a": "x", "c": "y" });
    assert!(!Oracle::new(&rewritten.schemas).allows(0, &instance));
    let schemas = rewritten.without_exclusions();
    let oracle = Oracle::new(&schemas);
    assert!(oracle.allows(0, &instance) && !oracle.allows(0, &json!({ "a": 1, "b": 1 })));
}

#[test]
fn what_is_wrong_is_taken_out() {
    let schema = json!({ "type": "object", "required": ["a"], "properties": {
        "a": { "type": "array", "items": { "type": "string" } }, "b": { "type": "string", "pattern": "^x$" },
    } });
    let rewritten = Rewritten::new(&three(&json!({ "A": schema })), Direction::Received, [A].into_iter());
    let oracle = Oracle::new(&rewritten.schemas);
    let validator = oracle.validator(0).unwrap();
    assert_eq!(repaired(validator, json!({ "a": [1, "x", 2], "b": "y" })), Some(json!({ "a": ["x"] })));
    assert_eq!(repaired(validator, json!({ "a": 1 })), None);
}

#[test]
fn members_of_one_way_are_missing_in_the_other() {
    let schema = json!({
        "type": "object", "required": ["id", "name", "secret"], "additionalProperties": false,
        "properties": {
            "id": { "$ref": "#/components/schemas/Id" }, "name": { "type": "string" },
            "secret": { "allOf": [{ "type": "string" }, { "writeOnly": true }] },
        },
    });
    let document = three(&json!({ "A": schema, "Id": { "type": "integer", "readOnly": true } }));
    let (received, sent) = (json!({ "id": 1, "name": "a" }), json!({ "name": "a", "secret": "b" }));
    travelling(&document, Direction::Received, A, &[(received.clone(), true), (sent.clone(), false)]);
    travelling(&document, Direction::Sent, A, &[(received, false), (sent, true)]);
}
