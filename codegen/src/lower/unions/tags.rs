//! The member that names the branch of an object, and what becomes a variant because of it.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use indexmap::IndexMap;

use super::names::named;
use super::objects;
use crate::api::{self, Enumeration, Kind, Object, SchemaId, Schemas};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::lower::{Ctx, markdown};
use crate::model::Tag;

/// What a variant is made of.
pub(super) struct Pick {
    /// By its index.
    pub(super) branch: usize,
    /// The value of the tag, where the type of the branch does not know it.
    pub(super) tag: Option<String>,
    pub(super) is_one_of_several: bool,
}

impl Pick {
    /// What it is called: by its value where the branch has several, else as the branch is.
    pub(super) fn label<'a>(&'a self, labels: &'a [String]) -> &'a String {
        match &self.tag {
            Some(value) if self.is_one_of_several => value,
            _ => &labels[self.branch],
        }
    }
}

/// A tag that names variants instead of branches, of which there are so many.
pub(super) fn renumbered(tag: Tag, branches: usize, picks: &[Pick]) -> Tag {
    let variants = picks.iter().enumerate().map(|(index, pick)| ((pick.branch, pick.tag.as_deref()), index));
    let variants: BTreeMap<(usize, Option<&str>), usize> = variants.collect();
    let values = tag.values.into_iter().filter_map(|(value, branch)| {
        if branch == branches {
            return Some((value, picks.len()));
        }
        let variant = variants.get(&(branch, Some(value.as_str()))).or_else(|| variants.get(&(branch, None)));
        let index = *variant?;
        Some((value, index))
    });
    let default = tag.default.and_then(|branch| variants.get(&(branch, None)).copied());
    Tag { key: tag.key, values: values.collect(), default }
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

impl Ctx<'_> {
    /// What becomes a variant: each branch, or where its type does not know its tag, each value of the tag.
    pub(super) fn picks(&mut self, union: &api::Union, tag: Option<&Tag>) -> Vec<Pick> {
        let mut values: BTreeMap<usize, Vec<&String>> = BTreeMap::new();
        for (value, branch) in tag.iter().flat_map(|tag| &tag.values) {
            values.entry(*branch).or_default().push(value);
        }
        let mut picks = Vec::with_capacity(union.branches.len());
        for (branch, &schema) in union.branches.iter().enumerate() {
            let unknown = tag.filter(|tag| !self.api.schemas.knows(schema, &tag.key));
            let own = values.get(&branch).map(Vec::as_slice).unwrap_or_default();
            match unknown {
                Some(_) if !own.is_empty() => {
                    let pick = |value: &&String| Pick {
                        branch,
                        tag: Some((*value).clone()),
                        is_one_of_several: own.len() > 1,
                    };
                    picks.extend(own.iter().map(pick));
                    continue;
                }
                Some(tag) => self.warn_of_lost_tag(schema, &tag.key),
                None => {}
            }
            picks.push(Pick { branch, tag: None, is_one_of_several: false });
        }
        picks
    }

    /// A struct writes what it has: a tag that it does not declare and that has no value is read and is gone.
    fn warn_of_lost_tag(&mut self, branch: SchemaId, tag: &str) {
        let place = Place::Key(self.api.schemas.target(branch).pointer.clone());
        let message = format!("nothing says which `{}` this branch has", markdown::one_line(tag));
        let said = Diagnostic::warning("lost-tag", place, message);
        let said = said.help("list it in the discriminator's `mapping`, or declare it as a required property");
        self.diagnostics.push(said.generated("a type that is read by it and written without it"));
    }

    /// What a discriminator names must be a branch.
    pub(super) fn warn_of_other_schemas(&mut self, union: &api::Union) {
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

    /// The member that names the branch: the one that the description says, or one that has one value in each.
    pub(super) fn tag(&self, union: &api::Union) -> Option<Tag> {
        let schemas = &self.api.schemas;
        if let Some(discriminator) = &union.discriminator {
            let default = discriminator.default.map(|default| schemas.target_id(default));
            let default = default.and_then(|default| targets(schemas, union).get(&default).copied());
            let values = self.tag_values(union, discriminator);
            return Some(Tag { key: discriminator.property.clone(), values, default });
        }
        let is_other = |branch: &SchemaId| {
            matches!(schemas.target(*branch).kind, Kind::Map(_) | Kind::Union(_) | Kind::Any | Kind::Other { .. })
        };
        let (indices, objects): (Vec<usize>, Vec<&Object>) = objects(schemas, union).unzip();
        if objects.len() < 2 || union.branches.iter().any(is_other) {
            return None;
        }
        let (key, values) = schemas.tag(&objects)?;
        Some(Tag { key, values: values.into_iter().zip(indices).collect(), default: None })
    }

    /// First what the description maps, then the names of the branches, then what they say themselves: the only value
    /// of some comes before one of several of others. A value of several branches is of each, and one of many of any.
    fn tag_values(&self, union: &api::Union, discriminator: &api::Discriminator) -> Vec<(String, usize)> {
        let schemas = &self.api.schemas;
        let mut values: IndexMap<&str, Vec<usize>> = IndexMap::new();
        let targets = targets(schemas, union);
        for (value, target) in &discriminator.mapping {
            if let Some(index) = targets.get(&schemas.target_id(*target)) {
                values.insert(value, vec![*index]);
            }
        }
        let mapped: BTreeSet<usize> = values.values().flatten().copied().collect();
        let name = |index: usize| named(schemas, union.branches[index]).component.as_deref();
        // Branches that share what they list, as those of one base do.
        let mut lists: BTreeMap<SchemaId, Vec<usize>> = BTreeMap::new();
        for (index, object) in objects(schemas, union) {
            match list(schemas, object, &discriminator.property) {
                Some(list) => lists.entry(list).or_default().push(index),
                None if mapped.contains(&index) => {}
                None => drop(name(index).map(|name| values.entry(name).or_insert_with(|| vec![index]))),
            }
        }
        let [mut only, mut among] = [IndexMap::<&str, Vec<usize>>::new(), IndexMap::new()];
        for (list, mut branches) in lists {
            let Kind::Enumeration(Enumeration { values: listed, .. }) = &schemas.get(list).kind else { continue };
            let said = if let [_] = listed[..] {
                &mut only
            } else {
                // Several say nothing where one is mapped.
                branches.retain(|branch| !mapped.contains(branch));
                let known: BTreeSet<&str> = listed.iter().map(String::as_str).collect();
                for &index in &branches {
                    if let Some(name) = name(index).filter(|name| known.contains(name)) {
                        values.entry(name).or_insert_with(|| vec![index]);
                    }
                }
                &mut among
            };
            for value in listed.iter().filter(|_| !branches.is_empty()) {
                let known = said.entry(value).or_default();
                known.extend(branches.iter().take(MOST_SHARED + 1 - known.len().min(MOST_SHARED + 1)));
            }
        }
        for (value, mut branches) in only.into_iter().chain(among) {
            if branches.len() > MOST_SHARED {
                branches = vec![union.branches.len()];
            }
            values.entry(value).or_insert(branches);
        }
        let each = |(value, branches): (&str, Vec<usize>)| {
            branches.into_iter().map(|index| (value.to_owned(), index)).collect::<Vec<_>>()
        };
        values.into_iter().flat_map(each).collect()
    }
}

/// A value of more branches than this says nothing of which it is.
const MOST_SHARED: usize = 8;

/// The schema that lists the values of an object's member.
fn list(schemas: &Schemas, object: &Object, name: &str) -> Option<SchemaId> {
    let property = object.properties.iter().find(|property| property.name == name)?;
    let id = schemas.target_id(property.schema);
    matches!(schemas.get(id).kind, Kind::Enumeration(_)).then_some(id)
}
