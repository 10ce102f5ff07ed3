//! The words that changes put in: those of what is tried, and such as Rust or people trip over.

use crate::random::Random;

/// Words that mean something to what is tried.
pub struct Words<'a>(Vec<&'a str>);

impl<'a> Words<'a> {
    /// Those of a dictionary of libFuzzer: one in quotes on each line, perhaps as it is in JSON.
    pub fn of(dictionary: &'a str) -> Self {
        let words = dictionary.lines().filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
        let plain =
            words.map(|word| word.strip_prefix("\\\"").and_then(|word| word.strip_suffix("\\\":")).unwrap_or(word));
        Self(plain.filter(|word| !word.contains('\\')).collect())
    }

    /// One of them.
    pub(super) fn keyword(&self, random: &mut Random) -> &'a str {
        random.pick(&self.0)
    }
}

const ODD: &[&str] = &[
    "",
    " ",
    "a b",
    "a-b",
    "a_b",
    "A_B",
    "aB",
    "1a",
    "_",
    "__",
    "-",
    "-1",
    "+1",
    "self",
    "Self",
    "super",
    "crate",
    "type",
    "r#type",
    "fn",
    "async",
    "gen",
    "new",
    "send",
    "call",
    "Client",
    "Option",
    "String",
    "Vec",
    "Result",
    "Box",
    "Error",
    "models",
    "client",
    "operations",
    "additional_properties",
    "unknown",
    "Unknown",
    "con",
    "nul",
    "null",
    "true",
    "\u{0}",
    "\n",
    "\r",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{feff}",
    "\u{a0}",
    "é",
    "ß",
    "İ",
    "任务",
    "\u{1f600}",
    "e\u{301}",
    "*/",
    "```",
    "[a](b)",
    "<b>",
    "\"",
    "\\",
    "'",
    "{a}",
    "{",
    "}",
    "{}",
    "/{a}/{a}",
    "/a/{b}.{c}",
    "/",
    "//",
    "#",
    "#/",
    "#/%",
    "#/~2",
    "?",
    "a?b=c",
    "%",
    "%00",
    "%zz",
    "..",
    "../a",
    "http://",
    "https://a.example/{b}",
    "https://[::1]:99999/",
    "mailto:a@b",
    "$",
    "$response.body#/a",
    "$response.header.A",
    "$inputs.a",
    "1e400",
    "18446744073709551616",
    "2024-02-30",
    "2024-01-01T00:00:00Z",
    "00000000-0000-0000-0000-000000000000",
    "text/plain; charset=x",
    "*/*",
    "application/*",
    "application/json-seq",
    "multipart/form-data",
    "200",
    "2XX",
    "99",
    "^(a+)+$",
    "[",
    "\\p{L}",
];

const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-0.0",
    "1",
    "-1",
    "0.1",
    "1.0",
    "1e0",
    "1e300",
    "1e-300",
    "1e400",
    "-1e999",
    "127",
    "128",
    "255",
    "256",
    "32768",
    "65536",
    "2147483647",
    "2147483648",
    "-2147483649",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "340282366920938463463374607431768211456",
    "0.30000000000000004",
    "null",
    "true",
    "false",
];

/// A text that is seldom met.
pub(super) fn odd(random: &mut Random) -> &'static str {
    random.pick(ODD)
}

/// A number, or another value without parts, as it is written.
pub(super) fn number(random: &mut Random) -> &'static str {
    random.pick(NUMBERS)
}

/// The same word in another case, with another beginning, or without a letter: names that are nearly the same.
pub(super) fn alike(word: &str, random: &mut Random) -> String {
    match random.below(7) {
        0 => word.to_uppercase(),
        1 => word.to_lowercase(),
        2 => format!("{word}_"),
        3 => format!("{word}2"),
        4 => format!("{}{word}", odd(random)),
        5 => word.chars().skip(1).collect(),
        _ => word.replace(['_', '-', ' '], "."),
    }
}
