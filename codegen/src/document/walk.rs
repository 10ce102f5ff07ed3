//! Turns a [`Value`] into one that `openapiv3` cannot refuse: the typed walk by the tables.
//!
//! What a table does not allow is told once and removed, so that nothing below is read with wrong expectations. What
//! is done when all below an object has been walked, [`rewrite`](super::rewrite) tells.

mod coerce;
mod describe;
mod keys;
mod known;
mod reference;
mod rules;
mod schema;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use self::keys::is_ours;
pub(super) use self::keys::is_status;
use self::known::Known;
pub(super) use self::known::{LONGEST, MOST};
use self::reference::Taken;
pub(super) use self::reference::only;
pub(super) use self::rules::text;
pub(super) use self::schema::tighter;
use super::path::Path;
use super::table::{self, Absent, Key, Kind, Object, Others, Rule};
use super::value::{Object as Entries, Value};
use super::version::Version;
use crate::diagnostic::{Diagnostic, Diagnostics, Origins, Place};

/// What the names of keys begin with that the walk adds: `x-codegen-minimum` was `minimum`.
pub(super) const PRIVATE: &str = "x-codegen-";

/// The most values that are there more than once because OpenAPI 3.0 has no other way to say them.
const MOST_COPIES: usize = 500_000;

/// Walks a whole document, which has the shape of OpenAPI 3.0 then. The result says what was moved.
pub(super) fn walk(root: &mut Value, version: Version, diagnostics: &mut Diagnostics) -> Origins {
    let object = match version {
        Version::V2_0 => &table::v2_0::SWAGGER,
        Version::V3_0 | Version::V3_1 | Version::V3_2 => &table::v3::OPENAPI,
    };
    let known = Known::of(root, version);
    let origins = Origins::default();
    let mut walk = Walk {
        diagnostics,
        origins,
        version,
        known,
        shared: BTreeMap::new(),
        removed: Vec::new(),
        copied: 0,
        suggested: 0,
    };
    walk.value(root, &Kind::Object(object), Instead { absent: Absent::Fine, of: object.name }, &Path::ROOT);
    walk.origins
}

/// What the functions of the walk and of the rewritings share.
pub(super) struct Walk<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
    pub(super) origins: Origins,
    pub(super) version: Version,
    pub(super) known: Known,
    /// The components that are copied to where they are referred to, by section. They are walked first.
    pub(super) shared: BTreeMap<String, IndexMap<String, Shared>>,
    /// The keys that were removed from the object that has just been walked.
    pub(super) removed: Vec<&'static str>,
    /// The weight of all copies.
    copied: usize,
    /// How many keys were compared with all names that would be right.
    suggested: usize,
}

/// A component that is copied to where it is referred to.
pub(super) struct Shared {
    pub(super) value: Value,
    /// How much a copy takes.
    pub(super) weight: usize,
}

/// What is generated where a value has to be removed.
#[derive(Clone, Copy)]
struct Instead {
    absent: Absent,
    /// The object that the value belongs to.
    of: &'static str,
}

impl Instead {
    const NOTHING: Self = Self { absent: Absent::Fine, of: "" };

    fn describe(self) -> String {
        match self.absent {
            Absent::Fine => "as if it were not there".into(),
            Absent::Text("") | Absent::Map => "as if it were empty".into(),
            Absent::Text(text) => format!("as if it were `{text}`"),
            Absent::Fatal => format!("without this {}", self.of.split_once(' ').map_or(self.of, |(_, noun)| noun)),
        }
    }
}

