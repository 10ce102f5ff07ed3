//! Operations: a method of the client, a request builder, and what the runtime must know to make the call.

mod arguments;
mod body;
mod errors;
mod form;
mod kinds;
mod parts;
mod reply;
mod security;

use arguments::Call;
pub(super) use errors::errors;
pub(super) use reply::successes;

use super::docs::Writer;
use super::{Ctx, markdown, operation_docs};
use crate::api;
use crate::ident;
use crate::model::{Docs, Group, HttpMethod, Operation};

/// The tag of operations that have none, as documentation tools call it.
const UNTAGGED: &str = "default";

impl<'a> Ctx<'a> {
    /// All operations, by tag, in the description's order.
    pub(super) fn groups(&mut self) -> Vec<Group> {
        let mut groups: Vec<(&'a str, Vec<Operation>)> = Vec::new();
        for (index, raw) in self.api.operations.iter().enumerate() {
            let operation = self.operation(index, raw);
            let tag = raw.tag.as_deref().unwrap_or(UNTAGGED);
            match groups.iter_mut().find(|(other, _)| *other == tag) {
                Some((_, operations)) => operations.push(operation),
                None => groups.push((tag, vec![operation])),
            }
        }
        let names = self.names.operations.iter();
        let mut modules = ident::modules_beside(
            "operations",
            names
                .flat_map(|names| {
                    let further = [&names.headers, &names.body, &names.kinds, &names.errors];
                    further.into_iter().flatten().chain([&names.builder])
                })
                .map(String::as_str),
        );
        let group = |(tag, operations): (&str, Vec<Operation>)| Group {
            tag: tag.to_owned(),
            module: modules.claim(ident::module_name(tag)),
            docs: self.group_docs(tag),
            operations,
        };
        groups.into_iter().map(group).collect()
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

    fn operation(&mut self, index: usize, raw: &'a api::Operation) -> Operation {
        let forms = self.body_forms(raw);
        let names = &self.names.operations[index];
        let mut call = Call::new();
        let body = self.whole_body(raw, &forms, names, &mut call);
        let answers = self.answers(raw, names);
        let errors = self.errors(raw, names);
        for (method, ..) in &answers.forms {
            call.scope.claim((*method).to_owned());
        }
        for parameter in arguments::by_need(raw) {
            self.add_parameter(&mut call, parameter);
        }
        let body = body.or_else(|| self.parts(raw, &forms, &mut call));
        call.parameters.extend(arguments::of_path(raw));
        call.tell_of_body(raw, body.as_ref());
        let pages = self.pages(raw, &answers.reply);
        let waiter = self.waiter(raw).filter(|_| !answers.reply.is_stream());
        Operation {
            method: names.method.clone(),
            builder: names.builder.clone(),
            constant: names.method.trim_end_matches('_').to_uppercase(),
            id: raw.id.clone().unwrap_or_else(|| format!("{} {}", raw.method, raw.path)),
            http_method: http_method(&raw.method),
            service: self.services.operations[index],
            path: raw.template.clone(),
            docs: operation_docs::call(raw, [call.about, body::notes(body.as_ref())], &answers.success, errors.about),
            builder_docs: operation_docs::builder(&names.method),
            pages,
            waiter,
            arguments: call.arguments,
            setters: call.setters,
            parameters: call.parameters,
            body,
            answers,
            errors: errors.kinds,
            security: self.security(raw),
            required_together: raw.required_together.clone(),
            headers: self.header_view(raw, &names.method, names.headers.as_ref()),
        }
    }
}

/// The methods that the runtime has constants for.
const METHODS: [&str; 9] = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"];

pub(super) fn http_method(name: &str) -> HttpMethod {
    let known = METHODS.into_iter().find(|known| *known == name);
    known.map_or_else(|| HttpMethod::Other(name.to_owned()), HttpMethod::Known)
}
