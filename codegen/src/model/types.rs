//! Types: what is defined below `models`, and how it is referred to.

use super::Docs;

/// One file below `models`: a component and what was written inline in it.
#[derive(Debug)]
pub(crate) struct ModelModule {
    pub(crate) name: String,
    pub(crate) items: Vec<Item>,
}

/// Something that is defined.
#[derive(Debug)]
pub(crate) enum Item {
    Struct(Struct),
    Enum(Enum),
    Alias(Alias),
}

impl Item {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Alias(item) => &item.name,
        }
    }
}

/// An object with known members.
#[derive(Debug)]
pub(crate) struct Struct {
    pub(crate) name: String,
    /// Its name in the description, for messages.
    pub(crate) wire_name: String,
    pub(crate) docs: Docs,
    pub(crate) fields: Vec<Field>,
    /// Only answers hold it: callers read it and never build it.
    pub(crate) received_only: bool,
    /// The fields that `new` takes, by index; `None` when there is no `new`.
    pub(crate) constructor: Option<Vec<usize>>,
    /// Nothing is required, so that `Default` makes sense.
    pub(crate) default: bool,
}

/// A member of a struct.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) wire_name: String,
    pub(crate) docs: Docs,
    /// The type as written, `Option` included.
    pub(crate) ty: Type,
    /// An answer without it cannot be read; it is always sent.
    pub(crate) required: bool,
}

/// Some strings, and whatever else a service may send one day.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) variants: Vec<Variant>,
    /// The variant that keeps a value which the description does not list.
    pub(crate) unknown: String,
}

/// A known value of an enum.
#[derive(Debug)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) wire_name: String,
}

/// Another name for a type.
#[derive(Debug)]
pub(crate) struct Alias {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) ty: Type,
}

/// A type as it is referred to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Type {
    Bool,
    Integer(IntegerType),
    F64,
    String,
    DateTime,
    Password,
    /// Any JSON value.
    Value,
    Model(TypeName),
    Vec(Box<Self>),
    Option(Box<Self>),
    Box(Box<Self>),
}

impl Type {
    /// Calls `visit` for every model that this type names.
    pub(crate) fn models<'a>(&'a self, visit: &mut impl FnMut(&'a TypeName)) {
        match self {
            Self::Model(name) => visit(name),
            Self::Vec(inner) | Self::Option(inner) | Self::Box(inner) => inner.models(visit),
            Self::Bool
            | Self::Integer(_)
            | Self::F64
            | Self::String
            | Self::DateTime
            | Self::Password
            | Self::Value => {}
        }
    }

    /// Whether a [`Type::DateTime`] is part of it.
    pub(crate) fn has_date_time(&self) -> bool {
        *self.leaf() == Self::DateTime
    }

    /// Whether a [`Type::Password`] is part of it.
    pub(crate) fn has_password(&self) -> bool {
        *self.leaf() == Self::Password
    }

    /// What is left without lists, options and boxes.
    fn leaf(&self) -> &Self {
        match self {
            Self::Vec(inner) | Self::Option(inner) | Self::Box(inner) => inner.leaf(),
            leaf => leaf,
        }
    }
}

/// The name of a type below `models`; all are reachable by that one path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeName(pub(crate) String);

/// The width and sign of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum IntegerType {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
}

impl IntegerType {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }
}
