//! The documentation of a call.

use super::docs::{self, Writer};
use super::markdown;
use super::statuses::{statuses, words};
use crate::api;
use crate::model::{Docs, Statuses};

/// The documentation of the client's method.
pub(super) fn call(
    raw: &api::Operation,
    [arguments, notes]: [Vec<String>; 2],
    success: &[Statuses],
    bodies: Option<String>,
) -> Docs {
    let mut writer = Writer::default()
        .text(raw.summary.as_deref())
        .text(raw.docs.description.as_deref().filter(|text| Some(*text) != raw.summary.as_deref()))
        .line(markdown::code(&format!("{} {}", raw.method, raw.path)))
        .lines(arguments)
        .lines(notes);
    let answers = raw.responses.iter().filter(|response| response.status.is_success());
    let example = answers.flat_map(|response| &response.content).find_map(|media| media.example.as_ref());
    if let Some(text) = example.and_then(docs::json_block) {
        writer = writer.line("An answer, for example:").lines(text);
    }
    let errors = raw.responses.iter().filter(|response| {
        let statuses = statuses(response.status);
        // What begins with 1 is no answer yet.
        let is_interim = matches!(statuses, Statuses::Code(100..=199) | Statuses::Class(1));
        statuses == Statuses::Default || !(is_interim || success.contains(&statuses))
    });
    let errors: Vec<String> = errors.map(error_line).collect();
    if !errors.is_empty() {
        writer = writer.line("# Errors").lines(errors).lines(bodies.into_iter().collect());
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
fn error_line(response: &api::Response) -> String {
    list_item(&words(statuses(response.status)), &response.description)
}
