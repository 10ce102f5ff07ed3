//! Unions: an enum with a variant for each branch, and how a value's branch is found.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use indexmap::IndexMap;

use super::{Ctx, markdown};
use crate::api::{self, Kind, Object, Schema, SchemaId, Schemas};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::ident::{self, Scope};
use crate::model::{Branch, Docs, Item, ModelModule, Tag, Type, TypeName, Union, UnionVariant};

/// What the branches of a union are called: by their component, their title, what they are, or what only they have.
pub(super) fn labels(schemas: &Schemas, union: &api::Union) -> Vec<String> {
    let plain: Vec<String> = union.branches.iter().map(|&branch| label(schemas, branch)).collect();
    let labels = count(plain.iter().map(String::as_str));
    let members = count(objects(schemas, union).flat_map(|(_, object)| names(object)));
    let branches = union.branches.iter().zip(&plain);
    let label = |(&branch, label): (&SchemaId, &String)| match labels.get(label.as_str()) {
        Some(1) => label.clone(),
        _ => longer(schemas, branch, label, &members),
    };
    branches.map(label).collect()
}

fn count<'a>(all: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts
}

/// The branches that are structs, each with its index.
fn objects<'a>(schemas: &'a Schemas, union: &api::Union) -> impl Iterator<Item = (usize, &'a Object)> {
    union.branches.iter().enumerate().filter_map(|(index, &branch)| match &schemas.target(branch).kind {
        Kind::Object(object) => Some((index, object)),
        _ => None,
    })
}

