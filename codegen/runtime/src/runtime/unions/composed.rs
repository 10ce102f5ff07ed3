//! Objects that are of several types at once: each of these reads and writes its own members.

use serde_core::de::{Error, MapAccess};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::super::codec::{Decode, Members, Object, Place, Rest};
use super::buffer::{self, Buffer};
use super::contest;
use super::decode::Kept;
use super::members::{MemberSerializer, Written};
use super::replay::{self, NoMore, Replay};

/// An object that has been read to its end, to be read by each of the types that it is of.
#[doc(hidden)]
pub struct Whole<'de> {
    kept: Kept<'de>,
    name: &'static str,
    keys: &'static [&'static str],
    required: &'static [usize],
}

/// The members of an object that is kept.
type Replayed<'a, 'de, E> = replay::Members<'a, 'de, NoMore<E>>;

impl<'de, A: MapAccess<'de>> Members<'_, A> {
    /// Reads all members to keep them.
    ///
    /// # Errors
    ///
    /// The JSON is broken.
    pub fn keep(self) -> Result<Whole<'de>, A::Error> {
        let Self { map, name, keys, required } = self;
        let mut kept = Vec::new();
        buffer::members(map, &mut kept)?;
        Ok(Whole { kept, name, keys, required })
    }
}

impl<'de> Whole<'de> {
    /// Reads the members that the struct itself has, as [`Members::read`] does.
    ///
    /// # Errors
    ///
    /// Those of [`Members::read`].
    pub fn read<'a, E: Error>(&'a self, places: &mut [&mut dyn Place<'de, Replayed<'a, 'de, E>>]) -> Result<(), E> {
        self.members(|members| members.read(places))
    }

    /// The same, and members of unknown keys are added to `rest`.
    ///
    /// # Errors
    ///
    /// Those of [`Members::read`].
    pub fn read_all<'a, E: Error>(
        &'a self,
        places: &mut [&mut dyn Place<'de, Replayed<'a, 'de, E>>],
        rest: &mut dyn Rest<'de, Replayed<'a, 'de, E>>,
    ) -> Result<(), E> {
        self.members(|members| members.read_all(places, rest))
    }

    fn members<'a, E: Error>(
        &'a self,
        read: impl FnOnce(Members<'_, Replayed<'a, 'de, E>>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut map = replay::Members::of(&self.kept);
        let members = Members { map: &mut map, name: self.name, keys: self.keys, required: self.required };
        // What the struct itself leaves out is for the others.
        contest::unheard(|| read(members))
    }

    /// Reads the object as a value of one more type that it is of. Members of the struct that this type does not
    /// know are none of it.
    ///
    /// # Errors
    ///
    /// Those of the type.
    pub fn part<T: Decode, E: Error>(&self) -> Result<T, E> {
        let is_own = |key: &str| self.keys.contains(&key) && !T::knows(key);
        let part = self.kept.iter().filter(|(key, _)| !is_own(key)).cloned();
        T::decode(Replay::new(&Buffer::Object(part.collect())))
    }
}

/// An object that several values are written into.
#[must_use = "the object is complete only after `end`"]
pub struct Composed<S: Serializer> {
    map: Result<S::SerializeMap, S::Error>,
    written: Written,
}

impl<S: Serializer> Object<S> {
    /// Goes on with other values that are part of the same object. None of them writes a member of `keys`.
    pub fn compose(self, keys: &'static [&'static str]) -> Composed<S> {
        Composed { map: self.0, written: Written::new(keys) }
    }
}

impl<S: Serializer> Composed<S> {
    /// Writes the members of a value, but for those that have been written.
    pub fn part<T: Serialize>(mut self, value: &T) -> Self {
        if let Ok(map) = &mut self.map
            && let Err(error) = value.serialize(MemberSerializer::new(map, &mut self.written))
        {
            self.map = Err(error);
        }
        self
    }

    /// Ends the object.
    ///
    /// # Errors
    ///
    /// The first failure of a member or of the serializer, or a part that is no object.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        self.map.and_then(SerializeMap::end)
    }
}

/// Writes an object with a member that names its type in front; the type itself does not know that member.
///
/// # Errors
///
/// Those of the value and of the serializer.
#[doc(hidden)]
pub fn named<S: Serializer, T: Serialize>(
    serializer: S,
    [key, name]: [&'static str; 2],
    value: &T,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry(key, name)?;
    let mut written = Written::default();
    written.insert(key.to_owned());
    value.serialize(MemberSerializer::new(&mut map, &mut written))?;
    map.end()
}
