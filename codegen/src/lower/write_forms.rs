//! What is said about the two types of a schema that is split in two.

use std::collections::BTreeSet;

use super::models::field_names;
use super::{Ctx, docs};
use crate::api::{Kind, Object, Property, Schema, SchemaId, Schemas};
use crate::model::Docs;

/// More fields than this are counted and not listed.
const MOST_LISTED: usize = 5;

impl Ctx<'_> {
    /// What is said about the type of a schema.
    pub(super) fn docs(&self, id: SchemaId) -> Docs {
        let schema = self.api.schemas.get(id);
        let original = self.diagnostics.original(&schema.pointer);
        let place = docs::place(&self.diagnostics.other_file(&original), &original);
        let twin = schema.twin.and_then(|twin| Some((self.api.schemas.get(twin), self.names.types.get(&twin)?)));
        match twin {
            Some((received, name)) if schema.is_write_form() => {
                write_form(&self.api.schemas, received, schema, &name.0, place)
            }
            Some((_, name)) => docs::schema(schema, &[format!("Sent as [`{}`].", name.0)], place),
            None => docs::schema(schema, &[], place),
        }
    }
}

fn write_form(schemas: &Schemas, received: &Schema, sent: &Schema, name: &str, place: String) -> Docs {
    let mut line = format!("[`{name}`] as it is sent");
    let mut impossible = None;
    if let (Kind::Object(received), Kind::Object(sent)) = (&received.kind, &sent.kind) {
        let without = only_in(schemas, received, sent, |_| true);
        let with = only_in(schemas, sent, received, |_| true);
        let parts = [("without", without), ("with", with)].into_iter().filter(|(_, fields)| !fields.is_empty());
        let parts: Vec<String> = parts.map(|(word, fields)| format!("{word} {}", listed(&fields))).collect();
        if !parts.is_empty() {
            line = format!("{line}: {}", parts.join(", "));
        }
        let required = only_in(schemas, sent, received, |property| property.required);
        impossible = (!required.is_empty())
            .then(|| format!("There is no conversion from [`{name}`], which lacks {}.", listed(&required)));
    }
    let lines = impossible.into_iter().collect();
    let writer = docs::Writer::default().line(format!("{line}.")).lines(lines);
    writer.line(place).finish(sent.docs.deprecated)
}

/// The fields of some members that an object has and another has not.
fn only_in(schemas: &Schemas, object: &Object, other: &Object, is_wanted: impl Fn(&Property) -> bool) -> Vec<String> {
    let others: BTreeSet<&str> = other.properties.iter().map(|property| property.name.as_str()).collect();
    let fields = object.properties.iter().zip(field_names(schemas, object));
    let own = fields.filter(|(property, _)| is_wanted(property) && !others.contains(property.name.as_str()));
    own.map(|(_, field)| field).collect()
}

/// ``a`, `b` and `c``.
fn listed(fields: &[String]) -> String {
    let all: Vec<String> = fields.iter().map(|field| format!("`{field}`")).collect();
    match &all[..] {
        [first @ .., last] if all.len() <= MOST_LISTED => match first {
            [] => last.clone(),
            _ => format!("{} and {last}", first.join(", ")),
        },
        _ => {
            let (shown, others) = all.split_at(MOST_LISTED - 1);
            format!("{} and {} others", shown.join(", "), others.len())
        }
    }
}
