//! What each part of a merged schema says, and what all of them say of the type.

use std::borrow::Cow;

use openapiv3::{AdditionalProperties, AnySchema, ReferenceOr, Schema as RawSchema, SchemaData, SchemaKind, Type};
use serde_json::Value;

use super::Conflict;
use crate::api::{Kind, Length, Limits};
use crate::pointer::Pointer;
use crate::resolve::containers::Properties;
use crate::resolve::enumeration;
use crate::resolve::scalars::{self, Scalar};

/// One schema of those that are merged, without its own `allOf`.
pub(super) struct Part<'r> {
    pub(super) at: Pointer,
    pub(super) raw: Cow<'r, RawSchema>,
    /// Whether it is written where the merged schema stands.
    pub(super) is_inline: bool,
    /// Whether it is a choice between those that it is merged into.
    pub(super) is_base: bool,
}

impl<'r> Part<'r> {
    pub(super) fn new(at: Pointer, raw: Cow<'r, RawSchema>, is_inline: bool) -> Self {
        Self { at, raw, is_inline, is_base: false }
    }

    pub(super) fn said(&self) -> Said<'_> {
        Said::of(&self.raw)
    }

    /// Whether it says nothing but which branches it has.
    pub(super) fn is_only_union(&self) -> bool {
        let said = self.said();
        said.is_union && Said { is_union: false, ..said }.is_silent()
    }
}

/// The keywords of a schema, in one form for all of them.
pub(super) struct Said<'r> {
    pub(super) ty: Option<&'r str>,
    pub(super) properties: Option<&'r Properties>,
    pub(super) required: &'r [String],
    pub(super) additional: Option<&'r AdditionalProperties>,
    pub(super) items: Option<&'r ReferenceOr<Box<RawSchema>>>,
    pub(super) most_items: Option<usize>,
    pub(super) format: Option<String>,
    pub(super) length: Length,
    pub(super) values: Vec<Value>,
    pub(super) data: &'r SchemaData,
    /// What else it means.
    any: Option<&'r AnySchema>,
    is_union: bool,
}

/// Keywords that travel in private keys and say something of values.
const PRIVATE: [&str; 10] = [
    "minimum",
    "maximum",
    "multipleOf",
    "patternProperties",
    "prefixItems",
    "unevaluatedItems",
    "unevaluatedProperties",
    "false",
    "type",
    "$dynamicRef",
];

impl<'r> Said<'r> {
    pub(super) fn of(raw: &'r RawSchema) -> Self {
        let mut said = Self {
            ty: None,
            properties: None,
            required: &[],
            additional: None,
            items: None,
            most_items: None,
            format: None,
            length: Length::default(),
            values: Vec::new(),
            data: &raw.schema_data,
            any: None,
            is_union: false,
        };
        match &raw.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                said.ty = Some("object");
                said.properties = Some(&object.properties);
                said.required = &object.required;
                said.additional = object.additional_properties.as_ref();
            }
            SchemaKind::Type(Type::Array(array)) => {
                said.ty = Some("array");
                said.items = array.items.as_ref();
                said.most_items = array.max_items;
            }
            SchemaKind::Type(ty) => said.scalar(Scalar::of(ty)),
            SchemaKind::Any(any) => {
                said.scalar(Some(Scalar::of_any(any, any.typ.as_deref())));
                said.properties = Some(&any.properties);
                said.required = &any.required;
                said.additional = any.additional_properties.as_ref();
                said.items = any.items.as_ref();
                said.most_items = any.max_items;
                said.any = Some(any);
                said.is_union = !any.one_of.is_empty() || !any.any_of.is_empty();
            }
            SchemaKind::AllOf { .. } | SchemaKind::Not { .. } => {}
            SchemaKind::OneOf { .. } | SchemaKind::AnyOf { .. } => said.is_union = true,
        }
        said
    }

    fn scalar(&mut self, scalar: Option<Scalar<'r>>) {
        let Some(scalar) = scalar else { return };
        (self.ty, self.format, self.length, self.values) = (scalar.ty, scalar.format, scalar.length, scalar.values);
    }

    /// The type that it asks for, by name or by what only such values have.
    pub(super) fn ty(&self) -> Option<&'static str> {
        let named = |ty: &str| {
            ["string", "number", "integer", "boolean", "array", "object"].into_iter().find(|known| *known == ty)
        };
        let means = self.implied().filter(|ty| matches!(*ty, "object" | "array"));
        self.ty.and_then(named).or_else(|| enumeration::implied(&self.values)).or(means)
    }

    /// The type whose values it limits, if there are such.
    fn implied(&self) -> Option<&'static str> {
        let empty = AnySchema::default();
        let any = self.any.unwrap_or(&empty);
        scalars::implied(any, self.data).or_else(|| {
            let of_object = !self.required.is_empty() || any.min_properties.is_some();
            let of_array = any.min_items.is_some() || any.unique_items.is_some();
            if of_object { Some("object") } else { of_array.then_some("array") }
        })
    }

    /// Whether it says nothing of values, null aside.
    pub(super) fn is_silent(&self) -> bool {
        self.ty.is_none() && self.adds_nothing() && self.format.is_none()
    }

    /// Whether it names a type and says nothing else.
    pub(super) fn is_bare_type(&self) -> bool {
        self.ty.is_some() && self.adds_nothing() && self.format.is_none()
    }

    fn adds_nothing(&self) -> bool {
        let has_private =
            PRIVATE.iter().any(|key| self.data.extensions.contains_key(&format!("{}{key}", "x-codegen-")));
        let is_limited = self.any.is_some_and(|any| {
            any.pattern.is_some()
                || any.min_properties.or(any.max_properties).is_some()
                || any.min_items.is_some()
                || any.unique_items.is_some()
        });
        self.properties.is_none_or(indexmap::IndexMap::is_empty)
            && self.required.is_empty()
            && self.additional.is_none()
            && self.items.is_none()
            && self.most_items.is_none()
            && self.length.minimum.or(self.length.maximum).is_none()
            && self.values.is_empty()
            && !is_limited
            && !has_private
            && !self.is_union
    }
}

