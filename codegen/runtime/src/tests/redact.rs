//! Secrets leave every text, whole or in part; texts become fit for one line.

use crate::runtime::secrets::Secrets;
use crate::runtime::text::{abridged, excerpt, quoted};

#[test]
fn secrets_are_replaced() {
    let secrets = Secrets::new(["sesame-open-wide", "pw", "with\"quote\\and slash"].into_iter());
    for (text, expected) in [
        ("nothing here", "nothing here"),
        ("token sesame-open-wide expired", "token [redacted] expired"),
        ("sesame-open-widesesame-open-wide", "[redacted][redacted]"),
        ("cut: sesame-open-w…", "cut: [redacted]…"),
        ("cut: sesame-o…", "cut: [redacted]…"),
        ("too short to tell: sesame-", "too short to tell: sesame-"),
        ("pw=pw", "[redacted]=[redacted]"),
        ("found \"with\\\"quote\\\\and slash\"", "found \"[redacted]\""),
    ] {
        assert_eq!(secrets.redact(text.to_owned()), expected);
    }
}

#[test]
fn secrets_of_any_characters() {
    let secrets = Secrets::new(["", "пароль-длинный", "😀😀😀"].into_iter());
    assert_eq!(secrets.redact("это пароль-длинный!".to_owned()), "это [redacted]!");
    assert_eq!(secrets.redact("это пароль-дл".to_owned()), "это [redacted]");
    assert_eq!(secrets.redact("😀😀😀".to_owned()), "[redacted]");
    assert_eq!(secrets.redact(String::new()), "");
}

#[test]
fn excerpts_fit_into_a_line() {
    for (text, limit, expected) in [
        ("short", 10, "short"),
        ("exactly", 7, "exactly"),
        ("too long", 7, "too lon…"),
        ("äöü", 2, "äö…"),
        ("a\r\nb\tc\0", 20, "a\\r\\nb\\tc\\u0000"),
        ("\u{202e}evil\u{2028}\u{feff}", 20, "\\u202eevil\\u2028\\ufeff"),
    ] {
        assert_eq!(excerpt(text, limit), expected);
    }
    assert_eq!(quoted("a\"b\\c\nd", 20), r#""a\"b\\c\nd""#);
    assert_eq!(quoted("abcdef", 3), "\"abc…\"");
    assert_eq!(abridged("abcdefgh", 8), "abcdefgh");
    assert_eq!(abridged("abcdefghi", 8), "abcd…fghi");
}
