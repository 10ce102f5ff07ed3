//! The files of a description, each read once, and what stands at the places that references name.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Supply;
use super::location::Location;
use super::unread::Reason;
use crate::diagnostic::{Diagnostic, FileId, Pointer, quoted};
use crate::document::identify::{Names, identify};
use crate::document::read;
use crate::document::uri::{decoded, percent_decode};
use crate::document::value::{Object, Value};
use crate::document::version::{self, Version};
use crate::source::Source;

/// The most files of one description. Some real ones have more than a thousand.
const MOST_FILES: usize = 10_000;

/// More references than this on the way to one place go in circles.
const MOST_TURNS: usize = 100;

/// All files that have been read, and what has been found in them.
pub(super) struct Library<'a, 's> {
    supply: Supply<'a, 's>,
    /// The version of the description, which counts in all its files.
    version: Version,
    /// What is in front of the paths of files where messages show them: the folder of the description.
    folder: String,
    opened: BTreeMap<Location, Result<FileId, Reason>>,
    /// What was read.
    read: BTreeMap<FileId, Read>,
    /// What is left of the first file when it has been taken.
    kept: BTreeMap<Pointer, Rc<Value>>,
    found: BTreeMap<(FileId, String), Result<Pointer, Reason>>,
    /// What the description calls itself (OpenAPI 3.2).
    own_uri: Option<String>,
}

struct Read {
    location: Location,
    /// What its parts call themselves.
    names: Names,
    value: Rc<Value>,
}

impl<'a, 's> Library<'a, 's> {
    pub(super) fn new(root: Value, names: Names, version: Version, supply: Supply<'a, 's>) -> Self {
        let path = &supply.sources.get(FileId::ROOT).path;
        let (folder, name) = path.split_at(path.rfind(['/', '\\']).map_or(0, |end| end + 1));
        let location = Location::File(name.to_owned());
        let folder = folder.to_owned();
        let own_uri = match &root {
            Value::Object(root) => root.get("$self").and_then(Value::as_str).map(str::to_owned),
            _ => None,
        };
        Self {
            supply,
            version,
            folder,
            opened: BTreeMap::from([(location.clone(), Ok(FileId::ROOT))]),
            read: BTreeMap::from([(FileId::ROOT, Read { location, names, value: Rc::new(root) })]),
            kept: BTreeMap::new(),
            found: BTreeMap::new(),
            own_uri,
        }
    }

