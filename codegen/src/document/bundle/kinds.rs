//! What stands where, by the tables: where references are, and what they lead to.

use crate::diagnostic::Pointer;
use crate::document::table::{Key, Kind, Object, Others, Reference, Rule, v2_0, v3};
use crate::document::version::Version;
use crate::document::walk::is_status;

/// What becomes of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// It leads to a component of this section.
    Component(&'static str),
    /// What it leads to takes its place.
    Inline,
}

/// A kind without what is said about how it travels.
pub(super) fn plain(kind: &'static Kind) -> &'static Kind {
    match kind {
        Kind::Kept(kind) | Kind::Shared(kind) | Kind::BoolOr(kind) => plain(kind),
        kind => kind,
    }
}

/// The kind of an entry of a map, an item of a list, or the value of an object's key; `None` where there is no
/// reference below.
pub(super) fn below(kind: &'static Kind, name: &str, version: Version) -> Option<&'static Kind> {
    match plain(kind) {
        Kind::List(kind) | Kind::Map(kind) => Some(*kind),
        Kind::Object(object) => of_key(object, name, version),
        _ => None,
    }
    .filter(|kind| !matches!(plain(kind), Kind::Any))
}

/// The kind of an item. Some authors write a list of objects where there should be one.
pub(super) fn of_item(kind: &'static Kind) -> &'static Kind {
    match plain(kind) {
        Kind::List(kind) => kind,
        kind => kind,
    }
}

fn of_key(object: &'static Object, name: &str, version: Version) -> Option<&'static Kind> {
    if let Some(key) = object.key(name, version) {
        return Some(&key.kind);
    }
    match object.others {
        _ if name.starts_with("x-") => None,
        Others::Paths(kind) | Others::All(kind) => Some(kind),
        Others::Statuses(kind) if is_status(name) => Some(kind),
        Others::Statuses(_) | Others::None => None,
    }
}

/// What becomes of a `$ref` that stands in place of something of a kind.
pub(super) fn way(kind: &'static Kind, version: Version) -> Way {
    let Kind::Object(object) = plain(kind) else { return Way::Inline };
    let is_followed = match object.reference {
        Reference::Alone | Reference::AllOf => true,
        Reference::Shared(since) => version >= since,
        Reference::None | Reference::Item => false,
    };
    match object.section {
        Some(section) if is_followed => Way::Component(section),
        _ => Way::Inline,
    }
}

/// The keys of an object that name schemas, alone or in a map.
pub(super) fn naming(kind: &'static Kind) -> &'static [&'static str] {
    match plain(kind) {
        Kind::Object(object) if object.rule == Rule::Discriminator => &["mapping", "defaultMapping"],
        _ => &[],
    }
}

/// Whether the name of a schema is really a reference.
pub(super) fn is_reference(name: &str) -> bool {
    let ends = |extension: &str| {
        name.len()
            .checked_sub(extension.len())
            .and_then(|at| name.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(extension))
    };
    name.contains(['#', '/']) || [".yaml", ".yml", ".json"].into_iter().any(ends)
}

/// Schemas, and their section.
pub(super) fn schema(version: Version) -> (&'static Kind, &'static str) {
    if version == Version::V2_0 { (&v2_0::ANY_SCHEMA, "definitions") } else { (&v3::ANY_SCHEMA, "schemas") }
}

/// A whole description.
pub(super) fn description(version: Version) -> &'static Kind {
    if version == Version::V2_0 { &v2_0::DESCRIPTION } else { &v3::DESCRIPTION }
}

/// All sections, each with the kind of what is in it.
pub(super) fn sections(version: Version) -> Vec<(&'static str, &'static Kind)> {
    let description = description(version);
    let holder = match version {
        Version::V2_0 => Some(description),
        _ => below(description, "components", version),
    };
    let Some(Kind::Object(holder)) = holder.map(plain) else { return Vec::new() };
    let section = |key: &'static Key| match plain(&key.kind) {
        Kind::Map(kind) => match plain(kind) {
            Kind::Object(object) if object.section == Some(key.name) => Some((key.name, *kind)),
            _ => None,
        },
        _ => None,
    };
    holder.keys(version).filter_map(section).collect()
}

/// What a place is by its pointer, if that tells that it does not belong to a section: `a schema`.
///
/// Files that hold parts of descriptions are often laid out like the components of one.
pub(super) fn other_kind(at: &Pointer, section: &str, version: Version) -> Option<&'static str> {
    let steps = at.segments();
    let ([holder, _] | ["components", holder, _]) = steps.as_slice() else { return None };
    let holder = match (*holder, version) {
        ("definitions", Version::V3_0 | Version::V3_1 | Version::V3_2) => "schemas",
        ("schemas", Version::V2_0) => "definitions",
        (holder, _) => holder,
    };
    let (_, kind) = sections(version).into_iter().find(|(known, _)| *known == holder && *known != section)?;
    match plain(kind) {
        Kind::Object(object) => Some(object.name),
        _ => None,
    }
}

/// Where the components of a section stand.
pub(super) fn steps(section: &'static str, version: Version) -> Vec<&'static str> {
    if version == Version::V2_0 { vec![section] } else { vec!["components", section] }
}
