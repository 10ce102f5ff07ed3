//! Path templates: every variable has a parameter, and every path parameter a variable.

use super::{Ctx, schema};
use crate::api::{Docs, Kind, Length, Location, Operation, Parameter};
use crate::diagnostic::{Diagnostic, Place};

impl Ctx<'_> {
    /// Adds a parameter for each variable that has none, and drops path parameters that have no variable.
    pub(super) fn match_template(&mut self, operation: &mut Operation) {
        let variables = variables(&operation.path);
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
            client: false,
            source: None,
        }
    }
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
