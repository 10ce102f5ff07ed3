//! Reads `x-source`: which call answers with a value.

use serde_json::Value;

use super::Ctx;
use super::extensions::Extensions;
use super::reader::Reader;
use crate::api::{Source, SourceFor, SourceInput, Template};
use crate::diagnostic::Place;
use crate::pointer::Pointer;

const KEY: &str = "x-source";

/// The keys that every source may have.
const KEYS: [&str; 6] = ["operation", "parameters", "body", "value", "expires", "exactly-one"];

/// The keys of a source that callers ask for by name.
const NAMED_KEYS: [&str; 9] =
    ["name", "description", "inputs", "operation", "parameters", "body", "value", "expires", "exactly-one"];

/// The key of an object that stands for the first of its items that can be filled in.
const FIRST: &str = "$first";

impl Ctx<'_> {
    /// `x-source` of a security scheme or a parameter. All that is wrong with it is told at once.
    pub(super) fn source(&mut self, at: &Pointer, extensions: &Extensions, of: SourceFor) -> Option<Source> {
        let raw = extensions.get(KEY)?;
        let keys: &[&str] = match of {
            SourceFor::Scheme => &NAMED_KEYS,
            SourceFor::Parameter => &KEYS,
        };
        let mut reader = Reader::new(KEY, at.key(KEY), raw, keys);
        let source = reader.source();
        let is_whole = reader.finish(self, of.without());
        source.filter(|_| is_whole)
    }

    /// Tells that something cannot have a source.
    pub(super) fn no_source(&mut self, at: &Pointer, extensions: &Extensions, of: SourceFor, problem: &str) {
        if let Some(raw) = extensions.get(KEY) {
            let mut reader = Reader::new(KEY, at.key(KEY), raw, &NAMED_KEYS);
            reader.fault(Place::Key(reader.at.clone()), problem.to_owned());
            reader.finish(self, of.without());
        }
    }
}

impl Reader<'_> {
    fn source(&mut self) -> Option<Source> {
        // No short circuit: each of them tells what is wrong with it.
        let name = self.optional("name").and_then(|value| self.text("name", value));
        let description = self.optional("description").and_then(|value| self.text("description", value));
        let inputs = self.inputs();
        let operation = self.required("operation").and_then(|value| self.text("operation", value));
        let value = self.required("value").and_then(|value| self.expression("value", value));
        let expires = self.optional("expires").and_then(|value| self.expression("expires", value));
        let exactly_one = self.optional("exactly-one").and_then(|value| self.expression("exactly-one", value));
        let mut templates = Vec::new();
        let parameters = self.parameters(&mut templates);
        let body = self.optional("body");
        if let Some(body) = body {
            self.body(&self.at.key("body"), body, &mut templates);
        }
        self.check_inputs(&inputs, &templates);
        Some(Source {
            pointer: self.at.clone(),
            name,
            description,
            operation: operation?,
            inputs,
            parameters,
            body: body.cloned(),
            value: value?,
            expires,
            exactly_one,
            templates,
        })
    }

    fn inputs(&mut self) -> Vec<SourceInput> {
        let Some(raw) = self.optional("inputs") else { return Vec::new() };
        let Some(raw) = raw.as_object() else {
            self.fault_in("inputs", "`inputs` must be an object: names, and what is said about each".to_owned());
            return Vec::new();
        };
        let at = self.at.key("inputs");
        let mut inputs = Vec::with_capacity(raw.len());
        for (name, about) in raw {
            let text = |key: &str| about.get(key).and_then(Value::as_str).map(str::to_owned);
            if about.as_object().is_none_or(|about| about.keys().any(|key| key != "description" && key != "format")) {
                let problem = format!("the input `{name}` must be an object with `description` and `format`, or one");
                self.fault(Place::Value(at.key(name)), problem);
            }
            let secret = match text("format").as_deref() {
                None => false,
                Some("password") => true,
                Some(format) => {
                    let problem = format!("an input has the format `password` or none, and `{format}` is neither");
                    self.fault(Place::Value(at.key(name).key("format")), problem);
                    false
                }
            };
            inputs.push(SourceInput { name: name.clone(), description: text("description"), secret });
        }
        inputs
    }

    fn parameters(&mut self, templates: &mut Vec<(Pointer, Template)>) -> Vec<(String, String)> {
        let Some(raw) = self.optional("parameters") else { return Vec::new() };
        let Some(raw) = raw.as_object() else {
            self.fault_in("parameters", "`parameters` must be an object: names and values".to_owned());
            return Vec::new();
        };
        let at = self.at.key("parameters");
        let mut parameters = Vec::with_capacity(raw.len());
        for (name, value) in raw {
            match value.as_str() {
                Some(text) => {
                    self.template(&at.key(name), text, templates);
                    parameters.push((name.clone(), text.to_owned()));
                }
                None => {
                    let problem = format!("a parameter's value is written as a text, and {value} is none");
                    self.fault(Place::Value(at.key(name)), problem);
                }
            }
        }
        parameters
    }

    fn body(&mut self, at: &Pointer, value: &Value, templates: &mut Vec<(Pointer, Template)>) {
        match value {
            Value::String(text) => self.template(at, text, templates),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.body(&at.index(index), item, templates);
                }
            }
            Value::Object(members) => {
                let is_choice = members
                    .get(FIRST)
                    .is_some_and(|items| members.len() == 1 && items.as_array().is_some_and(|items| !items.is_empty()));
                if members.contains_key(FIRST) && !is_choice {
                    let problem = format!("`{FIRST}` must be the only key of its object, and a list of alternatives");
                    self.fault(Place::Key(at.key(FIRST)), problem);
                }
                for (key, member) in members {
                    self.body(&at.key(key), member, templates);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn template(&mut self, at: &Pointer, text: &str, templates: &mut Vec<(Pointer, Template)>) {
        if !text.starts_with('$') || text.starts_with("$$") {
            return;
        }
        match Template::parse(text) {
            Some(template) => templates.push((at.clone(), template)),
            None => {
                let problem = format!(
                    "`{text}` stands for nothing: write `$inputs.…`, `$server.…` or `$client.…`, or `${text}` for the \
                     text itself"
                );
                self.fault(Place::Value(at.clone()), problem);
            }
        }
    }

    fn check_inputs(&mut self, inputs: &[SourceInput], templates: &[(Pointer, Template)]) {
        for (at, template) in templates {
            if let Template::Input(name) = template
                && !inputs.iter().any(|input| input.name == *name)
            {
                self.fault(Place::Value(at.clone()), format!("`inputs` has no `{name}`"));
            }
        }
        for input in inputs {
            if !templates.iter().any(|(_, template)| *template == Template::Input(input.name.clone())) {
                let place = Place::Key(self.at.key("inputs").key(&input.name));
                self.fault(
                    place,
                    format!("the input `{0}` is not used: write `$inputs.{0}` where it is sent", input.name),
                );
            }
        }
    }
}
