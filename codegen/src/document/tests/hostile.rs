//! Descriptions that mean harm: each must end soon, in a clear message.

use std::time::{Duration, Instant};

use super::read;

/// What is said, in one line each. It may not take long, even without optimization.
fn said(path: &str, text: &str) -> Vec<String> {
    let start = Instant::now();
    let (_, located, _) = read(path, text);
    assert!(start.elapsed() < Duration::from_mins(1), "{:?} for {} bytes", start.elapsed(), text.len());
    located.iter().map(|said| format!("{} {}:{} {}", said.code, said.line, said.column, said.message)).collect()
}

/// A description with a value of its own in the last line.
fn yaml(value: &str) -> String {
    format!("openapi: 3.0.0\ninfo: {{title: t, version: '1'}}\npaths: {{}}\nx-a: {value}")
}

fn json(value: &str) -> String {
    format!(
        "{{\"openapi\": \"3.0.0\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, \"paths\": {{}},\n\"x-a\": {value}}}"
    )
}

fn schema(open: &str, close: &str, depth: usize) -> String {
    let schema = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
    json("1").replace("\"x-a\": 1", &format!("\"components\": {{\"schemas\": {{\"A\": {schema}}}}}"))
}

const TOO_DEEP: &str = "values are nested deeper than 100 levels";

#[test]
fn schemas_as_deep_as_can_be_read() {
    for (open, close, levels) in [
        (r#"{"not": "#, "}", 1),
        (r#"{"items": "#, "}", 1),
        (r#"{"additionalProperties": "#, "}", 1),
        (r#"{"allOf": [{}, "#, "]}", 2),
        (r#"{"type": "object", "anyOf": ["#, "]}", 2),
        (r#"{"properties": {"a": "#, "}}", 2),
    ] {
        assert_eq!(said("a.json", &schema(open, close, 96 / levels)), [""; 0], "{open}");
        let said = said("a.json", &schema(open, close, 97));
        assert!(matches!(said.as_slice(), [said] if said.ends_with(TOO_DEEP)), "{open}: {said:?}");
    }
}

#[test]
fn nesting_without_end() {
    let many = 200_000;
    let cases = [
        ("a.json", "[".repeat(many), "too-deep 1:101"),
        ("a.json", "{\"a\":".repeat(many), "too-deep 1:501"),
        ("a.json", format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)), "too-deep 1:101"),
        ("a.json", json(&format!("{}1{}", "{\"minimum\": ".repeat(10_000), "}".repeat(10_000))), "too-deep 2:1196"),
        ("a.yaml", yaml(&"{a: ".repeat(many)), "too-deep 4:402"),
        ("a.yaml", yaml(&"[".repeat(many)), "too-deep 4:261"),
        ("a.yaml", yaml(&"[\"]\", ".repeat(many)), "too-deep 4:1536"),
        ("a.yaml", yaml(&format!("\n {}", "- ".repeat(many))), "too-deep 5:200"),
        ("a.yaml", yaml(&format!("\n {}", "? ".repeat(many))), "too-deep 5:200"),
        ("a.yaml", yaml("&a [*a]"), "too-deep 4:6"),
    ];
    for (path, text, place) in cases {
        assert_eq!(said(path, &text), [format!("{place} {TOO_DEEP}")]);
    }
}

#[test]
fn aliases_that_multiply() {
    let level = |level: usize| {
        let below = vec![format!("*x{}", level - 1); 10].join(", ");
        format!("x-{level}: &x{level} [{below}]\n")
    };
    let levels: Vec<_> = (1..20).map(level).collect();
    let bomb = format!("1\nx-0: &x0 [a, a, a, a, a, a, a, a, a, a]\n{}", levels.concat());
    assert_eq!(said("a.yaml", &yaml(&bomb)), ["too-large 1:1 the description has more than 2500000 values"]);
}

#[test]
fn messages_without_end() {
    let unknown: Vec<_> = (0..20_000).map(|index| format!("\"inf{index}\": 1,")).collect();
    let lines = said("a.json", &json("1").replacen('{', &format!("{{{}", unknown.concat()), 1));
    assert_eq!(lines.len(), 1_001);
    assert_eq!(lines[1_000], "unknown-key 1:11892 19000 more messages of the kind `unknown-key` begin here");
    let equal = json(&format!("{{{}\"a\": 1}}", "\"a\": 1,".repeat(20_000)));
    assert_eq!(said("a.json", &equal), ["duplicate-key 2:140009 the key `a` occurs more than once"]);
    let long = format!("{{\"{}\": 1,{}", "\u{1f600}".repeat(1_000_000), &json("1")[1..]);
    let expected = format!("unknown-key 1:2 a description has no key `{}…`", "\u{1f600}".repeat(80));
    assert_eq!(said("a.json", &long), [expected]);
}

#[test]
fn numbers_without_end() {
    assert_eq!(
        said("a.json", &json("[1e400, -1e999]")),
        ["number-range 2:9 the number `1e400` is too large", "number-range 2:16 the number `-1e999` is too large",]
    );
    let digits = "9".repeat(1_000_000);
    let message = format!("number-range 2:8 the number `{}…` is too large", "9".repeat(80));
    assert_eq!(said("a.json", &json(&digits)), [message]);
    assert_eq!(
        said("a.yaml", &yaml("{a: .inf, b: [-.inf, .nan]}")),
        [
            "number-range 4:10 `.inf` and `.nan` are no numbers of JSON",
            "number-range 4:20 `.inf` and `.nan` are no numbers of JSON",
            "number-range 4:27 `.inf` and `.nan` are no numbers of JSON",
        ]
    );
}
