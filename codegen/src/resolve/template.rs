//! Path templates: every variable has a parameter, and every path parameter a variable.

use super::{Ctx, schema};
use crate::api::{Arrays, Docs, Kind, Length, Location, Operation, Parameter, Style, Writing};
use crate::diagnostic::{Diagnostic, Place};

impl Ctx<'_> {
    /// Adds a parameter for each variable that has none, and drops path parameters that have no variable.
    pub(super) fn match_template(&mut self, operation: &mut Operation) {
        place_in_query(operation);
        let variables = variables(&operation.template);
        let path = operation.path.clone();
        operation.parameters.retain(|parameter| {
            let used = parameter.location != Location::Path || variables.contains(&parameter.name);
            if !used {
                let message = format!("path parameter `{}` is not part of `{path}`", parameter.name);
                let place = Place::Value(parameter.pointer.clone());
                self.warn(Diagnostic::warning("unused-parameter", place, message).generated("a call without it"));
            }
            used
        });
        for name in variables {
            let known = |parameter: &Parameter| parameter.location == Location::Path && parameter.name == name;
            if !operation.parameters.iter().any(known) {
                let message = format!("no parameter describes `{{{name}}}` of `{path}`");
                let place = Place::Key(operation.pointer.clone());
                self.warn(Diagnostic::warning("undeclared-parameter", place, message).generated("a string"));
                operation.parameters.push(self.text_parameter(operation, name));
            }
        }
    }

    fn text_parameter(&mut self, operation: &Operation, name: String) -> Parameter {
        let mut text = schema::placeholder(operation.pointer.clone(), None);
        text.kind = Kind::String { format: None, length: Length::default() };
        Parameter {
            pointer: operation.pointer.clone(),
            name,
            location: Location::Path,
            required: true,
            docs: Docs::default(),
            schema: self.schemas.push(text),
            writing: Writing::Style {
                style: Style::Simple,
                explode: false,
                reserved: false,
                arrays: Arrays::default(),
            },
            items: None,
            client: false,
            source: None,
        }
    }
}

/// The path alone, and what stands behind it. Authors write queries there, and fragments to tell operations apart that
/// have one path; neither is part of a path.
pub(super) fn split(path: &str) -> (&str, Vec<(String, String)>) {
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let Some((path, query)) = path.split_once('?') else { return (path, Vec::new()) };
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    (path, pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// A variable in what a path says of the query is a parameter of the query.
fn place_in_query(operation: &mut Operation) {
    let Operation { query, parameters, .. } = operation;
    query.retain(|(name, value)| {
        let variable = value.strip_prefix('{').and_then(|value| value.strip_suffix('}'));
        let Some(variable) = variable else { return true };
        let is_meant = |parameter: &&mut Parameter| parameter.name == variable && parameter.location == Location::Path;
        if let Some(parameter) = parameters.iter_mut().find(is_meant) {
            parameter.location = Location::Query;
            parameter.name.clone_from(name);
        }
        false
    });
    // What is declared, too, is the caller's.
    query.retain(|(name, _)| {
        !parameters.iter().any(|parameter| parameter.location == Location::Query && parameter.name == *name)
    });
}

/// `petId` of `/pets/{petId}`, each once.
fn variables(path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (name, _) in path.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
