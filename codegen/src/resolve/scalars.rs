//! Strings, numbers and booleans, and which of their values are allowed.

use openapiv3::{
    AnySchema, IntegerFormat, NumberFormat, SchemaData, SchemaKind, StringFormat, StringType, Type,
    VariantOrUnknownOrEmpty as Format,
};
use serde_json::{Number, Value};

use super::schema::placeholder;
use super::{Ctx, enumeration, extensions};
use crate::api::{Bounds, Kind, Length, Limits, Schema, Union};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// What a schema of no container says of its values.
pub(super) struct Scalar<'a> {
    /// `None` where the values alone say it.
    pub(super) ty: Option<&'a str>,
    pub(super) format: Option<String>,
    pub(super) length: Length,
    pub(super) values: Vec<Value>,
}

impl Ctx<'_> {
    pub(super) fn scalar(&mut self, at: &Pointer, data: &SchemaData, scalar: Scalar<'_>) -> Kind {
        let Scalar { ty, format, length, values } = scalar;
        let ty = ty.or_else(|| enumeration::implied(&values));
        let format = format.filter(|format| self.is_possible(at, format, length));
        let at = at.key("enum");
        let has_values = values.iter().any(|value| !value.is_null());
        match ty {
            Some("boolean") => Kind::Boolean,
            Some("number") => Kind::Number { bounds: bounds(data) },
            Some("integer") if has_values => {
                let texts = |value: &Value| value.as_str().and_then(|text| text.parse().ok()).map(Value::Number);
                let integers = self.values_of(&at, &values, "an integer", Value::is_number, texts);
                let values = enumeration::integers(data, &integers);
                values.map_or_else(|| Kind::Integer { format, bounds: bounds(data) }, Kind::IntegerEnumeration)
            }
            Some("integer") => Kind::Integer { format, bounds: bounds(data) },
            Some("string") if has_values => {
                let texts = |value: &Value| match value {
                    Value::Number(number) => Some(Value::String(number.to_string())),
                    Value::Bool(flag) => Some(Value::String(flag.to_string())),
                    _ => None,
                };
                let strings = self.values_of(&at, &values, "a string", Value::is_string, texts);
                match enumeration::strings(data, &strings) {
                    Some(enumeration) => Kind::Enumeration(enumeration),
                    None => Kind::String { format, length },
                }
            }
            Some("string") => Kind::String { format, length },
            _ if has_values => self.mixed(&at, data, &values),
            _ => Kind::Any,
        }
    }

    /// Values of several types: those of each type are a branch.
    fn mixed(&mut self, at: &Pointer, data: &SchemaData, values: &[Value]) -> Kind {
        let of = |is: fn(&Value) -> bool| -> Vec<Value> {
            // Each stays at its place, where its name and description are found.
            values.iter().map(|value| if is(value) { value.clone() } else { Value::Null }).collect()
        };
        let texts = enumeration::strings(data, &of(Value::is_string)).map(Kind::Enumeration);
        let integers = enumeration::integers(data, &of(|value| value.is_i64() || value.is_u64()));
        let numbers = match integers {
            Some(integers) if !values.iter().any(Value::is_f64) => Some(Kind::IntegerEnumeration(integers)),
            _ => values.iter().any(Value::is_number).then(|| Kind::Number { bounds: bounds(data) }),
        };
        let flags = values.iter().any(Value::is_boolean).then_some(Kind::Boolean);
        // Of those that have parts it is said in words what they are.
        let arrays = values.iter().any(Value::is_array).then(|| Kind::Array(self.any_value(at.clone())));
        let objects = values.iter().any(Value::is_object).then(|| Kind::Map(self.any_value(at.clone())));
        let kinds = [texts, numbers, flags, arrays, objects].into_iter().flatten();
        let branches = kinds.map(|kind| self.schemas.push(Schema { kind, ..placeholder(at.clone(), None) })).collect();
        Kind::Union(Union { keyword: "enum", branches, discriminator: None })
    }

    /// Whether texts of a format may be as long as they must be.
    fn is_possible(&mut self, at: &Pointer, format: &str, length: Length) -> bool {
        const UUID: u64 = 36;
        let fits = length.minimum.is_none_or(|least| least <= UUID) && length.maximum.is_none_or(|most| most >= UUID);
        if format != "uuid" || fits {
            return true;
        }
        let place = Place::Value(at.key("format"));
        let said =
            Diagnostic::warning("conflict", place, format!("a UUID has {UUID} characters, which is not allowed"));
        self.warn(said.generated("a string of any content"));
        false
    }

    /// The values of a type, each still at its place. Says which are of another, and takes what can be made to fit.
    fn values_of(
        &mut self,
        at: &Pointer,
        values: &[Value],
        expected: &str,
        fits: fn(&Value) -> bool,
        convert: impl Fn(&Value) -> Option<Value>,
    ) -> Vec<Value> {
        let mut taken = Vec::with_capacity(values.len());
        for (index, value) in values.iter().enumerate() {
            if value.is_null() || fits(value) {
                taken.push(value.clone());
                continue;
            }
            let converted = convert(value);
            let message = format!("a value of this enumeration must be {expected}");
            let said = Diagnostic::warning("wrong-kind", Place::Value(at.index(index)), message);
            self.warn(said.generated(match &converted {
                Some(value) => format!("as if it were `{value}`"),
                None => "as if it were not there".to_owned(),
            }));
            taken.push(converted.unwrap_or(Value::Null));
        }
        taken
    }
}

