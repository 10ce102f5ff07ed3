//! The documentation of a call.

use super::docs::{self, Writer};
use super::markdown;
use crate::api;
use crate::model::Docs;

/// The documentation of the client's method.
pub(super) fn call(raw: &api::Operation, notes: Vec<String>) -> Docs {
    let mut writer = Writer::default()
        .text(raw.summary.as_deref())
        .text(raw.docs.description.as_deref().filter(|text| Some(*text) != raw.summary.as_deref()))
        .line(markdown::code(&format!("{} {}", raw.method, raw.path)))
        .lines(notes);
    let success = raw.responses.iter().filter(|response| response.status.is_success());
    let example = success.flat_map(|response| &response.content).find_map(|media| media.example.as_ref());
    if let Some(text) = example.and_then(docs::json_block) {
        writer = writer.line("An answer, for example:").lines(text);
    }
    let errors: Vec<String> = raw.responses.iter().filter_map(error_line).collect();
    if !errors.is_empty() {
        writer = writer.line("# Errors").lines(errors);
    }
    writer.external(raw.docs.external_docs.as_ref()).finish(raw.docs.deprecated)
}

/// The documentation of the request builder.
pub(super) fn builder(method: &str) -> Docs {
    let line = format!("A call of [`Client::{method}`], to be completed and sent.");
    Writer::default().line(line).finish(false)
}

/// A term and the first paragraph that explains it.
fn list_item(term: &str, text: &str) -> String {
    let text = markdown::lines(text).into_iter().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    format!("- {term}: {text}").trim_end_matches([' ', ':']).to_owned()
}

/// What an answer that is no success means, as an item of a list.
fn error_line(response: &api::Response) -> Option<String> {
    let status = match response.status {
        _ if response.status.is_success() => return None,
        api::ResponseStatus::Code(code) => code.to_string(),
        api::ResponseStatus::Class(class) => format!("{class}xx"),
        api::ResponseStatus::Default => "any other status".to_owned(),
    };
    Some(list_item(&status, &response.description))
}
