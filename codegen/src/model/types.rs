//! Types: what is defined below `models`, and how it is referred to.

use super::{Conversion, Docs, Part};

/// One file below `models`: a component and what was written inline in it.
#[derive(Debug)]
pub(crate) struct ModelModule {
    pub(crate) name: String,
    pub(crate) items: Vec<Item>,
    /// How its items are made of what was received.
    pub(crate) conversions: Vec<Conversion>,
}

/// Something that is defined.
#[derive(Debug)]
pub(crate) enum Item {
    Struct(Struct),
    Enum(Enum),
    IntegerEnum(IntegerEnum),
    Union(Union),
    Alias(Alias),
    /// A type of its own around another, where an alias would stand for itself.
    Newtype(Alias),
}

impl Item {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::IntegerEnum(item) => &item.name,
            Self::Union(item) => &item.name,
            Self::Alias(item) | Self::Newtype(item) => &item.name,
        }
    }

    pub(crate) fn docs(&self) -> &Docs {
        match self {
            Self::Struct(item) => &item.docs,
            Self::Enum(item) => &item.docs,
            Self::IntegerEnum(item) => &item.docs,
            Self::Union(item) => &item.docs,
            Self::Alias(item) | Self::Newtype(item) => &item.docs,
        }
    }

    /// Every type that it names.
    pub(crate) fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(item) => item.all_fields().map(|field| &field.ty).collect(),
            Self::Union(item) => item.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Alias(item) | Self::Newtype(item) => vec![&item.ty],
            Self::Enum(_) | Self::IntegerEnum(_) => Vec::new(),
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
    /// What holds more members of the same object, by types of their own.
    pub(crate) parts: Vec<Field>,
    /// The map of all other members.
    pub(crate) rest: Option<Field>,
    /// Only answers hold it: callers read it and never build it.
    pub(crate) received_only: bool,
    /// The fields that `new` takes, by index; `None` when there is no `new`.
    pub(crate) constructor: Option<Vec<usize>>,
    /// Nothing is required, so that `Default` makes sense.
    pub(crate) default: bool,
}

impl Struct {
    /// Everything that is a field in Rust.
    pub(crate) fn all_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().chain(&self.parts).chain(&self.rest)
    }
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
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Variant {
    pub(crate) name: String,
    pub(crate) wire_name: String,
    /// What is said about it.
    pub(crate) docs: Vec<String>,
}

/// Some integers, and whatever else a service may send one day.
#[derive(Debug)]
pub(crate) struct IntegerEnum {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) variants: Vec<IntegerVariant>,
    /// The variant that keeps a number which the description does not list.
    pub(crate) unknown: String,
}

/// A known number of an enum.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct IntegerVariant {
    pub(crate) name: String,
    /// What the description calls it.
    pub(crate) label: Option<String>,
    pub(crate) value: i64,
    /// What is said about it.
    pub(crate) docs: Vec<String>,
}

/// One of several types, told apart by what values hold.
#[derive(Debug)]
pub(crate) struct Union {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) variants: Vec<UnionVariant>,
    /// The variant that keeps what fits no other.
    pub(crate) unknown: String,
    pub(crate) tag: Option<Tag>,
    /// A borrowed text becomes its variant for texts.
    pub(crate) from_str: bool,
}

/// A member that names the variant of an object.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Tag {
    pub(crate) key: String,
    /// The variants' indices; that after the last is any of them.
    pub(crate) values: Vec<(String, usize)>,
    /// The index of the branch of all other objects.
    pub(crate) default: Option<usize>,
}

impl Union {
    /// Whether an object can be read while it comes: its tag names a struct.
    pub(crate) fn is_streamed(&self) -> bool {
        let is_simple = |variant: &UnionVariant| !matches!(variant.branch, Branch::Union(_) | Branch::Any);
        self.tag.is_some() && self.variants.iter().all(is_simple)
    }
}

/// A type that a value may have.
#[derive(Debug)]
pub(crate) struct UnionVariant {
    pub(crate) name: String,
    /// What the description calls it, or what it is.
    pub(crate) label: String,
    /// The name that this makes, before others are asked.
    pub(crate) identifier: String,
    pub(crate) docs: Vec<String>,
    pub(crate) ty: Type,
    pub(crate) branch: Branch,
    /// The value of the union's tag, where the type does not know that member.
    pub(crate) tag: Option<String>,
    /// Other variants have its type and tags of their own, so that nothing else can tell which one is meant.
    pub(crate) by_tag_only: bool,
    /// No other variant has its type, so that a value of it is enough.
    pub(crate) converts: bool,
}

