//! What keeps a source from being fetched.

use super::Wanted;
use crate::api::{self, Location, Schemas};
use crate::diagnostic::Place;
use crate::lower::Ctx;
use crate::lower::answer::json_answer;
use crate::lower::bodies::{self, Shape};
use crate::lower::operations::http_method;
use crate::model::HttpMethod;

type Faults = Vec<(Place, String)>;

impl Ctx<'_> {
    pub(super) fn source_faults(&self, raw: &api::Source, call: &api::Operation, wanted: Wanted<'_>) -> Faults {
        let mut faults = parameter_faults(raw, call, wanted);
        faults.extend(body_fault(&self.api.schemas, raw, call));
        if let HttpMethod::Other(method) = http_method(&call.method) {
            let problem =
                format!("`{}` is a call of the method `{method}`, which no value is fetched by", raw.operation);
            faults.push((Place::Value(raw.pointer.key("operation")), problem));
        }
        if let Wanted::Scheme(scheme) = wanted
            && self.known.is_circular(scheme)
        {
            let problem = format!("`{}` itself needs `{}`: it would never begin", raw.operation, scheme.name);
            faults.push((Place::Value(raw.pointer.key("operation")), problem));
        }
        faults.extend(raw.templates.iter().filter_map(|(at, template)| {
            let problem = self.known.problem(template)?;
            Some((Place::Value(at.clone()), problem))
        }));
        faults.extend(self.answer_faults(raw, call));
        faults
    }

    fn answer_faults(&self, raw: &api::Source, call: &api::Operation) -> Faults {
        let mut faults = Vec::new();
        let mut fault = |key: &str, problem| faults.push((Place::Value(raw.pointer.key(key)), problem));
        let answer = json_answer(call);
        let schema = answer.and_then(|answer| answer.schema).map(|schema| self.api.schemas.target(schema));
        let texts = [("value", Some(&raw.value)), ("expires", raw.expires.as_ref())];
        let lists = [("exactly-one", raw.exactly_one.as_ref())];
        for (key, expression) in texts.into_iter().chain(lists) {
            let Some(expression) = expression else { continue };
            if expression.starts_with("$response.body") && answer.is_none() {
                fault(key, format!("`{}` does not answer with JSON", raw.operation));
                continue;
            }
            let Some(schema) = schema else { continue };
            let found = if key == "exactly-one" {
                self.found_list(schema, expression)
            } else {
                self.found_text(schema, expression).map(|_| ())
            };
            if let Err(problem) = found {
                fault(key, problem);
            }
        }
        faults
    }
}

fn parameter_faults(raw: &api::Source, call: &api::Operation, wanted: Wanted<'_>) -> Faults {
    let mut faults = Vec::new();
    let at = raw.pointer.key("parameters");
    for (name, _) in &raw.parameters {
        if !call.parameters.iter().any(|known| known.name == *name && known.location != Location::Cookie) {
            let problem = format!("`{}` has no parameter `{name}`", raw.operation);
            faults.push((Place::Key(at.key(name)), problem));
        }
    }
    for parameter in call.parameters.iter().filter(|parameter| parameter.required) {
        let name = &parameter.name;
        if raw.parameters.iter().any(|(given, _)| given == name) {
            continue;
        }
        let place = Place::Key(raw.pointer.clone());
        match wanted {
            Wanted::Parameter(wanted) if parameter.client && wanted.name == *name => {
                faults.push((place, format!("`{}` itself needs `{name}`: it would never begin", raw.operation)));
            }
            // The caller may have set it for all calls.
            _ if parameter.client => {}
            _ => faults.push((place, format!("`{}` needs the parameter `{name}`", raw.operation))),
        }
    }
    faults
}

fn body_fault(schemas: &Schemas, raw: &api::Source, call: &api::Operation) -> Option<(Place, String)> {
    let id = &raw.operation;
    match (&raw.body, &call.body) {
        (Some(_), None) => Some((Place::Key(raw.pointer.key("body")), format!("`{id}` takes no body"))),
        (Some(_), Some(body)) if !takes_json(schemas, body) => {
            Some((Place::Key(raw.pointer.key("body")), format!("`{id}` takes a body that is no JSON")))
        }
        (None, Some(body)) if body.required => {
            Some((Place::Key(raw.pointer.clone()), format!("`{id}` needs a `body`")))
        }
        _ => None,
    }
}

fn takes_json(schemas: &Schemas, body: &api::Body) -> bool {
    bodies::forms(schemas, body).iter().any(|form| matches!(form.shape, Shape::Json))
}
