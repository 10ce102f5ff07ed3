//! Reads JSON into values and writes it back.
//!
//! The generated impls are small since they go through the loops of this module, which know the rules for what
//! services really send (`null` for an absent list, `1.0` for an integer) and name the path of what they refuse.
//!
//! A leaf's message never begins with `$`. On its way out each container puts its segment in front, so that the
//! message that arrives is `$.jobs[3].total: expected an integer, found "x"`, at no cost while all goes well.

mod containers;
mod model;
mod object;
mod path;
mod scalars;
pub(super) mod token;
mod tuples;

pub use model::{Members, Model, Place, Rest, model};
pub use object::{Object, object};
pub(super) use path::split as split_path;
pub use token::{parsed, secret, text};

use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer};

/// A value that can be read from JSON, by the rules of this module.
pub trait Decode: Sized {
    /// Whether no message may show what stands in the place of such a value.
    const SECRET: bool = false;

    /// Whether its objects have a member of this key by their description.
    #[must_use]
    fn knows(_key: &str) -> bool {
        false
    }

    /// Reads one value.
    ///
    /// # Errors
    ///
    /// The JSON is broken or of another shape; the message begins with the path if there is one.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A value that stands in a struct until the real one has been read.
pub trait Blank {
    /// The value with nothing in it.
    fn blank() -> Self;
}

/// Reads one value of a container.
struct Seed<T>(PhantomData<T>);

impl<'de, T: Decode> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

/// What a failure says, without the place in the text, which the path stands for.
pub(super) fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&position).unwrap_or(&message).to_owned()
}

/// Reads a whole JSON text.
pub(super) fn from_json<T: Decode>(json: &[u8]) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let value = T::decode(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}
