//! Strings, numbers and booleans of which several schemas say something: what all of them allow.

use std::cmp::Ordering;

use openapiv3::SchemaData;
use serde_json::Value;

use super::part::{Part, tighter};
use crate::api::{Bounds, Kind, Length};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::pointer::Pointer;
use crate::resolve::Ctx;
use crate::resolve::scalars::{Scalar, bounds};

impl Ctx<'_> {
    pub(super) fn merged_scalar(&mut self, at: &Pointer, parts: &[Part<'_>], ty: Option<&'static str>) -> Kind {
        let mut scalar = Scalar { ty, format: None, length: Length::default(), values: Vec::new() };
        let mut merged = Bounds::default();
        let mut formatted: Option<&Part<'_>> = None;
        // Who lists the values that remain, and what is said about them.
        let mut listed: Option<&Part<'_>> = None;
        for part in parts {
            let said = part.said();
            let length = [scalar.length, said.length].map(|length| [length.minimum, length.maximum]);
            let [minimum, maximum] = tighter(length[0], length[1]);
            scalar.length = Length { minimum, maximum };
            narrow(&mut merged, bounds(said.data));
            if let Some(format) = said.format {
                let known = scalar.format.replace(format).filter(|known| Some(known) != scalar.format.as_ref());
                if let (Some(known), Some(first)) = (known, formatted) {
                    let message = format!("another schema that is merged has the format {}", quoted(&known));
                    self.told_twice("format", &message, first, part);
                }
                formatted = Some(part);
            }
            if said.values.is_empty() {
                continue;
            }
            match listed {
                None => (scalar.values, listed) = (said.values, Some(part)),
                Some(first) => {
                    let both: Vec<Value> =
                        said.values.iter().filter(|value| scalar.values.contains(value)).cloned().collect();
                    if both.is_empty() {
                        self.told_twice("enum", "no value is in both of the lists that are merged", first, part);
                        (scalar.values, listed) = (said.values, Some(part));
                    } else {
                        listed = if both.len() < said.values.len() { Some(first) } else { Some(part) };
                        scalar.values = both;
                    }
                }
            }
        }
        let mut data = listed.map_or_else(SchemaData::default, |part| part.raw.schema_data.clone());
        keep(&mut data, merged);
        self.scalar(listed.map_or(at, |part| &part.at), &data, scalar)
    }

    fn told_twice(&mut self, keyword: &str, message: &str, first: &Part<'_>, second: &Part<'_>) {
        let said = Diagnostic::warning("conflict", Place::Key(second.at.key(keyword)), message);
        self.warn(
            said.also(Place::Key(first.at.key(keyword)), "the other").generated("as if only this one were there"),
        );
    }
}

/// Makes bounds allow what others allow, too.
fn narrow(all: &mut Bounds, bounds: Bounds) {
    let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let is_tighter = |new: &Option<String>, old: &Option<String>, tighter: Ordering, is_exclusive: bool| match (
        number(new),
        number(old),
    ) {
        (Some(new), Some(old)) => match new.partial_cmp(&old) {
            Some(Ordering::Equal) => is_exclusive,
            order => order == Some(tighter),
        },
        (new, _) => new.is_some(),
    };
    if is_tighter(&bounds.minimum, &all.minimum, Ordering::Greater, bounds.exclusive_minimum) {
        (all.minimum, all.exclusive_minimum) = (bounds.minimum, bounds.exclusive_minimum);
    }
    if is_tighter(&bounds.maximum, &all.maximum, Ordering::Less, bounds.exclusive_maximum) {
        (all.maximum, all.exclusive_maximum) = (bounds.maximum, bounds.exclusive_maximum);
    }
    all.multiple_of = bounds.multiple_of.or(all.multiple_of.take());
}

/// Puts bounds where they are read from.
fn keep(data: &mut SchemaData, bounds: Bounds) {
    let mut set = |key: &str, value: Option<Value>| match value {
        Some(value) => drop(data.extensions.insert(key.to_owned(), value)),
        None => drop(data.extensions.shift_remove(key)),
    };
    set("x-codegen-minimum", bounds.minimum.map(Value::String));
    set("x-codegen-maximum", bounds.maximum.map(Value::String));
    set("x-codegen-multipleOf", bounds.multiple_of.map(Value::String));
    set("x-codegen-exclusiveMinimum", Some(Value::Bool(bounds.exclusive_minimum)));
    set("x-codegen-exclusiveMaximum", Some(Value::Bool(bounds.exclusive_maximum)));
}