/// The type that all parts agree on.
pub(super) fn ty(parts: &[Part<'_>]) -> Result<Option<&'static str>, Conflict> {
    let mut found: Option<(&Part<'_>, &'static str)> = None;
    for (part, ty) in parts.iter().filter_map(|part| Some((part, part.said().ty()?))) {
        found = match found {
            None => Some((part, ty)),
            Some((_, known)) if known == ty => found,
            // The narrower one counts.
            Some((_, "number")) if ty == "integer" => Some((part, ty)),
            Some((_, "integer")) if ty == "number" => found,
            Some((first, known)) => {
                let [first, second] = [(first, known), (part, ty)].map(|(part, ty)| (part.at.clone(), article(ty)));
                return Err(Conflict { first, second });
            }
        };
    }
    let implied = || parts.iter().find_map(|part| part.said().implied());
    Ok(found.map(|(_, ty)| ty).or_else(implied))
}

fn article(ty: &str) -> &'static str {
    match ty {
        "string" => "a string",
        "number" => "a number",
        "integer" => "an integer",
        "boolean" => "a boolean",
        "array" => "an array",
        _ => "an object",
    }
}

/// Whether null is allowed: by all that name a type, or by one that says nothing else of it.
pub(super) fn are_nullable(parts: &[Part<'_>]) -> bool {
    let mut typed = parts.iter().filter(|part| part.said().ty().is_some()).peekable();
    let is_nullable = |part: &Part<'_>| part.raw.schema_data.nullable || scalars::lists_null(&part.raw.schema_kind);
    let by_all = typed.peek().is_some() && typed.all(is_nullable);
    by_all || parts.iter().any(|part| part.said().ty().is_none() && part.raw.schema_data.nullable)
}

/// Whether two schemas differ only in what they say to people.
pub(super) fn are_same(one: &RawSchema, other: &RawSchema) -> bool {
    one.schema_kind == other.schema_kind
        && one.schema_data.nullable == other.schema_data.nullable
        && one.schema_data.extensions == other.schema_data.extensions
}

/// What all parts ask of values beyond their type.
pub(super) fn limits(parts: &[Part<'_>], kind: &Kind) -> Limits {
    let mut all = Limits::default();
    for limits in parts.iter().map(|part| scalars::limits(&part.raw.schema_kind)) {
        all.items = tighter(all.items, limits.items);
        all.members = tighter(all.members, limits.members);
        all.unique_items |= limits.unique_items;
        all.binary |= limits.binary;
        if !limits.values.is_empty() {
            all.values = limits.values;
        }
    }
    if !matches!(kind, Kind::Array(_) | Kind::Tuple(_)) {
        (all.items, all.unique_items) = ([None; 2], false);
    }
    all
}

pub(super) fn tighter(
    [least, most]: [Option<u64>; 2],
    [other_least, other_most]: [Option<u64>; 2],
) -> [Option<u64>; 2] {
    [least.max(other_least), most.into_iter().chain(other_most).min()]
}
