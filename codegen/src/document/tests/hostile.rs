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

fn schema(version: &str, open: &str, close: &str, depth: usize) -> String {
    let schema = format!("{{\"A\": {}{{}}{}}}", open.repeat(depth), close.repeat(depth));
    description(
        version,
        &match version {
            "2.0" => format!("\"definitions\": {schema}"),
            _ => format!("\"components\": {{\"schemas\": {schema}}}"),
        },
    )
}

/// A description of a version with some entries of its own.
fn description(version: &str, entries: &str) -> String {
    let key = if version == "2.0" { "swagger" } else { "openapi" };
    let paths = if entries.contains("\"paths\"") { "" } else { "\"paths\": {}, " };
    format!("{{\"{key}\": \"{version}\", \"info\": {{\"title\": \"t\", \"version\": \"1\"}}, {paths}\n{entries}}}")
}

const TOO_DEEP: &str = "values are nested deeper than 100 levels";

#[test]
fn schemas_as_deep_as_can_be_read() {
    for (version, open, close, levels) in [
        ("3.0.0", r#"{"not": "#, "}", 1),
        ("3.0.0", r#"{"items": "#, "}", 1),
        ("3.0.0", r#"{"additionalProperties": "#, "}", 1),
        ("3.0.0", r#"{"allOf": [{}, "#, "]}", 2),
        ("3.0.0", r#"{"type": "object", "anyOf": ["#, "]}", 2),
        ("3.0.0", r#"{"properties": {"a": "#, "}}", 2),
        ("3.1.0", r#"{"anyOf": [{"type": "null"}, "#, "]}", 2),
        ("3.1.0", r#"{"prefixItems": ["#, "]}", 2),
        ("3.1.0", r#"{"type": ["array", "null"], "unevaluatedItems": "#, "}", 1),
        ("3.1.0", r##"{"$ref": "#/components/schemas/A", "not": "##, "}", 1),
        ("2.0", r#"{"x-nullable": true, "items": "#, "}", 1),
        ("2.0", r##"{"$ref": "#/definitions/A", "allOf": ["##, "]}", 2),
    ] {
        let mut readable = said("a.json", &schema(version, open, close, 96 / levels));
        readable.retain(|said| !said.starts_with("unchecked-keyword"));
        assert_eq!(readable, [""; 0], "{open}");
        let said = said("a.json", &schema(version, open, close, 98));
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
fn brackets_below_their_keys() {
    let list = |items: &str| yaml(&format!("\n  b: [\n    1\n  ]\n  c: {{\n  }}\n  d: [{items}]"));
    assert_eq!(said("a.yaml", &list(&"{a: [b]}, ".repeat(2_000))), [""; 0]);
    let deep = list(&format!("{}{}", "[".repeat(2_000), "]".repeat(2_000)));
    assert_eq!(said("a.yaml", &deep), [format!("too-deep 10:261 {TOO_DEEP}")]);
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

/// Many of something, one after the other.
fn many(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn much_of_what_is_rewritten() {
    let types = many(10_000, |index| format!("\"t{index}\""));
    let examples = many(10_000, |index| format!("\"a/{index}\": 1"));
    let field =
        |index| format!("{{\"name\": \"n{index}\", \"in\": \"formData\", \"type\": \"string\", \"required\": true}}");
    let fields = many(5_000, field);
    let response = format!("{{\"description\": \"d\", \"schema\": {{}}, \"examples\": {{{examples}}}}}");
    let form = format!("{{\"parameters\": [{fields}], \"post\": {{\"parameters\": [{fields}], \"responses\": {{}}}}}}");
    let branches = many(10_000, |_| "{\"type\": \"null\"}, {\"type\": \"string\"}".into());
    let loops = many(1_000, |index| format!("\"p{index}\": {{\"$ref\": \"#/parameters/p{}\"}}", (index + 1) % 1_000));
    for (version, entries, messages) in [
        ("3.0.0", format!("\"components\": {{\"schemas\": {{\"A\": {{\"type\": [{types}]}}}}}}"), 1),
        ("3.1.0", format!("\"components\": {{\"schemas\": {{\"A\": {{\"type\": [{types}]}}}}}}"), 1_001),
        ("3.1.0", format!("\"components\": {{\"schemas\": {{\"A\": {{\"anyOf\": [{branches}]}}}}}}"), 0),
        ("2.0", format!("\"responses\": {{\"R\": {response}}}"), 0),
        ("2.0", format!("\"paths\": {{\"/a\": {form}}}"), 0),
        ("2.0", format!("\"parameters\": {{{loops}}}"), 0),
    ] {
        assert_eq!(said("a.json", &description(version, &entries)).len(), messages, "{}", &entries[..80]);
    }
}

#[test]
fn names_without_end() {
    let name = "n".repeat(1_000_000);
    let bounds = many(20_000, |index| format!("\"p{index}\": {{\"minimum\": 1, \"const\": 1}}"));
    let message = format!("the name `{}…` has 1000000 bytes; at most 4096 are read", "n".repeat(80));
    let schemas = format!("\"components\": {{\"schemas\": {{\"{name}\": {{\"properties\": {{{bounds}}}}}}}}}");
    assert_eq!(said("a.json", &description("3.1.0", &schemas)), [format!("too-long 2:28 {message}")]);
    let operations = many(20_000, |index| {
        format!(
            "\"/p{index}\": {{\"post\": {{\"schemes\": [\"http\"], \"responses\": {{\"200\": {{\"description\": \"d\", \"schema\": {{}}}}}}}}}}"
        )
    });
    let old = format!("\"host\": \"{name}\", \"produces\": [\"{name}\"], \"paths\": {{{operations}}}");
    let expected = "too-long 2:1000013 only 100 media types of at most 255 bytes are read here";
    assert_eq!(said("a.json", &description("2.0", &old)), [expected]);
    let item = format!("\"pathItems\": {{\"p\": {{\"description\": \"{name}\"}}}}");
    let paths = many(20_000, |index| format!("\"/p{index}\": {{\"$ref\": \"#/components/pathItems/p\"}}"));
    let shared = format!("\"components\": {{{item}}}, \"paths\": {{{paths}}}");
    assert_eq!(said("a.json", &description("3.1.0", &shared)), [""; 0]);
}

#[test]
fn names_that_schemas_give_themselves() {
    // Long URIs below each other, and all that they are named in.
    let inside = |value: &str, times| format!("{}{{}}{}", value.repeat(times), "}}".repeat(times));
    let long = "a/".repeat(4_000);
    let nested = inside(&format!("{{\"$id\": \"{long}\", \"$anchor\": \"x\", \"properties\": {{\"p\": "), 40);
    let nested = format!("\"components\": {{\"schemas\": {{\"A\": {nested}}}}}");
    let told = said("a.json", &description("3.1.0", &nested));
    assert_eq!(told.len(), 40 + 39, "each id, and each anchor but the first");
    assert!(told[0].ends_with("this id has 8000 bytes in all; at most 4096 are read"), "{}", told[0]);
    // Many anchors of one name, and many references to a place far down.
    let anchors: Vec<_> = (0..50_000).map(|index| format!("\"a{index}\": {{\"$anchor\": \"x\"}}")).collect();
    let many = format!("\"components\": {{\"schemas\": {{{}}}}}", anchors.join(", "));
    let first = said("a.json", &description("3.1.0", &many)).swap_remove(0);
    assert!(first.ends_with("another schema has the anchor `x`, too"), "{first}");
    let far =
        inside(&format!("{{\"properties\": {{\"{}\": ", "k".repeat(200)), 15).replace("{}", "{\"$anchor\": \"far\"}");
    let references: Vec<_> = (0..50_000).map(|index| format!("\"a{index}\": {{\"$ref\": \"#far\"}}")).collect();
    let many = format!("\"components\": {{\"schemas\": {{\"Far\": {far}, {}}}}}", references.join(", "));
    assert_eq!(said("a.json", &description("3.1.0", &many)).len(), 0);
}
