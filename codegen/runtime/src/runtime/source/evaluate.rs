//! Puts values in the place of expressions.

use serde_json::Value;

use super::super::core::Core;
use super::inputs::Inputs;

/// The key of an object that stands for the first of its items that can be filled in.
const FIRST: &str = "$first";

/// Where the values of expressions are.
pub(super) struct Evaluate<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) core: &'a Core,
}

impl Evaluate<'_> {
    /// The text that a template stands for. On failure says which value is missing.
    pub(super) fn text(&self, template: &str) -> Result<String, String> {
        let Some(expression) = template.strip_prefix('$') else { return Ok(template.to_owned()) };
        if expression.starts_with('$') {
            return Ok(expression.to_owned());
        }
        // An empty text is what an empty variable of the environment leaves behind: it says as little as none.
        let value = self.value(expression).filter(|value| !value.is_empty());
        value.map(str::to_owned).ok_or_else(|| missing(template))
    }

    /// The body that a template stands for, whose text is JSON.
    pub(super) fn body(&self, template: &str) -> Result<Value, String> {
        let mut body: Value =
            serde_json::from_str(template).map_err(|error| format!("the body cannot be made: {error}"))?;
        self.fill(&mut body)?;
        Ok(body)
    }

    fn fill(&self, value: &mut Value) -> Result<(), String> {
        match value {
            Value::String(template) => *template = self.text(template)?,
            Value::Array(items) => return items.iter_mut().try_for_each(|item| self.fill(item)),
            Value::Object(members) => match alternatives(members) {
                Some(alternatives) => *value = self.first(alternatives)?,
                None => return members.values_mut().try_for_each(|member| self.fill(member)),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
        Ok(())
    }

    fn first(&self, alternatives: Vec<Value>) -> Result<Value, String> {
        let mut problems: Vec<String> = Vec::new();
        for mut alternative in alternatives {
            match self.fill(&mut alternative) {
                Ok(()) => return Ok(alternative),
                Err(problem) => problems.push(problem),
            }
        }
        Err(problems.join("; or else "))
    }

    fn value(&self, expression: &str) -> Option<&str> {
        let (place, name) = expression.split_once('.')?;
        match place {
            "inputs" => self.inputs.get(name),
            "server" => self.core.variable(name),
            "client" => self.core.client_parameter(name),
            _ => None,
        }
    }
}

/// The items of an object whose one key is `$first`.
fn alternatives(members: &mut serde_json::Map<String, Value>) -> Option<Vec<Value>> {
    if members.len() != 1 {
        return None;
    }
    match members.get_mut(FIRST)? {
        Value::Array(items) => Some(std::mem::take(items)),
        _ => None,
    }
}

fn missing(template: &str) -> String {
    let help = match template.split_once('.') {
        Some(("$server" | "$client", name)) => format!("set `{name}` on the client's builder"),
        _ => "give its value".to_owned(),
    };
    format!("`{template}` is not set: {help}")
}