impl<'a> Scalar<'a> {
    /// What one of openapiv3's types says; `None` for a container.
    pub(super) fn of(ty: &'a Type) -> Option<Self> {
        let no_length = Length::default();
        Some(match ty {
            Type::Boolean(ty) => Self {
                ty: Some("boolean"),
                format: None,
                length: no_length,
                values: values(&ty.enumeration, |flag| Value::Bool(*flag)),
            },
            Type::Integer(ty) => Self {
                ty: Some("integer"),
                format: integer_format(&ty.format),
                length: no_length,
                values: values(&ty.enumeration, |integer| Value::from(*integer)),
            },
            Type::Number(ty) => {
                // A `number` in an integer's format is an integer to nobody but its author.
                let _: &Format<NumberFormat> = &ty.format;
                Self {
                    ty: Some("number"),
                    format: None,
                    length: no_length,
                    values: values(&ty.enumeration, |number| shortest(*number)),
                }
            }
            Type::String(ty) => Self {
                ty: Some("string"),
                format: string_format(&ty.format),
                length: length(ty),
                values: values(&ty.enumeration, |text| Value::String(text.clone())),
            },
            Type::Array(_) | Type::Object(_) => return None,
        })
    }

    /// What a schema without one of openapiv3's types says, by the type that it names or means.
    pub(super) fn of_any(any: &AnySchema, ty: Option<&'a str>) -> Self {
        let length = Length { minimum: count(any.min_length), maximum: count(any.max_length) };
        Self { ty, format: any.format.clone(), length, values: any.enumeration.clone() }
    }
}

/// `2.0` of openapiv3 was `2` in the description as likely as not; both are the same number.
fn shortest(number: f64) -> Value {
    let text = number.to_string();
    let integer = text.parse::<i64>().ok().map(Number::from);
    integer.or_else(|| Number::from_f64(number)).map_or(Value::Null, Value::Number)
}

fn values<T>(enumeration: &[Option<T>], value: impl Fn(&T) -> Value) -> Vec<Value> {
    enumeration.iter().map(|member| member.as_ref().map_or(Value::Null, &value)).collect()
}

fn length(string: &StringType) -> Length {
    Length { minimum: count(string.min_length), maximum: count(string.max_length) }
}

fn count(limit: Option<usize>) -> Option<u64> {
    limit.and_then(|limit| u64::try_from(limit).ok())
}

/// The document's reader has moved the bounds here, as text: no number type holds all of them.
pub(super) fn bounds(data: &SchemaData) -> Bounds {
    let text = |key: &str| extensions::text(&data.extensions, key);
    Bounds {
        minimum: text("x-codegen-minimum"),
        maximum: text("x-codegen-maximum"),
        exclusive_minimum: extensions::is_true(&data.extensions, "x-codegen-exclusiveMinimum"),
        exclusive_maximum: extensions::is_true(&data.extensions, "x-codegen-exclusiveMaximum"),
        multiple_of: text("x-codegen-multipleOf"),
    }
}

