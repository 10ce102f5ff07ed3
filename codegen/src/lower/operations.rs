//! Operations: a method of the client, a request builder, and what the runtime must know to make the call.

use super::docs::Writer;
use super::{Ctx, docs, markdown, parameters};
use crate::api;
use crate::diagnostic::{Diagnostic, Place};
use crate::ident::{self, Scope};
use crate::model::{
    Argument, ArgumentKind, Body, Docs, Group, Location, Operation, Pages, Reply, Setter, Statuses, Type,
};
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
            match self.operation(index, raw) {
                Ok(operation) => {
                    let tag = raw.tag.as_deref().unwrap_or(UNTAGGED);
                    match groups.iter_mut().find(|(other, _)| *other == tag) {
                        Some((_, operations)) => operations.push(operation),
                        None => groups.push((tag, vec![operation])),
                    }
                }
                Err(unsupported) => self.leave_out(raw, unsupported),
            }
        }
        let mut modules = Scope::default();
        let group = |(tag, operations): (&str, Vec<Operation>)| Group {
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
        let title = if tag == UNTAGGED { "Calls without a tag.".to_owned() } else { format!("Calls tagged {}.", markdown::code(tag)) };
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
        call.check_template(raw)?;
        let (success, reply) = self.reply(raw)?;
        Ok(Operation {
            method: names.method.clone(),
            builder: names.builder.clone(),
            constant: names.method.trim_end_matches('_').to_uppercase(),
            id: raw.id.clone().unwrap_or_else(|| format!("{} {}", raw.method, raw.path)),
            http_method: raw.method,
            path: raw.path.clone(),
            docs: self.operation_docs(raw),
            builder_docs: builder_docs(&names.method),
            pages: self.pages(raw, &reply),
            arguments: call.arguments,
            setters: call.setters,
            parameters: call.parameters,
            body,
            success,
            reply,
            security: self.security(raw)?,
            required_together: raw.required_together.clone(),
        })
    }

    fn body(&self, raw: &api::Operation, call: &mut Call) -> Result<Option<Body>, Unsupported> {
        let Some(body) = &raw.body else { return Ok(None) };
        let unsupported = |pointer: Pointer, construct: String| Err(Unsupported { place: Place::Key(pointer), construct });
        let media = match body.content.as_slice() {
            [media] if is_json(&media.name) => media,
            [media] => return unsupported(media.pointer.clone(), format!("a request body of type `{}`", media.name)),
            [] => return Ok(None),
            _ => return unsupported(body.pointer.key("content"), "a request body of several types".to_owned()),
        };
        let ty = media.schema.map_or(Type::Value, |schema| self.ty(schema));
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
        let mut successes: Vec<&api::Response> = raw.responses.iter().filter(|response| response.status.is_success()).collect();
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
            Some(media) => Ok(Reply::Json(media.schema.map_or(Type::Value, |schema| self.ty(schema)))),
            None => Err(Unsupported {
                place: Place::Key(response.content[0].pointer.clone()),
                construct: format!("an answer of type `{}`", response.content[0].name),
            }),
        }
    }

    fn security(&self, raw: &api::Operation) -> Result<Vec<Vec<String>>, Unsupported> {
        let usable = |name: &String| {
            let scheme = self.api.security_schemes.iter().find(|scheme| scheme.name == *name);
            scheme.is_some_and(|scheme| matches!(scheme.kind, api::SecuritySchemeKind::ApiKeyHeader(_)))
        };
        let alternatives: Vec<Vec<String>> =
            raw.security.iter().filter(|schemes| schemes.iter().all(usable)).cloned().collect();
        if alternatives.is_empty() && !raw.security.is_empty() {
            let names = raw.security.iter().flatten().map(|name| markdown::code(name)).collect::<Vec<_>>().join(", ");
            return Err(Unsupported { place: Place::Key(raw.pointer.clone()), construct: format!("security by {names}") });
        }
        Ok(alternatives)
    }

    /// What `x-pagination` needs of the answer; a warning when the answer does not have it.
    fn pages(&mut self, raw: &api::Operation, reply: &Reply) -> Option<Pages> {
        let pagination = raw.pagination.as_ref()?;
        match self.offset_pages(raw, pagination, reply) {
            Ok(pages) => Some(pages),
            Err(problem) => {
                let place = Place::Value(pagination.pointer.clone());
                self.diagnostics.push(Diagnostic::warning("invalid-extension", place, problem).generated("no `stream()`"));
                None
            }
        }
    }

    fn offset_pages(&self, raw: &api::Operation, pagination: &api::Pagination, reply: &Reply) -> Result<Pages, String> {
        let parameter = |name: &str| {
            let query = raw.parameters.iter().find(|other| other.name == name && other.location == api::Location::Query);
            let integer = query.and_then(|query| Some((query, self.integer_type(query.schema)?)));
            integer.ok_or_else(|| format!("`x-pagination` needs `{name}` to be a query parameter and an integer"))
        };
        let (_, offset_type) = parameter(&pagination.offset)?;
        let (limit, _) = parameter(&pagination.limit)?;
        let default_limit = limit.docs.default.as_ref().and_then(serde_json::Value::as_u64).filter(|&limit| limit > 0);
        let items = self.member(raw, &pagination.items)?;
        let item = match &items.ty {
            Type::Vec(item) => (**item).clone(),
            _ => return Err(format!("`x-pagination` needs `{}` to be a list", pagination.items)),
        };
        let total = match &pagination.total {
            None => None,
            Some(name) => {
                let total = self.member(raw, name)?;
                if total.ty != Type::Integer(crate::model::IntegerType::I64) {
                    return Err(format!("`x-pagination` needs `{name}` to be an integer of 64 bits"));
                }
                Some((total.name, !total.required))
            }
        };
        debug_assert!(matches!(reply, Reply::Json(_)), "an answer with members is JSON");
        Ok(Pages {
            offset: pagination.offset.clone(),
            limit: pagination.limit.clone(),
            default_limit: default_limit.ok_or_else(|| {
                format!("`x-pagination` needs a `default` of `{}`: the length of a page", pagination.limit)
            })?,
            offset_type,
            items: items.name,
            item,
            items_optional: !items.required,
            total,
        })
    }

    /// A member of the object that a successful answer is.
    fn member(&self, raw: &api::Operation, wire_name: &str) -> Result<Member, String> {
        let answers = raw.responses.iter().filter(|response| response.status.is_success());
        let schema = answers.flat_map(|response| &response.content).find_map(|media| media.schema);
        let object = schema.map(|schema| &self.api.schemas.target(schema).kind);
        let missing = || format!("`x-pagination` names `{wire_name}`, which the answer does not have");
        let Some(api::Kind::Object(object)) = object else { return Err(missing()) };
        let mut scope = Scope::default();
        for property in &object.properties {
            let name = scope.claim(ident::value_name(&property.name));
            if property.name == wire_name {
                return Ok(Member { name, ty: self.ty(property.schema), required: property.required });
            }
        }
        Err(missing())
    }

    fn operation_docs(&self, raw: &api::Operation) -> Docs {
        let mut writer = Writer::default()
            .text(raw.summary.as_deref())
            .text(raw.docs.description.as_deref().filter(|text| Some(*text) != raw.summary.as_deref()))
            .line(markdown::code(&format!("{} {}", raw.method, raw.path)));
        let success = raw.responses.iter().filter(|response| response.status.is_success());
        let example = success.flat_map(|response| &response.content).find_map(|media| media.example.as_ref());
        if let Some(text) = example.and_then(docs::json_block) {
            writer = writer.line("An answer, for example:").lines(text);
        }
        let errors: Vec<String> = raw.responses.iter().filter_map(|response| self.error_line(response)).collect();
        if !errors.is_empty() {
            writer = writer.line("# Errors").lines(errors);
        }
        writer.external(raw.docs.external_docs.as_ref()).finish(raw.docs.deprecated)
    }

    fn error_line(&self, response: &api::Response) -> Option<String> {
        let status = match response.status {
            _ if response.status.is_success() => return None,
            api::ResponseStatus::Code(code) => code.to_string(),
            api::ResponseStatus::Class(class) => format!("{class}xx"),
            api::ResponseStatus::Default => "any other status".to_owned(),
        };
        let text = markdown::lines(&response.description).into_iter().take_while(|line| !line.is_empty());
        let text = text.collect::<Vec<_>>().join(" ");
        Some(format!("- {status}: {text}").trim_end_matches([' ', ':']).to_owned())
    }
}

