//! What a call takes: the arguments of the client's method and the setters of the request builder.

use super::super::{Ctx, markdown, parameters};
use crate::api;
use crate::ident::{self, Scope};
use crate::model::{Argument, Location, Parameter, Setter, Writing};

/// Beyond these, what every call needs is set on the builder: a longer list of arguments is hard to read.
pub(super) const MOST_ARGUMENTS: usize = 5;

/// What a call takes, in the making.
pub(super) struct Call {
    pub(super) scope: Scope,
    pub(super) parameters: Vec<Parameter>,
    pub(super) arguments: Vec<Argument>,
    pub(super) setters: Vec<Setter>,
    /// What is known of the arguments, as items of a list.
    pub(super) about: Vec<String>,
}

impl Call {
    pub(super) fn new() -> Self {
        let scope = Scope::reserving(ident::BUILDER_METHODS);
        Self { scope, parameters: Vec::new(), arguments: Vec::new(), setters: Vec::new(), about: Vec::new() }
    }

    /// Notes what is known of an argument, if anything is.
    pub(super) fn tell(&mut self, name: &str, about: &str) {
        if !about.is_empty() {
            self.about.push(format!("- {}: {about}", markdown::code(name)));
        }
    }
}

impl Ctx<'_> {
    pub(super) fn add_parameter(&self, call: &mut Call, raw: &api::Parameter) {
        let parameter = self.parameter(raw);
        let kind = self.argument_kind(raw);
        let name = call.scope.claim(ident::value_name(&raw.name));
        let (wire_name, location) = (raw.name.clone(), parameter.location);
        let is_argument = raw.required && !raw.client && !parameter.fixed;
        if is_argument && call.arguments.len() < MOST_ARGUMENTS {
            call.tell(&name, &parameters::parameter_line(raw, &parameter.rules));
            call.arguments.push(Argument { name, wire_name, location, kind });
        } else {
            let docs = parameters::parameter_docs(raw, &parameter.rules);
            call.setters.push(Setter { name, wire_name, location, kind, docs });
        }
        call.parameters.push(parameter);
    }
}

/// What the path says of the query, as parameters that nobody sets.
pub(super) fn of_path(raw: &api::Operation) -> impl Iterator<Item = Parameter> {
    raw.query.iter().map(|(name, value)| Parameter {
        wire_name: name.clone(),
        location: Location::Query,
        required: true,
        default: Some(value.clone()),
        fixed: true,
        writing: Writing::FORM,
        rules: Vec::new(),
        shared: false,
        secret: false,
    })
}

/// `petId` of `/pets/{petId}`.
fn template_variables(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// Path parameters in the path's order, then what is required, then the rest.
pub(super) fn by_need(raw: &api::Operation) -> Vec<&api::Parameter> {
    let mut parameters: Vec<&api::Parameter> = raw.parameters.iter().collect();
    let variables = template_variables(&raw.template);
    parameters.sort_by_key(|parameter| match parameter.location {
        api::Location::Path => (0, variables.iter().position(|name| *name == parameter.name)),
        _ if parameter.required => (1, None),
        _ => (2, None),
    });
    parameters
}
