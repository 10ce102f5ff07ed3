//! Files that mean no good, and files of which there is no end.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use super::{Shelf, bundled, described, read_all, with_schema};

/// What is said about a reference that cannot be followed, without its place.
fn refused(reference: &str, shelf: &mut Shelf) -> String {
    let (document, said) = bundled(&described("3.0.3", &format!("paths: {{/a: {{$ref: '{reference}'}}}}")), shelf);
    assert_eq!(document["paths"]["/a"], serde_json::json!({}), "{reference}");
    said.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn nothing_outside_is_asked_for() {
    let mut shelf = Shelf::default();
    let (only, out) = (
        "only files in the folder of the description are read, by relative paths",
        "it leads out of the folder of the description",
    );
    for (reference, reason) in [
        ("../../etc/passwd", out),
        ("a/../../b.yaml", out),
        ("%2e%2e/b.yaml", out),
        ("/etc/passwd", only),
        ("file:///etc/passwd", only),
        ("C:\\Windows\\win.ini", "it is a path on somebody's own machine"),
        ("..\\b.yaml", "the parts of a path are separated by `/` and not by `\\`"),
        ("..%2fb.yaml", "no file has such a name"),
        ("a%00.yaml", "no file has such a name"),
        ("urn:isbn:1", "only files and URLs of `http` and `https` are read"),
        ("a.yaml?raw", "a file has no query"),
        ("schemas/", "it is a folder"),
        (".", "it is a folder"),
        ("https://me:secret@example.com/a", "its URL has credentials, which are not sent"),
    ] {
        assert_eq!(refused(reference, &mut shelf), format!("warning: `{reference}` cannot be followed: {reason}"));
    }
    assert!(shelf.asked.is_empty(), "{:?}", shelf.asked);
}

#[test]
fn files_that_are_none_are_told_with_the_reason() {
    let bomb = format!("a: &a [{}]\n", "x,".repeat(60)) + "b: &b [*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\n";
    let deep = "[".repeat(200);
    for (text, reason) in [
        ("", "the file is empty"),
        ("<html>", "this is HTML or XML, not an OpenAPI description"),
        ("just text", "nothing is in it but the string `just text`"),
        ("a: [", "this cannot be read as YAML: did not find expected node content"),
        ("{}\n---\n{}", "the file has more than one document of YAML"),
        (&deep, "values are nested deeper than 100 levels"),
    ] {
        let said = refused("f.yaml", &mut Shelf::new([("f.yaml", text)]));
        let expected = format!("warning: `f.yaml` cannot be followed: {reason}");
        assert!(said.starts_with(&expected), "{said}");
    }
    assert_eq!(refused("f.yaml", &mut Shelf::default()), "warning: `f.yaml` cannot be followed: there is no such file");
    let (_, said) = bundled(&with_schema("{$ref: 'f.yaml#/c/0/0'}"), &mut Shelf::new([("f.yaml".to_owned(), bomb)]));
    assert_eq!(said, "");
}

#[test]
fn circles_of_files_end() {
    for (reference, files) in [
        ("a.yaml", vec![("a.yaml", "{$ref: a.yaml}")]),
        ("a.yaml", vec![("a.yaml", "{$ref: b.yaml}"), ("b.yaml", "{$ref: 'a.yaml'}")]),
        ("a.yaml#/x", vec![("a.yaml", "{x: {$ref: '#/x/y'}}")]),
        ("a.yaml#/x/y", vec![("a.yaml", "{x: {$ref: 'b.yaml#/x'}}"), ("b.yaml", "{x: {$ref: 'a.yaml#/x'}}")]),
        ("a.yaml", vec![("a.yaml", "{properties: {$ref: a.yaml}}")]),
        ("a.yaml", vec![("a.yaml", "{allOf: [{$ref: a.yaml}], $ref: a.yaml}")]),
        ("", vec![]),
        ("#", vec![]),
        ("api.yaml", vec![]),
        ("api.yaml#/components/schemas/A", vec![]),
    ] {
        let (document, said) =
            read_all(&with_schema(&format!("{{$ref: '{reference}'}}")), &mut Shelf::new(files.clone()));
        assert!(document.is_some(), "{reference} {said}");
        let in_path = described("3.0.3", &format!("paths: {{/a: {{$ref: '{reference}'}}}}"));
        let (document, said) = read_all(&in_path, &mut Shelf::new(files));
        // What refers to nothing but a place of its own file is looked at by later passes.
        assert!(document.is_some() && (reference.starts_with('#') || !said.is_empty()), "{reference}");
    }
}

#[test]
fn what_takes_the_place_of_references_has_an_end() {
    // Each of thirty files has two paths' worth of the next one.
    let mut files: Vec<_> = (0..30)
        .map(|index| {
            let next = format!("f{}.yaml", index + 1);
            (format!("f{index}.yaml"), format!("{{a: {{$ref: {next}}}, b: {{$ref: {next}}}}}"))
        })
        .collect();
    files.push(("f30.yaml".to_owned(), "{type: string}".to_owned()));
    let (document, said) = read_all(&with_schema("{properties: {$ref: f0.yaml}}"), &mut Shelf::new(files));
    assert!(document.is_some(), "{said}");
    let start = Instant::now();
    let mut files: Vec<_> = (0..30)
        .map(|index| {
            let next = format!("f{}.yaml", index + 1);
            let text = format!("{{get: {{callbacks: {{a: {{x: {{$ref: {next}}}}}, b: {{x: {{$ref: {next}}}}}}}}}}}");
            (format!("f{index}.yaml"), text)
        })
        .collect();
    files.push(("f30.yaml".to_owned(), "{get: {}}".to_owned()));
    let (_, said) = bundled(&described("3.0.3", "paths: {/a: {$ref: f0.yaml}}"), &mut Shelf::new(files));
    assert!(said.contains("in so many places that the description has no end"), "{said}");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn a_thousand_files_are_read_once_each() {
    let count = 1_000;
    let text = |index: usize| {
        let mut text = format!("{{properties: {{back: {{$ref: f{}.yaml}}", index.saturating_sub(1));
        for (nth, other) in [index * 7, index * 13 + 1, index + 1].into_iter().enumerate() {
            write!(text, ", p{nth}: {{$ref: f{}.yaml}}", other % count).unwrap();
        }
        text + "}}"
    };
    let mut shelf = Shelf::new((0..count).map(|index| (format!("f{index}.yaml"), text(index))));
    let start = Instant::now();
    let (document, said) = bundled(&with_schema("{$ref: f0.yaml, description: d}"), &mut shelf);
    assert_eq!((said.as_str(), document["components"]["schemas"].as_object().unwrap().len()), ("", count + 1));
    assert_eq!(shelf.asked.len(), count);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
fn an_alias_is_a_place_like_any_other() {
    let file = "a: &a {type: object, properties: {x: {type: string}}}\nb: *a\nc: {<<: *a, title: C}\n";
    let root = with_schema("{properties: {b: {$ref: 'f.yaml#/b'}, x: {$ref: 'f.yaml#/c/properties/x'}}}");
    let (document, said) = bundled(&root, &mut Shelf::new([("f.yaml", file)]));
    assert_eq!(said, "");
    let all = &document["components"]["schemas"];
    assert_eq!(all["b"]["properties"]["x"]["type"], "string");
    assert_eq!(all["x"]["type"], "string");
}

#[test]
fn all_files_share_one_limit() {
    // Three files of a million values: the third is too much, and only what needs it is left out.
    let values = format!("{{\"x\": [{}], \"type\": \"string\"}}", vec!["1"; 1_000_000].join(","));
    let files = ["a", "b", "c"].map(|name| (format!("{name}.json"), values.clone()));
    let root =
        with_schema("{properties: {a: {$ref: a.json}, b: {$ref: b.json}, c: {$ref: c.json}, d: {$ref: d.json}}}");
    let mut shelf = Shelf::new(files);
    shelf.files.insert("d.json".to_owned(), "{\"type\": \"string\"}".to_owned());
    let (document, _) = bundled(&root, &mut shelf);
    let all = document["components"]["schemas"]["A"]["properties"].clone();
    let found: Vec<_> = all.as_object().unwrap().values().map(|value| value["$ref"].as_str().unwrap()).collect();
    let expected = ["#/components/schemas/a", "#/components/schemas/b", "c.json", "#/components/schemas/d"];
    assert_eq!(found, expected);
}