/// A field of an answer.
struct Member {
    name: String,
    ty: Type,
    required: bool,
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

    /// Every variable of the path must have a parameter.
    fn check_template(&self, raw: &api::Operation) -> Result<(), Unsupported> {
        let known = |name: &str| {
            self.parameters.iter().any(|parameter| parameter.location == Location::Path && parameter.wire_name == name)
        };
        match template_variables(&raw.path).into_iter().find(|name| !known(name)) {
            None => Ok(()),
            Some(name) => {
                let construct = format!("the path variable `{name}`, which no parameter describes,");
                Err(Unsupported { place: Place::Key(raw.pointer.clone()), construct })
            }
        }
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

fn builder_docs(method: &str) -> Docs {
    let line = format!("A call of [`Client::{method}`], to be completed and sent.");
    Writer::default().line(line).finish(false)
}

/// `application/json`, `application/problem+json`, and `*/*`, by which authors mean JSON.
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_lowercase();
    matches!(essence.as_str(), "application/json" | "text/json" | "*/*" | "application/*") || essence.ends_with("+json")
}

/// Whether a call hands over or answers a time.
pub(super) fn uses_date_time(operation: &Operation) -> bool {
    let kinds = operation.arguments.iter().map(|argument| &argument.kind);
    let kinds = kinds.chain(operation.setters.iter().map(|setter| &setter.kind));
    let reply = matches!(&operation.reply, Reply::Json(ty) if ty.has_date_time());
    let body = operation.body.as_ref().is_some_and(|body| body.ty.has_date_time());
    reply || body || kinds.into_iter().any(|kind| matches!(kind, ArgumentKind::Into(ty) if ty.has_date_time()))
}
