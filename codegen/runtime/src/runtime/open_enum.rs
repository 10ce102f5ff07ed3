//! Enums of strings that take values which nobody has described yet.

/// A value that the description does not list. It is kept and written back as it came.
///
/// It cannot be made by hand, so that a listed value never hides in it: convert from a text instead.
#[derive(Clone)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    /// For the conversions of generated enums alone, which know that the value is not listed.
    pub(crate) fn new(value: &str) -> Self {
        Self(value.into())
    }

    /// The value as it is on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Gives an enum with `as_str` and `From<&str>` all that its text decides.
macro_rules! open_enum {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), formatter)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self.as_str(), formatter)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::convert::Infallible;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }

        impl From<String> for $name {
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::text(deserializer).map(|value| Self::from(&*value))
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::text(deserializer).map(|value| Self::from(&*value))
            }
        }

        impl $crate::runtime::Blank for $name {
            fn blank() -> Self {
                Self::from("")
            }
        }

        impl $crate::runtime::Param for $name {
            fn tree(&self) -> $crate::runtime::Tree {
                $crate::runtime::Tree::Text(self.as_str().to_owned())
            }
        }
    };
}

pub(crate) use open_enum;
