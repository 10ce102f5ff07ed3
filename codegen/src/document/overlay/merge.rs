//! Merges what an overlay says into what a description says.

use super::super::value::Value;
use crate::diagnostic::{Origins, Pointer};

/// Where the value comes from that is merged.
#[derive(Clone)]
pub(super) enum From {
    /// It stands in the overlay.
    Overlay(Pointer),
    /// It stands at another place of the description.
    Copy(Pointer),
}

impl From {
    fn key(&self, name: &str) -> Self {
        match self {
            Self::Overlay(at) => Self::Overlay(at.key(name)),
            Self::Copy(at) => Self::Copy(at.key(name)),
        }
    }
}

/// What both sides are made of, and what is noted about it.
pub(super) struct Merge<'o> {
    pub(super) origins: &'o mut Origins,
    /// Whether lists are joined where the place itself is a list.
    pub(super) joins: bool,
}

impl Merge<'_> {
    /// Merges into the place itself, to which other things can be added than to what is below it.
    pub(super) fn place(&mut self, target: &mut Value, value: &Value, at: &Pointer, from: &From) -> Result<(), String> {
        match (target, value) {
            (Value::Array(items), value) if !self.joins || !matches!(value, Value::Array(_)) => {
                self.push(items, value, at, from);
                Ok(())
            }
            (target, value) => self.merge(target, value, at, from),
        }
    }

    /// No value is nested deeper than the reader allows, so recursion ends soon.
    fn merge(&mut self, target: &mut Value, value: &Value, at: &Pointer, from: &From) -> Result<(), String> {
        match (target, value) {
            (Value::Object(entries), Value::Object(others)) => {
                for (name, value) in others {
                    let (at, from) = (at.key(name), from.key(name));
                    match entries.get_mut(name) {
                        Some(known) => self.merge(known, value, &at, &from)?,
                        None => {
                            self.note(&at, &from);
                            entries.insert(name.clone(), value.clone());
                        }
                    }
                }
            }
            (Value::Array(items), Value::Array(others)) => {
                for (index, value) in others.iter().enumerate() {
                    self.push(items, value, at, &from.key(&index.to_string()));
                }
            }
            (target, value) if has_parts(target) || has_parts(value) => {
                let (one, other) = (value.describe(), target.describe());
                return Err(format!("at `{at}` {one} cannot be merged with {other}"));
            }
            (target, value) => {
                self.note(at, from);
                *target = value.clone();
            }
        }
        Ok(())
    }

    fn push(&mut self, items: &mut Vec<Value>, value: &Value, at: &Pointer, from: &From) {
        self.note(&at.index(items.len()), from);
        items.push(value.clone());
    }

    fn note(&mut self, at: &Pointer, from: &From) {
        match from {
            From::Overlay(from) => {
                self.origins.gone(at);
                self.origins.made(at, from);
            }
            From::Copy(from) => self.origins.copied(from, at),
        }
    }
}

fn has_parts(value: &Value) -> bool {
    matches!(value, Value::Object(_) | Value::Array(_))
}
