//! What the generator emits, in small: it uses what only generated code uses, and the tests use it.

use serde_core::de::{Deserialize, Deserializer, MapAccess};
use serde_core::ser::{Serialize, Serializer};

use crate::runtime::{Members, Model, UnknownValue, model, object, open_enum};

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
