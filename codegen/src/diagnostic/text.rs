//! Makes text of a description safe to print.

use std::borrow::Cow;
use std::fmt::Write;

/// The most characters of a message that are kept.
const LONGEST_MESSAGE: usize = 1_000;

/// The most characters of one quoted text that are kept.
const LONGEST_QUOTE: usize = 80;

/// The text in one line: what could move the cursor, color the terminal or reorder the line is escaped,
/// and a text without end is cut.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let end = text.char_indices().nth(LONGEST_MESSAGE).map(|(end, _)| end);
    if end.is_none() && !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut safe = escaped(&text[..end.unwrap_or(text.len())]);
    if end.is_some() {
        safe.push('…');
    }
    Cow::Owned(safe)
}

/// A name or value of the description between backticks, cut at 80 characters.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("`{}…`", escaped(&text[..end])),
        None => format!("`{}`", escaped(text)),
    }
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => safe.push_str("\\n"),
            '\r' => safe.push_str("\\r"),
            '\t' => safe.push_str("\\t"),
            _ if is_unsafe(character) => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(character));
            }
            _ => safe.push(character),
        }
    }
    safe
}

/// Control characters, line separators, and what turns the direction of writing.
fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
