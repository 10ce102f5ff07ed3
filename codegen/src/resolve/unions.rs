//! `oneOf` and `anyOf`: what a value may be, each of it a branch.

mod overlap;
mod settle;

pub(super) use settle::settle;

use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator as RawDiscriminator, ReferenceOr, Schema as RawSchema, SchemaKind,
};

use super::Ctx;
use super::reference::component_name;
use crate::api::{Discriminator, Kind, Union};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// The branches of a schema, and the keyword that lists them; `None` where it has none, or two lists.
fn branches(raw: &RawSchema) -> Option<(&'static str, &[ReferenceOr<RawSchema>])> {
    match &raw.schema_kind {
        SchemaKind::OneOf { one_of } => Some(("oneOf", one_of)),
        SchemaKind::AnyOf { any_of } => Some(("anyOf", any_of)),
        SchemaKind::Any(any) if any.any_of.is_empty() && !any.one_of.is_empty() => Some(("oneOf", &any.one_of)),
        SchemaKind::Any(any) if any.one_of.is_empty() && !any.any_of.is_empty() => Some(("anyOf", &any.any_of)),
        _ => None,
    }
}

impl Ctx<'_> {
    /// The union of a schema, if it is one. What it comes to is found out when all branches are known.
    pub(super) fn union(&mut self, at: &Pointer, raw: &RawSchema) -> Option<Kind> {
        let (keyword, nodes) = branches(raw)?;
        let here = at.key(keyword);
        let branches = nodes.iter().enumerate().map(|(index, node)| self.schema(&here.index(index), node)).collect();
        let base = match &raw.schema_kind {
            SchemaKind::Any(any) if !is_silent(any) => Some(Box::new(self.any(at, &raw.schema_data, any))),
            _ => None,
        };
        let discriminator = raw.schema_data.discriminator.as_ref().map(|raw| self.discriminator(at, raw));
        Some(Kind::Union(Union { keyword, branches, discriminator, base }))
    }

    fn discriminator(&mut self, at: &Pointer, raw: &RawDiscriminator) -> Discriminator {
        let here = at.key("discriminator").key("mapping");
        let mut mapping = Vec::with_capacity(raw.mapping.len());
        for (value, target) in &raw.mapping {
            let name = component_name(target).unwrap_or_else(|| target.clone());
            match self.components.get(&name) {
                Some(&schema) => mapping.push((value.clone(), schema)),
                None => {
                    let message = format!("there is no schema `{target}`");
                    let said = Diagnostic::warning("dangling-ref", Place::Value(here.key(value)), message);
                    self.warn(said.generated("as if this value were not listed"));
                }
            }
        }
        Discriminator { property: raw.property_name.clone(), mapping }
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
