//! Unions: values of one of several types, told apart by what they hold.

mod branch;
mod buffer;
mod composed;
mod contest;
mod decode;
mod members;
mod replay;
mod unknown;

pub use branch::{Branch, Tag};
pub use buffer::Buffer;
pub use composed::{Composed, Whole, named};
use decode::whole;
pub use decode::{Kept, tagged, union};
pub use unknown::UnknownVariant;

use serde_core::de::{Deserializer, MapAccess};

/// An enum over the types of a union.
#[doc(hidden)]
pub trait Union: Sized {
    /// The member of objects that names their branch.
    const TAG: Option<Tag> = None;
    /// What tells the branches apart, in the order of the description.
    const BRANCHES: &'static [Branch];

    /// Reads a value of one of the branches, by its index.
    ///
    /// # Errors
    ///
    /// Those of the branch.
    fn read<'de, D: Deserializer<'de>>(branch: usize, deserializer: D) -> Result<Self, D::Error>;

    /// Reads an object, some members of which have been read already. Where all branches are structs, [`tagged`] does it
    /// without keeping more than it must.
    ///
    /// # Errors
    ///
    /// Those of the branch.
    fn object<'de, A: MapAccess<'de>>(kept: Kept<'de>, map: A) -> Result<Self, A::Error> {
        whole(kept, map)
    }

    /// Keeps what fits none of the branches.
    fn unknown(value: UnknownVariant) -> Self;
}

/// Whether objects of a union have a member of this key by their description.
#[doc(hidden)]
#[must_use]
pub fn union_knows<T: Union>(key: &str) -> bool {
    T::TAG.is_some_and(|tag| tag.key() == key) || T::BRANCHES.iter().any(|branch| branch.knows(key))
}

/// Gives an enum that is a [`Union`] all that follows from that.
macro_rules! open_union {
    ($name:ident) => {
        impl $crate::runtime::Decode for $name {
            fn knows(key: &str) -> bool {
                $crate::runtime::union_knows::<Self>(key)
            }

            fn decode<'de, D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::union(deserializer)
            }
        }

        impl<'de> serde_core::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::union(deserializer)
            }
        }

        impl $crate::runtime::Blank for $name {
            fn blank() -> Self {
                <Self as $crate::runtime::Union>::unknown($crate::runtime::UnknownVariant::null())
            }
        }
    };
}

pub(crate) use open_union;
