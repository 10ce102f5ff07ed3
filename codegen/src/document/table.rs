//! What a version of OpenAPI allows where: the types of the tables, which are data.

pub(super) mod v3_0;

/// An object that a specification defines.
#[derive(Debug)]
pub(super) struct Object {
    /// With its article: `a schema`.
    pub(super) name: &'static str,
    /// `schemas`
    pub(super) plural: &'static str,
    /// The keys that it may have.
    pub(super) keys: &'static [Key],
    /// What its other keys may be. Those that begin with `x-` are always allowed.
    pub(super) others: Others,
    /// Whether a `$ref` may stand instead.
    pub(super) reference: Reference,
    /// What a table of keys cannot say.
    pub(super) rule: Rule,
}

/// A key with a fixed name.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) absent: Absent,
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
    /// A list of strings that no mistake may turn into nothing: a security scheme would not be asked for.
    Scopes,
    List(&'static Kind),
    Map(&'static Kind),
    Object(&'static Object),
    /// `true`, `false` or the other.
    BoolOr(&'static Kind),
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
    /// It is kept in a private key, since `openapiv3` has no place for it.
    Private,
    /// It is allowed, but `openapiv3` has no place for it at all.
    Unread,
}

/// Rules beyond the table, each a function of the walk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule {
    None,
    Schema,
    Discriminator,
    Parameter,
    Header,
    Link,
    SecurityScheme,
}

impl Object {
    const fn new(name: &'static str, plural: &'static str, keys: &'static [Key]) -> Self {
        Self { name, plural, keys, others: Others::None, reference: Reference::None, rule: Rule::None }
    }

    const fn others(mut self, others: Others) -> Self {
        self.others = others;
        self
    }

    const fn reference(mut self, reference: Reference) -> Self {
        self.reference = reference;
        self
    }

    const fn rule(mut self, rule: Rule) -> Self {
        self.rule = rule;
        self
    }

    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

const fn key(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, absent: Absent::Fine }
}

impl Key {
    const fn or(mut self, absent: Absent) -> Self {
        self.absent = absent;
        self
    }
}
