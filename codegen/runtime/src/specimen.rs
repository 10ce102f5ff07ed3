//! What the generator emits, in small: it uses what only generated code uses, and the tests use it.

use std::collections::BTreeMap;

use serde_core::de::{Deserialize, Deserializer, MapAccess};
use serde_core::ser::{Serialize, Serializer};

use crate::runtime::{
    Blank, Branch, Decode, Kept, Members, Model, Tag, Union, UnknownInteger, UnknownValue, UnknownVariant, model,
    named, object, open_enum, open_integer_enum, open_union, tagged,
};

/// An animal.
#[derive(Clone, Debug, PartialEq)]
pub struct Pet {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// What it is filed under.
    pub tag: Option<String>,
    /// Whether it can be had.
    pub status: Option<PetStatus>,
}

impl Model for Pet {
    const NAME: &'static str = "Pet";
    const KEYS: &'static [&'static str] = &["id", "name", "tag", "status"];
    const REQUIRED: &'static [usize] = &[0, 1];

    fn blank() -> Self {
        Self { id: 0, name: String::new(), tag: None, status: None }
    }

    fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
        members.read(&mut [&mut self.id, &mut self.name, &mut self.tag, &mut self.status])
    }
}

impl<'de> Deserialize<'de> for Pet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        model(deserializer)
    }
}

impl Serialize for Pet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object(serializer)
            .required("id", &self.id)
            .required("name", &self.name)
            .optional("tag", &self.tag)
            .optional("status", &self.status)
            .end()
    }
}

/// Whether a [`Pet`] can be had.
#[derive(Clone)]
#[non_exhaustive]
pub enum PetStatus {
    /// It can.
    Available,
    /// It is gone.
    Sold,
    /// Something that nobody has described yet.
    Unknown(UnknownValue),
}

impl PetStatus {
    /// All described values.
    pub const VALUES: &'static [&'static str] = &["available", "sold"];

    /// The value as it is on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Available => "available",
            Self::Sold => "sold",
            Self::Unknown(value) => value.as_str(),
        }
    }
}

impl From<&str> for PetStatus {
    fn from(value: &str) -> Self {
        match value {
            "available" => Self::Available,
            "sold" => Self::Sold,
            _ => Self::Unknown(UnknownValue::new(value)),
        }
    }
}

open_enum!(PetStatus);

/// How urgent something is.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Urgency {
    /// It can wait.
    Low,
    /// It cannot.
    High,
    /// Something that nobody has described yet.
    Unknown(UnknownInteger),
}

impl Urgency {
    /// All described values.
    pub const VALUES: &'static [i64] = &[-1, 5];

    /// The value as it is on the wire.
    #[must_use]
    pub fn value(self) -> i64 {
        match self {
            Self::Low => -1,
            Self::High => 5,
            Self::Unknown(value) => value.value(),
        }
    }
}

impl From<i64> for Urgency {
    fn from(value: i64) -> Self {
        match value {
            -1 => Self::Low,
            5 => Self::High,
            _ => Self::Unknown(UnknownInteger::new(value)),
        }
    }
}

open_integer_enum!(Urgency);

/// Texts by name, one of which everybody has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    /// The text that everybody has.
    pub title: Option<String>,
    /// Members that the description does not name.
    pub additional_properties: BTreeMap<String, i64>,
}

impl Model for Labels {
    const NAME: &'static str = "Labels";
    const KEYS: &'static [&'static str] = &["title"];
    const REQUIRED: &'static [usize] = &[];

    fn blank() -> Self {
        Self { title: None, additional_properties: BTreeMap::new() }
    }

    fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
        members.read_all(&mut [&mut self.title], &mut self.additional_properties)
    }
}

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object(serializer).optional("title", &self.title).rest(Self::KEYS, &self.additional_properties).end()
    }
}

/// A [`Pet`] that names its status, some [`Labels`], or a number.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Thing {
    /// Its status says so.
    Pet(Box<Pet>),
    /// Its status is `labels`.
    Labels(Box<Labels>),
    /// How many.
    Integer(i64),
    /// Something that nobody has described yet.
    Unknown(UnknownVariant),
}

impl Union for Thing {
    const TAG: Option<Tag> = Some(Tag::new("status", &[("available", 0), ("sold", 0), ("labels", 1)]));
    const BRANCHES: &'static [Branch] = &[Branch::object::<Pet>(), Branch::object::<Labels>(), Branch::integer()];

    fn read<'de, D: Deserializer<'de>>(branch: usize, deserializer: D) -> Result<Self, D::Error> {
        match branch {
            0 => Decode::decode(deserializer).map(Self::Pet),
            1 => Decode::decode(deserializer).map(Self::Labels),
            _ => Decode::decode(deserializer).map(Self::Integer),
        }
    }

    fn object<'de, A: MapAccess<'de>>(kept: Kept<'de>, map: A) -> Result<Self, A::Error> {
        tagged(kept, map)
    }

    fn unknown(value: UnknownVariant) -> Self {
        Self::Unknown(value)
    }
}

open_union!(Thing);

impl Serialize for Thing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Pet(value) => value.serialize(serializer),
            Self::Labels(value) => value.serialize(serializer),
            Self::Integer(value) => value.serialize(serializer),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}

/// Something that is sent: a note beside the members of a [`Thing`].
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// What is written on it.
    pub note: Option<String>,
    /// What is in it.
    pub variant: Thing,
    /// Members that the description does not name.
    pub additional_properties: BTreeMap<String, serde_json::Value>,
}

impl Model for Parcel {
    const NAME: &'static str = "Parcel";
    const KEYS: &'static [&'static str] = &["note"];
    const REQUIRED: &'static [usize] = &[];

    fn blank() -> Self {
        Self { note: None, variant: Blank::blank(), additional_properties: BTreeMap::new() }
    }

    fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
        let whole = members.keep()?;
        whole.read_all(&mut [&mut self.note], &mut self.additional_properties)?;
        self.variant = whole.part()?;
        Ok(())
    }
}

impl Serialize for Parcel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object(serializer)
            .optional("note", &self.note)
            .compose(Self::KEYS)
            .part(&self.variant)
            .part(&self.additional_properties)
            .end()
    }
}

/// What may be moved. Neither type knows the member that names it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Load {
    /// An animal.
    Pet(Box<Pet>),
    /// Several things.
    Parcel(Box<Parcel>),
    /// Something that nobody has described yet.
    Unknown(UnknownVariant),
}

impl Union for Load {
    const TAG: Option<Tag> = Some(Tag::new("load", &[("pet", 0), ("parcel", 1)]));
    const BRANCHES: &'static [Branch] = &[Branch::object::<Pet>().named(), Branch::object::<Parcel>().named_only()];

    fn read<'de, D: Deserializer<'de>>(branch: usize, deserializer: D) -> Result<Self, D::Error> {
        match branch {
            0 => Decode::decode(deserializer).map(Self::Pet),
            _ => Decode::decode(deserializer).map(Self::Parcel),
        }
    }

    fn object<'de, A: MapAccess<'de>>(kept: Kept<'de>, map: A) -> Result<Self, A::Error> {
        tagged(kept, map)
    }

    fn unknown(value: UnknownVariant) -> Self {
        Self::Unknown(value)
    }
}

open_union!(Load);

impl Serialize for Load {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Pet(value) => named(serializer, ["load", "pet"], value),
            Self::Parcel(value) => named(serializer, ["load", "parcel"], value),
            Self::Unknown(value) => value.serialize(serializer),
        }
    }
}
