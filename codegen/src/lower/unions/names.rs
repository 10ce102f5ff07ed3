//! What branches and variants are called.

use std::collections::BTreeMap;

use super::{names, objects};
use crate::api::{self, Kind, Schema, SchemaId, Schemas};
use crate::ident;

/// What the branches of a union are called: by their component, their title, what they are, or what only they have.
pub(in crate::lower) fn labels(schemas: &Schemas, union: &api::Union) -> Vec<String> {
    let base = schemas.base(union);
    let plain = |&branch: &SchemaId| if base == Some(branch) { "Base".to_owned() } else { label(schemas, branch) };
    let plain: Vec<String> = union.branches.iter().map(plain).collect();
    let labels = count(plain.iter().map(String::as_str));
    let members = count(objects(schemas, union).flat_map(|(_, object)| names(object)));
    let branches = union.branches.iter().zip(&plain);
    let label = |(&branch, label): (&SchemaId, &String)| match labels.get(label.as_str()) {
        Some(1) => label.clone(),
        _ => longer(schemas, branch, label, &members),
    };
    branches.map(label).collect()
}

/// The names of variants. What the union is called needs not be said again, unless that tells two of them apart.
pub(super) fn variant_names(union: &str, labels: &[&String]) -> Vec<String> {
    let long: Vec<String> = labels.iter().map(|label| ident::variant_name(label)).collect();
    let short: Vec<&str> = long.iter().map(|name| without(name, union)).collect();
    let all = count(long.iter().map(String::as_str));
    let shortened = count(short.iter().copied());
    let name = |(long, short): (&String, &&str)| {
        let is_free = shortened.get(short) == Some(&1) && !all.contains_key(short);
        let is_new = is_free && ident::variant_name(short) == **short;
        if is_new { (*short).to_owned() } else { long.clone() }
    };
    long.iter().zip(&short).map(name).collect()
}

/// The words of a name that stand before or behind another name.
fn without<'a>(name: &'a str, other: &str) -> &'a str {
    let starts = |rest: &&str| rest.starts_with(|first: char| first.is_ascii_uppercase());
    let behind = name.strip_prefix(other).filter(starts);
    behind.or_else(|| name.strip_suffix(other).filter(starts)).unwrap_or(name)
}

fn count<'a>(all: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts
}

fn label(schemas: &Schemas, id: SchemaId) -> String {
    let schema = named(schemas, id);
    let title = schema.docs.title.as_deref().filter(|title| title.len() <= LONGEST_TITLE && is_wordy(title));
    match schema.component.as_deref().or(title) {
        Some(name) => name.to_owned(),
        None => kind(&schemas.target(id).kind).to_owned(),
    }
}

/// Titles above this length are sentences.
const LONGEST_TITLE: usize = 40;

fn is_wordy(title: &str) -> bool {
    title.chars().any(|char| char.is_ascii_alphabetic())
}

/// The first schema of a chain of references that has a name.
pub(super) fn named(schemas: &Schemas, id: SchemaId) -> &Schema {
    let schema = schemas.get(id);
    match schema.kind {
        Kind::Reference(_) if schema.component.is_none() && schema.docs.title.is_none() => schemas.target(id),
        _ => schema,
    }
}

/// What tells branches of one label apart.
fn longer(schemas: &Schemas, id: SchemaId, label: &str, members: &BTreeMap<&str, usize>) -> String {
    match &schemas.target(id).kind {
        Kind::Array(items) => format!("{} {label}", self::label(schemas, *items)),
        Kind::Map(values) => format!("{} {label}", self::label(schemas, *values)),
        Kind::Object(object) => {
            let constant = schemas.constants(object).map(|(_, value)| value).find(|value| is_wordy(value));
            let own = || names(object).find(|name| members.get(name) == Some(&1)).map(str::to_owned);
            constant.or_else(own).unwrap_or_else(|| label.to_owned())
        }
        _ => label.to_owned(),
    }
}

pub(super) fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::Null => "Null",
        Kind::Boolean => "Boolean",
        Kind::Integer { .. } | Kind::IntegerEnumeration(_) => "Integer",
        Kind::Number { .. } => "Number",
        Kind::String { .. } | Kind::Enumeration(_) => "String",
        Kind::Array(_) => "Array",
        Kind::Tuple(_) => "Tuple",
        Kind::Map(_) => "Map",
        Kind::Object(_) => "Object",
        Kind::Union(_) => "Union",
        Kind::Any | Kind::Other { .. } | Kind::Reference(_) => "Value",
    }
}
