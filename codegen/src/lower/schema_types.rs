//! Says which types each component became.

use super::names::Names;
use super::types::is_nullable;
use crate::api::Api;
use crate::diagnostic::Diagnostics;
use crate::model::SchemaType;

/// The types of all components, in the description's order.
pub(super) fn list(api: &Api, names: &Names, diagnostics: &Diagnostics) -> Vec<SchemaType> {
    let types = api.schemas.component_forms().filter_map(|id| {
        let schema = api.schemas.get(id);
        let pointer = diagnostics.original(&schema.pointer);
        Some(SchemaType {
            file: diagnostics.file_of(&pointer),
            pointer: pointer.to_string(),
            name: schema.component.clone()?,
            path: format!("models::{}", names.types.get(&id)?.0),
            nullable: is_nullable(&api.schemas, id),
            sent: schema.direction.sent,
            received: schema.direction.received,
        })
    });
    types.collect()
}
