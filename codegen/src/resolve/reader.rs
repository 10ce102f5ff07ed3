//! Reads an extension whose value is an object, and collects what is wrong with it.

use serde_json::{Map, Value};

use super::Ctx;
use super::extensions::is_expression;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

pub(super) struct Reader<'a> {
    extension: &'static str,
    pub(super) at: Pointer,
    /// `None` when the value is no object, which has been told.
    members: Option<&'a Map<String, Value>>,
    faults: Vec<(Place, String)>,
}

impl<'a> Reader<'a> {
    /// The value of an extension at a place, which may have these keys and no others.
    pub(super) fn new(extension: &'static str, at: Pointer, raw: &'a Value, keys: &[&str]) -> Self {
        let mut reader = Self { extension, at, members: raw.as_object(), faults: Vec::new() };
        if reader.members.is_none() {
            reader.fault(Place::Value(reader.at.clone()), format!("`{extension}` must be an object"));
        }
        for key in reader.members.into_iter().flat_map(Map::keys).filter(|key| !keys.contains(&key.as_str())) {
            reader.fault(Place::Key(reader.at.key(key)), format!("`{extension}` has no key `{key}`"));
        }
        reader
    }

    pub(super) fn fault(&mut self, place: Place, problem: String) {
        self.faults.push((place, problem));
    }

    /// A fault in the value of a key.
    pub(super) fn fault_in(&mut self, key: &str, problem: String) {
        self.fault(Place::Value(self.at.key(key)), problem);
    }

    pub(super) fn optional(&self, key: &str) -> Option<&'a Value> {
        self.members?.get(key)
    }

    pub(super) fn required(&mut self, key: &str) -> Option<&'a Value> {
        let value = self.members?.get(key);
        if value.is_none() {
            self.fault(Place::Key(self.at.clone()), format!("`{}` needs `{key}`", self.extension));
        }
        value
    }

    /// The text of a key.
    pub(super) fn text(&mut self, key: &str, value: &Value) -> Option<String> {
        let text = value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        if text.is_none() {
            self.fault_in(key, format!("`{key}` must be a text, and {value} is none"));
        }
        text
    }

    /// The expression of a key, by which something is found in an answer.
    pub(super) fn expression(&mut self, key: &str, value: &Value) -> Option<String> {
        let text = value.as_str().filter(|text| is_expression(text)).map(str::to_owned);
        if text.is_none() {
            let problem =
                format!("`{key}` must be a runtime expression of the response, for example `$response.body#/{key}`");
            self.fault_in(key, problem);
        }
        text
    }

    /// Tells what is wrong, each with what is made of the extension then. Returns whether nothing is.
    pub(super) fn finish(self, ctx: &mut Ctx<'_>, generated: &str) -> bool {
        let is_whole = self.faults.is_empty();
        for (place, problem) in self.faults {
            ctx.warn(Diagnostic::warning("invalid-extension", place, problem).generated(generated));
        }
        is_whole
    }
}
