//! Path items and operations: each parameter finds its place.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | a parameter in `body` or `formData` | part of `requestBody` of the operation |
//! | such a parameter of the path | the same of each operation that has none itself; a field of a form is added |
//! | any other parameter | the same |
//! | `consumes`, `produces`, `schemes` | see [`body`](super::body), [`response`](super::response), [`servers`](super::servers) |

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Entries, Path, Value, Walk};
use super::body::reference;
use super::form::Field;
use super::response::Produced;
use crate::diagnostic::{Diagnostic, Place, Pointer, quoted};
use crate::document::uri;
use crate::document::walk::{only, text};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// The most references that lead from one parameter to another.
const LONGEST_CHAIN: usize = 16;

/// The parameters that travel in a body, each with the place where it stands.
#[derive(Clone, Default)]
struct Payload {
    body: Option<Field>,
    form: Vec<Field>,
    /// Where in `form` a field of a name is.
    names: BTreeMap<String, usize>,
}

impl Walk<'_> {
    pub(in super::super) fn old_path_item(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let at = path.pointer();
        let inherited = self.take_payload(entries, &at);
        for method in METHODS {
            if let Some(Value::Object(operation)) = entries.get_mut(method) {
                self.old_operation(operation, &inherited, &at.key(method));
            }
        }
    }

    fn old_operation(&mut self, operation: &mut Entries, inherited: &Payload, at: &Pointer) {
        let consumes = self.old_media_types(operation, "consumes", at);
        let produces = self.old_media_types(operation, "produces", at);
        self.old_schemes(operation, at);
        let payload = self.take_payload(operation, at).or(inherited);
        if let Some(body) = self.payload(payload, consumes.as_deref(), at) {
            operation.insert("requestBody".into(), body);
        }
        if let Some(Value::Object(responses)) = operation.get_mut("responses") {
            let usual = std::mem::take(&mut self.known.produces);
            for (status, response) in responses.iter_mut().filter(|(status, _)| !status.starts_with("x-")) {
                let types = Produced { own: produces.as_deref(), usual: &usual, status: Some(status) };
                self.old_response(response, types, &at.key("responses").key(status));
            }
            self.known.produces = usual;
        }
    }

    fn payload(&mut self, payload: Payload, consumes: Option<&[String]>, at: &Pointer) -> Option<Value> {
        let to = at.key("requestBody");
        let usual = std::mem::take(&mut self.known.consumes);
        let types = consumes.unwrap_or(&usual);
        let body = match payload.body {
            Some((parameter, from)) => {
                if let Some((_, field)) = payload.form.first() {
                    let message = "an operation has either a body or a form, but here are both";
                    let said = Diagnostic::warning("body-and-form", self.restored(field), message);
                    self.diagnostics.push(said.generated("the body alone"));
                }
                Some(self.body(parameter, &from, &to, types, consumes.is_some()))
            }
            None => self.form(payload.form, &to, types),
        };
        self.known.consumes = usual;
        body
    }

    fn body(
        &mut self,
        mut parameter: Entries,
        from: &Pointer,
        to: &Pointer,
        consumes: &[String],
        is_own: bool,
    ) -> Value {
        let Some(new) = reference(&parameter) else {
            return self.request_body(&mut parameter, from, to, consumes);
        };
        // What is shared has the media types of the description.
        if is_own && let Some((mut target, at)) = self.copy_target(&parameter) {
            return self.request_body(&mut target, &at, to, consumes);
        }
        self.origins.made(to, from);
        Value::Object(only(new))
    }

    /// Takes the parameters out that travel in a body.
    fn take_payload(&mut self, entries: &mut Entries, at: &Pointer) -> Payload {
        let mut payload = Payload::default();
        let Some(Value::Array(parameters)) = entries.get_mut("parameters") else { return payload };
        // Others move up, so what was noted of these is put aside.
        let (at, aside) = (at.key("parameters"), at.key("x-codegen-payload"));
        let mut others = Vec::with_capacity(parameters.len());
        for (index, value) in std::mem::take(parameters).into_iter().enumerate() {
            let from = at.index(index);
            let place = self.place(&value);
            let (Some(place @ ("body" | "formData")), Value::Object(_)) = (place.as_deref(), &value) else {
                if index != others.len() {
                    self.origins.moved(&from, &at.index(others.len()));
                }
                others.push(value);
                continue;
            };
            let aside = aside.index(index);
            self.origins.moved(&from, &aside);
            if let Value::Object(parameter) = value {
                let add = if place == "body" { Self::add_body } else { Self::add_field };
                add(self, &mut payload, parameter, &aside);
            }
        }
        *parameters = others;
        payload
    }

    fn add_body(&mut self, payload: &mut Payload, parameter: Entries, from: &Pointer) {
        match &payload.body {
            None => payload.body = Some((parameter, from.clone())),
            Some((_, first)) => {
                let said = Diagnostic::warning("second-body", self.restored(from), "an operation has one body at most");
                let first = self.restored(first);
                self.diagnostics.push(said.also(first, "first here").generated("the first alone"));
            }
        }
    }

    fn add_field(&mut self, payload: &mut Payload, parameter: Entries, from: &Pointer) {
        if !parameter.contains_key("$ref") {
            self.put_field(payload, (parameter, from.clone()), from);
        } else if let Some(field) = self.copy_target(&parameter) {
            self.put_field(payload, field, from);
        } else {
            let message = "the description has more references to fields of forms than are followed";
            let said = Diagnostic::warning("too-many-copies", self.restored(from), message);
            self.diagnostics.push(said.generated("a form without this field"));
        }
    }

    fn put_field(&mut self, payload: &mut Payload, field: Field, from: &Pointer) {
        let name = text(&field.0, "name").unwrap_or_default().to_owned();
        let Some((_, first)) = payload.names.get(&name).and_then(|index| payload.form.get(*index)) else {
            payload.names.insert(name, payload.form.len());
            return payload.form.push(field);
        };
        let message = format!("a form has one field {} at most", quoted(&name));
        let said = Diagnostic::warning("second-field", self.restored(from), message);
        let first = self.restored(first);
        self.diagnostics.push(said.also(first, "first here").generated("the first alone"));
    }

    /// Messages of this pass speak of the text.
    pub(super) fn restored(&self, pointer: &Pointer) -> Place {
        Place::Key(self.origins.original(pointer))
    }

    /// Where a parameter travels, also if it is a reference.
    fn place(&self, value: &Value) -> Option<String> {
        let Value::Object(parameter) = value else { return None };
        match self.target(parameter) {
            Some((_, target, _)) => text(target, "in").map(str::to_owned),
            None => text(parameter, "in").map(str::to_owned),
        }
    }

    /// The same of one that can be referred to.
    pub(super) fn place_of(&self, name: &str) -> Option<String> {
        self.shared.get("parameters").and_then(|parameters| self.place(&parameters.get(name)?.value))
    }

    /// The parameter that a reference leads to, its name, and what a copy of it takes.
    fn target(&self, parameter: &Entries) -> Option<(String, &Entries, usize)> {
        let parameters = self.shared.get("parameters")?;
        let mut reference = text(parameter, "$ref")?;
        for _ in 0..LONGEST_CHAIN {
            let name = uri::component(reference, "#/components/parameters/")?;
            let shared = parameters.get(&name)?;
            let Value::Object(target) = &shared.value else { return None };
            match text(target, "$ref") {
                Some(next) => reference = next,
                None => return Some((name, target, shared.weight)),
            }
        }
        None
    }

    /// A copy of what a reference leads to, if that may be copied.
    fn copy_target(&mut self, parameter: &Entries) -> Option<Field> {
        let (_, _, weight) = self.target(parameter)?;
        if !self.may_copy(weight) {
            return None;
        }
        let (name, target, _) = self.target(parameter)?;
        Some((target.clone(), Pointer::root().key("parameters").key(&name)))
    }
}

impl Payload {
    /// What an operation sends that says this itself, and that of its path.
    fn or(mut self, inherited: &Self) -> Self {
        if self.body.is_some() {
            return self;
        }
        let own: BTreeSet<_> =
            self.form.iter().filter_map(|(field, _)| text(field, "name")).map(str::to_owned).collect();
        let is_own = |field: &Entries| text(field, "name").is_some_and(|name| own.contains(name));
        self.form.extend(inherited.form.iter().filter(|(field, _)| !is_own(field)).cloned());
        if self.form.is_empty() {
            self.body.clone_from(&inherited.body);
        }
        self
    }
}