    /// The first file again, when nothing is to be found any more. What stands at these places stays to be copied.
    pub(super) fn take_root<'p>(&mut self, kept: impl Iterator<Item = &'p Pointer>) -> Value {
        let Some(root) = self.read.remove(&FileId::ROOT) else { return Value::Null };
        for at in kept.filter(|at| at.file() == FileId::ROOT) {
            if let Some(value) = value_at(&root.value, at) {
                self.kept.insert(at.clone(), Rc::new(value.clone()));
            }
        }
        Rc::unwrap_or_clone(root.value)
    }

    /// A part of the first file that has been kept.
    pub(super) fn kept(&self, at: &Pointer) -> Option<Rc<Value>> {
        self.kept.get(at).cloned()
    }

    /// All of a file.
    pub(super) fn file(&self, file: FileId) -> Rc<Value> {
        self.read.get(&file).map_or_else(|| Rc::new(Value::Null), |read| Rc::clone(&read.value))
    }

    pub(super) fn say(&mut self, diagnostic: Diagnostic) {
        self.supply.diagnostics.push(diagnostic);
    }

    /// The name of a file without its folders and its extension; that of its folder for one that is called `index`.
    pub(super) fn stem(&self, file: FileId) -> &str {
        let path = match self.location(file) {
            Some(Location::File(path) | Location::Url(path)) => path.as_str(),
            None => "",
        };
        let mut names = path.split('?').next().unwrap_or(path).rsplit('/');
        let name = names.next().unwrap_or(path);
        match name.split_once('.').map_or(name, |(stem, _)| stem) {
            stem @ ("index" | "_index") => names.next().unwrap_or(stem),
            stem => stem,
        }
    }

    /// The path of a file as messages show it.
    pub(super) fn path(&self, file: FileId) -> &str {
        &self.supply.sources.get(file).path
    }

    fn location(&self, file: FileId) -> Option<&Location> {
        self.read.get(&file).map(|read| &read.location)
    }

    /// A reference in words that mean the same in every file.
    pub(super) fn absolute(&self, from: FileId, reference: &str) -> String {
        let (file, fragment) = split(reference);
        let base = self.location(from);
        let joined = if file.is_empty() { base.cloned() } else { base.and_then(|base| base.join(file).ok()) };
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        match joined {
            Some(Location::File(path) | Location::Url(path)) => format!("{path}{fragment}"),
            None => reference.to_owned(),
        }
    }

    /// Where that stands which a reference in a file leads to at last: no reference stands there, unless it leads
    /// nowhere.
    pub(super) fn find(&mut self, from: FileId, reference: &str) -> Result<Pointer, Reason> {
        let key = (from, reference.to_owned());
        if let Some(found) = self.found.get(&key) {
            return found.clone();
        }
        let found = self.follow(from, reference, &mut MOST_TURNS.clone()).map(|at| self.last(at));
        self.found.insert(key, found.clone());
        found
    }

    /// The same, of what has been looked for before.
    pub(super) fn found(&self, from: FileId, reference: &str) -> Option<&Result<Pointer, Reason>> {
        self.found.get(&(from, reference.to_owned()))
    }

    /// Follows what is nothing but a reference.
    fn last(&mut self, mut at: Pointer) -> Pointer {
        let mut turns = MOST_TURNS;
        loop {
            let file = self.file(at.file());
            let Some(reference) = value_at(&file, &at).and_then(lone_reference) else { return at };
            match self.follow(at.file(), reference, &mut turns) {
                Ok(next) if turns > 0 => at = next,
                _ => return at,
            }
            turns -= 1;
        }
    }

    /// A place may lie beyond another reference: what that leads to has it.
    fn follow(&mut self, from: FileId, reference: &str, turns: &mut usize) -> Result<Pointer, Reason> {
        let (file, fragment) = split(reference);
        let file = match file {
            "" => from,
            uri if Some(uri) == self.own_uri.as_deref() => FileId::ROOT,
            uri => {
                let base = self.location(from).ok_or_else(|| Reason::new("its file is not known"))?;
                let location = base.join(uri).map_err(Reason::new)?;
                self.open(location)?
            }
        };
        let mut at = Pointer::whole(file);
        let Some(steps) = fragment.filter(|fragment| !fragment.is_empty()) else { return Ok(at) };
        let Some(steps) = steps.strip_prefix('/') else {
            return self.anchored(file, &percent_decode(steps));
        };
        let mut steps = steps.split('/').map(decoded).peekable();
        loop {
            let file = self.file(at.file());
            let Some(mut value) = value_at(&file, &at) else { return Err(self.nothing_at(&at)) };
            let next = loop {
                let Some(step) = steps.peek() else { return Ok(at) };
                if let Some(next) = reference_beyond(value, step) {
                    break next;
                }
                at = at.key(step);
                value = child(value, step).ok_or_else(|| self.nothing_at(&at))?;
                steps.next();
            };
            *turns = turns.checked_sub(1).ok_or_else(|| Reason::new("it leads back to itself"))?;
            at = self.follow(at.file(), next, turns)?;
        }
    }

    /// Where an anchor of a file stands.
    fn anchored(&self, file: FileId, name: &str) -> Result<Pointer, Reason> {
        let anchor = self.read.get(&file).and_then(|read| read.names.anchored(name));
        anchor.cloned().ok_or_else(|| {
            let since = if self.version < Version::V3_1 { "; `$anchor` is OpenAPI 3.1" } else { "" };
            Reason::new(format!("nothing is called {} in `{}`{since}", quoted(name), self.path(file)))
        })
    }

    fn nothing_at(&self, at: &Pointer) -> Reason {
        Reason::new(format!("there is nothing at `{at}` in `{}`", self.path(at.file())))
    }

    fn open(&mut self, location: Location) -> Result<FileId, Reason> {
        if let Some(opened) = self.opened.get(&location) {
            return opened.clone();
        }
        let opened = self.read(&location);
        self.opened.insert(location, opened.clone());
        opened
    }

    fn read(&mut self, location: &Location) -> Result<FileId, Reason> {
        if self.read.len() >= MOST_FILES {
            return Err(Reason::new(format!("of one description, {MOST_FILES} files are read at most")));
        }
        let (location, path, text) = match location {
            Location::File(path) => {
                let text = self
                    .supply
                    .files
                    .read(path, self.supply.budget.bytes)
                    .map_err(|error| Reason::new(error.to_string()))?;
                (location.clone(), format!("{}{path}", self.folder), text)
            }
            Location::Url(url) => {
                let read = self
                    .supply
                    .files
                    .fetch(url, self.supply.budget.bytes)
                    .map_err(|error| Reason::new(error.to_string()))?;
                let location = Location::Url(read.url.clone());
                if let Some(Ok(file)) = self.opened.get(&location) {
                    return Ok(*file);
                }
                (location, read.url, read.text)
            }
        };
        let file = self.supply.sources.add(Source::new(path, text));
        let opened = self.parse(file).map(|mut value| {
            let names = identify(&mut value, file, self.version, self.supply.diagnostics);
            self.read.insert(file, Read { location: location.clone(), names, value: Rc::new(value) });
            file
        });
        self.opened.insert(location, opened.clone());
        opened
    }

    fn parse(&mut self, file: FileId) -> Result<Value, Reason> {
        let source = self.supply.sources.get(file);
        if let Some(fault) = version::fault(source.body()) {
            return Err(Reason::new(fault));
        }
        let value = read::read(source, file, self.supply.budget, self.supply.diagnostics)
            .map_err(|refusal| Reason::of(*refusal))?;
        match value {
            Value::Object(_) | Value::Array(_) | Value::Bool(_) => Ok(value),
            other => Err(Reason::new(format!("nothing is in it but {}", other.describe()))),
        }
    }
}

/// A reference and its fragment.
pub(super) fn split(reference: &str) -> (&str, Option<&str>) {
    reference.split_once('#').map_or((reference, None), |(file, fragment)| (file, Some(fragment)))
}

/// What stands at a place of a file.
pub(super) fn value_at<'v>(file: &'v Value, at: &Pointer) -> Option<&'v Value> {
    at.segments().into_iter().try_fold(file, child)
}

fn child<'v>(value: &'v Value, step: &str) -> Option<&'v Value> {
    match value {
        Value::Object(entries) => entries.get(step),
        Value::Array(items) => items.get(step.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The `$ref` of what has nothing else.
pub(super) fn lone_reference(value: &Value) -> Option<&str> {
    match value {
        Value::Object(entries) if entries.len() == 1 => reference_in(entries),
        _ => None,
    }
}

pub(super) fn reference_in(entries: &Object) -> Option<&str> {
    entries.get("$ref").and_then(Value::as_str)
}

/// The `$ref` of what has no such key itself.
fn reference_beyond<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    match value {
        Value::Object(entries) if !entries.contains_key(key) => reference_in(entries),
        _ => None,
    }
}
