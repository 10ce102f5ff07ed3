//! UUIDs as values of JSON and of parameters.

use serde_core::de::Deserializer;
use uuid::Uuid;

use super::codec::{Blank, Decode, parsed};
use super::param::Param;
use super::tree::Tree;

/// With or without hyphens, in braces or as a URN; written with hyphens and small letters.
impl Decode for Uuid {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "a UUID", |text| Self::try_parse(text).ok())
    }
}

impl Blank for Uuid {
    fn blank() -> Self {
        Self::nil()
    }
}

impl Param for Uuid {
    fn tree(&self) -> Tree {
        Tree::Text(self.to_string())
    }
}
