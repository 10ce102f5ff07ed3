//! Finds branches that nothing tells apart.

use std::collections::BTreeMap;

use crate::api::{self, Kind, Object, SchemaId, Schemas};
use crate::diagnostic::{Diagnostic, Place};
use crate::lower::Ctx;
use crate::lower::types::string;
use crate::model::Type;

impl Ctx<'_> {
    /// Objects of equal members are told apart by nothing but their tag.
    pub(super) fn warn_of_ambiguity(&mut self, union: &api::Union) {
        let schemas = &self.api.schemas;
        let mut known: BTreeMap<Look<'_>, SchemaId> = BTreeMap::new();
        let mut found = Vec::new();
        for &branch in &union.branches {
            if let Kind::Object(object) = &schemas.target(branch).kind {
                match known.get(&Look::of(schemas, object)) {
                    Some(&first) => found.push((first, branch)),
                    None => drop(known.insert(Look::of(schemas, object), branch)),
                }
            }
        }
        let place = |id: SchemaId| Place::Key(schemas.target(id).pointer.clone());
        let warnings = found.into_iter().map(|(first, second)| {
            let message = "nothing tells this branch from another one, which has the same members";
            let said = Diagnostic::warning("ambiguous-union", place(second), message);
            let said =
                said.also(place(first), "the other").help("a `discriminator`, or a member with a `const` in each");
            said.generated("a type that reads values of both as the first that can be read")
        });
        let warnings: Vec<Diagnostic> = warnings.collect();
        for warning in warnings {
            self.diagnostics.push(warning);
        }
    }
}

/// What values of an object look like: its members in the order of their names.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Look<'a>(Vec<Member<'a>>);

/// The name of a member, whether it must be there, what kind of value it has, the schema of one that has parts, and the
/// only value that it may have.
type Member<'a> = (&'a str, bool, &'static str, Option<SchemaId>, Option<String>);

impl<'a> Look<'a> {
    fn of(schemas: &'a Schemas, object: &'a Object) -> Self {
        let mut constants: BTreeMap<&str, String> = schemas.constants(object).collect();
        let mut members: Vec<Member<'_>> = object
            .properties
            .iter()
            .map(|property| {
                let schema = schemas.target_id(property.schema);
                let kind = &schemas.get(schema).kind;
                let parts = (!kind.parts().is_empty()).then_some(schema);
                let constant = constants.remove(property.name.as_str());
                (property.name.as_str(), property.required, look(kind), parts, constant)
            })
            .collect();
        members.sort_unstable();
        Self(members)
    }
}

/// What a value must look like to be read.
fn look(kind: &Kind) -> &'static str {
    match kind {
        Kind::String { format: Some(format), .. } => match string(Some(format)) {
            Type::Uuid => "UUID",
            Type::Ipv4Addr => "IPv4 address",
            Type::Ipv6Addr => "IPv6 address",
            _ => "String",
        },
        kind => super::names::kind(kind),
    }
}
