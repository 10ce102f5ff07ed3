//! Descriptions of several files: what is made of them, and what is said about them.

mod hostile;

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::rewrite::json;
use crate::diagnostic::{Color, Diagnostics, render};
use crate::document::bundle::{Supply, bundle};
use crate::document::identify::identify;
use crate::document::{Document, document, read, version};
use crate::files::{Fetched, FileError, Files};
use crate::pointer::FileId;
use crate::selection::Selection;
use crate::source::{Source, Sources};

/// Files in memory, and what was asked for.
#[derive(Default)]
struct Shelf {
    files: BTreeMap<String, String>,
    asked: Vec<String>,
    /// What one URL leads on to.
    redirect: Option<(String, String)>,
}

impl Shelf {
    fn new<T: Into<String>>(files: impl IntoIterator<Item = (T, T)>) -> Self {
        let files = files.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        Self { files, ..Self::default() }
    }
}

impl Files for Shelf {
    fn read(&mut self, path: &str, most: usize) -> Result<String, FileError> {
        self.asked.push(path.to_owned());
        let text = self.files.get(path).cloned().ok_or_else(FileError::not_found)?;
        if text.len() > most { Err(FileError::too_large(most)) } else { Ok(text) }
    }

    fn fetch(&mut self, url: &str, most: usize) -> Result<Fetched, FileError> {
        let url = match &self.redirect {
            Some((from, to)) if from == url => to.clone(),
            _ => url.to_owned(),
        };
        self.read(&url, most).map(|text| Fetched { url, text })
    }
}

/// No files at all, and nothing said about URLs.
struct FilesAlone;

impl Files for FilesAlone {
    fn read(&mut self, _: &str, _: usize) -> Result<String, FileError> {
        Err(FileError::not_found())
    }
}

/// One document of a description and its files.
#[track_caller]
fn bundled(root: &str, shelf: &mut Shelf) -> (Json, String) {
    let source = Source::new("api.yaml", root);
    let mut sources = Sources::new(&source);
    let mut diagnostics = Diagnostics::new();
    let mut budget = read::Budget::default();
    let mut value = read::read(&source, FileId::ROOT, &mut budget, &mut diagnostics).unwrap();
    let (version, _) = version::check_root(&value, &mut diagnostics).unwrap();
    let names = identify(&mut value, FileId::ROOT, version, &mut diagnostics);
    let supply = Supply { files: shelf, sources: &mut sources, budget: &mut budget, diagnostics: &mut diagnostics };
    let (document, ..) = bundle(value, names, version, supply);
    (json(&document), render(&diagnostics.locate(&sources), Color::Never))
}

/// Reads a description and its files to the end of all passes over the document.
fn read_all(root: &str, shelf: &mut Shelf) -> (Option<Document>, String) {
    let source = Source::new("api.yaml", root);
    let mut sources = Sources::new(&source);
    let mut diagnostics = Diagnostics::new();
    let document = document(&mut sources, shelf, &[], &Selection::default(), &mut diagnostics);
    (document, render(&diagnostics.locate(&sources), Color::Never))
}

fn described(version: &str, rest: &str) -> String {
    let key = if version == "2.0" { "swagger" } else { "openapi" };
    format!("{key}: '{version}'\ninfo: {{title: t, version: '1'}}\n{rest}")
}

/// A description whose one schema `A` is this.
fn with_schema(schema: &str) -> String {
    described("3.0.3", &format!("paths: {{}}\ncomponents:\n  schemas:\n    A: {schema}\n"))
}

#[track_caller]
fn schemas(root: &str, shelf: &mut Shelf) -> Json {
    let (document, said) = bundled(root, shelf);
    assert_eq!(said, "");
    document["components"]["schemas"].clone()
}

