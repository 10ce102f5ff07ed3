//! Finds what the runtime expressions of OpenAPI's links mean in an answer.

use std::cell::OnceCell;

use serde_json::Value;

use super::response::RawResponse;

/// The largest body that is searched unasked, in bytes.
const LARGEST: usize = 1 << 20;

/// An answer that is searched. Its body is read once an expression asks for it.
pub(super) struct Search<'a> {
    response: &'a RawResponse,
    largest: usize,
    body: OnceCell<Option<Value>>,
}

impl<'a> Search<'a> {
    pub(super) fn new(response: &'a RawResponse) -> Self {
        Self { response, largest: LARGEST, body: OnceCell::new() }
    }

    /// Searches a body of any size: somebody wants to know what is there.
    pub(super) fn whole(response: &'a RawResponse) -> Self {
        Self { response, largest: usize::MAX, body: OnceCell::new() }
    }

    /// The first text, number or boolean that one of the expressions finds.
    pub(super) fn first(&self, expressions: &[&str]) -> Option<String> {
        expressions.iter().find_map(|expression| self.text(expression))
    }

    /// The text, number or boolean that an expression finds; an empty text is none.
    pub(super) fn text(&self, expression: &str) -> Option<String> {
        let found = match expression.strip_prefix("$response.header.") {
            Some(name) => self.response.header(name)?.to_owned(),
            None => match self.value(expression)? {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.to_string(),
                Value::Bool(value) => value.to_string(),
                _ => return None,
            },
        };
        (!found.is_empty()).then_some(found)
    }

    /// What an expression finds in the body.
    pub(super) fn value(&self, expression: &str) -> Option<&Value> {
        let pointer = expression.strip_prefix("$response.body")?.trim_start_matches('#');
        let body = &self.response.body;
        let read = || (body.len() <= self.largest).then(|| serde_json::from_slice(body).ok())?;
        self.body.get_or_init(read).as_ref()?.pointer(pointer)
    }
}
