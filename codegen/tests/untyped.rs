//! What is counted as a value of any type.

use codegen::{Options, Source, generate};

const TEXT: &str = r"
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /open:
    post:
      requestBody: { content: { application/json: {} } }
      responses: { '200': { description: A, content: { application/json: { schema: { type: array, items: {} } } } } }
  /shared:
    get:
      parameters: [{ name: q, in: query, schema: { oneOf: [{ type: string }, { type: integer }] } }]
      responses: { '204': { description: A } }
components:
  schemas:
    Free: { type: object }
    Choice: { oneOf: [{ type: string }, { type: integer }, { enum: [1, [a]] }] }
    Self: { $ref: '#/components/schemas/Self' }
    Pet:
      type: object
      required: [name, tag]
      properties:
        name: { type: string }
        free: { $ref: '#/components/schemas/Free' }
        again: { $ref: '#/components/schemas/Free' }
        lost: { $ref: '#/components/schemas/Nothing' }
        a/b: { anyOf: [{ enum: [1, [a]] }] }
";

#[test]
fn each_place_is_counted_once_with_its_reason() {
    let output = generate(&Source::new("spec.yaml", TEXT), &Options::new("pets"));
    let found: Vec<_> = output.untyped.iter().map(|untyped| (untyped.pointer.as_str(), untyped.given_up)).collect();
    let expected = [
        ("/components/schemas/Free/additionalProperties", None),
        ("/components/schemas/Choice/oneOf/2/enum", None),
        ("/components/schemas/Self", Some("$ref")),
        ("/components/schemas/Pet/properties/lost", Some("$ref")),
        ("/components/schemas/Pet/required/1", None),
        ("/components/schemas/Pet/properties/a~1b/anyOf/0/enum", None),
        ("/paths/~1open/post/requestBody/content/application~1json", None),
        ("/paths/~1open/post/responses/200/content/application~1json/schema/items", None),
    ];
    assert_eq!(found, expected);
}

#[test]
fn places_are_those_that_the_author_wrote() {
    let text = "swagger: '2.0'\ninfo: { title: Pets, version: '1' }\npaths: {}\n\
                definitions:\n  Free: { type: object }\n  Both: { allOf: [{ type: object }, { type: string }] }\n";
    let output = generate(&Source::new("spec.yaml", text), &Options::new("pets"));
    let found: Vec<_> = output.untyped.iter().map(|untyped| (untyped.pointer.as_str(), untyped.given_up)).collect();
    assert_eq!(found, [("/definitions/Free/additionalProperties", None), ("/definitions/Both", Some("allOf"))]);
}
