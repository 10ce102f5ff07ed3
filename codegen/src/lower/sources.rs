//! Sources: whether the call that `x-source` names can be made and answers with the value, and what that is called.

mod body;
mod faults;
mod known;

pub(super) use self::known::Known;
use super::docs::Writer;
use super::{Ctx, markdown};
use crate::api;
use crate::diagnostic::{Diagnostic, Place};
use crate::ident::{self, Scope};
use crate::model::{Docs, Group, Source, SourceConstructor, SourceInput};

/// What a source is for.
#[derive(Clone, Copy)]
enum Wanted<'a> {
    Scheme(&'a api::SecurityScheme),
    Parameter(&'a api::Parameter),
}

impl Ctx<'_> {
    /// The constructor for a scheme whose value is fetched.
    pub(super) fn source_constructor(
        &mut self,
        scheme: &api::SecurityScheme,
        groups: &[Group],
        scope: &mut Scope,
    ) -> Option<SourceConstructor> {
        let raw = scheme.source.as_ref()?;
        let call = self.source_call(raw, Wanted::Scheme(scheme), groups)?;
        let name = raw.name.clone().unwrap_or_else(|| format!("{} by {call}", scheme.name));
        let method = scope.claim(ident::value_name(&name));
        let mut arguments = Scope::default();
        let input = |input: &api::SourceInput| SourceInput {
            name: arguments.claim(ident::value_name(&input.name)),
            wire_name: input.name.clone(),
            secret: input.secret,
        };
        let inputs: Vec<SourceInput> = raw.inputs.iter().map(input).collect();
        let about = format!("The value of {}, fetched by {}.", markdown::code(&scheme.name), markdown::code(&call));
        let source = source(raw, &call, method.trim_end_matches('_').to_uppercase(), about);
        Some(SourceConstructor { docs: constructor_docs(raw, &call, &inputs), method, inputs, source })
    }

    /// What finds a parameter that nobody sets.
    pub(super) fn parameter_source(
        &mut self,
        parameter: &api::Parameter,
        method: &str,
        groups: &[Group],
    ) -> Option<Source> {
        let raw = parameter.source.as_ref()?;
        let call = self.source_call(raw, Wanted::Parameter(parameter), groups)?;
        let about = format!("The parameter {}, found by {}.", markdown::code(&parameter.name), markdown::code(&call));
        Some(source(raw, &call, method.trim_end_matches('_').to_uppercase(), about))
    }

    /// The client's method of the call; a warning for each thing that keeps it from answering with the value.
    fn source_call(&mut self, raw: &api::Source, wanted: Wanted<'_>, groups: &[Group]) -> Option<String> {
        let call = self.known.operation(&raw.operation);
        let call = call.map(|index| (&self.api.operations[index], self.names.operations[index].method.as_str()));
        let is_made =
            |method: &str| groups.iter().flat_map(|group| &group.operations).any(|made| made.method == method);
        let faults = match call {
            None => vec![(
                Place::Value(raw.pointer.key("operation")),
                format!("no operation of this client has the id `{}`", raw.operation),
            )],
            Some((operation, method)) if is_made(method) => self.source_faults(raw, operation, wanted),
            Some(_) => vec![(
                Place::Value(raw.pointer.key("operation")),
                format!("the operation `{}` is left out", raw.operation),
            )],
        };
        let is_whole = faults.is_empty();
        let without = match wanted {
            Wanted::Scheme(_) => api::SourceFor::Scheme.without(),
            Wanted::Parameter(_) => api::SourceFor::Parameter.without(),
        };
        for (place, problem) in faults {
            self.diagnostics.push(Diagnostic::warning("invalid-extension", place, problem).generated(without));
        }
        call.filter(|_| is_whole).map(|(_, method)| method.to_owned())
    }
}

fn source(raw: &api::Source, call: &str, constant: String, about: String) -> Source {
    let body = raw.body.as_ref().map(body::text);
    Source {
        constant,
        docs: Writer::default().line(about).finish(false),
        call: call.to_owned(),
        operation: call.trim_end_matches('_').to_uppercase(),
        parameters: raw.parameters.clone(),
        body,
        value: raw.value.clone(),
        expires: raw.expires.clone(),
        exactly_one: raw.exactly_one.clone(),
    }
}

fn constructor_docs(raw: &api::Source, call: &str, inputs: &[SourceInput]) -> Docs {
    let description = |input: &api::SourceInput| {
        let lines = markdown::lines(input.description.as_deref().unwrap_or_default());
        lines.into_iter().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let items = raw.inputs.iter().zip(inputs).filter(|(input, _)| input.description.is_some());
    let items = items.map(|(input, named)| format!("- {}: {}", markdown::code(&named.name), description(input)));
    Writer::default()
        .text(raw.description.as_deref())
        .lines(items.collect())
        .lines(vec![
            format!("The value is fetched by {} when a call needs it, and shared by all calls.", markdown::code(call)),
            "It is renewed before it expires, and once when the service refuses it.".to_owned(),
        ])
        .finish(false)
}
