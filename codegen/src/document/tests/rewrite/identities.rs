//! References by URI, by anchor and by `$dynamicRef`.

use super::{head, rewritten};

/// What the schema `At` of a description refers to; `references` are those that it is tried with.
#[track_caller]
fn check(rest: &str, references: &[(&str, &str)]) {
    for (reference, expected) in references {
        let text = format!("{}{}", head("3.2.0"), rest.replace("REF", reference));
        let rewritten = rewritten(&text);
        let at = &rewritten.document["components"]["schemas"]["At"];
        let found = at.get("$ref").or_else(|| at.get("x-codegen-$dynamicRef")).unwrap_or(&at["items"]["$ref"]);
        assert_eq!(found, expected, "{reference}: {at}");
        assert_eq!(rewritten.said, [""; 0], "{reference}");
    }
}

#[test]
fn by_uri_and_by_anchor() {
    let text = "
components:
  schemas:
    At: {$ref: 'REF'}
    Pet:
      $id: https://pets.example/schemas/pet
      $anchor: top
      $defs:
        tail: {$anchor: tail, type: string}
        in/ner: {$id: parts/head, properties: {ear: {$anchor: ear, type: string}, example: {$anchor: shown, type: string}}}
    Name: {$id: Named, type: string}
    Old: {$id: '#old', type: string}
    Data: {default: {$id: 'https://data.example', $anchor: data}}
";
    let pet = "#/components/schemas/Pet";
    let inner = format!("{pet}/$defs/in~1ner");
    check(
        text,
        &[
            ("https://pets.example/schemas/pet", pet),
            ("https://pets.example/schemas/pet#", pet),
            ("https://pets.example/schemas/./pet", "https://pets.example/schemas/./pet"),
            ("https://pets.example/schemas/pet#top", pet),
            ("https://pets.example/schemas/pet#/$defs/tail", &format!("{pet}/$defs/tail")),
            ("https://pets.example/schemas/parts/head", &inner),
            ("https://pets.example/schemas/parts/head#ear", &format!("{inner}/properties/ear")),
            ("#tail", &format!("{pet}/$defs/tail")),
            ("#shown", &format!("{inner}/properties/example")),
            ("#old", "#/components/schemas/Old"),
            ("Named", "#/components/schemas/Name"),
            ("#data", "#data"),
            ("https://data.example", "https://data.example"),
            ("https://other.example", "https://other.example"),
            ("#/components/schemas/Name", "#/components/schemas/Name"),
        ],
    );
}

#[test]
fn seen_from_where_they_stand() {
    let text = "
$self: https://pets.example/api.yaml
components:
  schemas:
    At: {$id: schemas/at, items: {$ref: 'REF'}, type: array, $defs: {x: {$id: /x, type: string}, y: {type: string}}}
    Other: {$id: schemas/other, type: string}
";
    check(
        text,
        &[
            ("other", "#/components/schemas/Other"),
            ("https://pets.example/schemas/other", "#/components/schemas/Other"),
            ("../x", "#/components/schemas/At/$defs/x"),
            ("#/$defs/y", "#/components/schemas/At/$defs/y"),
            ("#", "#/components/schemas/At"),
            ("https://pets.example/api.yaml#/components/schemas/Other", "#/components/schemas/Other"),
            ("/api.yaml", "#"),
            // Not there, but there in the whole description.
            ("#/components/schemas/Other", "#/components/schemas/Other"),
        ],
    );
}

#[test]
fn dynamic_ones_with_one_target_are_plain() {
    let text = "
components:
  schemas:
    At: {$dynamicRef: 'REF'}
    Node: {$dynamicAnchor: node, type: object}
    One: {$dynamicAnchor: many, type: object}
    Two: {$id: two, $dynamicAnchor: many, type: object}
";
    let node = "#/components/schemas/Node";
    check(text, &[("#node", node), (node, node), ("#many", "#many"), ("#none", "#none")]);
}

#[test]
fn the_first_of_a_name_counts() {
    let text = "
components:
  schemas:
    A: {$anchor: x, $id: same, type: string}
    B: {$anchor: x, $id: same, type: string}
    C: {$anchor: y, $defs: {d: {$anchor: y, type: string}}}
    D: {$ref: '#y'}
";
    let rewritten = rewritten(&format!("{}{text}", head("3.1.0")));
    assert_eq!(rewritten.document["components"]["schemas"]["D"]["$ref"], "#/components/schemas/C");
    let said = [
        "another schema has the id `same`, too",
        "another schema has the anchor `x`, too",
        "another schema has the anchor `y`, too",
    ];
    assert_eq!(rewritten.said, said.map(|said| format!("duplicate-id: {said}")));
}

#[test]
fn older_versions_have_no_names() {
    let text = "paths: {}\ncomponents: {schemas: {A: {$ref: '#x'}, B: {x-a: {$anchor: x}}}}";
    let rewritten = rewritten(&format!("{}{text}", head("3.0.0")));
    assert_eq!(rewritten.document["components"]["schemas"]["A"]["$ref"], "#x");
}
