//! Reads YAML. Everything that touches `serde_yaml` is in this file: nobody maintains it any more.

use saphyr_parser::{Event, Marker, Parser, ScanError};
use serde_core::de::DeserializeSeed;

use super::node::Node;
use super::{DEEPEST, MOST_NODES, Path, Raw, Reader, Reason, Refusal};
use crate::diagnostic::Diagnostics;
use crate::document::value::Value;

/// Reads a whole text.
pub(super) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Value, Refusal> {
    limits(text)?;
    let mut reader = Reader::new(text, Raw::Never, diagnostics);
    let result = Node { reader: &mut reader, path: &Path::Root }.deserialize(serde_yaml::Deserializer::from_str(text));
    result.map_err(|error| {
        let reason = reader.reason.take().unwrap_or_else(|| reason(&error));
        let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
        Refusal { reason, line, column }
    })
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
fn limits(text: &str) -> Result<(), Refusal> {
    let mut parser = Parser::new_from_str(text);
    let (mut depth, mut events) = (0_usize, 0_usize);
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => return unreadable(text, &error),
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
    Ok(())
}

/// Where the two parsers differ, `serde_yaml` has the last word, but not on a rest that could be nested deeply.
fn unreadable(text: &str, error: &ScanError) -> Result<(), Refusal> {
    let rest = text.chars().skip(error.marker().index());
    if rest.filter(|character| matches!(character, '[' | '{')).count() <= HARMLESS {
        return Ok(());
    }
    Err(refusal(named(error.info()), error.marker()))
}

/// So many brackets cannot hold `serde_yaml` up for long.
const HARMLESS: usize = 1_000;

fn refusal(reason: Reason, at: &Marker) -> Refusal {
    Refusal { reason, line: at.line(), column: at.col() + 1 }
}
