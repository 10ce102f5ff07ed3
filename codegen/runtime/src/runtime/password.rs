//! Texts that nobody should see.

use std::fmt;

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::codec::{Blank, Decode, secret};
use super::param::Param;
use super::tree::Tree;

/// A password or another text that must not be read by others.
///
/// It is sent and received like any text, but `Debug` does not show it, nor does the error of an answer that has
/// something else in its place. There is no `Display`, so that it gets into a log by [`expose`](Self::expose) alone.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password of this text.
    pub fn new(password: impl Into<String>) -> Self {
        Self(password.into())
    }

    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

impl From<&str> for Password {
    fn from(password: &str) -> Self {
        Self::new(password)
    }
}

impl From<String> for Password {
    fn from(password: String) -> Self {
        Self::new(password)
    }
}

impl Serialize for Password {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Password {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Decode for Password {
    const SECRET: bool = true;

    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        secret(deserializer).map(|text| Self(text.into_owned()))
    }
}

impl Blank for Password {
    fn blank() -> Self {
        Self(String::new())
    }
}

impl Param for Password {
    fn tree(&self) -> Tree {
        Tree::Text(self.0.clone())
    }
}