/// What tells a variant from others.
#[derive(Debug)]
pub(crate) enum Branch {
    Any,
    Boolean,
    Integer,
    Number,
    Text,
    Array,
    Map,
    /// The values of an enum of strings.
    Texts(TypeName),
    /// The values of an enum of integers.
    Integers(TypeName),
    Union(TypeName),
    /// The members of a struct, and the texts that some of them have.
    Object(TypeName, Vec<(String, String)>),
}

/// Another name for a type.
#[derive(Debug)]
pub(crate) struct Alias {
    pub(crate) name: String,
    pub(crate) docs: Docs,
    pub(crate) ty: Type,
}

/// A type as it is referred to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Type {
    /// Null, and nothing else.
    Null,
    Bool,
    Integer(IntegerType),
    F64,
    String,
    DateTime,
    Date,
    Time,
    Uuid,
    Ipv4Addr,
    Ipv6Addr,
    /// Bytes that are written as text.
    Base64,
    Password,
    /// Any JSON value.
    Value,
    Model(TypeName),
    Vec(Box<Self>),
    /// Values by text.
    Map(Box<Self>),
    Tuple(Vec<Self>),
    Option(Box<Self>),
    /// A member that may be absent or null, which differ.
    Field(Box<Self>),
    Box(Box<Self>),
}

impl Type {
    /// Calls `visit` for this type and for every type that it is made of.
    pub(crate) fn visit<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match self {
            Self::Vec(inner) | Self::Map(inner) | Self::Option(inner) | Self::Field(inner) | Self::Box(inner) => {
                inner.visit(visit);
            }
            Self::Tuple(elements) => elements.iter().for_each(|element| element.visit(visit)),
            Self::Null
            | Self::Bool
            | Self::Integer(_)
            | Self::F64
            | Self::String
            | Self::DateTime
            | Self::Date
            | Self::Time
            | Self::Uuid
            | Self::Ipv4Addr
            | Self::Ipv6Addr
            | Self::Base64
            | Self::Password
            | Self::Value
            | Self::Model(_) => {}
        }
    }

    /// The same type, with other types in place of some models.
    pub(crate) fn replace(&self, by: &impl Fn(&TypeName) -> Option<Self>) -> Self {
        let of = |inner: &Self| Box::new(inner.replace(by));
        match self {
            Self::Model(model) => by(model).unwrap_or_else(|| self.clone()),
            Self::Vec(inner) => Self::Vec(of(inner)),
            Self::Map(inner) => Self::Map(of(inner)),
            Self::Option(inner) => Self::Option(of(inner)),
            Self::Field(inner) => Self::Field(of(inner)),
            Self::Box(inner) => Self::Box(of(inner)),
            Self::Tuple(elements) => Self::Tuple(elements.iter().map(|element| element.replace(by)).collect()),
            plain => plain.clone(),
        }
    }

    /// What is in the box, if it is one.
    pub(crate) fn unboxed(&self) -> &Self {
        if let Self::Box(inner) = self { inner } else { self }
    }

    /// Its name, if it is a type of the runtime.
    pub(crate) fn runtime_name(&self) -> Option<&'static str> {
        match self {
            Self::DateTime => Some("DateTime"),
            Self::Date => Some("Date"),
            Self::Time => Some("Time"),
            Self::Base64 => Some("Base64"),
            Self::Password => Some("Password"),
            Self::Field(_) => Some("Field"),
            _ => None,
        }
    }

    /// The part of the runtime that it needs.
    pub(crate) fn part(&self) -> Option<Part> {
        match self {
            Self::DateTime => Some(Part::DateTime),
            Self::Date => Some(Part::CivilDate),
            Self::Time => Some(Part::CivilTime),
            Self::Uuid => Some(Part::Uuids),
            Self::Ipv4Addr | Self::Ipv6Addr => Some(Part::Addresses),
            Self::Base64 => Some(Part::Binary),
            Self::Password => Some(Part::Password),
            Self::Field(_) => Some(Part::Field),
            _ => None,
        }
    }
}

/// The name of a type below `models`; all are reachable by that one path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeName(pub(crate) String);

/// The width and sign of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
