//! Writes documentation: what a node says of itself, in one form for all nodes.

use serde_json::Value;

use super::markdown;
use crate::api;
use crate::model::Docs;
use crate::pointer::Pointer;

/// Examples above this size (in characters of JSON) are left out: documentation is for reading.
const LONGEST_EXAMPLE: usize = 4000;

/// Documentation in the making: paragraphs, with a blank line between two.
#[derive(Default)]
pub(super) struct Writer {
    lines: Vec<String>,
}

impl Writer {
    /// Third-party text.
    pub(super) fn text(mut self, text: Option<&str>) -> Self {
        self.paragraph(markdown::lines(text.unwrap_or_default()));
        self
    }

    /// Our own words.
    pub(super) fn line(mut self, line: impl Into<String>) -> Self {
        self.paragraph(vec![line.into()]);
        self
    }

    /// Lines that belong together, for example a list.
    pub(super) fn lines(mut self, lines: Vec<String>) -> Self {
        self.paragraph(lines);
        self
    }

    /// A page elsewhere.
    pub(super) fn external(self, docs: Option<&api::ExternalDocs>) -> Self {
        let Some(docs) = docs.filter(|docs| docs.url.starts_with("http")) else { return self };
        let url = markdown::one_line(&docs.url).replace([' ', '<', '>'], "");
        match docs.description.as_deref().map(markdown::one_line) {
            Some(text) if !text.is_empty() => {
                self.line(format!("[{}](<{url}>)", text.replace(['[', ']', '`', '<', '>'], "")))
            }
            _ => self.line(format!("<{url}>")),
        }
    }

    /// An example, in a block of its own.
    pub(super) fn example(self, example: Option<&Value>) -> Self {
        match example.and_then(json_block) {
            Some(block) => self.line("Example:").lines(block),
            None => self,
        }
    }

    pub(super) fn finish(self, deprecated: bool) -> Docs {
        Docs { lines: self.lines, deprecated }
    }

    pub(super) fn into_lines(self) -> Vec<String> {
        self.lines
    }

    fn paragraph(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
    }
}

/// A value as a block of JSON; `None` when it is too long.
pub(super) fn json_block(value: &Value) -> Option<Vec<String>> {
    let text = serde_json::to_string_pretty(value).ok().filter(|text| text.len() <= LONGEST_EXAMPLE)?;
    let mut lines = vec!["```json".to_owned()];
    lines.extend(text.lines().map(|line| line.replace("```", "'''")));
    lines.push("```".to_owned());
    Some(lines)
}

/// What a schema says of itself, with notes of ours and a line that says where it stands.
pub(super) fn schema(schema: &api::Schema, notes: &[String], place: String) -> Docs {
    let docs = &schema.docs;
    let title =
        docs.title.as_deref().filter(|title| docs.description.as_deref().is_none_or(|text| !text.starts_with(title)));
    Writer::default()
        .text(title)
        .text(docs.description.as_deref())
        .lines(limits(&docs.limits).into_iter().chain(notes.iter().cloned()).collect())
        .external(docs.external_docs.as_ref())
        .example(docs.example.as_ref())
        .line(place)
        .finish(docs.deprecated)
}

/// Where in the description something stands, with the file if that is another one than the description.
pub(super) fn place(file: &str, pointer: &Pointer) -> String {
    markdown::code(&format!("{file}#{pointer}"))
}

/// How a name is really written, where an identifier cannot show it.
pub(super) fn spelling(wire_name: &str) -> Option<String> {
    (!wire_name.is_ascii()).then(|| format!("Written {}.", markdown::code(wire_name)))
}

/// What is said about a value of a call or a member of an object.
pub(super) fn value(docs: &api::Docs, notes: &[String]) -> Docs {
    let text = docs.description.as_deref().or(docs.title.as_deref());
    let writer = Writer::default().text(text).lines(facts(docs, notes));
    writer.external(docs.external_docs.as_ref()).finish(docs.deprecated)
}

/// The same in one line: the first paragraph, and what is asked of it.
pub(super) fn value_line(docs: &api::Docs, notes: &[String]) -> String {
    let text = docs.description.as_deref().or(docs.title.as_deref()).unwrap_or_default();
    let first = markdown::lines(text).into_iter().take_while(|line| !line.is_empty());
    // A block cannot stand in a line.
    let first = first.take_while(|line| !line.starts_with("```"));
    let words: Vec<String> = first.chain(facts(docs, notes)).collect();
    words.join(" ").trim().to_owned()
}

fn facts(docs: &api::Docs, notes: &[String]) -> Vec<String> {
    let mut facts: Vec<String> = notes.to_vec();
    facts.extend(limits(&docs.limits));
    if let Some(default) = &docs.default {
        facts.push(format!("Default: {}.", markdown::code(&default.to_string())));
    }
    match docs.example.as_ref().map(|example| (example, example.to_string())) {
        Some((example, text)) if !example.is_array() && !example.is_object() && text.len() <= 80 => {
            facts.push(format!("Example: {}.", markdown::code(&text)));
        }
        _ => {}
    }
    facts
}

/// More values than this are no longer read by anybody.
const MOST_VALUES: usize = 20;

/// What is asked of a value beyond its type.
fn limits(limits: &api::Limits) -> Vec<String> {
    let mut lines = Vec::new();
    match limits.values.as_slice() {
        [] => {}
        [value] => lines.push(format!("Always {}.", markdown::code(&value.to_string()))),
        values => {
            let shown = values.iter().take(MOST_VALUES).map(|value| markdown::code(&value.to_string()));
            let more = if values.len() > MOST_VALUES { " and others" } else { "" };
            lines.push(format!("One of {}{more}.", shown.collect::<Vec<_>>().join(", ")));
        }
    }
    lines.extend(count(limits.items, "item"));
    if limits.unique_items {
        lines.push("No two items are equal.".to_owned());
    }
    lines.extend(count(limits.members, "member"));
    if limits.binary {
        lines.push("Bytes as a string: JSON cannot hold them as they are.".to_owned());
    }
    lines
}

fn count([least, most]: [Option<u64>; 2], what: &str) -> Option<String> {
    let many = |count: u64| if count == 1 { format!("{count} {what}") } else { format!("{count} {what}s") };
    Some(match (least.filter(|&least| least > 0), most) {
        (Some(least), Some(most)) if least == most => format!("Exactly {}.", many(most)),
        (Some(least), Some(most)) => format!("From {least} to {}.", many(most)),
        (Some(least), None) => format!("At least {}.", many(least)),
        (None, Some(most)) => format!("At most {}.", many(most)),
        (None, None) => return None,
    })
}
