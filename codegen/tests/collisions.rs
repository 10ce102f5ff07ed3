//! Which names are reported to have wanted the same identifier.

use codegen::{Options, Source, generate};

const TEXT: &str = r"
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: 'https://{zone}.pets.example', variables: { zone: { default: a-1, enum: [a-1, a_1] } } }]
x-error: { fields: { trace-id: [$response.body#/trace], traceId: [$response.body#/id] } }
paths:
  /pets:
    get:
      operationId: list-pets
      tags: [Pet Store]
      parameters:
        - { name: page-size, in: query, schema: { type: integer } }
        - { name: send, in: query, schema: { type: integer } }
        - { name: pageSize, in: header, schema: { type: integer } }
      responses: { '204': { description: A } }
    post: { operationId: listPets, tags: [pet_store], responses: { '204': { description: A } } }
components:
  schemas:
    Pet:
      type: object
      properties:
        fooBar: { type: string }
        foo_bar: { type: string }
        fooBar2: { type: string }
        type: { type: string }
        kind: { type: string, enum: [big, BIG, small] }
    PetKind: { type: string }
    Result: { type: string }
    Legs: { type: integer, enum: [2, 4, 6], x-enum-varnames: [two-legs, TwoLegs, _6] }
    PET: { type: string }
";

#[test]
fn names_that_want_one_identifier_are_listed_with_what_they_became() {
    let output = generate(&Source::new("spec.yaml", TEXT), &Options::new("pets"));
    let found: Vec<[&str; 4]> =
        output.collisions.iter().map(|found| [&*found.scope, &found.name, &found.identifier, &found.became]).collect();
    let expected = [
        ["models", "Pet", "Pet", "Pet"],
        ["models", "PetKind", "PetKind", "PetKind"],
        ["models", "PET", "Pet", "Pet2"],
        ["models", "Pet kind", "PetKind", "PetKind2"],
        ["src/models", "Pet", "pet", "pet"],
        ["src/models", "PET", "pet", "pet2"],
        ["Client", "list-pets", "list_pets", "list_pets"],
        ["Client", "listPets", "list_pets", "list_pets2"],
        ["operations", "list-pets", "ListPets", "ListPets"],
        ["operations", "listPets", "ListPets", "ListPets2"],
        ["src/operations", "Pet Store", "pet_store", "pet_store"],
        ["src/operations", "pet_store", "pet_store", "pet_store2"],
        ["Error", "trace-id", "trace_id", "trace_id"],
        ["Error", "traceId", "trace_id", "trace_id2"],
        ["Zone", "a-1", "A1", "A1"],
        ["Zone", "a_1", "A1", "A1_2"],
        ["models::Pet", "fooBar", "foo_bar", "foo_bar"],
        ["models::Pet", "foo_bar", "foo_bar", "foo_bar2"],
        ["models::Pet", "fooBar2", "foo_bar2", "foo_bar2_2"],
        ["models::PetKind2", "big", "Big", "Big"],
        ["models::PetKind2", "BIG", "Big", "Big2"],
        ["models::Legs", "two-legs", "TwoLegs", "TwoLegs"],
        ["models::Legs", "TwoLegs", "TwoLegs", "TwoLegs2"],
        ["operations::ListPets", "page-size", "page_size", "page_size"],
        ["operations::ListPets", "pageSize", "page_size", "page_size2"],
    ];
    assert_eq!(found, expected);
}

#[test]
fn words_of_ours_are_no_names_of_the_description() {
    let text = TEXT.replace("fooBar2", "other").replace("listPets", "new").replace("pageSize", "clone");
    let output = generate(&Source::new("spec.yaml", text), &Options::new("pets"));
    for taken in ["send", "clone", "new", "Result", "type"] {
        assert!(output.collisions.iter().all(|collision| collision.name != taken), "{taken}");
    }
}
