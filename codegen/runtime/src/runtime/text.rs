//! Makes texts of others fit for one line of a message.

use std::fmt::Write as _;

/// At most `limit` characters of a text, with what a terminal or a log would act on written as escapes.
pub(super) fn excerpt(text: &str, limit: usize) -> String {
    let mut line = String::with_capacity(text.len().min(limit));
    let mut characters = text.chars();
    for character in characters.by_ref().take(limit) {
        push_escaped(&mut line, character);
    }
    if characters.next().is_some() {
        line.push('…');
    }
    line
}

/// At most `limit` characters of a text as a JSON string, quotes included.
pub(super) fn quoted(text: &str, limit: usize) -> String {
    let mut line = String::with_capacity(text.len().min(limit) + 2);
    line.push('"');
    let mut characters = text.chars();
    for character in characters.by_ref().take(limit) {
        if matches!(character, '"' | '\\') {
            line.push('\\');
        }
        push_escaped(&mut line, character);
    }
    if characters.next().is_some() {
        line.push('…');
    }
    line.push('"');
    line
}

/// A text that may be long, with its middle left out.
pub(super) fn abridged(text: &str, limit: usize) -> String {
    let count = text.chars().count();
    if count <= limit {
        return text.to_owned();
    }
    let half = limit / 2;
    text.chars().take(half).chain(['…']).chain(text.chars().skip(count - half)).collect()
}

fn push_escaped(line: &mut String, character: char) {
    match character {
        '\n' => line.push_str("\\n"),
        '\r' => line.push_str("\\r"),
        '\t' => line.push_str("\\t"),
        _ if is_invisible(character) => {
            // Writing to a string cannot fail.
            let _ = write!(line, "\\u{:04x}", u32::from(character));
        }
        _ => line.push(character),
    }
}

/// Control characters, and those that reorder or hide their neighbors.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a media type is one of JSON, whatever its parameters.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}
