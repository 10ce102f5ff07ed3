//! Enums of integers that take values which nobody has described yet.

/// A number that the description does not list. It is kept and written back as it came.
///
/// It cannot be made by hand, so that a listed number never hides in it: convert from an `i64` instead.
#[derive(Clone, Copy)]
pub struct UnknownInteger(i64);

impl UnknownInteger {
    /// For the conversions of generated enums alone, which know that the number is not listed.
    pub(crate) fn new(value: i64) -> Self {
        Self(value)
    }

    /// The number as it is on the wire.
    #[must_use]
    pub fn value(self) -> i64 {
        self.0
    }
}

/// Gives an enum with `value` and `From<i64>` all that its number decides.
macro_rules! open_integer_enum {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(&self.value(), formatter)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.value(), formatter)
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.value() == other.value()
            }
        }

        impl Eq for $name {}

        impl std::hash::Hash for $name {
            fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
                self.value().hash(state);
            }
        }

        impl From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        impl serde_core::Serialize for $name {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.value())
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as $crate::runtime::Decode>::decode(deserializer)
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode<'de, D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <i64 as $crate::runtime::Decode>::decode(deserializer).map(Self::from)
            }
        }

        impl $crate::runtime::Blank for $name {
            fn blank() -> Self {
                Self::from(0)
            }
        }

        impl $crate::runtime::Param for $name {
            fn tree(&self) -> $crate::runtime::Tree {
                $crate::runtime::Tree::Bare(self.value().to_string())
            }
        }
    };
}

pub(crate) use open_integer_enum;
