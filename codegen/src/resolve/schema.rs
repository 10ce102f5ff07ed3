//! Schemas: each becomes a node of the arena, each reference the id of its target.

use openapiv3::{AnySchema, ReferenceOr, Schema as RawSchema, SchemaData, SchemaKind, Type};

use super::find::Raw;
use super::merge;
use super::reference::component_name;
use super::scalars::{self, Scalar};
use super::{Ctx, external_docs};
use crate::api::{Access, Direction, Docs, Kind, Schema, SchemaId, Union};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// Deeper than this, the next schema waits until those above are done.
const DEEPEST: usize = 128;

impl Ctx<'_> {
    /// All component schemas. They get their ids first, since they may refer to each other.
    pub(super) fn component_schemas(&mut self) {
        let at = Pointer::root().key("components").key("schemas");
        for name in self.document.components.schemas.keys() {
            let at = at.key(name);
            let id = self.schemas.push(placeholder(at.clone(), Some(name.clone())));
            self.places.add(at, id);
            self.components.insert(name.clone(), id);
        }
        for (name, raw) in &self.document.components.schemas {
            let Some(&id) = self.components.get(name) else { continue };
            self.fill_with(id, &at.key(name), &Raw::of(raw));
        }
        self.settle();
        self.bases();
    }

    /// The schema of a node, and all that belongs to it.
    pub(super) fn whole(&mut self, at: &Pointer, node: &ReferenceOr<RawSchema>) -> SchemaId {
        let id = self.schema(at, node);
        self.settle();
        id
    }

    /// The schema of a node: its own, or the one that it refers to.
    pub(super) fn schema(&mut self, at: &Pointer, node: &ReferenceOr<RawSchema>) -> SchemaId {
        self.raw(at, &Raw::of(node))
    }

    pub(super) fn boxed(&mut self, at: &Pointer, node: &ReferenceOr<Box<RawSchema>>) -> SchemaId {
        self.raw(at, &Raw::of_box(node))
    }

    pub(super) fn raw(&mut self, at: &Pointer, raw: &Raw<'_>) -> SchemaId {
        match raw {
            Raw::Reference(reference) => self.target(at, reference),
            Raw::Item(raw) => self.inline(at, raw),
        }
    }

    fn inline(&mut self, at: &Pointer, raw: &RawSchema) -> SchemaId {
        if self.places.depth >= DEEPEST {
            return self.later(at);
        }
        let id = self.place(at);
        if self.places.begin(id) {
            self.places.depth += 1;
            self.fill(id, at, raw);
            self.places.depth -= 1;
        }
        id
    }

    /// A schema that leads nowhere allows any value: only what it would have said is lost.
    pub(super) fn target(&mut self, at: &Pointer, reference: &str) -> SchemaId {
        if let Some(id) = component_name(reference).and_then(|name| self.components.get(&name).copied()) {
            return id;
        }
        match self.chase(at, reference) {
            Ok((place, _)) => self.later(&place),
            Err(fault) => {
                self.warn(fault.generated("a value of any type"));
                let id = self.place(at);
                self.places.begin(id);
                self.schemas.get_mut(id).dangling = true;
                id
            }
        }
    }

    pub(super) fn fill_with(&mut self, id: SchemaId, at: &Pointer, raw: &Raw<'_>) {
        match raw {
            Raw::Item(raw) => self.fill(id, at, raw),
            Raw::Reference(reference) => {
                let target = self.target(at, reference);
                self.schemas.get_mut(id).kind = Kind::Reference(target);
            }
        }
    }

    fn fill(&mut self, id: SchemaId, at: &Pointer, raw: &RawSchema) {
        if !merge::all_of(raw).is_empty() {
            return self.merge(id, at, raw);
        }
        let kind = self.kind(at, raw);
        let access = self.access(at, raw);
        let schema = self.schemas.get_mut(id);
        schema.docs = docs(raw);
        schema.access = access;
        schema.nullable = raw.schema_data.nullable || scalars::lists_null(&raw.schema_kind);
        schema.kind = kind;
    }

    /// What a schema says itself of the ways of its values.
    pub(super) fn access(&mut self, at: &Pointer, raw: &RawSchema) -> Access {
        let access = access(raw);
        if access.read_only && access.write_only {
            let message = "what is both `readOnly` and `writeOnly` can travel no way at all";
            let said = Diagnostic::warning("conflict", Place::Key(at.key("writeOnly")), message);
            self.warn(said.generated("as if it were neither"));
        }
        access
    }

    fn kind(&mut self, at: &Pointer, raw: &RawSchema) -> Kind {
        let data = &raw.schema_data;
        if let Some(keyword) = unread_keyword(raw) {
            let at = if keyword == FALSE { at.clone() } else { at.key(keyword) };
            return Kind::Other { keyword, at: Some(at) };
        }
        if let Some(kind) = self.union(at, raw).or_else(|| self.types(at, raw)) {
            return kind;
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
            // What is forbidden is no type.
            SchemaKind::OneOf { .. } | SchemaKind::AllOf { .. } | SchemaKind::AnyOf { .. } | SchemaKind::Not { .. } => {
                Kind::Any
            }
            SchemaKind::Any(any) => self.any(at, data, any),
        }
    }

    /// A value of one of several types, or null alone.
    fn types(&mut self, at: &Pointer, raw: &RawSchema) -> Option<Kind> {
        let names = raw.schema_data.extensions.get(TYPES)?.as_array()?;
        let SchemaKind::Any(any) = &raw.schema_kind else { return None };
        if any.enumeration.iter().any(|value| !value.is_null()) {
            return None;
        }
        let mut branches = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate().filter(|(_, name)| *name != "null") {
            let kind = self.typed(at, &raw.schema_data, any, name.as_str());
            branches.push(self.schemas.push(Schema { kind, ..placeholder(at.key("type").index(index), None) }));
        }
        Some(match branches[..] {
            [] => Kind::Null,
            _ => Kind::Union(Union { keyword: "type", branches, discriminator: None }),
        })
    }

    /// A schema whose keywords are not of one type, or that names none.
    pub(super) fn any(&mut self, at: &Pointer, data: &SchemaData, any: &AnySchema) -> Kind {
        let ty = any.typ.as_deref().or_else(|| scalars::implied(any, data));
        self.typed(at, data, any, ty)
    }

    fn typed(&mut self, at: &Pointer, data: &SchemaData, any: &AnySchema, ty: Option<&str>) -> Kind {
        match ty {
            Some("object") => self.object(at, data, &any.properties, &any.required, any.additional_properties.as_ref()),
            Some("array") => self.array(at, data, any.items.as_ref(), any.max_items),
            ty => self.scalar(at, data, Scalar::of_any(any, ty)),
        }
    }
}

/// Where the document's reader keeps a list of types, and null alone.
pub(super) const TYPES: &str = "x-codegen-type";

/// Keywords that change the type and that OpenAPI 3.0 does not have. The document's reader has moved them here.
const UNREAD: [(&str, &str); 2] = [("x-codegen-false", FALSE), ("x-codegen-$dynamicRef", "$dynamicRef")];

/// What stands for a schema that allows nothing.
pub(super) const FALSE: &str = "false";

/// The keyword of a schema that nothing is made of yet.
pub(super) fn unread_keyword(raw: &RawSchema) -> Option<&'static str> {
    let is_there = |key: &str| raw.schema_data.extensions.get(key).is_some_and(|value| *value != false);
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
        access: Access::default(),
        twin: None,
        dangling: false,
        kind: Kind::Any,
    }
}

pub(super) fn access(raw: &RawSchema) -> Access {
    Access { read_only: raw.schema_data.read_only, write_only: raw.schema_data.write_only }
}

pub(super) fn docs(raw: &RawSchema) -> Docs {
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
