//! A description as plain data, before its meaning is looked at.

use indexmap::IndexMap;
use serde_json::value::RawValue;

use super::uri::decoded;
use crate::diagnostic::quoted;

/// A value of JSON or YAML. None is nested deeper than the reader allows, so it may be walked by recursion.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Value>),
    Object(Object),
}

/// The entries of an object, in the order of the text.
pub(super) type Object = IndexMap<String, Value>;

/// A number as its text: as written where bounds stand, elsewhere in its shortest form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number(pub(super) Box<str>);

impl Number {
    /// Takes a text that JSON would take for a number, of any size.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let raw: &RawValue = serde_json::from_str(text).ok()?;
        let is_number = raw.get().starts_with(|first: char| first == '-' || first.is_ascii_digit());
        is_number.then(|| Self(raw.get().into()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The whole number that it is, if it is one: `10`, `10.0` and `1e1` are the same.
    pub(super) fn as_u64(&self) -> Option<u64> {
        if let Ok(number) = self.0.parse() {
            return Some(number);
        }
        let whole = format!("{:.0}", self.as_f64()?);
        let number: u64 = whole.parse().ok()?;
        #[expect(clippy::cast_precision_loss, reason = "what was lost makes the two differ")]
        let is_exact = Some(number as f64) == self.as_f64();
        is_exact.then_some(number)
    }

    /// Whether it is written as a whole number.
    pub(super) fn is_integer(&self) -> bool {
        let digits = self.0.strip_prefix('-').unwrap_or(&self.0);
        digits.bytes().all(|byte| byte.is_ascii_digit())
    }

    pub(super) fn is_negative(&self) -> bool {
        self.0.starts_with('-')
    }

    /// `None` where it is too large.
    pub(super) fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }
}

impl Value {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// What stands at a pointer, written as a reference has it.
    pub(super) fn at(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        pointer.strip_prefix('/')?.split('/').try_fold(self, |value, step| match value {
            Self::Object(object) => object.get(&decoded(step)),
            Self::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// How much a copy of it takes: each value counts one, and so do 64 bytes of text.
    pub(super) fn weight(&self) -> usize {
        1 + match self {
            Self::Null | Self::Bool(_) => 0,
            Self::Number(number) => number.0.len() / 64,
            Self::String(text) => text.len() / 64,
            Self::Array(items) => items.iter().map(Self::weight).sum(),
            Self::Object(entries) => entries.iter().map(|(name, value)| name.len() / 64 + value.weight()).sum(),
        }
    }

    /// What it is, for messages: a kind, or a kind and the value.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Null => "null".into(),
            Self::Bool(value) => format!("`{value}`"),
            Self::Number(number) => format!("the number {}", quoted(number.as_str()).trim_matches('`')),
            Self::String(text) => format!("the string {}", quoted(text)),
            Self::Array(items) if items.is_empty() => "an empty list".into(),
            Self::Array(_) => "a list".into(),
            Self::Object(_) => "a map".into(),
        }
    }
}
