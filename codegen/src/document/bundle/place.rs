//! Puts everything that comes from other files where it will stand, and lets references lead there.

use std::collections::BTreeSet;

use super::discover::{Found, named, schemas_of};
use super::homes::Homes;
use super::kinds::{self, Way};
use super::library::{Library, reference_in, value_at};
use super::unread::{Reason, References};
use crate::diagnostic::{Diagnostic, FileId, Origins, Place, Pointer};
use crate::document::path::Path;
use crate::document::read::{DEEPEST, MOST_NODES};
use crate::document::table::Kind;
use crate::document::uri::encoded;
use crate::document::value::{Object as Entries, Value};
use crate::document::version::Version;

pub(super) struct Placement<'l, 'a, 's> {
    version: Version,
    library: &'l mut Library<'a, 's>,
    found: &'l Found,
    homes: &'l Homes,
    origins: Origins,
    references: References,
    /// What takes the place of references around the place that is looked at.
    open: Vec<Pointer>,
    /// What has taken the place of a reference already.
    inlined: BTreeSet<Pointer>,
    /// How many values have been copied for the first time, and again.
    copied: usize,
    repeated: usize,
}

/// The most values that are there more than once because what they belong to takes the place of several references.
const MOST_REPEATED: usize = 500_000;

/// What it costs to repeat something, beside its values, in values.
const REPETITION: usize = 16;

impl<'l, 'a, 's> Placement<'l, 'a, 's> {
    pub(super) fn new(version: Version, library: &'l mut Library<'a, 's>, found: &'l Found, homes: &'l Homes) -> Self {
        let origins = Origins::default();
        Self {
            version,
            library,
            found,
            homes,
            origins,
            references: References::default(),
            open: Vec::new(),
            inlined: BTreeSet::new(),
            copied: 0,
            repeated: 0,
        }
    }

    /// What was moved, and what there is to know about references.
    pub(super) fn finish(mut self) -> (Origins, References) {
        for ((at, _), home) in &self.homes.of {
            self.references.add_written(fragment(home), format!("{}{}", self.library.path(at.file()), fragment(at)));
        }
        let (_, schemas) = kinds::schema(self.version);
        for (key, name) in self.homes.renamed.iter().filter(|((_, section), _)| *section == schemas) {
            if let Some(component) = self.homes.of.get(key).and_then(Pointer::last) {
                self.references.add_name(component, name.clone());
            }
        }
        (self.origins, self.references)
    }

    /// Goes through the first file, then adds the components that are new.
    pub(super) fn document(&mut self, root: &mut Value) {
        let file = FileId::ROOT;
        self.value(root, Spot { kind: kinds::description(self.version), file, path: &Path::ROOT, depth: 0 });
        for ((at, section), home) in &self.homes.new {
            let Some(target) = self.found.targets.get(&(at.clone(), *section)) else { continue };
            let Some(mut value) = self.copy(at, home, 0, true) else { continue };
            let spot = Spot { kind: target.kind, file: at.file(), path: &Path::At(home.clone()), depth: home.depth() };
            self.content(&mut value, spot);
            let (Some(name), Some(section)) = (home.last(), self.section(root, section)) else { continue };
            section.insert(name.to_owned(), value);
        }
    }

