//! Turns a [`Value`] into one that `openapiv3` cannot refuse: the typed walk by the tables.
//!
//! What a table does not allow is told once and removed, so that nothing below is read with wrong expectations.

mod coerce;
mod describe;
mod reference;
mod rules;
mod schema;

use self::reference::Taken;
use super::path::Path;
use super::table::{Absent, Key, Kind, Object, Others, Reference};
use super::value::{Object as Entries, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Origins, Place, quoted};

/// What the names of keys begin with that the walk adds: `x-codegen-minimum` was `minimum`.
const PRIVATE: &str = "x-codegen-";

/// Walks a whole document. The result says what was moved.
pub(super) fn walk(root: &mut Value, object: &'static Object, diagnostics: &mut Diagnostics) -> Origins {
    let mut walk = Walk { diagnostics, origins: Origins::default(), suggested: 0 };
    walk.value(root, &Kind::Object(object), Instead { absent: Absent::Fine, of: object.name }, &Path::Root);
    walk.origins
}

struct Walk<'d> {
    diagnostics: &'d mut Diagnostics,
    origins: Origins,
    /// How many keys were compared with all names that would be right.
    suggested: usize,
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
        if !self.has_kind(value, kind, instead, path) {
            return false;
        }
        match (kind, value) {
            (Kind::List(kind), Value::Array(items)) => self.list(items, kind, path),
            (Kind::Map(kind), Value::Object(entries)) => {
                entries.retain(|name, value| self.value(value, kind, Instead::NOTHING, &path.key(name)));
            }
            (Kind::Object(object) | Kind::BoolOr(Kind::Object(object)), Value::Object(entries)) => {
                return self.object(entries, object, path);
            }
            _ => {}
        }
        true
    }

    fn list(&mut self, items: &mut Vec<Value>, kind: &Kind, path: &Path<'_>) {
        let (mut old, mut new) = (0, 0);
        items.retain_mut(|item| {
            let keep = self.value(item, kind, Instead::NOTHING, &path.index(old));
            if keep && old != new {
                self.origins.insert(path.index(new).pointer(), path.index(old).pointer());
            }
            old += 1;
            new += usize::from(keep);
            keep
        });
    }

    fn object(&mut self, entries: &mut Entries, object: &'static Object, path: &Path<'_>) -> bool {
        let mut private = Vec::new();
        let mut beside = None;
        match self.take_reference(entries, object, path) {
            Taken::None => {}
            Taken::Alone => return true,
            Taken::Unread => return false,
            Taken::Beside(reference) => beside = Some(reference),
            Taken::Private(reference) => private.push(("$ref".to_owned(), Value::String(reference))),
        }
        self.before(entries, object, path);
        let mut removed = Vec::new();
        entries.retain(|name, value| match self.entry(name, value, object, path) {
            Fate::Stays => true,
            Fate::Goes => {
                removed.extend(object.key(name).map(|key| key.name));
                false
            }
            Fate::Private(value) => {
                private.push((name.clone(), value));
                false
            }
        });
        for (name, value) in private {
            let new = format!("{PRIVATE}{name}");
            self.origins.insert(path.key(&new).pointer(), path.key(&name).pointer());
            entries.insert(new, value);
        }
        let is_complete = self.complete(entries, object, &removed, path) && self.after(entries, object, path);
        if let Some(reference) = beside {
            self.put_beside(entries, reference, path);
        }
        is_complete
    }

    fn entry(&mut self, name: &str, value: &mut Value, object: &'static Object, path: &Path<'_>) -> Fate {
        let path = path.key(name);
        let (kind, instead) = if let Some(key) = object.key(name) {
            (&key.kind, Instead { absent: key.absent, of: object.name })
        } else if name.starts_with("x-") && !is_ours(name, object) {
            // Where `openapiv3` takes every key for an expression, an extension would be refused.
            return if matches!(object.others, Others::All(_)) { Fate::Goes } else { Fate::Stays };
        } else {
            match object.others {
                Others::Paths(kind) | Others::All(kind) => (kind, Instead::NOTHING),
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
    fn complete(&mut self, entries: &mut Entries, object: &Object, removed: &[&str], path: &Path<'_>) -> bool {
        let mut keep = true;
        for key @ Key { name, absent, .. } in object.keys {
            if entries.contains_key(*name) || matches!(absent, Absent::Fine) {
                continue;
            }
            if !removed.contains(name) {
                let message = format!("{} needs the key `{name}`", object.name);
                let said = Diagnostic::warning("missing-key", Place::Key(path.pointer()), message);
                let instead = Instead { absent: *absent, of: object.name };
                self.diagnostics.push(said.generated(instead.describe()));
            }
            match blank(key) {
                Some(value) => drop(entries.insert((*name).into(), value)),
                None => keep = false,
            }
        }
        keep
    }

    fn unknown_key(&mut self, name: &str, object: &Object, path: &Path<'_>) {
        let message = format!("{} has no key {}", object.name, quoted(name));
        let mut said = Diagnostic::warning("unknown-key", Place::Key(path.pointer()), message);
        said = said.generated("as if it were not there");
        if is_ours(name, object) {
            said = said.help("this name is the generator's own");
        } else if let Some(close) = self.close_to(name, object.keys.iter().map(|key| key.name)) {
            said = said.help(format!("did you mean `{close}`?"));
        }
        self.diagnostics.push(said);
    }

    /// The name that was probably meant. A hostile description gets a thousand of these, not millions.
    fn close_to(&mut self, name: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
        self.suggested += 1;
        if self.suggested > 1_000 || name.len() > 40 {
            return None;
        }
        let distance = |other| strsim::damerau_levenshtein(name, other);
        names
            .map(|other| (distance(other), other))
            .filter(|(distance, other)| *distance <= (other.len() / 4).max(1))
            .min()
            .map(|(_, other)| other)
    }
}

/// What is filled in for a key, itself complete.
fn blank(key: &Key) -> Option<Value> {
    match key.absent {
        Absent::Fine | Absent::Fatal => None,
        Absent::Text(text) => Some(Value::text(text)),
        Absent::Map => {
            let keys = if let Kind::Object(object) = key.kind { object.keys } else { &[] };
            let entries = keys.iter().filter_map(|key| Some((key.name.to_owned(), blank(key)?)));
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
fn travels_as(value: &Value, kind: &Kind) -> Option<Value> {
    match (kind, value) {
        (Kind::Flag, Value::Bool(_)) => Some(value.clone()),
        (Kind::Bound, Value::Number(number)) => Some(Value::text(number.as_str())),
        (Kind::Count, Value::Number(number)) if number.as_u64().is_none() => Some(Value::text(number.as_str())),
        _ => None,
    }
}

/// Whether a key has the name of one that the walk adds. Other tools have keys that begin alike.
fn is_ours(name: &str, object: &Object) -> bool {
    name.strip_prefix(PRIVATE).is_some_and(|name| match object.key(name) {
        Some(key) => matches!(key.kind, Kind::Flag | Kind::Bound | Kind::Count),
        None => name == "$ref" && object.reference == Reference::Private,
    })
}

/// `200`, `4XX`, also `4xx`.
fn is_status(name: &str) -> bool {
    matches!(name.as_bytes(), [b'1'..=b'9', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit()
        || tens.eq_ignore_ascii_case(&b'x') && ones.eq_ignore_ascii_case(&b'x'))
}
