//! Exact texts of messages, and places in all kinds of texts.

mod places;

use super::{Color, Diagnostic, Diagnostics, Place, Pointer, Severity, quoted, render};
use crate::source::{Source, Sources};

const PETSTORE: &str = "\
openapi: 3.0.0
paths:
  /pets:
    get:
      parameters:
        - name: id
          in: query
        - name: session   # the cookie
          in: cookie
          style: spaceDelimited   # no such thing
";

fn at(pointer: &str) -> Pointer {
    Pointer::parse(pointer).unwrap()
}

fn rendered(path: &str, text: &str, said: Vec<Diagnostic>) -> String {
    let mut diagnostics = Diagnostics::new();
    for diagnostic in said {
        diagnostics.push(diagnostic);
    }
    let source = Source::new(path, text);
    render(&diagnostics.locate(&Sources::new(&source)), Color::Never)
}

fn duplicate() -> Diagnostic {
    Diagnostic::warning("duplicate-key", Place::Key(at("/a")), "the key `a` occurs more than once")
        .also(Place::Occurrence { pointer: at("/a"), nth: 0 }, "first here")
        .generated("as if only the last were there")
}

#[test]
fn draws_a_value() {
    let said = Diagnostic::warning(
        "unknown-style",
        Place::Value(at("/paths/~1pets/get/parameters/1/style")),
        "cookie parameter `session` has style `spaceDelimited`, which OpenAPI does not define",
    )
    .generated("the default style `form`");
    let expected = "\
warning: cookie parameter `session` has style `spaceDelimited`, which OpenAPI does not define
  --> spec/petstore.yaml:10:18
   |
10 |           style: spaceDelimited   # no such thing
   |                  ^^^^^^^^^^^^^^
   = at /paths/~1pets/get/parameters/1/style
   = generated: the default style `form`
";
    assert_eq!(rendered("spec/petstore.yaml", PETSTORE, vec![said]), expected);
}

#[test]
fn draws_two_places_that_are_close() {
    let text = "a: 1\nb:\n  c: 2\na: 3\n";
    let expected = "\
warning: the key `a` occurs more than once
 --> a.yaml:4:1
  |
1 | a: 1
  | - first here
...
4 | a: 3
  | ^
  = at /a
  = generated: as if only the last were there
";
    assert_eq!(rendered("a.yaml", text, vec![duplicate()]), expected);
}

#[test]
fn draws_two_places_far_from_each_other() {
    let text = format!("a: 1\nb: |\n{}a: 3\n", "  text\n".repeat(1000));
    let expected = "\
warning: the key `a` occurs more than once
    --> a.yaml:1003:1
     |
1003 | a: 3
     | ^
    --> a.yaml:1:1
     |
   1 | a: 1
     | - first here
     = at /a
     = generated: as if only the last were there
";
    assert_eq!(rendered("a.yaml", &text, vec![duplicate()]), expected);
}

