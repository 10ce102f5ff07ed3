//! Gathers the JSON path of an error while the error unwinds.

use serde_core::de::Error;

use super::super::text::quoted;

/// The longest key that a path repeats.
const LONGEST: usize = 80;

/// The error inside of the member `key`.
#[cold]
pub(super) fn at_key<E: Error>(error: &E, key: &str) -> E {
    if is_identifier(key) {
        within(&format!(".{key}"), error)
    } else {
        within(&format!("[{}]", quoted(key, LONGEST)), error)
    }
}

/// The error inside of the element number `index`.
#[cold]
pub(super) fn at_index<E: Error>(error: &E, index: usize) -> E {
    within(&format!("[{index}]"), error)
}

fn within<E: Error>(segment: &str, error: &E) -> E {
    let message = error.to_string();
    E::custom(match message.strip_prefix('$') {
        Some(rest) => format!("${segment}{rest}"),
        None => format!("${segment}: {message}"),
    })
}

fn is_identifier(key: &str) -> bool {
    key.len() <= LONGEST
        && key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && key.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
}

/// Splits a gathered message into the path and what is wrong there.
pub(crate) fn split(message: &str) -> (&str, &str) {
    if !message.starts_with('$') {
        return ("$", message);
    }
    let (mut quoted, mut escaped) = (false, false);
    for (at, character) in message.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ':' if !quoted => return (&message[..at], message[at + 1..].trim_start()),
            _ => {}
        }
    }
    ("$", message)
}
