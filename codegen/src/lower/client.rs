//! The client as a whole: what its builder takes, where it calls, how it proves who calls.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::Writer;
use super::{Ctx, markdown, models};
use crate::api;
use crate::ident::{self, Scope};
use crate::model::{Client, ClientParameter, ErrorExpressions, Group, ServiceId, Type, TypeName, VariableSetter};

impl Ctx<'_> {
    pub(super) fn client(&mut self, groups: &[Group]) -> Client {
        let mut scope = Scope::reserving(ident::CLIENT_BUILDER_METHODS);
        let used = self.services.used(groups);
        let variables = self.variables(&used, &mut scope);
        let parameters = self.client_parameters(groups, &mut scope);
        let title = markdown::one_line(&self.api.info.title);
        Client {
            docs: Writer::default().text(Some(&format!("A client for {title}."))).finish(false),
            services: self.services(&used, groups, &mut scope),
            variables,
            parameters,
            schemes: self.schemes(groups),
            error: self.error_expressions(),
            error_body: self.error_body(),
            error_fields: self.error_fields(),
        }
    }

    /// One setter per name, whichever servers have it; its values are those of all of them.
    fn variables(&mut self, used: &[ServiceId], scope: &mut Scope) -> Vec<VariableSetter> {
        let mut types = Scope::reserving(ident::ROOT_TYPES);
        let mut setters: Vec<VariableSetter> = Vec::new();
        let servers = used.iter().flat_map(|&service| self.services.servers(service));
        let all: Vec<&api::ServerVariable> = servers.flat_map(|server| &server.variables).collect();
        for variable in &all {
            if setters.iter().any(|setter| setter.wire_name == variable.name) {
                continue;
            }
            let same = all.iter().filter(|other| other.name == variable.name);
            let mut values: Vec<String> = Vec::new();
            for value in same.flat_map(|other| &other.values) {
                if !values.contains(value) {
                    values.push(value.clone());
                }
            }
            let default = markdown::code(&variable.default);
            let docs = Writer::default().text(variable.description.as_deref()).line(format!("Default: {default}."));
            let name = TypeName(types.claim(ident::type_name(&variable.name)));
            let type_docs = Writer::default().text(variable.description.as_deref()).finish(false);
            setters.push(VariableSetter {
                method: scope.claim(ident::value_name(&variable.name)),
                wire_name: variable.name.clone(),
                docs: docs.finish(false),
                values: (!values.is_empty()).then(|| {
                    let values = api::Enumeration { values, ..api::Enumeration::default() };
                    models::enum_(&name, type_docs, &values)
                }),
            });
        }
        setters
    }

    /// Parameters that may be set once; the first operation that has one says what it is, and the first that says where
    /// its value comes from is believed.
    fn client_parameters(&mut self, groups: &[Group], scope: &mut Scope) -> Vec<ClientParameter> {
        let mut seen = BTreeSet::new();
        let api = self.api;
        let all = api.operations.iter().flat_map(|operation| &operation.parameters);
        let all: Vec<&api::Parameter> = all.filter(|parameter| parameter.client).collect();
        let mut sourced: BTreeMap<&str, &api::Parameter> = BTreeMap::new();
        for raw in all.iter().filter(|raw| raw.source.is_some()) {
            sourced.entry(&raw.name).or_insert(raw);
        }
        let mut parameters = Vec::new();
        for raw in all {
            if !seen.insert(&raw.name) {
                continue;
            }
            let method = scope.claim(ident::value_name(&raw.name));
            let source = sourced.get(raw.name.as_str()).and_then(|raw| self.parameter_source(raw, &method, groups));
            let mut about = vec!["A call may override it.".to_owned()];
            if let Some(source) = &source {
                about.push(format!(
                    "When neither sets it, it is found by [`Client::{}`] once a call needs it.",
                    source.call
                ));
            }
            let docs = super::docs::value(&raw.docs, &about);
            parameters.push(ClientParameter { method, wire_name: raw.name.clone(), docs, source });
        }
        parameters
    }

    fn error_expressions(&self) -> ErrorExpressions {
        match &self.api.error {
            None => ErrorExpressions::default(),
            Some(error) => ErrorExpressions {
                code: error.code.clone(),
                message: error.message.clone(),
                request_id: error.request_id.clone(),
            },
        }
    }

    /// The type of every error's body, when all that have one agree.
    fn error_body(&self) -> Option<TypeName> {
        let responses = self.api.operations.iter().flat_map(|operation| &operation.responses);
        let errors = responses.filter(|response| !response.status.is_success());
        let schemas = errors.flat_map(|response| &response.content).filter_map(|media| media.schema);
        let types: BTreeSet<Type> = schemas.map(|schema| self.ty(schema)).collect();
        match types.into_iter().collect::<Vec<_>>().as_slice() {
            [Type::Model(name)] => Some(name.clone()),
            _ => None,
        }
    }
}
