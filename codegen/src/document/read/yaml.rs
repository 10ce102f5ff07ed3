//! Reads YAML. Everything that touches `serde_yaml` is in this file: nobody maintains it any more.

use saphyr_parser::{Event, Marker, Parser, ScanError};
use serde_core::de::DeserializeSeed;

use super::node::Node;
use super::{DEEPEST, MOST_NODES, Path, Raw, Reader, Reason, Refusal, Text};
use crate::diagnostic::{Diagnostics, Pointer};
use crate::document::value::Value;

/// Reads a whole text, and says how many values were seen.
pub(super) fn read(text: Text<'_>, diagnostics: &mut Diagnostics) -> (usize, Result<Value, Refusal>) {
    if let Err(refusal) = limits(text.text) {
        return (text.text.len().min(MOST_NODES), Err(refusal));
    }
    let mut reader = Reader::new(text, Raw::Never, diagnostics);
    let node = Node { reader: &mut reader, path: &Path::At(Pointer::whole(text.file)) };
    let result = node.deserialize(serde_yaml::Deserializer::from_str(text.text));
    let result = result.map_err(|error| {
        let reason = reader.reason.take().unwrap_or_else(|| reason(&error));
        let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
        Refusal { reason, line, column }
    });
    (reader.nodes, result)
}

fn reason(error: &serde_yaml::Error) -> Reason {
    let text = error.to_string();
    let sentence = text.find(" at line ").map_or(text.as_str(), |end| &text[..end]);
    if sentence.starts_with("repetition limit exceeded") {
        return Reason::TooMany;
    }
    if sentence.ends_with("more than one document is not supported") {
        return Reason::Syntax("the file has more than one document of YAML".into());
    }
    named(sentence)
}

/// What a parser says. Both have limits of their own to their recursion.
fn named(sentence: &str) -> Reason {
    match sentence {
        "recursion limit exceeded" => Reason::TooDeep,
        _ => Reason::Syntax(format!("this cannot be read as YAML: {sentence}")),
    }
}

/// Looks at the limits before `serde_yaml` does: it keeps all events of a text in memory, and its time grows with
/// the square of the nesting. This parser hands out events one by one and can be stopped.
///
/// Where the two parsers differ, `serde_yaml` has the last word, but not on a rest that could be nested deeply.
fn limits(text: &str) -> Result<(), Refusal> {
    let Err(error) = scan(text)? else { return Ok(()) };
    if is_harmless(text, &error) {
        return Ok(());
    }
    let text = indented(text);
    match scan(&text)? {
        Err(error) if !is_harmless(&text, &error) => Err(refusal(named(error.info()), error.marker())),
        _ => Ok(()),
    }
}

/// Follows the events of a text to its end, or to where this parser refuses it.
fn scan(text: &str) -> Result<Result<(), ScanError>, Refusal> {
    let mut parser = Parser::new_from_str(text);
    let (mut depth, mut events) = (0_usize, 0_usize);
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return Ok(Err(error)),
        };
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => depth += 1,
            Event::MappingEnd | Event::SequenceEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        events += 1;
        if depth > DEEPEST {
            return Err(refusal(Reason::TooDeep, &span.start));
        }
        // Every key makes an event, too, and so does every end.
        if events > MOST_NODES * 3 {
            return Err(refusal(Reason::TooMany, &span.start));
        }
    }
    Ok(Ok(()))
}

/// Whether what stands behind an error cannot be nested deeply.
fn is_harmless(text: &str, error: &ScanError) -> bool {
    let rest = text.chars().skip(error.marker().index());
    rest.filter(|character| matches!(character, '[' | '{')).count() <= HARMLESS
}

/// The text with every bracket that ends a collection in a line of its own moved to the right. Many write it below the
/// key of the collection, where this parser refuses it. No other line that means something begins so.
fn indented(text: &str) -> String {
    let mut new = String::with_capacity(text.len() + text.len() / 8);
    let mut before = 0;
    for line in text.split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches(' ').len();
        if line[indentation..].starts_with([']', '}']) {
            new.extend(std::iter::repeat_n(' ', before + 1));
        } else {
            before = indentation.min(MOST_INDENTED);
        }
        new.push_str(line);
    }
    new
}

/// So many brackets cannot hold `serde_yaml` up for long.
const HARMLESS: usize = 1_000;

/// Real texts are not indented further. What is moved to the right must not make the text much larger.
const MOST_INDENTED: usize = 200;

fn refusal(reason: Reason, at: &Marker) -> Refusal {
    Refusal { reason, line: at.line(), column: at.col() + 1 }
}
