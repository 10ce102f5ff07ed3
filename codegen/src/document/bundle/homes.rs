//! Decides where everything that comes from other files will stand.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::discover::Found;
use super::holders::{Tree, Who};
use super::kinds;
use super::library::{Library, lone_reference, value_at};
use super::names::{self, Names};
use crate::diagnostic::{FileId, Pointer};
use crate::document::value::Value;
use crate::document::version::Version;

/// What is referred to: a place, and the section of the components that it belongs to.
pub(super) type Key = (Pointer, &'static str);

/// Where things will stand.
#[derive(Default)]
pub(super) struct Homes {
    /// Where each target will be found.
    pub(super) of: IndexMap<Key, Pointer>,
    /// Those that are put where a reference to them stands, which gives them its name.
    pub(super) aliased: BTreeSet<Pointer>,
    /// Those that become components of their own.
    pub(super) new: Vec<(Key, Pointer)>,
    /// Those whose own names were taken, with these.
    pub(super) renamed: Vec<(Key, String)>,
    /// The keys that hold nothing but what becomes components of their own, where a table does not know them.
    pub(super) stores: BTreeSet<Pointer>,
}

pub(super) fn homes(found: &Found, version: Version, library: &mut Library<'_, '_>) -> Homes {
    let mut homes = Homes::default();
    let mut names = Names::default();
    for (section, _) in kinds::sections(version) {
        homes.take_names(found, section, version, library, &mut names);
    }
    let tree = Tree::of(found);
    let mut parts = Vec::new();
    for (key, target) in &found.targets {
        let (at, section) = key;
        if homes.of.contains_key(key) {
            continue;
        }
        let outer = if target.is_named { None } else { tree.holder(at, section, version) };
        if let Some(outer) = outer {
            parts.push((key, outer));
            continue;
        }
        let hint = names::hint(at, library);
        let name = names.free(section, hint);
        if name != hint {
            homes.renamed.push((key.clone(), hint.to_owned()));
        }
        let home = section_at(section, version).key(&name);
        homes.of.insert(key.clone(), home.clone());
        homes.new.push((key.clone(), home));
    }
    // What holds others is above them.
    parts.sort_by_key(|((at, _), _)| at.depth());
    for (key, holder) in parts {
        let home = match holder.who {
            Who::Target(holder) => homes.of.get(holder).cloned(),
            Who::Inlined(home) => Some(home.clone()),
        };
        if let Some(home) = home {
            let (at, _) = key;
            let home = at.segments()[holder.depth..].iter().fold(home, |home, step| home.key(step));
            homes.of.insert(key.clone(), home);
        }
    }
    homes.find_stores(&tree, version);
    homes
}

/// Where the components of a section stand.
fn section_at(section: &'static str, version: Version) -> Pointer {
    kinds::steps(section, version).into_iter().fold(Pointer::root(), |at, step| at.key(step))
}

impl Homes {
    /// Components of the first file that are only a reference give what they lead to their names.
    fn take_names(
        &mut self,
        found: &Found,
        section: &'static str,
        version: Version,
        library: &mut Library<'_, '_>,
        names: &mut Names,
    ) {
        let steps = kinds::steps(section, version);
        let home = section_at(section, version);
        let reference = format!("#/{}", steps.join("/"));
        let mut at = home.clone();
        // The section itself may be a reference, or what holds it.
        for _ in 0..=steps.len() {
            let file = library.file(at.file());
            let Some(Value::Object(entries)) = value_at(&file, &at) else {
                match library.find(FileId::ROOT, &reference) {
                    Ok(beyond) if beyond != at => at = beyond,
                    _ => return,
                }
                continue;
            };
            for (name, value) in entries {
                names.take(section, name);
                let Some(reference) = lone_reference(value) else { continue };
                let Some(Ok(target)) = library.found(at.file(), reference) else { continue };
                let key = (target.clone(), section);
                if found.targets.contains_key(&key) && !self.of.contains_key(&key) {
                    let home = home.key(name);
                    self.aliased.insert(home.clone());
                    self.of.insert(key, home);
                }
            }
            match super::library::reference_in(entries) {
                Some(reference) if !reference.starts_with('#') || at.file() != FileId::ROOT => {
                    match library.found(at.file(), reference) {
                        Some(Ok(beyond)) => at = beyond.clone(),
                        _ => return,
                    }
                }
                _ => return,
            }
        }
    }

    /// A file that is a schema often keeps others below `definitions`, which only JSON Schema knows.
    fn find_stores(&mut self, tree: &Tree<'_>, version: Version) {
        for ((at, _), _) in &self.new {
            tree.above(at, &mut |holder| {
                let step = at.segments().get(holder.depth).copied().unwrap_or_default();
                if kinds::below(holder.kind, step, version).is_none() {
                    let outer =
                        at.segments()[..holder.depth].iter().fold(Pointer::whole(at.file()), |at, step| at.key(step));
                    self.stores.insert(outer.key(step));
                }
            });
        }
    }
}
