//! Finds types that are too long to be written where they are used.

use super::recursion::Recursion;
use crate::api::{Kind, SchemaId, Schemas};

/// Clippy's limit, in its own measure.
const MOST: usize = 250;

/// What a part of a type costs for each level that it stands at.
const PART: usize = 10;

/// Whether the type of a list, a tuple or a map is too long where so many levels stand around it: `Pending<Response<_>>`
/// are two.
pub(super) fn needs_name(schemas: &Schemas, recursion: &Recursion, id: SchemaId, levels: usize) -> bool {
    if !matches!(schemas.get(id).kind, Kind::Array(_) | Kind::Tuple(_) | Kind::Map(_)) {
        return false;
    }
    let mut cost: usize = (1..=levels).map(|level| PART * level).sum();
    let mut parts = vec![(id, levels + 1)];
    while let Some((id, mut level)) = parts.pop() {
        let schema = schemas.get(id);
        if schemas.allows_null(id) {
            cost += PART * level;
            level += 1;
        }
        cost += PART * level;
        match &schema.kind {
            _ if recursion.needs_newtype(id) => {}
            Kind::Map(value) => {
                // Its keys are a part, too.
                cost += PART * (level + 1);
                parts.push((*value, level + 1));
            }
            Kind::Array(item) => parts.push((*item, level + 1)),
            Kind::Tuple(elements) => parts.extend(elements.iter().map(|element| (*element, level + 1))),
            _ => {}
        }
        if cost > MOST {
            return true;
        }
    }
    false
}
