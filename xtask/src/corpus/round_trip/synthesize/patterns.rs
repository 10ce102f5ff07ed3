//! Texts that match a regular expression.

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

/// What patterns that cannot be read as such often want.
pub(super) const GUESSES: [&str; 14] = [
    "a",
    "A",
    "1",
    "abc",
    "a-b",
    "a_b1",
    "1.0.0",
    "example.com",
    "https://example.com/a",
    "/a/b",
    "192.0.2.0/24",
    "+15555550123",
    "2024-02-29",
    "7e57d004-2b97-4e7a-b45f-5387367791cd",
];
/// How many different texts are made.
const VARIANTS: usize = 4;
/// Longer texts are not made.
const MOST_TIMES: u32 = 300;

/// Texts that match, unless the pattern looks around; whoever needs to be sure checks them.
pub(super) fn matching(pattern: &str) -> Vec<String> {
    // Escapes that are needless in JavaScript are wrong here.
    let pattern = pattern.replace("\\/", "/").replace("\\_", "_").replace("\\@", "@");
    let Ok(parsed) = regex_syntax::parse(&pattern) else { return Vec::new() };
    let mut all: Vec<String> = Vec::new();
    for variant in [1, 0, 2, 3].into_iter().take(VARIANTS) {
        let mut text = String::new();
        write(&parsed, variant, &mut text);
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

fn write(part: &Hir, variant: u32, text: &mut String) {
    match part.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(member(class, variant)),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repetition.min.saturating_add(variant).min(most).min(MOST_TIMES) {
                write(&repetition.sub, variant, text);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, variant, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, variant, text)),
        HirKind::Alternation(parts) => {
            let index = usize::try_from(variant).unwrap_or_default() % parts.len().max(1);
            parts.iter().skip(index).take(1).for_each(|part| write(part, variant, text));
        }
    }
}

/// A plain letter or digit where the class has one.
fn member(class: &Class, variant: u32) -> Option<char> {
    let Class::Unicode(class) = class else { return None };
    let has = |letter: &char| class.iter().any(|range| (range.start()..=range.end()).contains(letter));
    let mut plain = ['a', '1', 'Z', 'b', 'x', '0', '9', 'A', '-', '_'].into_iter().filter(has).collect::<Vec<_>>();
    let length = plain.len();
    if length > 0 {
        plain.rotate_left(usize::try_from(variant).unwrap_or_default() % length);
        return plain.first().copied();
    }
    class.iter().next().map(ClassUnicodeRange::start)
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn texts_match() {
        for pattern in
            ["^[a-z]([-a-z0-9]*[a-z0-9])?$", "^v\\d+\\.\\d{2,3}$", "^(on|off)$", "^[^\\s]{3}\\/$", "^#[A-F0-9]{6}$"]
        {
            let mut texts = matching(pattern).into_iter().map(serde_json::Value::from).collect();
            crate::corpus::round_trip::oracle::allows_alone(&serde_json::json!({ "pattern": pattern }), &mut texts);
            assert!(!texts.is_empty(), "{pattern}");
        }
        assert!(matching("(?=a)b").is_empty());
    }
}
