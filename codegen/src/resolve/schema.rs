//! Schemas: each becomes a node of the arena, each reference the id of its target.

use openapiv3::{
    IntegerFormat, NumberFormat, ObjectType, ReferenceOr, Schema as RawSchema, SchemaData, SchemaKind, StringFormat,
    StringType, Type, VariantOrUnknownOrEmpty as Format,
};

use super::reference::component_name;
use super::{Ctx, dangling, extensions, external_docs};
use crate::api::{Bounds, Direction, Docs, Enumeration, Kind, Length, Object, Property, Schema, SchemaId};
use crate::pointer::Pointer;

impl Ctx<'_> {
    /// All component schemas. They get their ids first, since they may refer to each other.
    pub(super) fn component_schemas(&mut self) {
        let at = Pointer::root().key("components").key("schemas");
        for name in self.document.components.schemas.keys() {
            let schema = placeholder(at.key(name), Some(name.clone()));
            let id = self.schemas.push(schema);
            self.components.insert(name.clone(), id);
        }
        for (name, raw) in &self.document.components.schemas {
            let Some(&id) = self.components.get(name) else { continue };
            let at = at.key(name);
            match raw {
                ReferenceOr::Item(raw) => self.fill(id, &at, raw),
                ReferenceOr::Reference { reference } => {
                    let target = self.target(&at, reference);
                    self.schemas.get_mut(id).kind = Kind::Reference(target);
                }
            }
        }
    }

    /// The schema of a node: a new one, or the one that it refers to.
    pub(super) fn schema(&mut self, at: &Pointer, node: &ReferenceOr<RawSchema>) -> SchemaId {
        match node {
            ReferenceOr::Item(raw) => self.inline(at, raw),
            ReferenceOr::Reference { reference } => self.target(at, reference),
        }
    }

    fn boxed(&mut self, at: &Pointer, node: &ReferenceOr<Box<RawSchema>>) -> SchemaId {
        match node {
            ReferenceOr::Item(raw) => self.inline(at, raw),
            ReferenceOr::Reference { reference } => self.target(at, reference),
        }
    }

    fn inline(&mut self, at: &Pointer, raw: &RawSchema) -> SchemaId {
        let id = self.schemas.push(placeholder(at.clone(), None));
        self.fill(id, at, raw);
        id
    }

    /// A schema that leads nowhere allows any value: only what it would have said is lost.
    fn target(&mut self, at: &Pointer, reference: &str) -> SchemaId {
        let known = component_name(reference, "schemas").and_then(|name| self.components.get(&name).copied());
        known.unwrap_or_else(|| {
            self.warn(dangling(at, reference).generated("a value of any type"));
            self.schemas.push(Schema { dangling: true, ..placeholder(at.clone(), None) })
        })
    }

    fn fill(&mut self, id: SchemaId, at: &Pointer, raw: &RawSchema) {
        let kind = self.kind(at, raw);
        let schema = self.schemas.get_mut(id);
        schema.docs = docs(&raw.schema_data);
        schema.nullable = raw.schema_data.nullable;
        schema.kind = kind;
    }

    fn kind(&mut self, at: &Pointer, raw: &RawSchema) -> Kind {
        if let Some(keyword) = unread_keyword(&raw.schema_data) {
            return Kind::Other { keyword };
        }
        match &raw.schema_kind {
            SchemaKind::Type(Type::Boolean(boolean)) if boolean.enumeration.is_empty() => Kind::Boolean,
            SchemaKind::Type(Type::Integer(integer)) if integer.enumeration.is_empty() => {
                Kind::Integer { format: integer_format(&integer.format), bounds: bounds(&raw.schema_data) }
            }
            SchemaKind::Type(Type::Number(number)) if number.enumeration.is_empty() => {
                // A `number` in an integer's format is an integer to nobody but its author.
                let _: &Format<NumberFormat> = &number.format;
                Kind::Number { bounds: bounds(&raw.schema_data) }
            }
            SchemaKind::Type(Type::String(string)) => string_kind(string),
            SchemaKind::Type(Type::Array(array)) => match &array.items {
                Some(items) => Kind::Array(self.boxed(&at.key("items"), items)),
                None => Kind::Array(self.schemas.push(placeholder(at.key("items"), None))),
            },
            SchemaKind::Type(Type::Object(object)) => self.object(at, object),
            SchemaKind::Type(_) => Kind::Other { keyword: "enum" },
            SchemaKind::AllOf { all_of } => match all_of.as_slice() {
                [ReferenceOr::Reference { reference }] => {
                    Kind::Reference(self.target(&at.key("allOf").index(0), reference))
                }
                _ => Kind::Other { keyword: "allOf" },
            },
            SchemaKind::OneOf { .. } => Kind::Other { keyword: "oneOf" },
            SchemaKind::AnyOf { .. } => Kind::Other { keyword: "anyOf" },
            SchemaKind::Not { .. } => Kind::Other { keyword: "not" },
            SchemaKind::Any(any) => self.any(at, any),
        }
    }

    fn object(&mut self, at: &Pointer, object: &ObjectType) -> Kind {
        if object.additional_properties.is_some() {
            return Kind::Other { keyword: "additionalProperties" };
        }
        if object.properties.is_empty() && object.required.is_empty() {
            return Kind::Any;
        }
        self.properties(at, &object.properties, &object.required)
    }

    fn properties(
        &mut self,
        at: &Pointer,
        properties: &indexmap::IndexMap<String, ReferenceOr<Box<RawSchema>>>,
        required: &[String],
    ) -> Kind {
        let here = at.key("properties");
        let mut members: Vec<Property> = Vec::with_capacity(properties.len());
        for (name, node) in properties {
            let schema = self.boxed(&here.key(name), node);
            members.push(Property { name: name.clone(), required: required.contains(name), schema });
        }
        for (index, name) in required.iter().enumerate().filter(|(_, name)| !properties.contains_key(*name)) {
            let schema = self.schemas.push(placeholder(at.key("required").index(index), None));
            members.push(Property { name: name.clone(), required: true, schema });
        }
        Kind::Object(Object { properties: members })
    }

    /// A schema whose keywords are not of one type, or that names none.
    fn any(&mut self, at: &Pointer, any: &openapiv3::AnySchema) -> Kind {
        let composed = [
            (!any.one_of.is_empty(), "oneOf"),
            (!any.any_of.is_empty(), "anyOf"),
            (!any.all_of.is_empty(), "allOf"),
            (any.not.is_some(), "not"),
            (any.additional_properties.is_some(), "additionalProperties"),
            (!any.enumeration.is_empty(), "enum"),
            (any.items.is_some(), "items"),
        ];
        if let Some((_, keyword)) = composed.into_iter().find(|(present, _)| *present) {
            return Kind::Other { keyword };
        }
        match any.typ.as_deref() {
            None | Some("object") if !any.properties.is_empty() => self.properties(at, &any.properties, &any.required),
            None => Kind::Any,
            Some(_) => Kind::Other { keyword: "type" },
        }
    }
}

