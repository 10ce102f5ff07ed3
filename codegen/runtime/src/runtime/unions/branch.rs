//! What tells the branches of a union apart.

use std::cmp::Reverse;

use super::super::codec::Model;
use super::Union;
use super::buffer::Buffer;

/// A member that names the branch of an object.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Tag {
    key: &'static str,
    values: &'static [(&'static str, usize)],
    default: Option<usize>,
}

impl Tag {
    /// The member `key`; each of its values with the index of a branch. What several branches have is there for each,
    /// and what any may have has the index after the last.
    #[must_use]
    pub const fn new(key: &'static str, values: &'static [(&'static str, usize)]) -> Self {
        Self { key, values, default: None }
    }

    /// The same, and the index of the branch of all objects without it and with other values.
    #[must_use]
    pub const fn with_default(key: &'static str, values: &'static [(&'static str, usize)], default: usize) -> Self {
        Self { key, values, default: Some(default) }
    }

    pub(super) fn default(&self) -> Option<usize> {
        self.default
    }

    pub(super) fn key(&self) -> &'static str {
        self.key
    }

    /// Which of so many branches a value names.
    pub(super) fn named(&self, value: &Buffer<'_>, branches: usize) -> Named {
        let mut named = self.values.iter().filter(|(known, _)| value.is_constant(known)).map(|(_, branch)| *branch);
        match (named.next(), named.next()) {
            (None, _) => self.default.map_or(Named::None, Named::One),
            (Some(branch), None) if branch < branches => Named::One(branch),
            (Some(_), None) => Named::Several(Vec::new()),
            (Some(first), Some(second)) => Named::Several([first, second].into_iter().chain(named).collect()),
        }
    }
}

/// What a value of the tag names.
pub(super) enum Named {
    None,
    One(usize),
    /// Branches of which the other members tell one; all if there is none here.
    Several(Vec<usize>),
}

/// Which values may be of a branch.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Branch {
    accepts: Accepts,
    /// Members that have this text, or the number that is written so, if they are there.
    constants: &'static [(&'static str, &'static str)],
    /// Whether the tag is no member of the type itself.
    is_named: bool,
    /// Whether only the tag can tell that an object is of it.
    by_name_only: bool,
}

#[derive(Clone, Copy)]
enum Accepts {
    Any,
    Boolean,
    Integer,
    Number,
    Text,
    Texts(&'static [&'static str]),
    Integers(&'static [i64]),
    Array,
    Map,
    Object {
        keys: &'static [&'static str],
        /// By index.
        required: &'static [usize],
    },
    Union(&'static [Branch]),
}

impl Branch {
    /// Any value, if nothing else fits.
    #[must_use]
    pub const fn any() -> Self {
        Self::of(Accepts::Any)
    }

    /// A boolean.
    #[must_use]
    pub const fn boolean() -> Self {
        Self::of(Accepts::Boolean)
    }

    /// An integer, before any number.
    #[must_use]
    pub const fn integer() -> Self {
        Self::of(Accepts::Integer)
    }

    /// A number.
    #[must_use]
    pub const fn number() -> Self {
        Self::of(Accepts::Number)
    }

    /// Any text.
    #[must_use]
    pub const fn text() -> Self {
        Self::of(Accepts::Text)
    }

    /// One of these texts, or one that nobody has described.
    #[must_use]
    pub const fn texts(values: &'static [&'static str]) -> Self {
        Self::of(Accepts::Texts(values))
    }

    /// One of these integers, or one that nobody has described.
    #[must_use]
    pub const fn integers(values: &'static [i64]) -> Self {
        Self::of(Accepts::Integers(values))
    }

    /// An array.
    #[must_use]
    pub const fn array() -> Self {
        Self::of(Accepts::Array)
    }

    /// An object of any keys, unless a struct knows all of them.
    #[must_use]
    pub const fn map() -> Self {
        Self::of(Accepts::Map)
    }

    /// An object with the required members of a struct.
    #[must_use]
    pub const fn object<T: Model>() -> Self {
        Self::of(Accepts::Object { keys: T::KEYS, required: T::REQUIRED })
    }

    /// Whatever is of another union.
    #[must_use]
    pub const fn union<T: Union>() -> Self {
        Self::of(Accepts::Union(T::BRANCHES))
    }

    /// An object whose members of these keys have these texts, or the numbers that are written so, if they are there.
    #[must_use]
    pub const fn constants(mut self, constants: &'static [(&'static str, &'static str)]) -> Self {
        self.constants = constants;
        self
    }

    /// What the tag names, which is no member of the type itself. Without a tag it is found as others are.
    #[must_use]
    pub const fn named(mut self) -> Self {
        self.is_named = true;
        self
    }

    /// The same, and there are several of its type, so that nothing but the tag can tell which one is meant.
    #[must_use]
    pub const fn named_only(mut self) -> Self {
        self.by_name_only = true;
        self.named()
    }

    /// Whether its objects have a member of this key by their description.
    pub(super) fn knows(&self, key: &str) -> bool {
        match self.accepts {
            Accepts::Object { keys, .. } => keys.contains(&key),
            Accepts::Union(branches) => branches.iter().any(|branch| branch.knows(key)),
            _ => false,
        }
    }

    pub(super) fn is_named(&self) -> bool {
        self.is_named
    }

    const fn of(accepts: Accepts) -> Self {
        Self { accepts, constants: &[], is_named: false, by_name_only: false }
    }

    /// How well a value fits; `None` where it cannot be of this branch.
    pub(super) fn fit(&self, value: &Buffer<'_>) -> Option<Fit> {
        match (self.accepts, value) {
            _ if self.by_name_only => None,
            (Accepts::Any, _) => Some(Fit::of(0)),
            // All members are known to a map; a struct that knows all of them, too, fits better.
            (Accepts::Map, Buffer::Object(members)) => Some(Fit::of(2 * members.len())),
            (Accepts::Union(branches), _) => branches.iter().filter_map(|branch| branch.fit(value)).max(),
            (Accepts::Boolean, Buffer::Bool(_))
            | (Accepts::Text, Buffer::Text(_))
            | (Accepts::Array, Buffer::Array(_))
            | (Accepts::Integer, Buffer::Unsigned(_) | Buffer::Signed(_))
            | (Accepts::Number, Buffer::Float(_)) => Some(Fit::of(2)),
            (Accepts::Number, Buffer::Unsigned(_) | Buffer::Signed(_)) => Some(Fit::of(1)),
            (Accepts::Texts(values), Buffer::Text(text)) => Some(Fit::of(listed(values.contains(&&**text)))),
            (Accepts::Integers(values), Buffer::Unsigned(_) | Buffer::Signed(_)) => {
                Some(Fit::of(listed(value.integer().is_some_and(|value| values.contains(&value)))))
            }
            (Accepts::Integer | Accepts::Integers(_), Buffer::Float(value)) if value.fract() == 0.0 => Some(Fit::of(1)),
            (Accepts::Object { keys, required }, Buffer::Object(members)) => self.fit_object(keys, required, members),
            _ => None,
        }
    }

    fn fit_object(&self, keys: &[&str], required: &[usize], members: &[(impl AsRef<str>, Buffer<'_>)]) -> Option<Fit> {
        let is_there = |key: &str| members.iter().any(|(name, _)| name.as_ref() == key);
        if !required.iter().filter_map(|&index| keys.get(index)).all(|key| is_there(key)) {
            return None;
        }
        let contradicts = |(key, value): &(_, Buffer<'_>)| {
            let constant = self.constants.iter().find(|(name, _)| *name == AsRef::<str>::as_ref(key));
            constant.is_some_and(|(_, text)| !matches!(value, Buffer::Null) && !value.is_constant(text))
        };
        if members.iter().any(contradicts) {
            return None;
        }
        let known = members.iter().filter(|(name, _)| keys.contains(&name.as_ref())).count();
        Some(Fit { score: 2 * known + 1, required: required.len(), missing: Reverse(keys.len()) })
    }
}

/// A listed value fits better than any text or number, and one that is not listed less well.
fn listed(is_listed: bool) -> usize {
    if is_listed { 3 } else { 1 }
}

/// How well a value fits: more of it is known, more is required of it, or less of what is known is missing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    score: usize,
    required: usize,
    missing: Reverse<usize>,
}

impl Fit {
    fn of(score: usize) -> Self {
        Self { score, required: 0, missing: Reverse(0) }
    }
}
