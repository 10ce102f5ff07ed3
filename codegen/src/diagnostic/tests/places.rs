//! Tables of places: what is marked, and in which line and column.

use super::at;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Origins, Place, Pointer};
use crate::source::{Source, Sources};

/// Where a place is, and the text that is marked.
fn found(path: &str, text: &str, place: Place) -> (usize, usize, String) {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::warning("a", place, "no"));
    let source = Source::new(path, text);
    let said = diagnostics.locate(&Sources::new(&source)).remove(0);
    (said.line, said.column, source.body()[said.mark.bytes].to_owned())
}

/// A line, a column, and the text that is marked.
type Mark<'a> = (usize, usize, &'a str);

fn check(path: &str, text: &str, table: &[(&str, Mark<'_>, Mark<'_>)]) {
    for (pointer, key, value) in table {
        let owned = |(line, column, text): &Mark<'_>| (*line, *column, (*text).to_owned());
        assert_eq!(found(path, text, Place::Key(at(pointer))), owned(key), "key of {pointer}");
        assert_eq!(found(path, text, Place::Value(at(pointer))), owned(value), "value of {pointer}");
    }
}

#[test]
fn in_json() {
    let text = "{\n  \"ä\": \"ü\", \"b\": {\"c/d\": [10, {\"e\\u0066\": true}]},\r\n  \"g\" : [\n 1]\n}\n";
    check(
        "a.json",
        text,
        &[
            ("", (1, 1, "{"), (1, 1, "{")),
            ("/ä", (2, 3, "\"ä\""), (2, 8, "\"ü\"")),
            ("/b", (2, 13, "\"b\""), (2, 18, "{\"c/d\": [10, {\"e\\u0066\": true}]}")),
            ("/b/c~1d/0", (2, 27, "10"), (2, 27, "10")),
            ("/b/c~1d/1/ef", (2, 32, "\"e\\u0066\""), (2, 43, "true")),
            ("/g", (3, 3, "\"g\""), (3, 9, "[")),
            ("/g/0", (4, 2, "1"), (4, 2, "1")),
            // What is not there is shown at the nearest thing that is.
            ("/b/x/y", (2, 13, "\"b\""), (2, 13, "\"b\"")),
            ("/b/c~1d/01", (2, 19, "\"c/d\""), (2, 19, "\"c/d\"")),
            ("/x", (1, 1, "{"), (1, 1, "{")),
        ],
    );
}

#[test]
fn in_yaml() {
    let text = "# ä\n\"ä\": 'ü' # x\r\nb: {c/d: [10, {ef: true}]}\ng:\n  -  1\n  - h: plain text  # x\n    200: null\n? [k]\n: v\ni: &x\n  j: 1\nk: *x\nl:\n  <<: *x\n  m: \"2\"\n\"n\" : \"a \\\" # b\" # \"c\"\no:  'it''s' # '\n";
    check(
        "a.yaml",
        text,
        &[
            ("/ä", (2, 1, "\"ä\""), (2, 6, "'ü'")),
            ("/n", (16, 1, "\"n\""), (16, 7, "\"a \\\" # b\"")),
            ("/o", (17, 1, "o"), (17, 5, "'it''s'")),
            ("/b", (3, 1, "b"), (3, 4, "{c/d: [10, {ef: true}]}")),
            ("/b/c~1d/1/ef", (3, 16, "ef"), (3, 20, "true")),
            ("/g", (4, 1, "g"), (4, 1, "g")),
            ("/g/0", (5, 6, "1"), (5, 6, "1")),
            ("/g/1/h", (6, 5, "h"), (6, 8, "plain text")),
            ("/g/1/200", (7, 5, "200"), (7, 10, "null")),
            ("/i/j", (11, 3, "j"), (11, 6, "1")),
            ("/k", (12, 1, "k"), (12, 4, "*x")),
            ("/k/j", (12, 1, "k"), (12, 1, "k")),
            ("/l/j", (13, 1, "l"), (13, 1, "l")),
            ("/l/m", (15, 3, "m"), (15, 6, "\"2\"")),
            ("/nope", (2, 1, "\"ä\": 'ü' # x"), (2, 1, "\"ä\": 'ü' # x")),
        ],
    );
}

#[test]
fn of_keys_that_occur_twice() {
    let json = r#"{"a": {"b": 1, "c": 2}, "a": {"b": 3, "b": 4}}"#;
    let yaml = "a: {b: 1, c: 2}\na: {b: 3, b: 4}\n";
    let nth = |pointer: &str, nth| Place::Occurrence { pointer: at(pointer), nth };
    assert_eq!(found("a.json", json, Place::Value(at("/a/b"))), (1, 44, "4".to_owned()));
    assert_eq!(found("a.json", json, nth("/a", 0)), (1, 2, "\"a\"".to_owned()));
    assert_eq!(found("a.json", json, nth("/a/b", 0)), (1, 31, "\"b\"".to_owned()));
    assert_eq!(found("a.json", json, nth("/a/b", 9)), (1, 39, "\"b\"".to_owned()));
    // It stands in the first `a` only, which does not count.
    assert_eq!(found("a.json", json, Place::Value(at("/a/c"))), (1, 25, "\"a\"".to_owned()));
    assert_eq!(found("a.yaml", yaml, Place::Value(at("/a/b"))), (2, 14, "4".to_owned()));
    assert_eq!(found("a.yaml", yaml, nth("/a/b", 0)), (2, 5, "b".to_owned()));
    assert_eq!(found("a.yaml", yaml, Place::Value(at("/a/c"))), (2, 1, "a".to_owned()));
}