/// Keywords that change the type and that OpenAPI 3.0 does not have. The document's reader has moved them here.
const UNREAD: [(&str, &str); 7] = [
    ("x-codegen-false", "false"),
    ("x-codegen-type", "type"),
    ("x-codegen-prefixItems", "prefixItems"),
    ("x-codegen-patternProperties", "patternProperties"),
    ("x-codegen-unevaluatedItems", "unevaluatedItems"),
    ("x-codegen-unevaluatedProperties", "unevaluatedProperties"),
    ("x-codegen-$dynamicRef", "$dynamicRef"),
];

/// The keyword of a schema that nothing is made of yet. What forbids only what nobody reads is none.
fn unread_keyword(data: &SchemaData) -> Option<&'static str> {
    let is_there = |key: &str| data.extensions.get(key).is_some_and(|value| *value != false);
    UNREAD.into_iter().find(|(key, _)| is_there(key)).map(|(_, keyword)| keyword)
}

/// A schema that allows any value, until it is filled.
pub(super) fn placeholder(pointer: Pointer, component: Option<String>) -> Schema {
    Schema {
        pointer,
        component,
        docs: Docs::default(),
        nullable: false,
        direction: Direction::default(),
        dangling: false,
        kind: Kind::Any,
    }
}

fn docs(data: &SchemaData) -> Docs {
    Docs {
        title: data.title.clone(),
        description: data.description.clone(),
        external_docs: data.external_docs.as_ref().map(external_docs),
        deprecated: data.deprecated,
        default: data.default.clone(),
        example: data.example.clone(),
    }
}

fn string_kind(string: &StringType) -> Kind {
    if string.enumeration.is_empty() {
        let length = |limit: Option<usize>| limit.and_then(|limit| u64::try_from(limit).ok());
        let length = Length { minimum: length(string.min_length), maximum: length(string.max_length) };
        return Kind::String { format: string_format(&string.format), length };
    }
    let mut values: Vec<String> = Vec::with_capacity(string.enumeration.len());
    for value in string.enumeration.iter().flatten() {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    Kind::Enumeration(Enumeration { values })
}

/// The document's reader has moved the bounds here, as text: no number type holds all of them.
fn bounds(data: &SchemaData) -> Bounds {
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