#[test]
fn draws_places_of_several_files() {
    let root = Source::new("a.yaml", "a: 1\nb: 2\n");
    let mut sources = Sources::new(&root);
    let [json, broken] =
        [("c.json", "{\n \"d\": 3}"), ("e.yaml", "f: [\n")].map(|(path, text)| sources.add(Source::new(path, text)));
    let json = Pointer::whole(json).key("d");
    let mut diagnostics = Diagnostics::new();
    let also = Place::Offset { file: broken, line: 1, column: 4 };
    diagnostics.push(Diagnostic::warning("a", Place::Value(json.clone()), "second").also(also, "it ends here"));
    diagnostics.push(Diagnostic::warning("a", Place::Key(at("/b")), "first").also(Place::Key(json), "and here"));
    let expected = "\
warning: first
 --> a.yaml:2:1
  |
2 | b: 2
  | ^
 --> c.json:2:2
  |
2 |  \"d\": 3}
  |  --- and here
  = at /b

warning: second
 --> c.json:2:7
  |
2 |  \"d\": 3}
  |       ^
 --> e.yaml:1:4
  |
1 | f: [
  |    - it ends here
  = at /d
";
    assert_eq!(render(&diagnostics.locate(&sources), Color::Never), expected);
}

#[test]
fn cuts_a_line_without_end() {
    let text = format!(
        "{{{}\"é\": [{}], {}}}",
        "\"b\":1,".repeat(100_000),
        vec!["1"; 100_000].join(","),
        vec!["\"b\":1"; 100_000].join(",")
    );
    let said = Diagnostic::error("a", Place::Key(at("/é")), "no");
    let expected = "\
error: no
 --> a.json:1:600002
  |
1 | ...:1,\"b\":1,\"b\":1,\"b\":1,\"b\":1,\"b\":1,\"b\":1,\"b\":1,\"b\":1,\"b\":1,\"b\":1,\"é\": [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1...
  |                                                                   ^^^
  = at /é
";
    assert_eq!(rendered("a.json", &text, vec![said]), expected);
}

#[test]
fn marks_the_first_line_of_what_has_several() {
    let text = "a: {b: 1,   \n  c: 2}\nd: |\n  text\n  text\ne:\n  - 1\n  - 2\n";
    let said = |name: &str| Diagnostic::warning("a", Place::Value(at(name)), "no");
    let expected = "\
warning: no
 --> a.yaml:1:4
  |
1 | a: {b: 1,   
  |    ^^^^^^
  = at /a

warning: no
 --> a.yaml:4:3
  |
4 |   text
  |   ^^^^
  = at /d

warning: no
 --> a.yaml:6:1
  |
6 | e:
  | ^
  = at /e

warning: no
 --> a.yaml:8:5
  |
8 |   - 2
  |     ^
  = at /e/1
";
    assert_eq!(rendered("a.yaml", text, vec![said("/e/1"), said("/a"), said("/d"), said("/e")]), expected);
}

#[test]
fn escapes_what_could_deceive() {
    let name = "a\u{1b}[31m\n\u{202e}b";
    let said = Diagnostic::error("a", Place::Key(at("/x\u{7}")), format!("no key {}", quoted(name)))
        .help("line\nbreak")
        .also(Place::Value(at("")), "\u{200b}");
    let expected = "\
error: no key `a\\u{1b}[31m\\n\\u{202e}b`
 --> dir\\n/a.yaml:1:1
  |
1 | x: \u{fffd}
  | ^^^^
  | |
  | \\u{200b}
  = at /x\\u{7}
  = help: line\\nbreak
";
    assert_eq!(rendered("dir\n/a.yaml", "x: \u{202e}\n", vec![said]), expected);
    assert_eq!(quoted(&"é".repeat(100)), format!("`{}…`", "é".repeat(80)));
    let long = Diagnostic::error("a", Place::Value(at("")), "x".repeat(10_000));
    assert_eq!(long.message.chars().count(), 1001);
}

#[test]
fn colors_on_request() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(duplicate());
    let source = Source::new("a.yaml", "a: 1\n");
    let drawn = render(&diagnostics.locate(&Sources::new(&source)), Color::Always);
    assert!(drawn.starts_with("\u{1b}["), "{drawn}");
}

#[test]
fn keeps_a_thousand_of_a_kind() {
    let mut diagnostics = Diagnostics::new();
    let text = "- x\n".repeat(3_000);
    for index in (0..3_000).rev() {
        let place = Place::Value(Pointer::root().index(index));
        diagnostics.push(Diagnostic::warning("many", place, format!("number {index}")));
    }
    diagnostics.push(Diagnostic::error("one", Place::Value(Pointer::root()), "alone"));
    assert!(diagnostics.has_errors());
    assert_eq!((diagnostics.len(), diagnostics.iter().count()), (3_001, 1_001));
    let located = diagnostics.locate(&Sources::new(&Source::new("a.yaml", text)));
    let lines: Vec<_> = located.iter().map(|said| (said.severity, said.line, said.message.as_str())).collect();
    assert_eq!(lines.len(), 1_002);
    assert_eq!(lines[0], (Severity::Error, 1, "alone"));
    assert_eq!(lines[1], (Severity::Warning, 2_001, "number 2000"));
    assert_eq!(lines[1_000], (Severity::Warning, 3_000, "number 2999"));
    assert_eq!(lines[1_001], (Severity::Warning, 2_000, "2000 more messages of the kind `many` begin here"));
}

#[test]
fn serializes_for_scripts() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(duplicate());
    let located = diagnostics.locate(&Sources::new(&Source::new("dir/a.yaml", "b: 1\na: 1\n")));
    let expected = concat!(
        r#"[{"severity":"warning","code":"duplicate-key","file":"dir/a.yaml","line":2,"column":1,"pointer":"/a","#,
        r#""message":"the key `a` occurs more than once","notes":["generated: as if only the last were there"]}]"#,
    );
    assert_eq!(serde_json::to_string(&located).unwrap(), expected);
}
