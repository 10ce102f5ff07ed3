//! Exact texts of messages, and hostile descriptions.

use super::{Color, Diagnostic, Diagnostics, Place, Pointer, render};
use crate::source::Source;

const PETSTORE: &str = "openapi: 3.0.0
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
    said.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    let source = Source::new(path, text);
    render(&diagnostics.locate(&source), &source, Color::Never)
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
fn draws_two_places() {
    let text = "a: 1\nb:\n  c: 2\na: 3\n";
    let said = Diagnostic::warning("duplicate-key", Place::Key(at("/a")), "the key `a` occurs twice")
        .also(Place::Occurrence { pointer: at("/a"), nth: 0 }, "first here")
        .generated("as if only the last were there");
    eprintln!("{}", rendered("a.yaml", text, vec![said.clone()]));
    let text = format!("a: 1\nb:\n  c: 2\nq: |\n{}a: 3\n", "  lala\n".repeat(1000));
    eprintln!("{}", rendered("a.yaml", &text, vec![said.clone()]));
    let text = format!("{{\"a\": 1,{}\"a\": [{}3]}}", "\"b\": 1,".repeat(1000), "\"b\",".repeat(1000));
    eprintln!("{}", rendered("a.json", &text, vec![said.clone()]));
    let said = Diagnostic::error("duplicate-key", Place::Value(at("/a")), "the key `a` occurs twice");
    eprintln!("{}", rendered("a.json", &text, vec![said]));
    panic!();
}
