//! Keeps what must not be read by others out of messages.

use std::sync::Arc;

use http::HeaderMap;

use super::url::{encode, encode_reserved};

/// What stands where a secret stood.
pub(super) const REDACTED: &str = "[redacted]";

/// The beginning of a secret is taken for the secret from this length on, since messages quote cut texts.
const TELLING: usize = 8;

/// Whether the name of a header begins with what tells that its value proves something.
fn is_telling(name: &[u8]) -> bool {
    let word: &[u8] = match name.first() {
        Some(b't') => b"token",
        Some(b's') => b"secret",
        Some(b'c') if name.get(1) == Some(&b'o') => b"cookie",
        Some(b'c') => b"credential",
        Some(b'a') => b"authorization",
        Some(b'p') => b"password",
        _ => return false,
    };
    name.starts_with(word)
}

/// Marks the headers of an answer that hold secrets by their names, so that `Debug` does not show them.
pub(super) fn hide(headers: &mut HeaderMap) {
    for (name, value) in headers.iter_mut() {
        // Looked at once, since it is done for each header of each answer.
        let name = name.as_str().as_bytes();
        if (0..name.len()).any(|at| is_telling(&name[at..])) {
            value.set_sensitive(true);
        }
    }
}

/// The values that go with calls and must never be printed.
#[derive(Clone, Default)]
pub(super) struct Secrets(Arc<[String]>);

impl Secrets {
    /// Remembers the secrets as they are sent, as they look inside quotes, and as they look in a URL.
    pub(super) fn new<'a>(values: impl Iterator<Item = &'a str>) -> Self {
        Self::default().and(values)
    }

    /// The same secrets and some more.
    pub(super) fn and<'a>(&self, values: impl Iterator<Item = &'a str>) -> Self {
        let mut values = values.filter(|value| !value.is_empty()).peekable();
        if values.peek().is_none() {
            return self.clone();
        }
        let mut secrets = self.0.to_vec();
        for value in values {
            let escaped = value.replace('\\', "\\\\").replace('"', "\\\"");
            let mut encoded = String::with_capacity(value.len());
            encode(&mut encoded, value.as_bytes());
            let mut reserved = String::with_capacity(value.len());
            encode_reserved(&mut reserved, value);
            reserved = if reserved == encoded { value.to_owned() } else { reserved };
            secrets.extend([escaped, encoded, reserved].into_iter().filter(|form| form != value));
            secrets.push(value.to_owned());
        }
        Self(secrets.into())
    }

    /// Whether this is one of them.
    pub(super) fn contains(&self, value: &str) -> bool {
        self.0.iter().any(|secret| secret == value)
    }

    /// The text with every secret, and every beginning of one, replaced.
    pub(super) fn redact(&self, text: String) -> String {
        self.0.iter().fold(text, |text, secret| redact(text, secret))
    }
}

fn ends_word(char: char) -> bool {
    char.is_whitespace() || matches!(char, '"' | '\'' | '`' | '|' | ',' | '…' | '<' | '>' | ')' | ']' | '}' | '\\')
}

fn redact(text: String, secret: &str) -> String {
    let telling = (0..=secret.len().min(TELLING)).rev().find(|end| secret.is_char_boundary(*end));
    let beginning = &secret[..telling.unwrap_or_default()];
    if beginning.is_empty() || !text.contains(beginning) {
        return text;
    }
    let mut clean = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find(beginning) {
        let (before, found) = rest.split_at(start);
        clean.push_str(before);
        clean.push_str(REDACTED);
        let common = found.char_indices().zip(secret.chars()).take_while(|((_, found), secret)| found == secret);
        let end = common.last().map_or(0, |((at, character), _)| at + character.len_utf8());
        // What begins like a secret and goes on in another way is one in other clothes: its word goes as a whole.
        let is_whole = end == secret.len() || beginning.len() < TELLING;
        let word = found[end..].find(ends_word).map_or(found.len(), |length| end + length);
        rest = &found[if is_whole { end } else { word }..];
    }
    clean.push_str(rest);
    clean
}
