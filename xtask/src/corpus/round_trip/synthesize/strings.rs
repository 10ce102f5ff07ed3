//! Texts: those of formats, of patterns, and texts that are hard to keep.

use serde_json::{Value, json};

use super::{Flat, patterns};

/// What a text of any content is tried with.
const TEXTS: [&str; 5] = ["text", "", "Ünï 漢字 😀 \u{301}", "\"\\/\u{8}\u{c}\n\r\t\u{1}\u{7f}\u{2028}", " a b "];
const LONG: usize = 300;

pub(super) fn strings(flat: &Flat<'_>) -> Vec<Value> {
    let format = flat.get("format").and_then(Value::as_str).unwrap_or_default();
    let mut all: Vec<String> = of_format(format).iter().map(|text| (*text).to_owned()).collect();
    if let Some(pattern) = flat.get("pattern").and_then(Value::as_str) {
        all.extend(patterns::matching(pattern));
        all.extend(patterns::GUESSES.iter().map(|text| (*text).to_owned()));
    } else if all.is_empty() {
        all.extend(TEXTS.iter().map(|text| (*text).to_owned()));
        all.push("long ".repeat(LONG / 5));
    }
    let sized = all.iter().map(|text| Value::String(sized(flat, text)));
    let examples = flat.examples.iter().filter(|example| example.is_string()).map(|example| (*example).clone());
    let all: Vec<Value> = sized.chain(all.iter().map(|text| json!(text))).chain(examples).collect();
    let mut distinct = Vec::new();
    for value in all {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    allowed(flat, distinct)
}

/// A text that is as long as it must and as short as it must be.
fn sized(flat: &Flat<'_>, text: &str) -> String {
    let least = flat.count("minLength").unwrap_or_default();
    let most = flat.count("maxLength").unwrap_or(usize::MAX);
    let length = text.chars().count();
    let padding = std::iter::repeat_n('a', least.saturating_sub(length).min(10_000));
    text.chars().chain(padding).take(most).collect()
}

fn allowed(flat: &Flat<'_>, mut all: Vec<Value>) -> Vec<Value> {
    const KEYS: [&str; 4] = ["minLength", "maxLength", "pattern", "format"];
    let schema: serde_json::Map<String, Value> =
        KEYS.iter().filter_map(|key| Some(((*key).to_owned(), flat.get(key)?.clone()))).collect();
    super::super::oracle::allows_alone(&Value::Object(schema), &mut all);
    all
}

fn of_format(format: &str) -> &'static [&'static str] {
    match format {
        "date" => &["2024-02-29", "0001-01-01", "9999-12-31"],
        "date-time" => &[
            "2024-02-29T12:34:56Z",
            "2024-02-29T12:34:56.1234567890+05:30",
            "9999-12-31T23:59:59Z",
            "1990-12-31T23:59:60Z",
            "2024-02-29t12:34:56.000z",
            "2024-02-29T00:00:00-00:00",
        ],
        "time" => &["12:34:56Z", "23:59:59.999999999+01:00"],
        "duration" => &["P1Y2M3DT4H5M6S", "PT36H", "P2W"],
        "uuid" => &["00000000-0000-0000-0000-000000000000", "7E57D004-2B97-4e7a-b45f-5387367791cd"],
        "ipv4" => &["192.0.2.1", "0.0.0.0", "255.255.255.255"],
        "ipv6" => &["2001:db8::1", "::", "::ffff:192.0.2.1", "2001:0DB8:0:0:0:0:0:1"],
        "byte" => &["aGVsbG8=", "", "/+8=", "_-8", "AA=="],
        "email" | "idn-email" => &["joe@example.com", "\"a b\"@example.org"],
        "hostname" | "idn-hostname" => &["example.com", "a-b.example"],
        "uri" | "url" | "iri" => &["https://example.com/a?b=c#d", "urn:isbn:0451450523", "HTTP://EXAMPLE.com:80/%7Ea"],
        "uri-reference" | "iri-reference" => &["/a/b?c", "../x", ""],
        "uri-template" => &["/a/{b}{?c*}"],
        "json-pointer" => &["/a~1b/0", ""],
        "relative-json-pointer" => &["1/a"],
        "regex" => &["^a+$"],
        _ => &[],
    }
}
