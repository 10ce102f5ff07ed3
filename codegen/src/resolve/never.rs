//! Schemas that allow nothing.

use super::schema::FALSE;
use crate::api::{Kind, SchemaId, Schemas};

/// Whether no value is right.
pub(super) fn allows_nothing(schemas: &Schemas, id: SchemaId) -> bool {
    matches!(schemas.target(id).kind, Kind::Other { keyword: FALSE, .. })
}

/// Members that can only be absent are no members.
pub(super) fn drop_members(schemas: &mut Schemas) {
    for id in schemas.ids() {
        let Kind::Object(object) = &schemas.get(id).kind else { continue };
        let is_there: Vec<bool> = object
            .properties
            .iter()
            .map(|property| property.required || !allows_nothing(schemas, property.schema))
            .collect();
        if is_there.iter().all(|is_there| *is_there) {
            continue;
        }
        let mut gone = Vec::new();
        if let Kind::Object(object) = &mut schemas.get_mut(id).kind {
            let mut is_there = is_there.into_iter();
            object.properties.retain(|property| {
                let stays = is_there.next().unwrap_or(true);
                gone.extend((!stays).then_some(property.schema));
                stays
            });
        }
        for id in gone {
            settle(schemas, id);
        }
    }
}

/// Notes that nobody needs to be told of a schema that allows nothing.
pub(super) fn settle(schemas: &mut Schemas, id: SchemaId) {
    if let Kind::Other { keyword: FALSE, at } = &mut schemas.get_mut(id).kind {
        *at = None;
    }
}
