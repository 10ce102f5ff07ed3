//! `oneOf` and `anyOf`: what a value may be, each of it a branch.

mod bases;
mod composed;
mod loops;
mod overlap;
mod settle;

pub(super) use settle::settle;

use std::collections::BTreeSet;

use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator as RawDiscriminator, ReferenceOr, Schema as RawSchema, SchemaData,
    SchemaKind,
};

use super::Ctx;
use super::reference::component_name;
use crate::api::{Discriminator, Kind, Object, SchemaId, Union};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// Nodes that are branches, with the keyword that lists them.
type Branches<'r> = (&'static str, &'r [ReferenceOr<RawSchema>]);

/// The lists of branches that a schema has.
pub(super) fn branches(raw: &RawSchema) -> Vec<Branches<'_>> {
    let lists = match &raw.schema_kind {
        SchemaKind::OneOf { one_of } => [("oneOf", &one_of[..]), ("anyOf", &[])],
        SchemaKind::AnyOf { any_of } => [("oneOf", &[][..]), ("anyOf", any_of)],
        SchemaKind::Any(any) => [("oneOf", &any.one_of[..]), ("anyOf", &any.any_of)],
        _ => return Vec::new(),
    };
    lists.into_iter().filter(|(_, nodes)| !nodes.is_empty()).collect()
}

impl Ctx<'_> {
    /// What a schema with branches is. What they come to is found out when all of them are known.
    pub(super) fn union(&mut self, at: &Pointer, raw: &RawSchema) -> Option<Kind> {
        let lists = branches(raw);
        let base = match &raw.schema_kind {
            SchemaKind::Any(any) if !lists.is_empty() && !is_silent(any) => self.any(at, &raw.schema_data, any),
            _ => Kind::Any,
        };
        match (&lists[..], base) {
            ([], _) => None,
            (&[list], Kind::Any) => Some(self.union_of(at, &raw.schema_data, list)),
            (lists, base) => {
                let choices = lists.iter().map(|list| self.choice(at, &raw.schema_data, *list)).collect();
                Some(composed(base, choices))
            }
        }
    }

    /// The branches that stand beside something else, as a schema of their own.
    pub(super) fn choice(&mut self, at: &Pointer, data: &SchemaData, branches: Branches<'_>) -> SchemaId {
        let id = self.place(&at.key(branches.0));
        if self.places.begin(id) {
            self.schemas.get_mut(id).kind = self.union_of(at, data, branches);
            self.required_members(&at.key(branches.0), branches.1);
        }
        id
    }

    /// Branches that only ask for members say which an object may have.
    fn required_members(&mut self, at: &Pointer, nodes: &[ReferenceOr<RawSchema>]) {
        for (index, node) in nodes.iter().enumerate() {
            let ReferenceOr::Item(RawSchema { schema_data, schema_kind: SchemaKind::Any(any) }) = node else {
                continue;
            };
            let here = at.index(index);
            let id = self.place(&here);
            if !any.required.is_empty() && matches!(self.schemas.get(id).kind, Kind::Any) {
                let kind = self.object(&here, schema_data, &any.properties, &any.required, None);
                self.schemas.get_mut(id).kind = kind;
            }
        }
    }

    fn union_of(&mut self, at: &Pointer, data: &SchemaData, (keyword, nodes): Branches<'_>) -> Kind {
        let here = at.key(keyword);
        let schemas = nodes.iter().enumerate().map(|(index, node)| self.schema(&here.index(index), node));
        let branches: Vec<SchemaId> = schemas.collect();
        let discriminator = data.discriminator.as_ref().map(|raw| self.discriminator(at, raw, &branches));
        Kind::Union(Union { keyword, branches, discriminator })
    }

    /// What tells `branches` apart. Those that are not mapped are called by their own names.
    fn discriminator(&mut self, at: &Pointer, raw: &RawDiscriminator, branches: &[SchemaId]) -> Discriminator {
        let here = at.key("discriminator").key("mapping");
        let mut mapping = Vec::with_capacity(raw.mapping.len());
        for (value, target) in &raw.mapping {
            let schema = self.named_branch(&here.key(value), target, "as if this value were not listed");
            mapping.extend(schema.map(|schema| (value.clone(), schema)));
        }
        let mapped: BTreeSet<SchemaId> = mapping.iter().map(|(_, schema)| *schema).collect();
        for &branch in branches.iter().filter(|branch| !mapped.contains(branch)) {
            let component = self.schemas.get(branch).component.as_deref().unwrap_or_default();
            let name = self.document.references.name(component);
            if name != component {
                mapping.push((name.to_owned(), branch));
            }
        }
        let default = raw.extensions.get("x-codegen-defaultMapping").and_then(serde_json::Value::as_str);
        let default_at = at.key("discriminator").key("defaultMapping");
        let default = default.and_then(|target| self.named_branch(&default_at, target, "as if it were not there"));
        Discriminator { property: raw.property_name.clone(), mapping, default, at: here }
    }

    /// The schema that a discriminator names, by its name or by a reference.
    fn named_branch(&mut self, at: &Pointer, target: &str, instead: &str) -> Option<SchemaId> {
        let name = component_name(target).unwrap_or_else(|| target.to_owned());
        let schema = self.components.get(&name).copied();
        if schema.is_none() {
            let place = Place::Value(at.clone());
            let said = match self.document.references.unread(target) {
                Some(reason) => reason.tell(target, place),
                None => Diagnostic::warning("dangling-ref", place, format!("there is no schema `{target}`")),
            };
            self.warn(said.generated(instead));
        }
        schema
    }
}

/// What is of a kind and also of each of some unions. Those of what has no parts only narrow it.
fn composed(base: Kind, choices: Vec<SchemaId>) -> Kind {
    match base {
        Kind::Any => Kind::Object(Object { properties: Vec::new(), additional: None, choices }),
        Kind::Map(values) => Kind::Object(Object { properties: Vec::new(), additional: Some(values), choices }),
        Kind::Object(object) => Kind::Object(Object { choices, ..object }),
        base => base,
    }
}

/// Whether a schema says nothing but that its values are objects, if that.
fn is_silent(any: &AnySchema) -> bool {
    let says_nothing = any.properties.is_empty()
        && any.required.is_empty()
        && !matches!(any.additional_properties, Some(AdditionalProperties::Schema(_)))
        && any.items.is_none()
        && any.enumeration.is_empty();
    says_nothing && any.typ.as_deref().is_none_or(|ty| ty == "object")
}
