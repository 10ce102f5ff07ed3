//! The type that a schema becomes where it is referred to.

use super::Ctx;
use crate::api::{Bounds, Kind, MediaType, SchemaId, Schemas};
use crate::model::{IntegerType, Type};
use crate::pointer::Pointer;

/// The longest tuple that Rust compares and prints.
const LONGEST_TUPLE: usize = 12;

impl Ctx<'_> {
    /// The type of a value of this schema; `Option` when null is allowed.
    pub(super) fn ty(&self, id: SchemaId) -> Type {
        let ty = self.without_null(id);
        if is_nullable(&self.api.schemas, id) { Type::Option(Box::new(ty)) } else { ty }
    }

    pub(super) fn without_null(&self, id: SchemaId) -> Type {
        match self.names.types.get(&id) {
            Some(name) => Type::Model(name.clone()),
            None => self.anonymous(id),
        }
    }

    /// The type of a schema without regard to its name or to null: what an alias stands for.
    pub(super) fn anonymous(&self, id: SchemaId) -> Type {
        let ty = self.of_kind(id);
        if ty == Type::Value {
            self.untyped(id);
        }
        ty
    }

    /// The type of what a request or an answer holds; of one without a schema any value.
    pub(super) fn media(&self, media: &MediaType) -> Type {
        match media.schema {
            Some(schema) => self.ty(schema),
            None => {
                self.census.note(&media.pointer, None);
                Type::Value
            }
        }
    }

    /// Where an array of elements that differ cannot become a tuple, and why.
    pub(super) fn tuple_problem(&self, id: SchemaId) -> Option<(Pointer, String)> {
        let schema = self.api.schemas.get(id);
        let Kind::Tuple(elements) = &schema.kind else { return None };
        if self.recursion.is_tuple_of_itself(id) {
            return Some((schema.pointer.clone(), "this array is one of its own elements".to_owned()));
        }
        let problem = || format!("a tuple of more than {LONGEST_TUPLE} elements is not supported");
        (elements.len() > LONGEST_TUPLE).then(|| (schema.pointer.key("prefixItems"), problem()))
    }

    fn of_kind(&self, id: SchemaId) -> Type {
        let schema = self.api.schemas.get(id);
        if self.recursion.is_endless(id) {
            return Type::Value;
        }
        match &schema.kind {
            Kind::Null => Type::Null,
            Kind::Boolean => Type::Bool,
            Kind::Integer { format, bounds } => Type::Integer(integer(format.as_deref(), bounds)),
            Kind::Number { .. } => Type::F64,
            Kind::String { format, .. } => string(format.as_deref()),
            Kind::Array(items) => Type::Vec(Box::new(self.ty(*items))),
            Kind::Tuple(_) if self.tuple_problem(id).is_some() => {
                self.census.note(&schema.pointer, Some("prefixItems"));
                Type::Vec(Box::new(Type::Value))
            }
            Kind::Tuple(elements) => Type::Tuple(elements.iter().map(|element| self.ty(*element)).collect()),
            Kind::Map(values) => Type::Map(Box::new(self.ty(*values))),
            Kind::Reference(target) => self.without_null(*target),
            // Objects and enumerations have names; one without is a schema that nothing reaches.
            Kind::Any
            | Kind::Object(_)
            | Kind::Enumeration(_)
            | Kind::IntegerEnumeration(_)
            | Kind::Union(_)
            | Kind::Other { .. } => Type::Value,
        }
    }
}

/// Whether null must be told apart: where any value is allowed, it is one of them.
pub(super) fn is_nullable(schemas: &Schemas, id: SchemaId) -> bool {
    schemas.allows_null(id) && !matches!(schemas.target(id).kind, Kind::Any | Kind::Null | Kind::Other { .. })
}

/// Formats that say no more than a text does are none.
pub(super) fn string(format: Option<&str>) -> Type {
    match format {
        Some("date-time") => Type::DateTime,
        Some("date") => Type::Date,
        Some("time") => Type::Time,
        Some("uuid") => Type::Uuid,
        Some("ipv4") => Type::Ipv4Addr,
        Some("ipv6") => Type::Ipv6Addr,
        Some("byte") => Type::Base64,
        Some("password") => Type::Password,
        _ => Type::String,
    }
}

/// A bare `integer` has 64 bits; a maximum beyond those takes the sign, unless there are numbers below zero.
fn integer(format: Option<&str>, bounds: &Bounds) -> IntegerType {
    match format {
        Some("int8") => IntegerType::I8,
        Some("int16") => IntegerType::I16,
        Some("int32") => IntegerType::I32,
        Some("int64") => IntegerType::I64,
        Some("uint8") => IntegerType::U8,
        Some("uint16") => IntegerType::U16,
        Some("uint32") => IntegerType::U32,
        Some("uint64") => IntegerType::U64,
        _ if is_beyond(bounds) => IntegerType::U64,
        _ => IntegerType::I64,
    }
}

/// Whether the largest number does not fit into 64 bits with a sign. Programs write it rounded, as `1.8e19`.
fn is_beyond(bounds: &Bounds) -> bool {
    const SIGN: f64 = 9_223_372_036_854_775_808.0;
    let float = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
    let exact = bounds.maximum.as_ref().and_then(|text| text.parse::<u64>().ok());
    let is_above = match exact {
        Some(maximum) => i64::try_from(maximum).is_err(),
        None => float(&bounds.maximum).is_some_and(|maximum| maximum > SIGN),
    };
    is_above && float(&bounds.minimum).is_none_or(|minimum| minimum >= 0.0)
}
