//! What a version of OpenAPI allows where: the types of the tables, which are data.
//!
//! One table serves OpenAPI 3.0 to 3.2, whose rows say in which versions they hold; Swagger 2.0 has one of its own.

pub(super) mod v2_0;
pub(super) mod v3;

use super::version::Version;

/// An object that a specification defines.
#[derive(Debug)]
pub(super) struct Object {
    /// With its article: `a schema`.
    pub(super) name: &'static str,
    /// `schemas`
    pub(super) plural: &'static str,
    /// The keys that it may have.
    keys: &'static [Key],
    /// What its other keys may be. Those that begin with `x-` are always allowed.
    pub(super) others: Others,
    /// Whether a `$ref` may stand instead.
    pub(super) reference: Reference,
    /// Where those of them stand that can be referred to: a key of the components, or of the root in Swagger 2.0.
    pub(super) section: Option<&'static str>,
    /// What a table of keys cannot say.
    pub(super) rule: Rule,
    /// What is called the same in the other table.
    other: Option<&'static Object>,
}

/// A key with a fixed name. The same name may occur again for other versions.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) absent: Absent,
    /// Whether it is told when it is absent.
    pub(super) is_needed: bool,
    /// The first and the last version that have it.
    versions: (Version, Version),
}

/// What a value may be.
#[derive(Debug)]
pub(super) enum Kind {
    /// Anything. It is not looked into.
    Any,
    Text,
    Bool,
    /// A number that travels as its text in the private key `x-codegen-…`.
    Bound,
    /// `true` or `false`, in the private key `x-codegen-…`, since `openapiv3` has no place for it.
    Flag,
    /// A whole number from 0. Where 64 bits do not hold it, it travels as text like a bound.
    Count,
    /// One of these names.
    Name(&'static [&'static str]),
    /// One of these types of JSON Schema.
    Type(&'static [&'static str]),
    /// One or several of these types.
    Types(&'static [&'static str]),
    /// A list of strings that no mistake may turn into nothing: a security scheme would not be asked for.
    Scopes,
    List(&'static Kind),
    Map(&'static Kind),
    Object(&'static Object),
    /// `true`, `false` or the other.
    BoolOr(&'static Kind),
    /// The other, in the private key `x-codegen-…`, since `openapiv3` has no place for it.
    Kept(&'static Kind),
    /// A map of what is copied to where it is referred to, since `openapiv3` has no place for it.
    Shared(&'static Kind),
}

/// What happens where a key is missing, or has to be removed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Absent {
    /// Nothing: it is optional.
    Fine,
    /// It is replaced by this text.
    Text(&'static str),
    /// It is replaced by an empty object.
    Map,
    /// The whole object makes no sense without it.
    Fatal,
}

/// The keys of an object whose names the specification does not fix.
#[derive(Debug)]
pub(super) enum Others {
    None,
    /// Path templates, which begin with a slash.
    Paths(&'static Kind),
    /// Status codes such as `200` and `4XX`.
    Statuses(&'static Kind),
    /// Expressions of any form.
    All(&'static Kind),
}

/// What a `$ref` does in place of an object.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Reference {
    /// It is not allowed.
    None,
    /// It stands alone: what is written beside it has no effect.
    Alone,
    /// What is written beside it applies, too.
    AllOf,
    /// What it leads to takes its place, if that is shared; else it is kept in a private key.
    Item,
    /// What it leads to takes its place, if that is shared, from this version on.
    Shared(Version),
}

/// Rules beyond the table, each a function of the walk or a rewriting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule {
    None,
    Description,
    Components,
    PathItem,
    Schema,
    Discriminator,
    Parameter,
    Header,
    Link,
    Example,
    SecurityScheme,
    OldDescription,
    OldPathItem,
    OldParameter,
    OldItems,
    OldHeader,
    OldSecurityScheme,
}

impl Object {
    const fn new(name: &'static str, plural: &'static str, keys: &'static [Key]) -> Self {
        Self {
            name,
            plural,
            keys,
            others: Others::None,
            reference: Reference::None,
            section: None,
            rule: Rule::None,
            other: None,
        }
    }

    const fn others(mut self, others: Others) -> Self {
        self.others = others;
        self
    }

    const fn reference(mut self, reference: Reference) -> Self {
        self.reference = reference;
        self
    }

    const fn section(mut self, section: &'static str) -> Self {
        self.section = Some(section);
        self
    }

    const fn rule(mut self, rule: Rule) -> Self {
        self.rule = rule;
        self
    }

    const fn other(mut self, other: &'static Object) -> Self {
        self.other = Some(other);
        self
    }

    pub(super) fn key(&self, name: &str, version: Version) -> Option<&'static Key> {
        self.keys(version).find(|key| key.name == name)
    }

    /// All keys of a version.
    pub(super) fn keys(&self, version: Version) -> impl Iterator<Item = &'static Key> + use<> {
        self.keys.iter().filter(move |Key { versions: (first, last), .. }| (*first..=*last).contains(&version))
    }

    /// Whether a key of this name travels in a private key in any version.
    pub(super) fn travels(&self, name: &str) -> bool {
        let mut keys = self.keys.iter().chain(self.other.iter().flat_map(|other| other.keys));
        keys.any(|key| key.name == name && matches!(key.kind, Kind::Flag | Kind::Bound | Kind::Count | Kind::Kept(_)))
    }

    /// Where else there is a key of this name: the words that end "is read in …".
    pub(super) fn read_in(&self, name: &str, version: Version) -> Option<String> {
        let beside = if version == Version::V2_0 { Version::V3_0 } else { Version::V2_0 };
        let here = self.keys.iter().map(|key| (key, key.versions.0));
        let there = self.other.iter().flat_map(|other| other.keys).map(|key| (key, key.versions.0.max(beside)));
        let (key, first) = here.chain(there).find(|(key, _)| key.name == name)?;
        let last = if first == Version::V2_0 { first } else { key.versions.1 };
        Some(match (first, last) {
            (first, Version::V3_2) if first > version => format!("{} and later", first.name()),
            (first, last) if first == last => first.name().to_owned(),
            (_, last) => format!("{} and earlier", last.name()),
        })
    }
}

const fn key(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, absent: Absent::Fine, is_needed: true, versions: Version::ALL }
}

impl Key {
    const fn or(mut self, absent: Absent) -> Self {
        self.absent = absent;
        self
    }

    /// It may be missing, but whoever reads the document expects it.
    const fn or_quietly(mut self, absent: Absent) -> Self {
        self.is_needed = false;
        self.or(absent)
    }

    const fn since(mut self, version: Version) -> Self {
        self.versions.0 = version;
        self
    }

    const fn until(mut self, version: Version) -> Self {
        self.versions.1 = version;
        self
    }
}
