//! Descriptions that mean harm: each must end soon, in a message.

use std::time::Instant;

use crate::diagnostic::Diagnostics;
use crate::document::document;
use crate::source::Source;

/// The codes of what is said.
fn codes(path: &str, text: String) -> Vec<String> {
    let source = Source::new(path, text);
    let mut diagnostics = Diagnostics::new();
    let t = Instant::now();
    document(&source, &mut diagnostics);
    let t1 = t.elapsed();
    let located = diagnostics.locate(&source);
    println!("{t1:?} {:?}", t.elapsed());
    located.iter().map(|said| format!("{} {}:{} {}", said.code, said.line, said.column, said.message)).collect()
}

fn schema(schema: &str) -> String {
    format!(r#"{{"openapi": "3.0.0", "info": {{"title": "t", "version": "1"}}, "paths": {{}}, "components": {{"schemas": {{"A": {schema}}}}}}}"#)
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    schema(&format!("{}{{}}{}", open.repeat(depth), close.repeat(depth)))
}

#[test]
fn as_deep_as_can_be_read() {
    for (open, close, step) in [
        (r#"{"not": "#, "}", 1),
        (r#"{"items": "#, "}", 1),
        (r#"{"additionalProperties": "#, "}", 1),
        (r#"{"allOf": [{}, "#, "]}", 2),
        (r#"{"type": "object", "anyOf": ["#, "]}", 2),
        (r#"{"properties": {"a": "#, "}}", 2),
    ] {
        println!("{open}");
        assert_eq!(codes("a.json", nested(open, close, 96 / step)), [""; 0]);
        println!("{:?}", codes("a.json", nested(open, close, 97)));
    }
}

#[test]
fn probe() {
    let n = 2_000_000;
    let head = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths: {}\nx-a: ";
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for i in 1..30 { bomb += &format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i-1); 10].join(", ")); }
    let cases: Vec<(&str, &str, String)> = vec![
        ("json deep arrays", "a.json", "[".repeat(n)),
        ("json deep objects", "a.json", "{\"a\":".repeat(n)),
        ("json closed", "a.json", "[".repeat(10_000) + &"]".repeat(10_000)),
        ("json many dup", "a.json", format!("{{\"openapi\": \"3.0.0\", \"x\": [{}1]}}", "{\"a\":1,\"a\":2},".repeat(200_000))),
        ("json many same", "a.json", format!("{{{}\"openapi\": \"3.0.0\"}}", "\"a\":1,".repeat(500_000))),
        ("json many unknown", "a.json", format!("{{{}\"openapi\": \"3.0.0\"}}", (0..500_000).map(|i| format!("\"inf{i}\":1,")).collect::<String>())),
        ("json too many", "a.json", format!("{{\"openapi\": \"3.0.0\", \"x\": [{}1]}}", "1,".repeat(6_000_000))),
        ("json big numbers", "a.json", format!("{{\"openapi\": \"3.0.0\", \"info\":{{\"title\":\"\",\"version\":\"\"}},\"paths\":{{}},\"x-a\": [{}1]}}", "1e400,".repeat(1_000_000))),
        ("json nested bounds", "a.json", format!("{{\"openapi\": \"3.0.0\", \"x-a\": {}[{}1]{}}}", "{\"minimum\": ".repeat(90), "1,".repeat(1_000_000), "}".repeat(90))),
        ("json key long", "a.json", format!("{{\"{}\": 1, \"openapi\": \"3.0.0\"}}", "k".repeat(10_000_000))),
        ("json control", "a.json", "{\"a\u{1}\u{202e}\": 1, \"openapi\": \"3.0.0\"}".to_owned()),
        ("json surrogate", "a.json", "{\"openapi\": \"3.0.0\", \n \"minimum\": {\"a\": \n \"\\ud800\"}}".to_owned()),
        ("json 1e400 then surrogate", "a.json", "{\"openapi\": \"3.0.0\", \"b\": 1e400,\n \"c\": {\"a\": \n \"\\ud800\"}}".to_owned()),
        ("json trailing", "a.json", "{\"openapi\": \"3.0.0\"} x".to_owned()),
        ("json truncated", "a.json", "{\"openapi\": \n\"3.0.0\", \"\u{e9}\u{e9}\": [1,".to_owned()),
        ("json comma", "a.json", "{\"openapi\": \"3.0.0\",\n \"a\": {\"b\": [1 2]}}".to_owned()),
        ("yaml flow", "a.yaml", head.to_owned() + &"[".repeat(n)),
        ("yaml flow quoted", "a.yaml", head.to_owned() + &"[\"]\", ".repeat(n/4)),
        ("yaml flow map", "a.yaml", head.to_owned() + &"{a: ".repeat(n/4)),
        ("yaml block", "a.yaml", head.to_owned() + "\n " + &"- ".repeat(n/2)),
        ("yaml question", "a.yaml", head.to_owned() + "\n " + &"? ".repeat(n/2)),
        ("yaml err then flow", "a.yaml", head.to_owned() + "%\n@\n" + &"[".repeat(n)),
        ("yaml bomb", "a.yaml", head.to_owned() + "\n" + &bomb),
        ("yaml tags", "a.yaml", head.to_owned() + "!foo\n  a: !bar [1]\n  b: !!str 5\n  c: !!binary aGk=\n"),
        ("yaml merge", "a.yaml", head.to_owned() + "&x {a: 1}\nx-b: {<<: *x, b: 2}\nx-c: {<<: [*x, {a: 5, d: 1}], a: 2}\n"),
        ("yaml inf", "a.yaml", head.to_owned() + "{a: .inf, b: [.nan, 1e400], c: 0x1F, d: 1_000, e: 0o17, f: 010}\n"),
        ("yaml keys", "a.yaml", head.to_owned() + "{200: a, null: b, true: c, 1.10: d, ~: e}\n"),
        ("yaml dup", "a.yaml", head.to_owned() + "1\nx-a: 2\nx-a: 3\n"),
        ("yaml two docs", "a.yaml", head.to_owned() + "1\n---\nb: 1\n"),
        ("yaml complex key", "a.yaml", head.to_owned() + "\n  ? [a, b]\n  : 1\n"),
        ("yaml tab", "a.yaml", head.to_owned() + "\n\ta: 1\n"),
        ("yaml tab2", "a.yaml", head.to_owned() + "1\t# x\nx-b:\t2\n"),
        ("yaml bad", "a.yaml", head.to_owned() + "{\nb: [}\n"),
        ("yaml indent", "a.yaml", head.to_owned() + "1\n  x-b: 2\n"),
        ("yaml alias unknown", "a.yaml", head.to_owned() + "*nope\n"),
        ("yaml self alias", "a.yaml", head.to_owned() + "&a [*a]\n"),
        ("yaml bom", "a.yaml", "\u{feff}openapi: 3.0.0\ninfo: {title: t}\npaths: {}\n".to_owned()),
        ("yaml crlf", "a.yaml", "openapi: 3.0.0\r\ninfo: {title: t}\r\npaths: {}\r\n".to_owned()),
        ("json bom", "a.json", "\u{feff}{\"openapi\": \"3.0.0\", \"a\": 1}".to_owned()),
        ("yaml many", "a.yaml", head.to_owned() + "\n" + &"  - 1\n".repeat(4_000_000)),
        ("yaml long line", "a.yaml", head.to_owned() + "[" + &"1, ".repeat(400_000) + "]\na: 1\n"),
        ("yaml unknown anchors", "a.yaml", head.to_owned() + "\n" + &(0..100_000).map(|i| format!("  - &a{i} 1\n")).collect::<String>()),
        ("empty", "a.yaml", String::new()), ("empty json", "a.json", " \n".into()), ("html", "a.json", "<!doctype html>".into()), ("list", "a.json", "[1]".into()), ("text", "a.yaml", "hello world".into()), ("text md", "a", "# hello".into()),
        ("number", "a.yaml", "5".into()), ("nokey", "a.yaml", "foo: 1".into()), ("v31", "a.yaml", "openapi: 3.1.0".into()), ("v3", "a.yaml", "openapi: 3.0".into()), ("vlist", "a.yaml", "openapi: [3]".into()), ("v9", "a.yaml", "openapi: 9".into()),
        ("null byte", "a.yaml", "openapi: 3.0.0\0".into()),
    ];
    for (name, path, text) in cases {
        println!("## {name} ({} bytes)", text.len());
        for line in codes(path, text).iter().take(8) { println!("      {line}"); }
    }
}

#[test]
fn one_line() {
    let text = std::fs::read_to_string("/work/shared/corpus/github.json").unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut text = value.to_string();
    for _ in 0..1 { let mut n = 0; let mut out = String::new(); for part in text.split_inclusive("\"type\":\"string\"") { out += part; if part.ends_with("\"type\":\"string\"") { n += 1; if n % 60 == 0 { out += ",\"nulable\":true"; } } } text = out; }
    let source = Source::new("a.json", text);
    for _ in 0..2 {
    let mut diagnostics = Diagnostics::new();
    let t = Instant::now();
    document(&source, &mut diagnostics);
    let t1 = t.elapsed();
    println!("{} messages", diagnostics.len());
    let located = diagnostics.locate(&source);
    let t2 = t.elapsed();
    let text = crate::diagnostic::render(&located, &source, crate::diagnostic::Color::Never);
    println!("{} bytes, {} messages; read {t1:?} locate {:?} render {:?}", source.text.len(), located.len(), t2 - t1, t.elapsed() - t2);
    println!("{}", &text[text.len()-1600..]);
    }
}
