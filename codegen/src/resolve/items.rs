//! Media types that hold one value after the other: the schema of one of them (`itemSchema`).

use openapiv3::{MediaType, ReferenceOr, Schema};
use serde_json::Value;

use super::containers::read;
use crate::pointer::Pointer;

/// Where the document's reader keeps the schema of one value.
pub(super) const ITEM: &str = "x-codegen-itemSchema";

/// The schema of one value, and where it stands. Of an event it is what its data are said to hold.
pub(super) fn of(at: &Pointer, media_type: &str, raw: &MediaType) -> Option<(Pointer, ReferenceOr<Schema>)> {
    let item = raw.extensions.get(ITEM)?;
    let at = at.key("itemSchema");
    let is_event = media_type.trim().to_lowercase().starts_with("text/event-stream");
    let content = item.pointer("/properties/data/x-codegen-contentSchema").filter(|_| is_event);
    let at_content = || at.key("properties").key("data").key("contentSchema");
    match content.and_then(Value::as_object).and(content) {
        Some(content) => Some((at_content(), read(content)?)),
        None => Some((at, read(item)?)),
    }
}