#[test]
fn of_points() {
    let point = |line, column| Place::Offset { file: FileId::ROOT, line, column };
    assert_eq!(found("a.yaml", "ä: b\nc: ü d\n", point(2, 4)), (2, 4, "ü".to_owned()));
    assert_eq!(found("a.yaml", "ä: b\nc: ü d\n", point(1, 99)), (1, 5, String::new()));
    assert_eq!(found("a.yaml", "ä: b\nc: ü d\n", point(99, 1)), (3, 1, String::new()));
    assert_eq!(found("a.yaml", "", point(1, 1)), (1, 1, String::new()));
}

#[test]
fn in_texts_that_are_broken_or_odd() {
    assert_eq!(found("a.json", "{\"a\": 1, \"b\" 2}", Place::Value(at("/a"))), (1, 7, "1".to_owned()));
    assert_eq!(
        found("a.json", "{\"a\": 1, \"b\" 2}", Place::Value(at("/b"))),
        (1, 1, "{\"a\": 1, \"b\" 2}".to_owned())
    );
    assert_eq!(found("a.yaml", "a: 1\nb: [\n", Place::Value(at("/a"))), (1, 4, "1".to_owned()));
    assert_eq!(found("a.json", "\u{feff}{\"a\": 1}", Place::Value(at("/a"))), (1, 7, "1".to_owned()));
    assert_eq!(found("a.yaml", "\u{feff}a: 1", Place::Value(at("/a"))), (1, 4, "1".to_owned()));
    assert_eq!(found("a.json", "", Place::Value(at("/a"))), (1, 1, String::new()));
    assert_eq!(found("a.yaml", "", Place::Value(at("/a"))), (1, 1, String::new()));
    assert_eq!(found("a.json", "5", Place::Value(at("/a/b"))), (1, 1, "5".to_owned()));
    let deep = Pointer::parse(&"/a".repeat(100_000)).unwrap();
    let text = format!("{}1{}", "{\"a\":".repeat(1_000), "}".repeat(1_000));
    assert_eq!(found("a.json", &text, Place::Key(deep)), (1, 1277, "\"a\"".to_owned()));
}

#[test]
fn of_what_was_moved() {
    let mut origins = Origins::default();
    // Below the third of three items a `$ref` got company, the second was removed, and the list has another name.
    origins.made(&at("/old/2/schema/allOf/0"), &at("/old/2/schema"));
    origins.moved(&at("/old/2"), &at("/old/1"));
    origins.moved(&at("/old"), &at("/new/list"));
    origins.copied(&at("/new/list/1/schema"), &at("/copy"));
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(Diagnostic::warning("before", Place::Value(at("/new/list/1")), "no"));
    diagnostics.rewritten(origins);
    let rewritten =
        ["/new/list/1/schema/allOf/0/$ref", "/new/list/0/a", "/new/list/1/a", "/new", "/copy/allOf/0", "/a/b"];
    for pointer in rewritten {
        diagnostics.push(Diagnostic::warning("after", Place::Value(at(pointer)), "no"));
    }
    let places: Vec<_> = diagnostics.iter().map(|said| said.place.clone()).collect();
    let original = ["/new/list/1", "/old/2/schema/$ref", "/old/0/a", "/old/2/a", "/new", "/old/2/schema", "/a/b"];
    assert_eq!(places, original.map(|pointer| Place::Value(at(pointer))));
}

#[test]
fn of_what_was_rewritten_twice() {
    let other = Pointer::whole(FileId::nth(1));
    let mut bundled = Origins::default();
    bundled.made(&at("/schemas/A"), &other.key("x"));
    bundled.made(&at("/schemas/A/items"), &at("/b"));
    let mut walked = Origins::default();
    walked.made(&at("/schemas/A/allOf/0"), &at("/schemas/A"));
    let mut diagnostics = Diagnostics::new();
    diagnostics.rewritten(bundled);
    diagnostics.rewritten(walked);
    let table = [
        ("/schemas/A/allOf/0/$ref", other.key("x").key("$ref")),
        ("/schemas/A/items/c", at("/b/c")),
        ("/schemas", at("/schemas")),
    ];
    for (now, then) in table {
        assert_eq!(diagnostics.original(&at(now)), then);
        diagnostics.push(Diagnostic::warning("a", Place::Key(at(now)), now));
    }
    // A place in another file is one of its text already.
    diagnostics.push(Diagnostic::warning("a", Place::Key(other.key("schemas").key("A")), "other"));
    let places: Vec<_> = diagnostics.iter().map(|said| said.place.pointer().unwrap().clone()).collect();
    assert_eq!(places[3], other.key("schemas").key("A"));
    assert_eq!((places[0].file(), places[1].file()), (other.file(), FileId::ROOT));
}
