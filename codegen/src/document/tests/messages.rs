//! What is said about faults, and how.

use super::read;

/// A sound description, but for the lines that a test adds.
fn with(lines: &str) -> String {
    format!("openapi: 3.0.3\ninfo:\n  title: t\n  version: '1'\n{lines}")
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(read("a.yaml", text).2, expected);
}

#[test]
fn wrong_kinds() {
    let text = with(
        "paths: {}\ncomponents:\n  schemas:\n    Pet:\n      required: optional\n      maxLength: -1\n      nullable: null\n",
    );
    check(
        &text,
        "\
warning: `required` must be a list of strings, found the string `optional`
 --> a.yaml:9:17
  |
9 |       required: optional
  |                 ^^^^^^^^
  = at /components/schemas/Pet/required
  = generated: as if it were not there

warning: `maxLength` must be a whole number from 0, found the number -1
  --> a.yaml:10:18
   |
10 |       maxLength: -1
   |                  ^^
   = at /components/schemas/Pet/maxLength
   = generated: as if it were not there

warning: `nullable` must be `true` or `false`, found null
  --> a.yaml:11:17
   |
11 |       nullable: null
   |                 ^^^^
   = at /components/schemas/Pet/nullable
   = generated: as if it were not there
",
    );
}

#[test]
fn unknown_keys_and_types() {
    let text =
        with("paths: {}\ncomponents:\n  schemas:\n    Pet: {requried: [id], type: strng}\n    Any: {type: file}\n");
    check(
        &text,
        "\
warning: a schema has no key `requried`
 --> a.yaml:8:11
  |
8 |     Pet: {requried: [id], type: strng}
  |           ^^^^^^^^
  = at /components/schemas/Pet/requried
  = generated: as if it were not there
  = help: did you mean `required`?

warning: there is no type `strng`
 --> a.yaml:8:33
  |
8 |     Pet: {requried: [id], type: strng}
  |                                 ^^^^^
  = at /components/schemas/Pet/type
  = help: did you mean `string`?
  = generated: as if it were not there

warning: there is no type `file`
 --> a.yaml:9:17
  |
9 |     Any: {type: file}
  |                 ^^^^
  = at /components/schemas/Any/type
  = generated: as if it were not there
",
    );
}

#[test]
fn missing_keys() {
    check(
        "openapi: 3.0.3\ninfo:\n  version: 1.10\n",
        "\
warning: a description needs the key `paths`
 --> a.yaml:1:1
  |
1 | openapi: 3.0.3
  | ^^^^^^^^^^^^^^
  = generated: as if it were empty

warning: an info object needs the key `title`
 --> a.yaml:2:1
  |
2 | info:
  | ^^^^
  = at /info
  = generated: as if it were `API`

warning: `version` must be a string, found the number 1.1
 --> a.yaml:3:12
  |
3 |   version: 1.10
  |            ^^^^
  = at /info/version
  = generated: as if it were the string `1.1`
",
    );
}

#[test]
fn parameters() {
    let text = with(
        "paths:
  pets/{id}:
    parameters:
      - name: id
        in: path
        schema: {type: string}
      - in: query
        schema: {}
      - {name: b, in: body, schema: {}}
      - {name: h, in: header, style: form}
    get:
      responses: {}
",
    );
    check(
        &text,
        "\
warning: the path `pets/{id}` does not begin with a slash
 --> a.yaml:6:3
  |
6 |   pets/{id}:
  |   ^^^^^^^^^
  = at /paths/pets~1{id}
  = generated: as if it were `/pets/{id}`

warning: path parameter `id` must be required
 --> a.yaml:8:9
  |
8 |       - name: id
  |         ^^^^^^^^
  = at /paths/pets~1{id}/parameters/0
  = generated: as if it were `required: true`

warning: a parameter needs the key `name`
  --> a.yaml:11:9
   |
11 |       - in: query
   |         ^^^^^^^^^
   = at /paths/pets~1{id}/parameters/1
   = generated: without this parameter

warning: `in` is `body`, which OpenAPI does not define
  --> a.yaml:13:23
   |
13 |       - {name: b, in: body, schema: {}}
   |                       ^^^^
   = at /paths/pets~1{id}/parameters/2/in
   = generated: without this parameter

warning: a parameter needs `schema` or `content`
  --> a.yaml:14:9
   |
14 |       - {name: h, in: header, style: form}
   |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   = at /paths/pets~1{id}/parameters/3
   = generated: a string

warning: header parameter `h` has style `form`, which OpenAPI does not define
  --> a.yaml:14:38
   |
14 |       - {name: h, in: header, style: form}
   |                                      ^^^^
   = at /paths/pets~1{id}/parameters/3/style
   = generated: the default style `simple`
",
    );
}

