//! Finds everything that a description refers to in other files, and reads these.

use std::collections::VecDeque;

use indexmap::IndexMap;

use super::kinds::{self, Way};
use super::library::{Library, value_at};
use crate::diagnostic::{FileId, Pointer};
use crate::document::path::Path;
use crate::document::table::Kind;
use crate::document::value::{Object as Entries, Value};
use crate::document::version::Version;

/// What is referred to and becomes a component.
pub(super) struct Target {
    pub(super) kind: &'static Kind,
    /// Whether it must have a name, since only names can lead to it.
    pub(super) is_named: bool,
}

/// What takes the place of references to it.
pub(super) struct Inlined {
    pub(super) kind: &'static Kind,
    /// Where it stands for the first time, if that is not in a component.
    pub(super) home: Option<Pointer>,
}

/// Everything that is referred to, in the order in which it was met. Components are told apart by their sections, too.
#[derive(Default)]
pub(super) struct Found {
    pub(super) targets: IndexMap<(Pointer, &'static str), Target>,
    pub(super) inlined: IndexMap<Pointer, Inlined>,
    /// Whether there is any reference that does not simply lead into the first file.
    pub(super) is_bundle: bool,
}

/// Something that is looked through for references.
struct Work {
    at: Pointer,
    kind: &'static Kind,
    /// Where it will stand, if that is known.
    home: Option<Pointer>,
}

/// A reference.
struct Site {
    at: Pointer,
    reference: String,
    way: Way,
    kind: &'static Kind,
    is_named: bool,
}

/// Follows all references of the first file, and those that are met on the way.
pub(super) fn discover(root: &'static Kind, version: Version, library: &mut Library<'_, '_>) -> Found {
    let mut found = Found::default();
    #[expect(clippy::disallowed_types, reason = "nothing goes through it in its order")]
    let mut seen = std::collections::HashSet::new();
    let mut pending = VecDeque::from([Work { at: Pointer::root(), kind: root, home: Some(Pointer::root()) }]);
    while let Some(work) = pending.pop_front() {
        let file = library.file(work.at.file());
        let Some(value) = value_at(&file, &work.at) else { continue };
        let schemas = schemas_of(&file);
        let mut sites = Vec::new();
        let mut is_new = |value: &Value, kind: &Kind| seen.insert((address(value), kind_address(kind)));
        let mut scan = Scan { version, schemas, is_new: &mut is_new, sites: &mut sites };
        scan.value(value, work.kind, &Path::At(work.at.clone()));
        for site in sites {
            found.is_bundle = true;
            let Ok(at) = library.find(site.at.file(), &site.reference) else { continue };
            pending.extend(found.add(at, &site, &work, version));
        }
    }
    found
}

impl Found {
    /// Adds what a reference leads to; what is to be looked through because of it.
    fn add(&mut self, at: Pointer, site: &Site, work: &Work, version: Version) -> Option<Work> {
        let kind = site.kind;
        match site.way {
            // What is in the first file stands where it is.
            Way::Component(_) if at.file() == FileId::ROOT => None,
            Way::Component(section) if kinds::other_kind(&at, section, version).is_some() => None,
            Way::Component(section) => {
                let known = self.targets.len();
                let new = || Target { kind, is_named: false };
                let target = self.targets.entry((at.clone(), section)).or_insert_with(new);
                target.is_named |= site.is_named;
                (self.targets.len() > known).then_some(Work { at, kind, home: None })
            }
            Way::Inline => {
                let beyond = site.at.segments();
                let beyond = &beyond[work.at.depth()..];
                let home = work.home.as_ref().map(|home| beyond.iter().fold(home.clone(), |at, step| at.key(step)));
                let known = self.inlined.len();
                let new = || Inlined { kind, home: home.clone() };
                self.inlined.entry(at.clone()).or_insert_with(new);
                let is_new = self.inlined.len() > known && at.file() != FileId::ROOT;
                is_new.then_some(Work { at, kind, home })
            }
        }
    }
}

/// Looks through a value of one file.
struct Scan<'s> {
    version: Version,
    /// The schemas that the file has of its own.
    schemas: Option<(&'static str, &'s Entries)>,
    /// What is part of something else that was looked through is not looked through again.
    is_new: &'s mut dyn FnMut(&Value, &Kind) -> bool,
    sites: &'s mut Vec<Site>,
}

impl Scan<'_> {
    fn value(&mut self, value: &Value, kind: &'static Kind, path: &Path<'_>) {
        match value {
            Value::Object(entries) if (self.is_new)(value, kind) => self.entries(entries, kind, path),
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, kinds::of_item(kind), &path.index(index));
                }
            }
            _ => {}
        }
    }

    fn entries(&mut self, entries: &Entries, kind: &'static Kind, path: &Path<'_>) {
        if let Some(reference) = super::library::reference_in(entries)
            && (!reference.starts_with('#') || path.pointer().file() != FileId::ROOT)
        {
            let way = kinds::way(kind, self.version);
            let site = Site { at: path.pointer(), reference: reference.to_owned(), way, kind, is_named: false };
            self.sites.push(site);
        }
        for key in kinds::naming(kind) {
            match entries.get(*key) {
                Some(Value::String(name)) => self.name(name, &path.key(key)),
                Some(Value::Object(mapping)) => {
                    for (value, name) in mapping {
                        if let Some(name) = name.as_str() {
                            self.name(name, &path.key(key).key(value));
                        }
                    }
                }
                _ => {}
            }
        }
        for (name, value) in entries {
            if let Some(kind) = kinds::below(kind, name, self.version) {
                self.value(value, kind, &path.key(name));
            }
        }
    }

    /// A schema that a discriminator names.
    fn name(&mut self, name: &str, path: &Path<'_>) {
        let at = path.pointer();
        if let Some(reference) = named(name, at.file(), self.schemas) {
            let (kind, section) = kinds::schema(self.version);
            let way = Way::Component(section);
            self.sites.push(Site { at, reference, way, kind, is_named: true });
        }
    }
}

/// The reference that the name of a schema in a file is; `None` for a name among those of the first file.
pub(super) fn named(name: &str, file: FileId, schemas: Option<(&'static str, &Entries)>) -> Option<String> {
    if kinds::is_reference(name) {
        return (!name.starts_with('#') || file != FileId::ROOT).then(|| name.to_owned());
    }
    let (section, schemas) = schemas.filter(|_| file != FileId::ROOT)?;
    schemas.contains_key(name).then(|| format!("#{section}{}", crate::document::uri::encoded(name)))
}

/// The schemas that a file has of its own, and where.
pub(super) fn schemas_of(file: &Value) -> Option<(&'static str, &Entries)> {
    let Value::Object(root) = file else { return None };
    if let Some(Value::Object(components)) = root.get("components")
        && let Some(Value::Object(schemas)) = components.get("schemas")
    {
        return Some(("/components/schemas/", schemas));
    }
    match root.get("definitions") {
        Some(Value::Object(definitions)) => Some(("/definitions/", definitions)),
        _ => None,
    }
}

fn address(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}

/// Objects are the same wherever they are allowed.
fn kind_address(kind: &Kind) -> usize {
    match kind {
        Kind::Kept(kind) | Kind::Shared(kind) | Kind::BoolOr(kind) => kind_address(kind),
        Kind::Object(object) => std::ptr::from_ref(*object).addr(),
        kind => std::ptr::from_ref(kind).addr(),
    }
}