/// The names of an object's members, those that are required first.
fn names(object: &Object) -> impl Iterator<Item = &str> {
    let of = |required: bool| object.properties.iter().filter(move |property| property.required == required);
    of(true).chain(of(false)).map(|property| property.name.as_str())
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
fn named(schemas: &Schemas, id: SchemaId) -> &Schema {
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

fn kind(kind: &Kind) -> &'static str {
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

/// The branches of a union by what they are, and by what those are that are unions themselves.
fn targets(schemas: &Schemas, union: &api::Union) -> BTreeMap<SchemaId, usize> {
    let mut targets = BTreeMap::new();
    let mut pending: VecDeque<(SchemaId, usize)> = union.branches.iter().copied().zip(0..).collect();
    while let Some((id, index)) = pending.pop_front() {
        let id = schemas.target_id(id);
        if let Entry::Vacant(entry) = targets.entry(id) {
            entry.insert(index);
            if let Kind::Union(union) = &schemas.get(id).kind {
                pending.extend(union.branches.iter().map(|branch| (*branch, index)));
            }
        }
    }
    targets
}

/// What a variant is made of.
struct Pick {
    /// By its index.
    branch: usize,
    /// The value of the tag, where the type of the branch does not know it.
    tag: Option<String>,
    is_one_of_several: bool,
}

impl Pick {
    /// What it is called: by its value where the branch has several, else as the branch is.
    fn label<'a>(&'a self, labels: &'a [String]) -> &'a String {
        match &self.tag {
            Some(value) if self.is_one_of_several => value,
            _ => &labels[self.branch],
        }
    }
}

/// The names of variants. What the union is called needs not be said again, unless that tells two of them apart.
fn variant_names(union: &str, labels: &[&String]) -> Vec<String> {
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

/// A tag that names variants instead of branches.
fn renumbered(tag: Tag, picks: &[Pick]) -> Tag {
    let variant = |(value, branch): (String, usize)| {
        let is_meant = |pick: &Pick| pick.branch == branch && pick.tag.as_ref().is_none_or(|own| *own == value);
        picks.iter().position(is_meant).map(|index| (value, index))
    };
    Tag { key: tag.key, values: tag.values.into_iter().filter_map(variant).collect() }
}

/// Whether the type of a branch has a member, or may have it; types that are no structs have what they find.
fn knows(schemas: &Schemas, branch: SchemaId, key: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending = vec![branch];
    while let Some(id) = pending.pop().map(|id| schemas.target_id(id)) {
        match &schemas.get(id).kind {
            Kind::Object(object) if names(object).any(|name| name == key) => return true,
            Kind::Object(object) => pending.extend(object.choices.iter().filter(|choice| seen.insert(**choice))),
            Kind::Union(union) => pending.extend(union.branches.iter().filter(|branch| seen.insert(**branch))),
            _ => return true,
        }
    }
    false
}

impl Ctx<'_> {
    pub(super) fn union(&mut self, name: &TypeName, docs: Docs, union: &api::Union) -> Union {
        let mut scope = Scope::default();
        let labels = labels(&self.api.schemas, union);
        self.warn_of_other_schemas(union);
        let tag = self.tag(union);
        let picks = self.picks(union, tag.as_ref());
        let labels: Vec<&String> = picks.iter().map(|pick| pick.label(&labels)).collect();
        let names = variant_names(&name.0, &labels);
        let variants = picks.iter().zip(labels).zip(names).map(|((pick, label), name)| {
            let branch = union.branches[pick.branch];
            let schema = self.api.schemas.get(branch);
            let ty = match self.ty(branch) {
                Type::Option(inner) => *inner,
                ty => ty,
            };
            UnionVariant {
                name: scope.claim(name.clone()),
                identifier: name,
                docs: first_words(schema, label),
                label: label.clone(),
                branch: self.branch(branch, &ty, tag.as_ref().map(|tag| tag.key.as_str())),
                ty: if self.is_boxed(branch) { Type::Box(Box::new(ty)) } else { ty },
                tag: pick.tag.clone(),
                converts: true,
            }
        });
        let variants = variants.collect();
        let tag = tag.map(|tag| renumbered(tag, &picks));
        Union { name: name.0.clone(), docs, variants, unknown: scope.claim("Unknown".to_owned()), tag }
    }

    /// What a discriminator names must be a branch.
    fn warn_of_other_schemas(&mut self, union: &api::Union) {
        let Some(discriminator) = &union.discriminator else { return };
        let schemas = &self.api.schemas;
        let targets = targets(schemas, union);
        let is_other = |(_, target): &&(String, SchemaId)| !targets.contains_key(&schemas.target_id(*target));
        for (value, _) in discriminator.mapping.iter().filter(is_other) {
            let message = format!("what {} names is no branch", quoted(value));
            let said = Diagnostic::warning("dangling-ref", Place::Value(discriminator.at.key(value)), message);
            self.diagnostics.push(said.generated("as if this value were not listed"));
        }
    }

    /// What becomes a variant: each branch, or where its type does not know its tag, each value of the tag.
    fn picks(&mut self, union: &api::Union, tag: Option<&Tag>) -> Vec<Pick> {
        let mut picks = Vec::with_capacity(union.branches.len());
        for branch in 0..union.branches.len() {
            let known = |tag: &&Tag| !knows(&self.api.schemas, union.branches[branch], &tag.key);
            let Some(tag) = tag.filter(known) else {
                picks.push(Pick { branch, tag: None, is_one_of_several: false });
                continue;
            };
            let values: Vec<&String> =
                tag.values.iter().filter(|(_, index)| *index == branch).map(|(value, _)| value).collect();
            if values.is_empty() {
                self.warn_of_lost_tag(union.branches[branch], &tag.key);
                picks.push(Pick { branch, tag: None, is_one_of_several: false });
            }
            let is_one_of_several = values.len() > 1;
            picks.extend(values.into_iter().map(|value| Pick { branch, tag: Some(value.clone()), is_one_of_several }));
        }
        picks
    }

    /// Structs are boxed, so that the smallest value does not take the room of the largest.
    fn is_boxed(&self, branch: SchemaId) -> bool {
        matches!(self.api.schemas.target(branch).kind, Kind::Object(_) | Kind::Tuple(_))
    }

    /// A struct writes what it has: a tag that it does not declare and that has no value is read and is gone.
    fn warn_of_lost_tag(&mut self, branch: SchemaId, tag: &str) {
        let place = Place::Key(self.api.schemas.target(branch).pointer.clone());
        let message = format!("nothing says which `{}` this branch has", markdown::one_line(tag));
        let said = Diagnostic::warning("lost-tag", place, message);
        let said = said.help("list it in the discriminator's `mapping`, or declare it as a required property");
        self.diagnostics.push(said.generated("a type that is read by it and written without it"));
    }

    /// What tells a branch from others, beside its tag.
    fn branch(&self, id: SchemaId, ty: &Type, tag: Option<&str>) -> Branch {
        let target = &self.api.schemas.target(id).kind;
        match (target, ty) {
            (Kind::Object(object), Type::Model(name)) => {
                let constants = self.api.schemas.constants(object).filter(|(key, _)| tag != Some(*key));
                let constants = constants.map(|(key, value)| (key.to_owned(), value));
                Branch::Object(name.clone(), constants.collect())
            }
            (Kind::Enumeration(_), Type::Model(name)) => Branch::Texts(name.clone()),
            (Kind::IntegerEnumeration(_), Type::Model(name)) => Branch::Integers(name.clone()),
            (Kind::Union(_), Type::Model(name)) => Branch::Union(name.clone()),
            (Kind::Boolean, _) => Branch::Boolean,
            (Kind::Integer { .. }, _) => Branch::Integer,
            (Kind::Number { .. }, _) => Branch::Number,
            (Kind::String { .. }, _) => Branch::Text,
            (Kind::Array(_) | Kind::Tuple(_), _) => Branch::Array,
            (Kind::Map(_), _) => Branch::Map,
            _ => Branch::Any,
        }
    }

    /// The member that names the branch: the one that the description says, or one that has one value in each.
    fn tag(&self, union: &api::Union) -> Option<Tag> {
        let schemas = &self.api.schemas;
        if let Some(discriminator) = &union.discriminator {
            return Some(Tag { key: discriminator.property.clone(), values: self.tag_values(union, discriminator) });
        }
        let is_other = |branch: &SchemaId| {
            matches!(schemas.target(*branch).kind, Kind::Map(_) | Kind::Union(_) | Kind::Any | Kind::Other { .. })
        };
        let (indices, objects): (Vec<usize>, Vec<&Object>) = objects(schemas, union).unzip();
        if objects.len() < 2 || union.branches.iter().any(is_other) {
            return None;
        }
        let (key, values) = schemas.tag(&objects)?;
        Some(Tag { key, values: values.into_iter().zip(indices).collect() })
    }

    /// First what the description maps, then what the branches say themselves, then their names.
    fn tag_values(&self, union: &api::Union, discriminator: &api::Discriminator) -> Vec<(String, usize)> {
        let schemas = &self.api.schemas;
        let mut values: IndexMap<String, usize> = IndexMap::new();
        let targets = targets(schemas, union);
        for (value, target) in &discriminator.mapping {
            if let Some(index) = targets.get(&schemas.target_id(*target)) {
                values.insert(value.clone(), *index);
            }
        }
        let mapped: BTreeSet<usize> = values.values().copied().collect();
        for (index, &branch) in union.branches.iter().enumerate() {
            let target = schemas.target(branch);
            let Kind::Object(object) = &target.kind else { continue };
            let property = object.properties.iter().find(|property| property.name == discriminator.property);
            let listed = property.map(|property| &schemas.target(property.schema).kind);
            let mut candidates: Vec<&str> = match listed {
                Some(Kind::Enumeration(enumeration)) => enumeration.values.iter().map(String::as_str).collect(),
                _ => Vec::new(),
            };
            let is_mapped = mapped.contains(&index);
            if candidates.is_empty() && !is_mapped {
                candidates.extend(named(schemas, branch).component.as_deref());
            } else if is_mapped && candidates.len() > 1 {
                candidates.clear();
            }
            for value in candidates {
                values.entry(value.to_owned()).or_insert(index);
            }
        }
        values.into_iter().collect()
    }
}

/// The first thing that a branch says of itself, but for its name.
fn first_words(schema: &Schema, label: &str) -> Vec<String> {
    let title = schema.docs.title.as_deref().filter(|title| *title != label);
    let text = schema.docs.description.as_deref().or(title).unwrap_or_default();
    markdown::lines(text).into_iter().take_while(|line| !line.is_empty()).collect()
}

/// A value of a type can become a union only if it is clear which variant is meant.
pub(super) fn find_conversions(models: &mut [ModelModule]) {
    let aliases: BTreeMap<String, Type> = models
        .iter()
        .flat_map(|module| &module.items)
        .filter_map(|item| match item {
            Item::Alias(alias) => Some((alias.name.clone(), alias.ty.clone())),
            _ => None,
        })
        .collect();
    for item in models.iter_mut().flat_map(|module| &mut module.items) {
        let Item::Union(union) = item else { continue };
        let types: Vec<Type> = union.variants.iter().map(|variant| unaliased(variant.ty.unboxed(), &aliases)).collect();
        for (variant, ty) in union.variants.iter_mut().zip(&types) {
            let is_itself = matches!(ty, Type::Model(name) if name.0 == union.name);
            variant.converts = !is_itself && types.iter().filter(|other| *other == ty).count() == 1;
        }
    }
}

/// How far a chain of aliases is followed.
const DEEPEST: usize = 32;

fn unaliased(ty: &Type, aliases: &BTreeMap<String, Type>) -> Type {
    let mut ty = ty.clone();
    for _ in 0..DEEPEST {
        let next = ty.replace(&|name| aliases.get(&name.0).cloned());
        if next == ty {
            break;
        }
        ty = next;
    }
    ty
}
