//! Which types the components of a description became.

use codegen::{Options, Source, generate};

fn found(text: &str) -> Vec<(String, String, String)> {
    let output = generate(&Source::new("spec.yaml", text), &Options::new("pets"));
    assert!(output.tree.is_some());
    output.schema_types.into_iter().map(|schema| (schema.pointer, schema.name, schema.path)).collect()
}

fn expected(all: &[(&str, &str, &str)]) -> Vec<(String, String, String)> {
    all.iter().map(|(pointer, name, path)| ((*pointer).into(), (*name).into(), (*path).into())).collect()
}

#[test]
fn each_component_has_one_whatever_it_became() {
    let text = r"
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths: {}
components:
  schemas:
    pet: { type: object, properties: { tag: { type: object, properties: { id: { type: string } } } } }
    Pet: { type: array, items: { $ref: '#/components/schemas/pet' } }
    a/b: { type: string }
    String: { type: string, enum: [a] }
    Free: {}
";
    let wanted = [
        ("/components/schemas/pet", "pet", "models::Pet"),
        ("/components/schemas/Pet", "Pet", "models::Pet2"),
        ("/components/schemas/a~1b", "a/b", "models::AB"),
        ("/components/schemas/String", "String", "models::String2"),
        ("/components/schemas/Free", "Free", "models::Free"),
    ];
    assert_eq!(found(text), expected(&wanted));
}

#[test]
fn types_that_are_optional_wherever_they_are_used_are_told() {
    let text = "openapi: 3.0.3\ninfo: { title: Pets, version: '1' }\npaths: {}\n\
                components: { schemas: { A: { type: string, nullable: true }, B: { type: string }, C: {} } }\n";
    let output = generate(&Source::new("spec.yaml", text), &Options::new("pets"));
    let found: Vec<bool> = output.schema_types.iter().map(|schema| schema.nullable).collect();
    assert_eq!(found, [true, false, false]);
}

#[test]
fn pointers_are_those_that_the_author_wrote() {
    let text = "swagger: '2.0'\ninfo: { title: Pets, version: '1' }\npaths: {}\n\
                definitions:\n  Pet: { type: object, properties: { name: { type: string } } }\n";
    assert_eq!(found(text), expected(&[("/definitions/Pet", "Pet", "models::Pet")]));
}
