//! Parameters: how they are handed over, and what is checked before they are sent.

use super::answer::is_json;
use super::types::is_nullable;
use super::{Ctx, docs};
use crate::api::{self, Bounds, Kind, Length, SchemaId};
use crate::model::{ArgumentKind, Arrays, IntegerType, Location, Parameter, Rule, Style, Type, Writing};

impl Ctx<'_> {
    /// The runtime's view of a parameter.
    pub(super) fn parameter(&self, raw: &api::Parameter) -> Parameter {
        let only_value = self.only_value(raw).filter(|_| raw.required && raw.location != api::Location::Path);
        Parameter {
            wire_name: raw.name.clone(),
            location: location(raw.location),
            required: raw.required,
            shared: raw.client,
            secret: self.is_secret(raw.schema),
            fixed: only_value.is_some(),
            default: only_value.or_else(|| raw.docs.default.as_ref().and_then(text)),
            writing: self.writing(raw),
            rules: match raw.writing {
                api::Writing::Style { .. } => self.rules(raw.schema),
                api::Writing::Content(_) => Vec::new(),
            },
        }
    }

    /// How a parameter is written, with what makes no difference to its values as it usually is.
    fn writing(&self, raw: &api::Parameter) -> Writing {
        let usual = location(raw.location).usual_writing();
        // What has a format of its own is one text.
        let api::Writing::Style { style, explode, reserved, arrays } = raw.writing else { return usual };
        let style = self::style(style);
        let is_plain = self.plain_kind(raw.schema).is_some();
        let may_nest = !is_plain && !matches!(self.api.schemas.target(raw.schema).kind, Kind::Array(_));
        let nests = style == Style::DeepObject || (style == Style::Form && explode && may_nest);
        let joins = !matches!(style, Style::DeepObject) && !is_plain;
        Writing {
            // What is written as it is differs from what is encoded, even where it has no parts.
            style: if is_plain && usual == Writing::FORM && style != Style::Cookie { usual.style } else { style },
            explode: if joins { explode } else { usual.explode },
            reserved,
            arrays: if nests { self::arrays(arrays) } else { Arrays::Indices },
        }
    }

    /// Whether a value, or each item of it, is nobody's business.
    fn is_secret(&self, schema: SchemaId) -> bool {
        match &self.api.schemas.target(schema).kind {
            Kind::String { format, .. } => super::types::string(format.as_deref()) == Type::Password,
            Kind::Array(items) => match &self.api.schemas.target(*items).kind {
                Kind::String { format, .. } => super::types::string(format.as_deref()) == Type::Password,
                _ => false,
            },
            _ => false,
        }
    }

    /// The one value that a parameter can have, if there is no other.
    fn only_value(&self, raw: &api::Parameter) -> Option<String> {
        let schema = self.api.schemas.target(raw.schema);
        match (&schema.kind, schema.docs.limits.values.as_slice()) {
            (Kind::Enumeration(api::Enumeration { values, .. }), _) if values.len() == 1 => values.first().cloned(),
            (Kind::IntegerEnumeration(values), _) if values.len() == 1 => Some(values.first()?.value.to_string()),
            (Kind::Boolean | Kind::Number { .. }, [value]) => text(value),
            _ => None,
        }
    }

    fn rules(&self, schema: SchemaId) -> Vec<Rule> {
        let schema = self.api.schemas.target(schema);
        match &schema.kind {
            Kind::Integer { bounds, .. } => integer_rules(bounds),
            Kind::Number { bounds } => number_rules(bounds),
            Kind::String { length, .. } => length_rules(*length),
            Kind::Array(items) => {
                let [least, most] = schema.docs.limits.items;
                let mut rules: Vec<Rule> = least.filter(|&least| least > 0).map(Rule::MinItems).into_iter().collect();
                rules.extend(most.map(Rule::MaxItems));
                let each = match self.api.schemas.target(*items).kind {
                    Kind::Array(_) => Vec::new(),
                    _ => self.rules(*items),
                };
                rules.extend((!each.is_empty()).then_some(Rule::Each(each)));
                rules
            }
            _ => Vec::new(),
        }
    }

    /// How a caller hands over a parameter.
    pub(super) fn argument_kind(&self, raw: &api::Parameter) -> ArgumentKind {
        if let api::Writing::Content(media_type) = &raw.writing {
            return if is_json(media_type) { ArgumentKind::Json(self.bare(raw.schema)) } else { ArgumentKind::Text };
        }
        match (self.value_kind(raw.schema), raw.items) {
            (ArgumentKind::Parts(ty), Some(style)) if self.is_list_of_lists(raw.schema) => {
                ArgumentKind::Nested(ty, delimiter(style))
            }
            (kind, _) => kind,
        }
    }

    fn is_list_of_lists(&self, schema: SchemaId) -> bool {
        let Kind::Array(items) = self.api.schemas.target(schema).kind else { return false };
        matches!(self.api.schemas.target(items).kind, Kind::Array(_))
    }

    /// How a caller hands over a value that is written by its parts.
    pub(super) fn value_kind(&self, schema: SchemaId) -> ArgumentKind {
        if let Some(kind) = self.plain_kind(schema) {
            return kind;
        }
        match &self.api.schemas.target(schema).kind {
            Kind::Array(items) if !is_nullable(&self.api.schemas, *items) => match self.plain_kind(*items) {
                Some(ArgumentKind::Text) => ArgumentKind::Texts,
                Some(ArgumentKind::Value(ty)) => ArgumentKind::Values(ty),
                Some(ArgumentKind::Into(ty)) => ArgumentKind::Intos(ty),
                _ => ArgumentKind::Parts(self.bare(schema)),
            },
            Kind::Union(_) => ArgumentKind::IntoParts(self.bare(schema)),
            _ => ArgumentKind::Parts(self.bare(schema)),
        }
    }

    /// The type of a value that is sent: null is none.
    pub(super) fn bare(&self, schema: SchemaId) -> Type {
        match self.ty(schema) {
            Type::Option(ty) => *ty,
            ty => ty,
        }
    }

    /// How a caller hands over a plain value, or gets one; `None` for what is none.
    pub(super) fn plain_kind(&self, schema: SchemaId) -> Option<ArgumentKind> {
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
        match self.plain_kind(schema)? {
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

pub(super) fn location(location: api::Location) -> Location {
    match location {
        api::Location::Path => Location::Path,
        api::Location::Query => Location::Query,
        api::Location::Header => Location::Header,
        api::Location::Cookie => Location::Cookie,
    }
}

pub(super) fn arrays(arrays: api::Arrays) -> Arrays {
    match arrays {
        api::Arrays::Indices => Arrays::Indices,
        api::Arrays::Brackets => Arrays::Brackets,
        api::Arrays::Repeat => Arrays::Repeat,
    }
}

pub(super) fn style(style: api::Style) -> Style {
    match style {
        api::Style::Simple => Style::Simple,
        api::Style::Label => Style::Label,
        api::Style::Matrix => Style::Matrix,
        api::Style::Form => Style::Form,
        api::Style::SpaceDelimited => Style::SpaceDelimited,
        api::Style::PipeDelimited => Style::PipeDelimited,
        api::Style::TabDelimited => Style::TabDelimited,
        api::Style::DeepObject => Style::DeepObject,
        api::Style::Cookie => Style::Cookie,
    }
}

/// What stands between the items of a list that is one text.
pub(super) fn delimiter(style: api::Style) -> &'static str {
    match style {
        api::Style::SpaceDelimited => " ",
        api::Style::PipeDelimited => "|",
        api::Style::TabDelimited => "\t",
        _ => ",",
    }
}

/// The documentation of a parameter, with what is checked.
pub(super) fn parameter_docs(raw: &api::Parameter, rules: &[Rule]) -> crate::model::Docs {
    docs::value(&raw.docs, range(rules).as_slice())
}

/// The same in one line.
pub(super) fn parameter_line(raw: &api::Parameter, rules: &[Rule]) -> String {
    docs::value_line(&raw.docs, range(rules).as_slice())
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