impl Walk<'_> {
    /// Looks at one value; `false` if it has to go.
    fn value(&mut self, value: &mut Value, kind: &Kind, instead: Instead, path: &Path<'_>) -> bool {
        match kind {
            Kind::Kept(kind) => return self.value(value, kind, instead, path),
            Kind::Shared(kind) => {
                self.share(value, kind, instead, path);
                return false;
            }
            Kind::Object(object) if object.rule == Rule::Schema && self.boolean_schema(value) => return true,
            _ => {}
        }
        if !self.has_kind(value, kind, instead, path) {
            return false;
        }
        match (kind, value) {
            (Kind::List(kind), Value::Array(items)) => self.list(items, kind, path),
            (Kind::Types(names), Value::Array(items)) => self.list(items, &Kind::Type(names), path),
            (Kind::Map(kind), Value::Object(entries)) => {
                entries.retain(|name, value| {
                    let path = path.key(name);
                    self.has_short_name(name, &path) && self.value(value, kind, Instead::NOTHING, &path)
                });
            }
            (Kind::Object(object) | Kind::BoolOr(Kind::Object(object)), Value::Object(entries)) => {
                return self.object(entries, object, path);
            }
            _ => {}
        }
        true
    }

    fn share(&mut self, value: &mut Value, kind: &Kind, instead: Instead, path: &Path<'_>) {
        if self.value(value, kind, instead, path)
            && let (Path::Key(_, section, _), Value::Object(entries)) = (path, value)
        {
            let shared = std::mem::take(entries).into_iter().map(|(name, value)| (name, Shared::new(value)));
            self.shared.insert((*section).to_owned(), shared.collect());
        }
    }

    fn list(&mut self, items: &mut Vec<Value>, kind: &Kind, path: &Path<'_>) {
        let (mut old, mut new) = (0, 0);
        items.retain_mut(|item| {
            let keep = self.value(item, kind, Instead::NOTHING, &path.index(old));
            if keep && old != new {
                self.origins.moved(&path.index(old).pointer(), &path.index(new).pointer());
            }
            old += 1;
            new += usize::from(keep);
            keep
        });
    }

    fn object(&mut self, entries: &mut Entries, object: &'static Object, path: &Path<'_>) -> bool {
        let mut private = Vec::new();
        let taken = self.take_reference(entries, object, path);
        match taken {
            Taken::Alone => return true,
            Taken::Unread => return false,
            Taken::None | Taken::Beside(_) | Taken::Shared(_) => {}
            Taken::Private(ref reference) => private.push(("$ref".to_owned(), Value::text(reference))),
        }
        self.before(entries, object, &mut private, path);
        let mut removed = Vec::new();
        entries.retain(|name, value| match self.entry(name, value, object, path) {
            Fate::Stays => true,
            Fate::Goes => {
                removed.extend(object.key(name, self.version).map(|key| key.name));
                false
            }
            Fate::Private(value) => {
                private.push((name.clone(), value));
                false
            }
        });
        for (name, value) in private {
            let new = format!("{PRIVATE}{name}");
            self.origins.moved(&path.key(&name).pointer(), &path.key(&new).pointer());
            entries.insert(new, value);
        }
        self.removed = removed;
        let is_complete = self.complete(entries, object, path) && self.after(entries, object, path);
        match taken {
            Taken::Beside(reference) => self.put_beside(entries, reference, path),
            Taken::Shared(reference) => self.copy_shared(entries, &reference, path),
            _ => {}
        }
        is_complete
    }

    fn entry(&mut self, name: &str, value: &mut Value, object: &'static Object, path: &Path<'_>) -> Fate {
        let path = path.key(name);
        let (kind, instead) = if let Some(key) = object.key(name, self.version) {
            (&key.kind, Instead { absent: key.absent, of: object.name })
        } else if name.starts_with("x-") && !is_ours(name, object) {
            // Where `openapiv3` takes every key for an expression, an extension would be refused.
            return if matches!(object.others, Others::All(_)) { Fate::Goes } else { Fate::Stays };
        } else {
            match object.others {
                Others::Paths(kind) | Others::All(kind) if self.has_short_name(name, &path) => (kind, Instead::NOTHING),
                Others::Paths(_) | Others::All(_) => return Fate::Goes,
                Others::Statuses(kind) if is_status(name) => (kind, Instead::NOTHING),
                _ => {
                    self.unknown_key(name, object, &path);
                    return Fate::Goes;
                }
            }
        };
        if !self.value(value, kind, instead, &path) {
            return Fate::Goes;
        }
        travels_as(value, kind).map_or(Fate::Stays, Fate::Private)
    }

    /// Fills in what must be there. `false` if the object makes no sense without it.
    fn complete(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) -> bool {
        let mut keep = true;
        for key @ Key { name, absent, .. } in object.keys(self.version) {
            if entries.contains_key(*name) || matches!(absent, Absent::Fine) {
                continue;
            }
            if key.is_needed && !self.removed.contains(name) {
                let message = format!("{} needs the key `{name}`", object.name);
                let said = Diagnostic::warning("missing-key", Place::Key(path.pointer()), message);
                let instead = Instead { absent: *absent, of: object.name };
                self.diagnostics.push(said.generated(instead.describe()));
            }
            match blank(key, self.version) {
                Some(value) => drop(entries.insert((*name).into(), value)),
                None => keep = false,
            }
        }
        keep
    }

    /// Whether something of this weight may be copied.
    pub(super) fn may_copy(&mut self, weight: usize) -> bool {
        let copied = self.copied.saturating_add(weight);
        let may = copied <= MOST_COPIES;
        if may {
            self.copied = copied;
        }
        may
    }
}

impl Shared {
    fn new(value: Value) -> Self {
        let weight = value.weight();
        Self { value, weight }
    }
}

/// What is filled in for a key, itself complete.
fn blank(key: &Key, version: Version) -> Option<Value> {
    match key.absent {
        Absent::Fine | Absent::Fatal => None,
        Absent::Text(text) => Some(Value::text(text)),
        Absent::Map => {
            let keys = if let Kind::Object(object) = key.kind { Some(object.keys(version)) } else { None };
            let entries =
                keys.into_iter().flatten().filter_map(|key| Some((key.name.to_owned(), blank(key, version)?)));
            Some(Value::Object(entries.collect()))
        }
    }
}

/// What becomes of an entry.
enum Fate {
    Stays,
    Goes,
    /// It moves into a private key.
    Private(Value),
}

/// The form in which a value travels in a private key, if it does.
fn travels_as(value: &mut Value, kind: &Kind) -> Option<Value> {
    match (kind, &*value) {
        (Kind::Flag, Value::Bool(flag)) => Some(Value::Bool(*flag)),
        (Kind::Bound, Value::Number(number)) => Some(Value::text(number.as_str())),
        (Kind::Count, Value::Number(number)) if number.as_u64().is_none() => Some(Value::text(number.as_str())),
        (Kind::Kept(_), _) => Some(std::mem::replace(value, Value::Null)),
        _ => None,
    }
}
