//! Schemas: each becomes a node of the arena, each reference the id of its target.

use openapiv3::{AnySchema, ReferenceOr, Schema as RawSchema, SchemaData, SchemaKind, Type};

use super::reference::component_name;
use super::scalars::{self, Scalar};
use super::{Ctx, dangling, external_docs};
use crate::api::{Direction, Docs, Kind, Schema, SchemaId};
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

    pub(super) fn boxed(&mut self, at: &Pointer, node: &ReferenceOr<Box<RawSchema>>) -> SchemaId {
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
        schema.docs = docs(raw);
        schema.nullable = raw.schema_data.nullable || scalars::lists_null(&raw.schema_kind);
        schema.kind = kind;
    }

    fn kind(&mut self, at: &Pointer, raw: &RawSchema) -> Kind {
        let data = &raw.schema_data;
        if let Some(keyword) = unread_keyword(data) {
            return Kind::Other { keyword };
        }
        match &raw.schema_kind {
            SchemaKind::Type(Type::Object(object)) => {
                let additional = object.additional_properties.as_ref();
                self.object(at, data, &object.properties, &object.required, additional)
            }
            SchemaKind::Type(Type::Array(array)) => self.array(at, data, array.items.as_ref(), array.max_items),
            SchemaKind::Type(ty) => match Scalar::of(ty) {
                Some(scalar) => self.scalar(at, data, scalar),
                None => Kind::Any,
            },
            SchemaKind::AllOf { all_of } => match all_of.as_slice() {
                [ReferenceOr::Reference { reference }] => {
                    Kind::Reference(self.target(&at.key("allOf").index(0), reference))
                }
                _ => Kind::Other { keyword: "allOf" },
            },
            SchemaKind::OneOf { .. } => Kind::Other { keyword: "oneOf" },
            SchemaKind::AnyOf { .. } => Kind::Other { keyword: "anyOf" },
            SchemaKind::Not { .. } => Kind::Other { keyword: "not" },
            SchemaKind::Any(any) => self.any(at, data, any),
        }
    }

    /// A schema whose keywords are not of one type, or that names none.
    fn any(&mut self, at: &Pointer, data: &SchemaData, any: &AnySchema) -> Kind {
        let composed = [
            (!any.one_of.is_empty(), "oneOf"),
            (!any.any_of.is_empty(), "anyOf"),
            (!any.all_of.is_empty(), "allOf"),
            (any.not.is_some(), "not"),
        ];
        if let Some((_, keyword)) = composed.into_iter().find(|(present, _)| *present) {
            return Kind::Other { keyword };
        }
        match any.typ.as_deref().or_else(|| scalars::implied(any, data)) {
            Some("object") => self.object(at, data, &any.properties, &any.required, any.additional_properties.as_ref()),
            Some("array") => self.array(at, data, any.items.as_ref(), any.max_items),
            ty => self.scalar(at, data, Scalar::of_any(any, ty)),
        }
    }
}

/// Keywords that change the type and that OpenAPI 3.0 does not have. The document's reader has moved them here.
const UNREAD: [(&str, &str); 3] =
    [("x-codegen-false", "false"), ("x-codegen-type", "type"), ("x-codegen-$dynamicRef", "$dynamicRef")];

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

fn docs(raw: &RawSchema) -> Docs {
    let data = &raw.schema_data;
    Docs {
        title: data.title.clone(),
        description: data.description.clone(),
        external_docs: data.external_docs.as_ref().map(external_docs),
        deprecated: data.deprecated,
        default: data.default.clone(),
        example: data.example.clone(),
        limits: scalars::limits(&raw.schema_kind),
    }
}
