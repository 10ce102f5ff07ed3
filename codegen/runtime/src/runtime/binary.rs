//! Bytes inside of JSON.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::codec::{Blank, Decode, parsed};
use super::param::Param;
use super::tree::Tree;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);

/// Bytes that travel as base64.
///
/// They are written in the standard alphabet and padded. What is read may also be in the URL-safe alphabet, lack its
/// padding, or be broken into lines.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(Vec<u8>);

impl Base64 {
    /// Bytes as they are, not encoded.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The bytes, not encoded.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes, not encoded.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// The bytes of a text; `None` if it is not base64.
fn read(text: &str) -> Option<Base64> {
    let mut text = Cow::Borrowed(text);
    if text.contains(|character: char| character.is_ascii_whitespace()) {
        text = Cow::Owned(text.split_ascii_whitespace().collect());
    }
    let engine = if text.contains(['-', '_']) { URL_SAFE } else { STANDARD };
    engine.decode(&*text).ok().map(Base64)
}

/// A text that should be base64 is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidBase64;

impl fmt::Display for InvalidBase64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("this is not base64")
    }
}

impl Error for InvalidBase64 {}

impl FromStr for Base64 {
    type Err = InvalidBase64;

    fn from_str(text: &str) -> Result<Self, InvalidBase64> {
        read(text).ok_or(InvalidBase64)
    }
}

/// As base64, at most the first 60 bytes.
impl fmt::Debug for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.get(..60) {
            Some(first) if self.0.len() > 60 => {
                write!(formatter, "\"{}…\" ({} bytes)", STANDARD.encode(first), self.0.len())
            }
            _ => write!(formatter, "\"{self}\""),
        }
    }
}

/// As base64.
impl fmt::Display for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&STANDARD.encode(&self.0))
    }
}

impl AsRef<[u8]> for Base64 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Base64 {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl Serialize for Base64 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Base64 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Decode for Base64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, "base64", read)
    }
}

impl Blank for Base64 {
    fn blank() -> Self {
        Self(Vec::new())
    }
}

impl Param for Base64 {
    fn tree(&self) -> Tree {
        Tree::Text(STANDARD.encode(&self.0))
    }
}