fn integer_format(format: &Format<IntegerFormat>) -> Option<String> {
    match format {
        Format::Item(IntegerFormat::Int32) => Some("int32".to_owned()),
        Format::Item(IntegerFormat::Int64) => Some("int64".to_owned()),
        Format::Unknown(other) => Some(other.clone()),
        Format::Empty => None,
    }
}

fn string_format(format: &Format<StringFormat>) -> Option<String> {
    let name = match format {
        Format::Item(StringFormat::Date) => "date",
        Format::Item(StringFormat::DateTime) => "date-time",
        Format::Item(StringFormat::Password) => "password",
        Format::Item(StringFormat::Byte) => "byte",
        Format::Item(StringFormat::Binary) => "binary",
        Format::Unknown(other) => other,
        Format::Empty => return None,
    };
    Some(name.to_owned())
}

/// The type that a schema means which names none. JSON Schema says that its keywords do not ask for a type; those who
/// write them do.
pub(super) fn implied(any: &AnySchema, data: &SchemaData) -> Option<&'static str> {
    let has = |keys: &[&str]| keys.iter().any(|key| data.extensions.contains_key(&format!("x-codegen-{key}")));
    let format = any.format.as_deref().unwrap_or_default();
    let of_integer =
        matches!(format, "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "unix-time");
    let is_object = !any.properties.is_empty() || any.additional_properties.is_some();
    if is_object || any.max_properties.is_some() || has(&["patternProperties", "unevaluatedProperties"]) {
        Some("object")
    } else if any.items.is_some() || any.max_items.is_some() || has(&["prefixItems", "unevaluatedItems"]) {
        Some("array")
    } else if !any.enumeration.is_empty() {
        enumeration::container(&any.enumeration)
    } else if any.pattern.is_some() || any.min_length.is_some() || any.max_length.is_some() {
        Some("string")
    } else if of_integer {
        Some("integer")
    } else if has(&["minimum", "maximum", "multipleOf"]) || matches!(format, "double" | "float") {
        Some("number")
    } else {
        let of_string = [
            "binary",
            "byte",
            "date",
            "date-time",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "password",
            "time",
            "uri",
            "url",
            "uuid",
        ];
        of_string.contains(&format).then_some("string")
    }
}

/// Whether null is one of the values that a schema lists.
pub(super) fn lists_null(kind: &SchemaKind) -> bool {
    match kind {
        SchemaKind::Type(ty) => Scalar::of(ty).is_some_and(|scalar| scalar.values.contains(&Value::Null)),
        SchemaKind::Any(any) => any.enumeration.contains(&Value::Null),
        _ => false,
    }
}

/// What has no effect on the type of a schema and is worth a word.
pub(super) fn limits(kind: &SchemaKind) -> Limits {
    let mut limits = Limits::default();
    match kind {
        SchemaKind::Type(Type::Array(array)) => {
            limits.items = [array.min_items, array.max_items].map(count);
            limits.unique_items = array.unique_items;
        }
        SchemaKind::Type(Type::Object(object)) => {
            limits.members = [object.min_properties, object.max_properties].map(count);
        }
        SchemaKind::Type(ty) => {
            let Some(scalar) = Scalar::of(ty) else { return limits };
            limits.binary = scalar.ty == Some("string") && scalar.format.as_deref() == Some("binary");
            if !matches!(ty, Type::String(_) | Type::Integer(_)) {
                limits.values = scalar.values;
            }
        }
        SchemaKind::Any(any) => {
            limits.items = [any.min_items, any.max_items].map(count);
            limits.unique_items = any.unique_items == Some(true);
            limits.members = [any.min_properties, any.max_properties].map(count);
            let ty = any.typ.as_deref().or_else(|| enumeration::implied(&any.enumeration));
            if !matches!(ty, Some("string" | "integer")) {
                limits.values.clone_from(&any.enumeration);
            }
        }
        _ => {}
    }
    limits.values.retain(|value| !value.is_null());
    limits
}
