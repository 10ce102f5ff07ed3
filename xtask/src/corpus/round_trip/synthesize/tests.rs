use serde_json::{Value, json};

use super::Synthesizer;
use crate::corpus::round_trip::oracle::{Direction, Oracle, Rewritten, repaired};

/// The candidates for the schema `A` that are allowed as they are.
fn allowed(schemas: &Value) -> Vec<Value> {
    let document = json!({ "openapi": "3.0.3", "components": { "schemas": schemas } });
    let rewritten = Rewritten::new(&document, Direction::Received, ["/components/schemas/A"].into_iter());
    let oracle = Oracle::new(&rewritten.schemas);
    let candidates = Synthesizer::new(&rewritten.schemas).candidates(0);
    assert_eq!(candidates, Synthesizer::new(&rewritten.schemas).candidates(0), "they are the same each time");
    let validator = oracle.validator(0).unwrap();
    candidates.into_iter().filter_map(|candidate| repaired(validator, candidate)).collect()
}

#[test]
fn scalars_have_their_bounds_and_formats() {
    let found =
        allowed(&json!({ "A": { "type": "integer", "minimum": -5, "maximum": 12, "nullable": true, "example": 3 } }));
    for wanted in [json!(-5), json!(12), json!(0), json!(null), json!(3)] {
        assert!(found.contains(&wanted), "{wanted}: {found:?}");
    }
    assert!(allowed(&json!({ "A": { "type": "string" } })).len() >= 6);
    assert!(allowed(&json!({ "A": { "type": "string", "format": "date-time" } })).len() >= 3);
    assert!(!allowed(&json!({ "A": { "type": "string", "pattern": "^[a-z]{3}-\\d+$", "minLength": 6 } })).is_empty());
    let sized = allowed(&json!({ "A": { "type": "string", "minLength": 3, "maxLength": 4 } }));
    assert!(sized.len() >= 4, "{sized:?}");
}

#[test]
fn objects_are_minimal_full_and_in_between() {
    let schema = json!({
        "type": "object", "required": ["id", "undescribed"],
        "properties": {
            "id": { "type": "integer" },
            "kind": { "type": "string", "enum": ["a", "b", "c"] },
            "next": { "$ref": "#/components/schemas/A" },
            "list": { "type": "array", "items": { "type": "boolean" }, "maxItems": 1 },
        },
        "additionalProperties": { "type": "string" },
    });
    let found = allowed(&json!({ "A": schema }));
    assert!(found.len() >= 8 && found.len() <= super::LIMITS[0], "{}", found.len());
    let has = |wanted: fn(&Value) -> bool| found.iter().any(wanted);
    assert!(has(|value| value.as_object().unwrap().len() == 2));
    assert!(has(|value| value.get("kind").is_some() && value.get("next").is_some() && value.get("list").is_some()));
    assert!(has(|value| value.get("extra key").is_some()));
    assert!(has(|value| value["list"] == json!([])));
    for kind in ["a", "b", "c"] {
        assert!(found.iter().any(|value| value["kind"] == json!(kind)), "{kind}");
    }
}

#[test]
fn objects_have_as_many_members_as_they_must_and_may() {
    let one = json!({
        "type": "object", "minProperties": 1, "maxProperties": 1,
        "properties": { "not": { "$ref": "#/components/schemas/One" }, "all": { "type": "object", "properties": { "x": {} } } },
    });
    let held = json!({ "type": "object", "required": ["one"], "properties": { "one": { "$ref": "#/components/schemas/One" } } });
    let found = allowed(
        &json!({ "A": { "type": "object", "required": ["held"], "properties": { "held": held } }, "One": one }),
    );
    for member in ["not", "all"] {
        assert!(found.iter().any(|value| value["held"]["one"].get(member).is_some()), "{member}: {found:?}");
    }
    let counts = json!({ "type": "object", "minProperties": 2, "maxProperties": 2, "additionalProperties": { "type": "integer" } });
    assert!(!allowed(&json!({ "A": counts })).is_empty());
}

#[test]
fn each_branch_is_taken() {
    let schema = json!({
        "type": "object", "required": ["x"], "properties": { "x": { "type": "boolean" } },
        "oneOf": [
            { "required": ["a"], "properties": { "a": { "type": "string" } } },
            { "allOf": [{ "$ref": "#/components/schemas/B" }] },
        ],
    });
    let found = allowed(&json!({ "A": schema, "B": { "required": ["b"], "properties": { "b": { "enum": [1] } } } }));
    assert!(found.iter().any(|value| value["a"].is_string()), "{found:?}");
    assert!(found.iter().any(|value| value["b"] == json!(1)), "{found:?}");
    assert!(found.iter().all(|value| value["x"].is_boolean()));
}

#[test]
fn words_beside_a_reference_count() {
    let schemas = json!({
        "A": { "type": "object", "required": ["a"], "properties": {
            "a": { "$ref": "#/components/schemas/B", "const": "x" }, "b": { "$ref": "#/components/schemas/B" },
        } },
        "B": { "type": "string", "example": "y" },
    });
    let document = json!({ "openapi": "3.1.0", "components": { "schemas": schemas } });
    let rewritten = Rewritten::new(&document, Direction::Received, ["/components/schemas/A"].into_iter());
    let candidates = Synthesizer::new(&rewritten.schemas).candidates(0);
    assert!(candidates.iter().all(|candidate| candidate["a"] == json!("x")), "{candidates:?}");
}

#[test]
fn values_without_end_are_not_made() {
    let schema =
        json!({ "type": "object", "required": ["a"], "properties": { "a": { "$ref": "#/components/schemas/A" } } });
    assert!(allowed(&json!({ "A": schema })).is_empty());
}

#[test]
fn maps_and_lists_have_members() {
    let found = allowed(&json!({ "A": { "type": "object", "additionalProperties": { "type": "integer" } } }));
    assert!(found.contains(&json!({})) && found.iter().any(|value| value.as_object().unwrap().len() > 2), "{found:?}");
    let found = allowed(&json!({ "A": { "type": "array", "minItems": 2, "items": { "type": "string" } } }));
    assert!(found.len() >= 4 && found.iter().all(|value| value.as_array().unwrap().len() >= 2));
}
