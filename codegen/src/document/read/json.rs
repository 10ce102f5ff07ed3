//! Reads JSON.

use serde_core::de::DeserializeSeed;

use super::node::Node;
use super::{Path, Raw, Reader, Reason, Refusal, Text};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::document::value::Value;

/// Reads a whole text, and says how many values were seen.
///
/// `serde_json` refuses numbers beyond the range of `f64`. With `arbitrary_precision` it would not, but then
/// `openapiv3` panics on them. So bounds, where such numbers really occur, are taken as slices of the text. An
/// example or default that is too large makes the first reading fail, and everything is taken as slices in a
/// second one: that scans each byte once per level of nesting, which would be too slow as the usual way.
pub(super) fn read(text: Text<'_>, diagnostics: &mut Diagnostics) -> (usize, Result<Value, Refusal>) {
    let mut said = Diagnostics::new();
    let (mut nodes, mut result) = attempt(text, Raw::Bounds, &mut said);
    if let Err((error, _)) = &result
        && error.to_string().starts_with("number out of range")
    {
        said = Diagnostics::new();
        (nodes, result) = attempt(text, Raw::Always, &mut said);
    }
    diagnostics.append(said);
    (nodes, result.map_err(|(_, refusal)| refusal))
}

type Attempt = Result<Value, (serde_json::Error, Refusal)>;

fn attempt(text: Text<'_>, raw: Raw, diagnostics: &mut Diagnostics) -> (usize, Attempt) {
    let mut reader = Reader::new(text, raw, diagnostics);
    let Text { text, file, .. } = text;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Node { reader: &mut reader, path: &Path::At(Pointer::whole(file)) }
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    let result = result.map_err(|error| {
        let at = reader.offset.unwrap_or_else(|| offset(text, error.line(), error.column()));
        let reason = reader.reason.take().unwrap_or_else(|| Reason::Syntax(syntax(&error)));
        let (line, column) = position(text, at);
        (error, Refusal { reason, line, column })
    });
    (reader.nodes, result)
}

/// The parser's sentence without its place.
fn syntax(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let sentence = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
    format!("this cannot be read as JSON: {sentence}")
}

/// The byte that a line and a column of the parser mean. Its columns count bytes, the one that was read last.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}

/// The line and the column, in characters, of a byte.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