#[test]
fn a_component_that_is_only_a_reference_gives_its_name() {
    let mut shelf = Shelf::new([
        ("schemas/pet.yaml", "{type: object, properties: {next: {$ref: '#'}, tag: {$ref: tag.json}}}"),
        ("schemas/tag.json", r#"{"type": "string"}"#),
    ]);
    let root = described(
        "3.0.3",
        "paths: {}\ncomponents: {schemas: {Animal: {$ref: schemas/pet.yaml}, Other: {$ref: ./schemas/pet.yaml}}}",
    );
    let expected = json!({
        "Animal": {"type": "object", "properties": {
            "next": {"$ref": "#/components/schemas/Animal"}, "tag": {"$ref": "#/components/schemas/tag"},
        }},
        "Other": {"$ref": "#/components/schemas/Animal"},
        "tag": {"type": "string"},
    });
    assert_eq!(schemas(&root, &mut shelf), expected);
    assert_eq!(shelf.asked, ["schemas/pet.yaml", "schemas/tag.json"]);
}

#[test]
fn names_come_from_pointers_or_files_and_get_numbers() {
    let file = "{a: {schemas: {Pet: {type: string}, a/b: {type: string}}}, \
                paths: {/x: {get: {responses: {'200': {content: {a/b: {schema: {type: string}}}}}}}}, list: [{}]}";
    let mut shelf =
        Shelf::new([("x/Pet.v2.yaml", "{type: object}"), ("x/Pet/index.yaml", "{type: object}"), ("y.yaml", file)]);
    let references = [
        "x/Pet.v2.yaml",
        "y.yaml#/a/schemas/Pet",
        "x/Pet/index.yaml",
        "y.yaml#/a/schemas/a~1b",
        "y.yaml#/paths/~1x/get/responses/200/content/a~1b/schema",
        "y.yaml#/list/0",
        "y.yaml#/%6Cist/0",
    ];
    let properties: Vec<_> =
        references.iter().enumerate().map(|(index, name)| format!("p{index}: {{$ref: '{name}'}}")).collect();
    let all = schemas(&with_schema(&format!("{{properties: {{{}}}}}", properties.join(", "))), &mut shelf);
    let found: Vec<_> = all["A"]["properties"].as_object().unwrap().values().map(|value| &value["$ref"]).collect();
    let expected = ["Pet", "Pet2", "Pet3", "a~1b", "y", "list", "list"];
    assert_eq!(found, expected.map(|name| json!(format!("#/components/schemas/{name}"))).each_ref());
    let (document, _) =
        read_all(&with_schema("{properties: {a: {$ref: x/Pet.v2.yaml}, b: {$ref: x/Pet/index.yaml}}}"), &mut shelf);
    let references = document.unwrap().references;
    assert_eq!(["Pet", "Pet2", "Pet3"].map(|name| references.name(name)), ["Pet", "Pet", "Pet3"]);
}

#[test]
fn everything_has_its_section() {
    let file = "x: {name: x, in: query, schema: {$ref: '#/s'}}\ns: {type: string}\nr: {description: r, headers: \
                {H: {$ref: '#/h'}}, links: {l: {$ref: '#/l'}}}\nh: {schema: {$ref: '#/s'}}\nl: {operationId: o}\n\
                b: {content: {a/b: {schema: {$ref: '#/s'}, examples: {e: {$ref: '#/e'}}}}}\ne: {value: {$ref: no.yaml}}\n\
                k: {type: http, scheme: basic}\n";
    let root = described(
        "3.0.3",
        "paths: {/a: {get: {operationId: o, parameters: [{$ref: 'f.yaml#/x'}], requestBody: {$ref: 'f.yaml#/b'}, \
         responses: {default: {$ref: 'f.yaml#/r'}}}}}\ncomponents: {securitySchemes: {key: {$ref: 'f.yaml#/k'}}}",
    );
    let (document, said) = bundled(&root, &mut Shelf::new([("f.yaml", file)]));
    assert_eq!(said, "");
    let get = &document["paths"]["/a"]["get"];
    assert_eq!(get["parameters"][0], json!({"$ref": "#/components/parameters/x"}));
    assert_eq!(get["requestBody"], json!({"$ref": "#/components/requestBodies/b"}));
    assert_eq!(get["responses"]["default"], json!({"$ref": "#/components/responses/r"}));
    let s = json!({"$ref": "#/components/schemas/s"});
    let components = json!({
        "securitySchemes": {"key": {"type": "http", "scheme": "basic"}},
        "parameters": {"x": {"name": "x", "in": "query", "schema": s}},
        "requestBodies": {"b": {"content": {"a/b": {"schema": s, "examples": {
            "e": {"$ref": "#/components/examples/e"},
        }}}}},
        "responses": {"r": {"description": "r", "headers": {"H": {"$ref": "#/components/headers/h"}}, "links": {
            "l": {"$ref": "#/components/links/l"},
        }}},
        "schemas": {"s": {"type": "string"}},
        "headers": {"h": {"schema": s}},
        "links": {"l": {"operationId": "o"}},
        "examples": {"e": {"value": {"$ref": "no.yaml"}}},
    });
    assert_eq!(document["components"], components);
}

#[test]
fn swagger_has_sections_of_its_own() {
    let file = "{d: {type: object, properties: {d: {$ref: '#/d'}}}, p: {name: p, in: body, schema: {$ref: '#/d'}}, \
                r: {description: r, headers: {H: {$ref: '#/h'}}}, h: {type: string}, k: {type: basic}}";
    let root = described(
        "2.0",
        "paths: {/a: {post: {parameters: [{$ref: 'f.yaml#/p'}], responses: {default: {$ref: 'f.yaml#/r'}}}}}\n\
         securityDefinitions: {key: {$ref: 'f.yaml#/k'}}",
    );
    let (document, said) = bundled(&root, &mut Shelf::new([("f.yaml", file)]));
    assert_eq!(said, "");
    assert_eq!(document["paths"]["/a"]["post"]["parameters"][0], json!({"$ref": "#/parameters/p"}));
    assert_eq!(document["parameters"]["p"]["schema"], json!({"$ref": "#/definitions/d"}));
    assert_eq!(document["definitions"]["d"]["properties"]["d"], json!({"$ref": "#/definitions/d"}));
    // Swagger has no place for these, so they stand where they are needed.
    assert_eq!(document["responses"]["r"]["headers"]["H"], json!({"type": "string"}));
    assert_eq!(document["securityDefinitions"]["key"], json!({"type": "basic"}));
}

#[test]
fn what_has_no_section_takes_the_place_of_its_reference() {
    let root = described(
        "3.0.3",
        "info: {$ref: parts/info.yaml}\npaths: {$ref: parts/paths.yaml}\ncomponents: {schemas: {B: {type: string}, \
         $ref: parts/schemas.yaml}}",
    );
    let root = root.replace("info: {title: t, version: '1'}\n", "");
    let mut shelf = Shelf::new([
        ("parts/info.yaml", "{title: T}"),
        ("parts/paths.yaml", "/a: {$ref: a.yaml, description: d, summary: s}\n/b: {$ref: a.yaml}\n"),
        ("parts/a.yaml", "{summary: other, get: {parameters: {$ref: list.yaml}, responses: {}}}"),
        ("parts/list.yaml", "[{name: x, in: query, schema: {$ref: 'schemas.yaml#/A'}}]"),
        ("parts/schemas.yaml", "{A: {$ref: ../A.yaml}, B: {type: integer}, C: {properties: {$ref: 'paths.yaml#/x'}}}"),
        ("A.yaml", "{type: object}"),
    ]);
    let (document, said) = bundled(&root, &mut shelf);
    let x = json!({"name": "x", "in": "query", "schema": {"$ref": "#/components/schemas/A"}});
    assert_eq!(document["info"], json!({"title": "T"}));
    let a = json!({"description": "d", "summary": "s", "get": {"parameters": [x], "responses": {}}});
    assert_eq!(document["paths"]["/a"], a);
    assert_eq!(document["paths"]["/b"]["summary"], "other");
    let schemas = json!({"B": {"type": "string"}, "A": {"type": "object"}, "C": {"properties": {}}});
    assert_eq!(document["components"]["schemas"], schemas);
    let expected = "\
warning: `paths.yaml#/x` cannot be followed: there is nothing at `/x` in `parts/paths.yaml`
 --> parts/schemas.yaml:1:67
  |
1 | {A: {$ref: ../A.yaml}, B: {type: integer}, C: {properties: {$ref: 'paths.yaml#/x'}}}
  |                                                                   ^^^^^^^^^^^^^^^
  = at /C/properties/$ref
  = generated: nothing for it
";
    assert_eq!(said, expected);
}

#[test]
fn parts_of_what_is_there_are_not_copied() {
    let mut shelf = Shelf::new([
        (
            "pet.yaml",
            "{properties: {id: {type: string}, own: {$ref: '#/properties/id'}, d: {$ref: '#/definitions/D'}}, \
                      definitions: {D: {properties: {id: {$ref: '#/properties/id'}}}}}",
        ),
        (
            "paths.yaml",
            "{get: {responses: {'200': {description: d, content: {a/b: {schema: {type: object}}}}}}, \
                        put: {responses: {'200': {$ref: '#/get/responses/200'}}}}",
        ),
    ]);
    let root = described(
        "3.0.3",
        "paths: {/a: {$ref: paths.yaml}}\ncomponents: {schemas: {\
         C: {$ref: 'paths.yaml#/get/responses/200/content/a~1b/schema', description: c}, \
         B: {items: {$ref: 'pet.yaml#/properties/id'}}, A: {items: {$ref: pet.yaml}}}}",
    );
    let (document, said) = bundled(&root, &mut shelf);
    assert_eq!(said, "");
    let id = json!({"$ref": "#/components/schemas/pet/properties/id"});
    let pet = json!({"properties": {
        "id": {"type": "string"}, "own": id, "d": {"$ref": "#/components/schemas/D"},
    }});
    let schema = "#/paths/~1a/get/responses/200/content/a~1b/schema";
    let schemas = json!({
        "C": {"$ref": schema, "description": "c"},
        "B": {"items": id}, "A": {"items": {"$ref": "#/components/schemas/pet"}},
        "pet": pet, "D": {"properties": {"id": id}},
    });
    assert_eq!(document["components"]["schemas"], schemas);
    let put = &document["paths"]["/a"]["put"]["responses"]["200"];
    assert_eq!(*put, json!({"$ref": "#/paths/~1a/get/responses/200"}));
    assert_eq!(document["components"].as_object().unwrap().len(), 1);
}

#[test]
fn references_lead_through_others_and_back() {
    let mut shelf = Shelf::new([
        ("a.yaml", "{X: {$ref: 'b.yaml#/Y'}, Z: {$ref: 'api.yaml#/components/schemas/A'}}"),
        ("b.yaml", "{Y: {$ref: c/c.yaml}}"),
        (
            "c/c.yaml",
            "{properties: {a: {$ref: '../a.yaml#/X/properties/b'}, b: {type: string}, z: {$ref: '../a.yaml#/Z'}}}",
        ),
    ]);
    let all = schemas(&with_schema("{properties: {x: {$ref: 'a.yaml#/X'}, y: {$ref: 'b.yaml#/Y'}}}"), &mut shelf);
    let c = json!({"$ref": "#/components/schemas/c"});
    assert_eq!(all["A"]["properties"], json!({"x": c, "y": c}));
    let properties = json!({
        "a": {"$ref": "#/components/schemas/c/properties/b"}, "b": {"type": "string"},
        "z": {"$ref": "#/components/schemas/A"},
    });
    assert_eq!(all["c"], json!({"properties": properties}));
    assert_eq!(all.as_object().unwrap().len(), 2);
}

#[test]
fn discriminators_name_files_and_schemas_of_their_file() {
    let union = "oneOf: [{$ref: cat.yaml}, {$ref: '#/components/schemas/Dog'}]\ndiscriminator: {propertyName: k, \
                 mapping: {cat: ./cat.yaml, dog: Dog, root: A, far: '#/components/schemas/Dog', none: no.yaml}}\n\
                 components: {schemas: {Dog: {type: object}}}";
    let mut shelf = Shelf::new([("u.yaml", union), ("cat.yaml", "{type: object}")]);
    let all = schemas(&with_schema("{properties: {u: {$ref: u.yaml}}}"), &mut shelf);
    let mapping = json!({
        "cat": "#/components/schemas/cat", "dog": "#/components/schemas/Dog", "root": "A",
        "far": "#/components/schemas/Dog", "none": "no.yaml",
    });
    assert_eq!(all["u"]["discriminator"]["mapping"], mapping);
    assert_eq!(all["u"].get("components"), None);
    assert_eq!(all["Dog"], json!({"type": "object"}));
}

#[test]
fn urls_are_read_when_the_caller_wants_it() {
    let root = with_schema("{properties: {x: {$ref: 'https://example.com/v1/x.yaml#/X'}}}");
    let mut shelf = Shelf::new([
        ("https://example.com/v2/x.yaml", "{X: {properties: {y: {$ref: 'y.json'}, x: {$ref: '#/X'}}}}"),
        ("https://example.com/v2/y.json", r#"{"properties": {"file": {"$ref": "file:///etc/passwd"}}}"#),
    ]);
    shelf.redirect = Some(("https://example.com/v1/x.yaml".into(), "https://example.com/v2/x.yaml".into()));
    let all = schemas(&root, &mut shelf);
    let expected = json!({"y": {"$ref": "#/components/schemas/y"}, "x": {"$ref": "#/components/schemas/X"}});
    assert_eq!(all["X"]["properties"], expected);
    assert_eq!(shelf.asked, ["https://example.com/v2/x.yaml", "https://example.com/v2/y.json"]);
    let refused = FilesAlone.fetch("https://example.com", 1).unwrap_err();
    assert_eq!(refused.to_string(), "it is elsewhere on the network, from where nothing is read here");
}

#[test]
fn what_the_description_calls_itself_is_no_other_file() {
    let root = described(
        "3.2.0",
        "$self: https://example.com/api\ncomponents: {schemas: {A: {type: string}, \
         B: {$ref: 'https://example.com/api#/components/schemas/A'}, C: {$ref: c.yaml}}}",
    );
    let mut shelf = Shelf::new([("c.yaml", "{items: {$ref: 'https://example.com/api#/components/schemas/A'}}")]);
    let all = schemas(&root, &mut shelf);
    assert_eq!(all["B"], json!({"$ref": "#/components/schemas/A"}));
    assert_eq!(all["C"]["items"], json!({"$ref": "#/components/schemas/A"}));
    assert_eq!(shelf.asked, ["c.yaml"]);
}

#[test]
fn anchors_are_those_of_each_file() {
    let root = described(
        "3.1.0",
        "components: {schemas: {A: {$anchor: top, type: string}, B: {$ref: 'b.yaml#leaf'}, C: {$ref: '#leaf'}}}",
    );
    let file = "{x: {$anchor: leaf, items: {$ref: '#twig'}}, y: {$anchor: twig, items: {$ref: 'api.yaml#top'}}}";
    let (all, said) = bundled(&root, &mut Shelf::new([("b.yaml", file)]));
    let all = &all["components"]["schemas"];
    assert_eq!(all["B"]["items"], json!({"$ref": "#/components/schemas/y"}));
    assert_eq!(all["y"]["items"], json!({"$ref": "#/components/schemas/A"}));
    // One of another file is none of this one.
    assert_eq!((&all["C"], said), (&json!({"$ref": "#leaf"}), String::new()));
}

#[test]
fn a_description_in_one_file_stays_as_it_is() {
    let root = with_schema("{properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/nowhere'}}}");
    let mut shelf = Shelf::default();
    let all = schemas(&root, &mut shelf);
    assert_eq!(all["A"]["properties"]["b"], json!({"$ref": "#/nowhere"}));
    assert!(shelf.asked.is_empty());
}

#[test]
fn places_are_those_of_the_files() {
    let mut shelf = Shelf::new([
        (
            "x.yaml",
            "get:\n  parameters:\n    - {$ref: 'y.yaml#/p'}\n  responses: {'200': {description: d}}\n  nope: 1\n",
        ),
        ("y.yaml", "# p\np: {name: p, in: query, schema: {type: strng}}\na: 1\na: 2\n"),
    ]);
    let (document, said) = read_all(&described("3.0.3", "paths: {/x: {$ref: x.yaml, nope: 1}}\n"), &mut shelf);
    assert!(document.is_some());
    let places: Vec<_> = said.lines().filter(|line| line.contains("--> ") || line.starts_with("warning")).collect();
    let expected = [
        "warning: a path item has no key `nope`",
        " --> api.yaml:3:28",
        "warning: an operation has no key `nope`",
        " --> x.yaml:5:3",
        "warning: there is no type `strng`",
        " --> y.yaml:2:40",
        "warning: the key `a` occurs more than once",
        " --> y.yaml:4:1",
    ];
    assert_eq!(places, expected, "{said}");
}
