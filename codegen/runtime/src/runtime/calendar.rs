//! What times, dates and points in time share: how their text is kept.

use std::error::Error;
use std::fmt;

use super::text::excerpt;

/// Why a text is not the time, the date or the point in time that it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDateTime(String);

impl InvalidDateTime {
    pub(super) fn new(text: &str, problem: &str) -> Self {
        Self(format!("`{}` {problem}", excerpt(text, 80)))
    }
}

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for InvalidDateTime {}

/// Gives a type around a text, with a function `read` that says what the text means, all that these two decide.
macro_rules! kept_text {
    ($name:ident) => {
        impl $name {
            /// From its text, whatever that is.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text as it came.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> std::cmp::Ordering {
                match (read(&self.0), read(&other.0)) {
                    (None, None) => self.0.cmp(&other.0),
                    (one, another) => one.is_none().cmp(&another.is_none()).then_with(|| one.cmp(&another)),
                }
            }
        }

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                let value = read(&self.0);
                value.hash(state);
                if value.is_none() {
                    self.0.hash(state);
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.0, formatter)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::new(text)
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::codec::Decode::decode(deserializer)
            }
        }

        impl super::codec::Decode for $name {
            fn decode<'de, D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::codec::Decode::decode(deserializer).map(Self)
            }
        }

        impl super::codec::Blank for $name {
            fn blank() -> Self {
                Self(String::new())
            }
        }

        impl super::param::Param for $name {
            fn tree(&self) -> super::tree::Tree {
                super::tree::Tree::Text(self.0.clone())
            }
        }
    };
}

pub(super) use kept_text;
