//! Parameters: how they are handed over, and what is checked before they are sent.

use super::{Ctx, docs};
use crate::api::{self, Bounds, Kind, Length, SchemaId};
use crate::model::{ArgumentKind, IntegerType, Location, Parameter, Rule, Type};

impl Ctx<'_> {
    /// The runtime's view of a parameter.
    pub(super) fn parameter(&self, raw: &api::Parameter, location: Location) -> Parameter {
        let schema = self.api.schemas.target(raw.schema);
        Parameter {
            wire_name: raw.name.clone(),
            location,
            required: raw.required,
            shared: raw.client,
            secret: self.plain(raw.schema) == Type::Password,
            default: raw.docs.default.as_ref().and_then(text),
            rules: match &schema.kind {
                Kind::Integer { bounds, .. } => integer_rules(bounds),
                Kind::Number { bounds } => number_rules(bounds),
                Kind::String { length, .. } => length_rules(*length),
                _ => Vec::new(),
            },
        }
    }

    /// How a caller hands over a value; `None` for what cannot travel as plain text.
    pub(super) fn argument_kind(&self, schema: SchemaId) -> Option<ArgumentKind> {
        match &self.api.schemas.target(schema).kind {
            Kind::String { format, .. } => Some(match super::types::string(format.as_deref()) {
                // What must not be shown is handed over as text; the runtime knows the parameter.
                Type::String | Type::Password => ArgumentKind::Text,
                ty @ (Type::Uuid | Type::Ipv4Addr | Type::Ipv6Addr) => ArgumentKind::Value(ty),
                ty => ArgumentKind::Into(ty),
            }),
            Kind::Boolean | Kind::Integer { .. } | Kind::Number { .. } => Some(ArgumentKind::Value(self.plain(schema))),
            Kind::Enumeration(_) | Kind::IntegerEnumeration(_) => Some(ArgumentKind::Into(self.plain(schema))),
            Kind::Any
            | Kind::Null
            | Kind::Array(_)
            | Kind::Tuple(_)
            | Kind::Map(_)
            | Kind::Object(_)
            | Kind::Reference(_)
            | Kind::Union(_)
            | Kind::Other { .. } => None,
        }
    }

    /// The integer type of a parameter, when it is one.
    pub(super) fn integer_type(&self, schema: SchemaId) -> Option<IntegerType> {
        match self.argument_kind(schema)? {
            ArgumentKind::Value(Type::Integer(integer)) => Some(integer),
            _ => None,
        }
    }

    /// The type behind all names but an enum's: a parameter is handed over as what it is.
    fn plain(&self, schema: SchemaId) -> Type {
        let mut id = schema;
        while let Kind::Reference(target) = self.api.schemas.get(id).kind {
            id = target;
        }
        match self.api.schemas.get(id).kind {
            Kind::Enumeration(_) | Kind::IntegerEnumeration(_) => match self.names.types.get(&id) {
                Some(name) => Type::Model(name.clone()),
                None => Type::String,
            },
            _ => self.anonymous(id),
        }
    }
}

/// The documentation of a parameter, with what is checked.
pub(super) fn parameter_docs(raw: &api::Parameter, rules: &[Rule]) -> crate::model::Docs {
    let facts: Vec<String> = range(rules).into_iter().collect();
    docs::value(&raw.docs, &facts)
}

fn range(rules: &[Rule]) -> Option<String> {
    let mut minimum = None;
    let mut maximum = None;
    for rule in rules {
        match rule {
            Rule::Minimum(value) => minimum = Some(value.to_string()),
            Rule::AtLeast(value) => minimum = Some(value.to_string()),
            Rule::Maximum(value) => maximum = Some(value.to_string()),
            Rule::AtMost(value) => maximum = Some(value.to_string()),
            _ => {}
        }
    }
    match (minimum, maximum) {
        (Some(minimum), Some(maximum)) => Some(format!("From {minimum} to {maximum}.")),
        (Some(minimum), None) => Some(format!("At least {minimum}.")),
        (None, Some(maximum)) => Some(format!("At most {maximum}.")),
        (None, None) => None,
    }
}

fn text(value: &serde_json::Value) -> Option<String> {
    match value {
        serde_json::Value::String(text) => Some(text.clone()),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(bool) => Some(bool.to_string()),
        _ => None,
    }
}

/// An exclusive bound of an integer is an inclusive one next to it.
fn integer_rules(bounds: &Bounds) -> Vec<Rule> {
    let integer = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<i128>().ok());
    let minimum = integer(&bounds.minimum).and_then(|bound| bound.checked_add(i128::from(bounds.exclusive_minimum)));
    let maximum = integer(&bounds.maximum).and_then(|bound| bound.checked_sub(i128::from(bounds.exclusive_maximum)));
    let multiple = integer(&bounds.multiple_of).filter(|&multiple| multiple > 1);
    [minimum.map(Rule::Minimum), maximum.map(Rule::Maximum), multiple.map(Rule::MultipleOf)]
        .into_iter()
        .flatten()
        .collect()
}

fn number_rules(bounds: &Bounds) -> Vec<Rule> {
    let number = |text: &Option<String>| {
        text.as_deref().and_then(|text| text.parse::<f64>().ok()).filter(|bound| bound.is_finite())
    };
    let minimum = number(&bounds.minimum).map(if bounds.exclusive_minimum { Rule::Above } else { Rule::AtLeast });
    let maximum = number(&bounds.maximum).map(if bounds.exclusive_maximum { Rule::Below } else { Rule::AtMost });
    [minimum, maximum].into_iter().flatten().collect()
}

fn length_rules(length: Length) -> Vec<Rule> {
    let minimum = length.minimum.filter(|&minimum| minimum > 0).map(Rule::MinLength);
    [minimum, length.maximum.map(Rule::MaxLength)].into_iter().flatten().collect()
}
