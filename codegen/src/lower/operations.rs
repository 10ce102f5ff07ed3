//! Operations: a method of the client, a request builder, and what the runtime must know to make the call.

use super::client::SDK_HMAC_SHA256;
use super::docs::Writer;
use super::{Ctx, markdown, operation_docs, parameters};
use crate::api;
use crate::diagnostic::{Diagnostic, Place};
use crate::ident::{self, Scope};
use crate::model::{Argument, Body, Docs, Group, Location, Operation, Reply, Setter, Statuses};
use crate::pointer::Pointer;

/// Beyond these, what every call needs is set on the builder: a longer list of arguments is hard to read.
const MOST_ARGUMENTS: usize = 5;

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
        if let Some((pointer, construct)) = raw.unsupported.first() {
            return Err(Unsupported { place: Place::Key(pointer.clone()), construct: construct.clone() });
        }
        let names = &self.names.operations[index];
        let mut call = Call::new();
        let body = self.body(raw, &mut call)?;
        for parameter in by_need(raw) {
            self.add_parameter(&mut call, parameter)?;
        }
        let (success, reply) = self.reply(raw)?;
        Ok(Operation {
            method: names.method.clone(),
            builder: names.builder.clone(),
            constant: names.method.trim_end_matches('_').to_uppercase(),
            id: raw.id.clone().unwrap_or_else(|| format!("{} {}", raw.method, raw.path)),
            http_method: raw.method,
            service: self.services.operations[index],
            path: raw.path.clone(),
            docs: operation_docs::call(raw),
            builder_docs: operation_docs::builder(&names.method),
            pages: self.pages(raw),
            waiter: self.waiter(raw),
            arguments: call.arguments,
            setters: call.setters,
            parameters: call.parameters,
            body,
            success,
            reply,
            security: self.security(raw)?,
            required_together: raw.required_together.clone(),
            headers: self.header_view(raw, &names.method, names.headers.as_ref()),
        })
    }

    fn body(&self, raw: &api::Operation, call: &mut Call) -> Result<Option<Body>, Unsupported> {
        let Some(body) = &raw.body else { return Ok(None) };
        let unsupported =
            |pointer: Pointer, construct: String| Err(Unsupported { place: Place::Key(pointer), construct });
        let media = match body.content.as_slice() {
            [media] if is_json(&media.name) => media,
            [media] => return unsupported(media.pointer.clone(), format!("a request body of type `{}`", media.name)),
            [] => return Ok(None),
            _ => return unsupported(body.pointer.key("content"), "a request body of several types".to_owned()),
        };
        let ty = self.media(media);
        let docs = Writer::default().text(Some(body.description.as_deref().unwrap_or("Sets the body."))).finish(false);
        Ok(Some(Body { name: call.scope.claim("body".to_owned()), ty, required: body.required, docs }))
    }

    fn add_parameter(&self, call: &mut Call, raw: &api::Parameter) -> Result<(), Unsupported> {
        let unsupported = |construct: String| Unsupported { place: Place::Value(raw.pointer.clone()), construct };
        let location = match raw.location {
            api::Location::Path => Location::Path,
            api::Location::Query => Location::Query,
            api::Location::Header => Location::Header,
            api::Location::Cookie => return Err(unsupported(format!("cookie parameter `{}`", raw.name))),
        };
        let Some(kind) = self.argument_kind(raw.schema) else {
            return Err(unsupported(format!("parameter `{}`, which is no plain value,", raw.name)));
        };
        let parameter = self.parameter(raw, location);
        let name = call.scope.claim(ident::value_name(&raw.name));
        let wire_name = raw.name.clone();
        if raw.required && !raw.client && call.arguments.len() < MOST_ARGUMENTS {
            call.arguments.push(Argument { name, wire_name, location, kind });
        } else {
            let docs = parameters::parameter_docs(raw, &parameter.rules);
            call.setters.push(Setter { name, wire_name, location, kind, docs });
        }
        call.parameters.push(parameter);
        Ok(())
    }

    /// What a call succeeds with: one type for all the statuses that count as success.
    fn reply(&self, raw: &api::Operation) -> Result<(Vec<Statuses>, Reply), Unsupported> {
        let mut successes: Vec<&api::Response> =
            raw.responses.iter().filter(|response| response.status.is_success()).collect();
        if successes.is_empty() {
            successes.extend(raw.responses.iter().filter(|response| response.status == api::ResponseStatus::Default));
        }
        let mut statuses = Vec::new();
        let mut reply = None;
        for response in successes {
            let next = self.response(response)?;
            if reply.as_ref().is_some_and(|first| *first != next) {
                let construct = "a second kind of success".to_owned();
                return Err(Unsupported { place: Place::Key(response.pointer.clone()), construct });
            }
            reply = Some(next);
            statuses.push(match response.status {
                api::ResponseStatus::Code(code) => Statuses::Code(code),
                api::ResponseStatus::Class(class) => Statuses::Class(class),
                api::ResponseStatus::Default => Statuses::Default,
            });
        }
        match reply {
            Some(reply) => Ok((statuses, reply)),
            None => Err(Unsupported {
                place: Place::Key(raw.pointer.key("responses")),
                construct: "an operation without a successful answer".to_owned(),
            }),
        }
    }

    fn response(&self, response: &api::Response) -> Result<Reply, Unsupported> {
        if response.content.is_empty() {
            return Ok(Reply::Empty);
        }
        match response.content.iter().find(|media| is_json(&media.name)) {
            Some(media) => Ok(Reply::Json(self.media(media))),
            None => Err(Unsupported {
                place: Place::Key(response.content[0].pointer.clone()),
                construct: format!("an answer of type `{}`", response.content[0].name),
            }),
        }
    }

    fn security(&self, raw: &api::Operation) -> Result<Vec<Vec<String>>, Unsupported> {
        let usable = |name: &String| {
            let scheme = self.api.security_schemes.iter().find(|scheme| scheme.name == *name);
            scheme.is_some_and(|scheme| match &scheme.kind {
                api::SecuritySchemeKind::ApiKeyHeader(_) => true,
                api::SecuritySchemeKind::Signature(algorithm) => algorithm == SDK_HMAC_SHA256,
                api::SecuritySchemeKind::Other(_) => false,
            })
        };
        let alternatives: Vec<Vec<String>> =
            raw.security.iter().filter(|schemes| schemes.iter().all(usable)).cloned().collect();
        if alternatives.is_empty() && !raw.security.is_empty() {
            let names = raw.security.iter().flatten().map(|name| markdown::code(name)).collect::<Vec<_>>().join(", ");
            return Err(Unsupported {
                place: Place::Key(raw.pointer.clone()),
                construct: format!("security by {names}"),
            });
        }
        Ok(alternatives)
    }
}

/// What a call takes, in the making.
struct Call {
    scope: Scope,
    parameters: Vec<crate::model::Parameter>,
    arguments: Vec<Argument>,
    setters: Vec<Setter>,
}

impl Call {
    fn new() -> Self {
        let scope = Scope::reserving(ident::BUILDER_METHODS);
        Self { scope, parameters: Vec::new(), arguments: Vec::new(), setters: Vec::new() }
    }
}

/// `petId` of `/pets/{petId}`.
fn template_variables(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// Path parameters in the path's order, then what is required, then the rest.
fn by_need(raw: &api::Operation) -> Vec<&api::Parameter> {
    let mut parameters: Vec<&api::Parameter> = raw.parameters.iter().collect();
    let variables = template_variables(&raw.path);
    parameters.sort_by_key(|parameter| match parameter.location {
        api::Location::Path => (0, variables.iter().position(|name| *name == parameter.name)),
        _ if parameter.required => (1, None),
        _ => (2, None),
    });
    parameters
}

/// `application/json`, `application/problem+json`, and `*/*`, by which authors mean JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    matches!(essence.as_str(), "application/json" | "text/json" | "*/*" | "application/*") || essence.ends_with("+json")
}
