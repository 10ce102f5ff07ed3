//! Operations: a method of the client, a request builder, and what the runtime must know to make the call.

mod arguments;
mod body;
mod reply;
mod security;

use arguments::Call;

use super::docs::Writer;
use super::{Ctx, markdown, operation_docs};
use crate::api;
use crate::diagnostic::{Diagnostic, Place};
use crate::ident;
use crate::model::{Docs, Group, Operation};

/// The tag of operations that have none, as documentation tools call it.
const UNTAGGED: &str = "default";

/// Why an operation is left out.
struct Unsupported {
    place: Place,
    construct: String,
}

impl Ctx<'_> {
    /// All operations, by tag, in the description's order.
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let mut groups: Vec<(&str, Vec<Operation>)> = Vec::new();
        for (index, raw) in self.api.operations.iter().enumerate() {
            let noted = self.census.len();
            match self.operation(index, raw) {
                Ok(operation) => {
                    let tag = raw.tag.as_deref().unwrap_or(UNTAGGED);
                    match groups.iter_mut().find(|(other, _)| *other == tag) {
                        Some((_, operations)) => operations.push(operation),
                        None => groups.push((tag, vec![operation])),
                    }
                }
                Err(unsupported) => {
                    self.census.forget(noted);
                    self.leave_out(raw, unsupported);
                }
            }
        }
        let names = self.names.operations.iter();
        let mut modules = ident::modules_beside(
            names.flat_map(|names| names.headers.iter().chain([&names.builder])).map(String::as_str),
        );
        let group = |(tag, operations): (&str, Vec<Operation>)| Group {
            tag: tag.to_owned(),
            module: modules.claim(ident::module_name(tag)),
            docs: self.group_docs(tag),
            operations,
        };
        groups.into_iter().map(group).collect()
    }

    fn leave_out(&mut self, raw: &api::Operation, unsupported: Unsupported) {
        let Unsupported { place, construct } = unsupported;
        let message = format!("{construct} is not supported yet");
        self.diagnostics.push(
            Diagnostic::warning("operation-left-out", place, message)
                .generated(format!("nothing for `{} {}`", raw.method, raw.path)),
        );
    }

    fn group_docs(&self, tag: &str) -> Docs {
        let described = self.api.tags.iter().find(|other| other.name == tag);
        let title = if tag == UNTAGGED {
            "Calls without a tag.".to_owned()
        } else {
            format!("Calls tagged {}.", markdown::code(tag))
        };
        let text = described.and_then(|tag| tag.description.as_deref());
        Writer::default().line(title).text(text).finish(false)
    }

    fn operation(&mut self, index: usize, raw: &api::Operation) -> Result<Operation, Unsupported> {
        let names = &self.names.operations[index];
        let mut call = Call::new();
        let body = self.body(raw, &mut call)?;
        for parameter in arguments::by_need(raw) {
            self.add_parameter(&mut call, parameter);
        }
        call.parameters.extend(arguments::of_path(raw));
        let (success, reply) = self.reply(raw)?;
        Ok(Operation {
            method: names.method.clone(),
            builder: names.builder.clone(),
            constant: names.method.trim_end_matches('_').to_uppercase(),
            id: raw.id.clone().unwrap_or_else(|| format!("{} {}", raw.method, raw.path)),
            http_method: raw.method,
            service: self.services.operations[index],
            path: raw.template.clone(),
            docs: operation_docs::call(raw),
            builder_docs: operation_docs::builder(&names.method),
            pages: self.pages(raw, &reply),
            waiter: self.waiter(raw),
            arguments: call.arguments,
            setters: call.setters,
            parameters: call.parameters,
            body,
            success,
            reply,
            security: self.security(raw),
            required_together: raw.required_together.clone(),
            headers: self.header_view(raw, &names.method, names.headers.as_ref()),
        })
    }
}