#[test]
fn duplicates_and_tags() {
    check(
        &with("x-a: 1\nx-b: !secret 2\nx-a: 3\npaths: {}\n"),
        "\
warning: the tag `!secret` has no meaning here
 --> a.yaml:6:6
  |
6 | x-b: !secret 2
  |      ^^^^^^^^^
  = at /x-b
  = generated: the value without the tag

warning: the key `x-a` occurs more than once
 --> a.yaml:7:1
  |
5 | x-a: 1
  | --- first here
6 | x-b: !secret 2
7 | x-a: 3
  | ^^^
  = at /x-a
  = generated: as if only the last were there
",
    );
}

#[test]
fn other_versions_in_this_one() {
    let text = with(
        "paths: {}\ncomponents:
  schemas:
    A: {type: [string, 'null'], exclusiveMinimum: 5, minimum: low}
    B: {type: 'null'}
    C: true
  headers:
    H: {type: integer}
    R: {$ref: '#/components/headers/H', description: d}
",
    );
    let generated: Vec<_> =
        read("a.yaml", &text).1.into_iter().map(|said| (said.code, said.message, said.notes.join("; "))).collect();
    let expected = [
        ("wrong-kind", "this is a type of OpenAPI 3.1", "as if it were `string`, and `nullable: true`"),
        (
            "wrong-kind",
            "`exclusiveMinimum` must be `true` or `false`; a number is OpenAPI 3.1",
            "as if it were `minimum: 5` and `exclusiveMinimum: true`",
        ),
        ("wrong-kind", "`minimum` must be a number, found the string `low`", "as if it were not there"),
        ("wrong-kind", "this is a type of OpenAPI 3.1", "as if only null were allowed"),
        ("wrong-kind", "`C` must be a schema, found `true`", "as if it were a schema that allows everything"),
        (
            "loose-schema",
            "the type of a header belongs into `schema`; this is Swagger 2.0",
            "as if it stood in `schema`",
        ),
        ("ref-siblings", "beside the `$ref` of a header, `description` has no effect", "only what the `$ref` leads to"),
    ];
    let expected = expected.map(|(code, said, note)| (code, said.to_owned(), format!("generated: {note}")));
    assert_eq!(generated, expected);
}

#[test]
fn no_descriptions() {
    let cases = [
        ("a.yaml", "", "not-openapi 1:1 the file is empty"),
        ("a.json", " \n", "not-openapi 2:1 the file is empty"),
        ("a.json", "<!doctype html>", "not-openapi 1:1 this is HTML or XML, not an OpenAPI description"),
        ("a.json", "[1]", "not-openapi 1:1 an OpenAPI description is a map of keys, found a list"),
        ("a", "hello", "not-openapi 1:1 an OpenAPI description is a map of keys, found the string `hello`"),
        ("a", "# only\n", "not-openapi 1:1 an OpenAPI description is a map of keys, found null"),
        ("a.yaml", "a: 1", "not-openapi 1:1 this is not an OpenAPI description: the key `openapi` is missing"),
        ("a.yaml", "openapi: 4.0.0", "unsupported-version 1:10 OpenAPI 4.0.0 is not read"),
        ("a.yaml", "openapi: '2.0'", "unsupported-version 1:10 OpenAPI 2.0 is not read"),
        ("a.yaml", "swagger: '1.2'", "unsupported-version 1:10 Swagger 1.2 is not read"),
        ("a.json", "{\"swagger\": null}", "unsupported-version 1:13 `swagger` must be a version, found null"),
        ("a.yaml", "openapi: [3]", "unsupported-version 1:10 `openapi` must be a version, found a list"),
        ("a.json", "{\"a\": \n\"é\" 1}", "syntax 2:5 this cannot be read as JSON: expected `,` or `}`"),
        (
            "a.json",
            "{\"minimum\": {\n\"a\": \"\\ud800\"}}",
            "syntax 2:13 this cannot be read as JSON: unexpected end of hex escape",
        ),
        (
            "a.json",
            "{\"a\": 1e400,\n\"b\": \"\\ud800\"}",
            "syntax 2:13 this cannot be read as JSON: unexpected end of hex escape",
        ),
        (
            "a.yaml",
            "a: 1\n\tb: 2",
            "syntax 2:1 this cannot be read as YAML: found a tab character that violates indentation",
        ),
        ("a.yaml", "a: *b", "syntax 1:4 this cannot be read as YAML: unknown anchor"),
        ("a.yaml", "a: 1\n---\nb: 1", "syntax 1:1 the file has more than one document of YAML"),
    ];
    for (path, text, expected) in cases {
        let (document, located, _) = read(path, text);
        let said: Vec<_> = located
            .iter()
            .map(|said| format!("{} {}:{} {}", said.code, said.line, said.column, said.message))
            .collect();
        let errors: Vec<_> = said.iter().filter(|said| !said.starts_with("number-range")).collect();
        assert_eq!((document.is_none(), errors), (true, vec![&expected.to_owned()]), "{text}");
    }
}