    /// The entries of a section, which may be new.
    fn section<'v>(&self, root: &'v mut Value, section: &'static str) -> Option<&'v mut Entries> {
        let mut here = root;
        for step in kinds::steps(section, self.version) {
            let Value::Object(entries) = here else { return None };
            here = entries.entry(step.to_owned()).or_insert_with(|| Value::Object(Entries::default()));
        }
        match here {
            Value::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// A copy of what stands at a place, which will stand at another one.
    fn copy(&mut self, at: &Pointer, to: &Pointer, depth: usize, is_first: bool) -> Option<Value> {
        let kept = self.library.kept(at);
        let file = self.library.file(at.file());
        let value = match &kept {
            Some(kept) => kept,
            None => value_at(&file, at)?,
        };
        let (count, deepest) = extent(value);
        if is_first {
            self.copied += count;
        } else {
            self.repeated += count + REPETITION;
        }
        if self.copied > MOST_NODES || self.repeated > MOST_REPEATED || depth + deepest > DEEPEST {
            let message = "what stands here is referred to in so many places that the description has no end";
            let said = Diagnostic::warning("too-large", Place::Value(at.clone()), message);
            self.library.say(said.generated("nothing for it in some of these"));
            return None;
        }
        self.origins.stands_for(to, at);
        let Value::Object(entries) = value else { return Some(value.clone()) };
        let is_kept = |name: &str| self.homes.stores.is_empty() || !self.homes.stores.contains(&at.key(name));
        let kept = entries.iter().filter(|(name, _)| is_kept(name));
        Some(Value::Object(kept.map(|(name, value)| (name.clone(), value.clone())).collect()))
    }

    /// Goes through a value; if it is only a reference that gives a component its name, through that.
    fn value(&mut self, value: &mut Value, spot: Spot<'_>) {
        if let Some(target) = self.aliased(value, spot)
            && let Some(new) = self.copy(&target, &spot.path.pointer(), spot.depth, true)
        {
            *value = new;
            return self.content(value, Spot { file: target.file(), ..spot });
        }
        self.content(value, spot);
    }

    fn content(&mut self, value: &mut Value, spot: Spot<'_>) {
        match value {
            Value::Object(entries) => {
                let reference = spot.reference(entries).map(str::to_owned);
                match reference.map(|reference| (reference, kinds::way(spot.kind, self.version))) {
                    None => self.entries(entries, spot),
                    Some((reference, Way::Component(section))) => {
                        let leads_to = self.lead(spot.file, &reference, section);
                        entries.insert("$ref".to_owned(), Value::String(leads_to));
                        self.entries(entries, spot);
                    }
                    Some((reference, Way::Inline)) => self.inline(value, &reference, spot),
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter_mut().enumerate() {
                    let kind = kinds::of_item(spot.kind);
                    self.value(item, Spot { kind, path: &spot.path.index(index), depth: spot.depth + 1, ..spot });
                }
            }
            _ => {}
        }
    }

    fn entries(&mut self, entries: &mut Entries, spot: Spot<'_>) {
        for key in kinds::naming(spot.kind) {
            match entries.get_mut(*key) {
                Some(Value::String(name)) => self.name(name, spot.file),
                Some(Value::Object(mapping)) => {
                    for name in mapping.values_mut() {
                        if let Value::String(name) = name {
                            self.name(name, spot.file);
                        }
                    }
                }
                _ => {}
            }
        }
        for (name, value) in entries {
            if let Some(kind) = kinds::below(spot.kind, name, self.version) {
                self.value(value, Spot { kind, path: &spot.path.key(name), depth: spot.depth + 1, ..spot });
            }
        }
    }

    /// The name of a schema for a discriminator.
    fn name(&mut self, name: &mut String, file: FileId) {
        let root = self.library.file(file);
        if let Some(reference) = named(name, file, schemas_of(&root)) {
            let (_, section) = kinds::schema(self.version);
            *name = self.lead(file, &reference, section);
        }
    }

    /// What a reference leads to, if that is to stand in the place of just this reference.
    fn aliased(&self, value: &Value, spot: Spot<'_>) -> Option<Pointer> {
        let Value::Object(entries) = value else { return None };
        let (reference, way) = (spot.reference(entries)?, kinds::way(spot.kind, self.version));
        let (Way::Component(section), 1, Some(Ok(target))) =
            (way, entries.len(), self.library.found(spot.file, reference))
        else {
            return None;
        };
        let home = self.homes.of.get(&(target.clone(), section))?;
        (self.homes.aliased.contains(home) && *home == spot.path.pointer()).then(|| target.clone())
    }

    /// What a reference has to be in the document.
    fn lead(&mut self, file: FileId, reference: &str, section: &'static str) -> String {
        let reason = match self.library.found(file, reference) {
            Some(Ok(target)) if target.file() == FileId::ROOT => return fragment(target),
            Some(Ok(target)) => match self.homes.of.get(&(target.clone(), section)) {
                Some(home) => return fragment(home),
                None => match kinds::other_kind(target, section, self.version) {
                    Some(kind) => Reason::new(format!("it is {kind}, and something else is needed here")),
                    None => Reason::new("it leads nowhere"),
                },
            },
            Some(Err(reason)) => reason.clone(),
            None => Reason::new("it leads nowhere"),
        };
        let absolute = if file == FileId::ROOT { reference.to_owned() } else { self.library.absolute(file, reference) };
        self.references.add_unread(&absolute, reason);
        absolute
    }

    /// Lets what a reference leads to take its place. What is written beside the reference comes before it.
    fn inline(&mut self, value: &mut Value, reference: &str, spot: Spot<'_>) {
        let Value::Object(entries) = value else { return };
        let here = spot.path.pointer();
        let from = self.origins.original(&here);
        let found = match self.library.found(spot.file, reference) {
            Some(Ok(target)) if self.open.contains(target) => Err(Reason::new("it leads back to itself")),
            Some(found) => found.clone(),
            None => Err(Reason::new("it leads nowhere")),
        };
        entries.shift_remove("$ref");
        let new = match found {
            Ok(target) => {
                let is_first = self.inlined.insert(target.clone());
                self.copy(&target, &here, spot.depth, is_first).map(|new| (target, new))
            }
            Err(reason) => {
                let place = Place::Value(from.key("$ref"));
                self.library.say(reason.tell(reference, place).generated("nothing for it"));
                None
            }
        };
        let Some((target, mut new)) = new else { return self.entries(entries, spot) };
        self.open.push(target.clone());
        self.content(&mut new, Spot { file: target.file(), ..spot });
        self.open.pop();
        if entries.is_empty() {
            *value = new;
            return;
        }
        for name in entries.keys() {
            self.origins.stands_for(&here.key(name), &from.key(name));
        }
        self.entries(entries, spot);
        let Value::Object(new) = new else { return };
        for (name, new) in new {
            entries.entry(name).or_insert(new);
        }
    }
}

/// What stands where, and where it comes from.
#[derive(Clone, Copy)]
struct Spot<'p> {
    kind: &'static Kind,
    file: FileId,
    path: &'p Path<'p>,
    /// How deep it is in the document.
    depth: usize,
}

impl Spot<'_> {
    /// The reference that stands there, unless it is one within the first file.
    fn reference<'v>(&self, entries: &'v Entries) -> Option<&'v str> {
        reference_in(entries).filter(|reference| !reference.starts_with('#') || self.file != FileId::ROOT)
    }
}

/// How many values there are in one, and how many levels.
fn extent(value: &Value) -> (usize, usize) {
    let (mut count, mut deepest) = (1, 0);
    let mut add = |value: &Value| {
        let (inner, depth) = extent(value);
        count += inner;
        deepest = deepest.max(depth + 1);
    };
    match value {
        Value::Array(items) => items.iter().for_each(&mut add),
        Value::Object(entries) => entries.values().for_each(&mut add),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    (count, deepest)
}

/// A reference to a place in the document.
fn fragment(at: &Pointer) -> String {
    let mut reference = "#".to_owned();
    for step in at.segments() {
        reference.push('/');
        reference.push_str(&encoded(step));
    }
    reference
}
