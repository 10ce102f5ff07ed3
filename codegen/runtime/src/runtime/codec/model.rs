//! Reads objects into structs: one loop for all of them.

use std::collections::BTreeMap;
use std::marker::PhantomData;

use serde_core::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::path::at_key;
use super::token::{Token, is_number, refuse_scalars};
use super::{Blank, Decode, Seed};

/// A struct that stands for a JSON object.
pub trait Model: Sized {
    /// Its name, for messages.
    const NAME: &'static str;
    /// The keys of its members, in the order of the description.
    const KEYS: &'static [&'static str];
    /// Which of the keys must be there, by their index.
    const REQUIRED: &'static [usize];

    /// The struct with nothing in it yet.
    fn blank() -> Self;

    /// Tells [`Members::read`] where each of the keys goes.
    ///
    /// # Errors
    ///
    /// Those of [`Members::read`].
    fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error>;
}

impl<T: Model> Decode for T {
    fn knows(key: &str) -> bool {
        T::KEYS.contains(&key)
    }

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        model(deserializer)
    }
}

impl<T: Model> Blank for T {
    #[inline]
    fn blank() -> Self {
        <Self as Model>::blank()
    }
}

/// Reads an object into its struct.
///
/// # Errors
///
/// There is no object, a required member is missing, or a member is of another shape.
pub fn model<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Struct(PhantomData))
}

struct Struct<T>(PhantomData<T>);

impl<'de, T: Model> Visitor<'de> for Struct<T> {
    type Value = T;

    refuse_scalars!(an_object(T::NAME));

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        Err(E::custom(Token::Null.refuse(&an_object(T::NAME))))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<T, A::Error> {
        Err(A::Error::custom(Token::Array.refuse(&an_object(T::NAME))))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut value = <T as Model>::blank();
        let members = Members { map: &mut map, name: T::NAME, keys: T::KEYS, required: T::REQUIRED };
        Model::decode(&mut value, members)?;
        Ok(value)
    }
}

fn an_object(name: &str) -> String {
    format!("an object ({name})")
}

/// Where a member is put once its key is found.
pub trait Place<'de, A: MapAccess<'de>> {
    /// Reads the member's value.
    ///
    /// # Errors
    ///
    /// Those of the value.
    fn put(&mut self, map: &mut A) -> Result<(), A::Error>;
}

impl<'de, A: MapAccess<'de>, T: Decode> Place<'de, A> for T {
    #[inline]
    fn put(&mut self, map: &mut A) -> Result<(), A::Error> {
        *self = map.next_value_seed(Seed(PhantomData))?;
        Ok(())
    }
}

/// Where members go whose keys nobody has described.
pub trait Rest<'de, A: MapAccess<'de>> {
    /// Reads the value of the member `key`.
    ///
    /// # Errors
    ///
    /// Those of the value.
    fn put(&mut self, key: String, map: &mut A) -> Result<(), A::Error>;
}

impl<'de, A: MapAccess<'de>, T: Decode> Rest<'de, A> for BTreeMap<String, T> {
    fn put(&mut self, key: String, map: &mut A) -> Result<(), A::Error> {
        match map.next_value_seed(Seed(PhantomData)) {
            Ok(value) => drop(self.insert(key, value)),
            Err(error) => return Err(at_key(&error, &key)),
        }
        Ok(())
    }
}

/// The members of an object that is being read.
pub struct Members<'a, A> {
    pub(in super::super) map: &'a mut A,
    pub(in super::super) name: &'static str,
    pub(in super::super) keys: &'static [&'static str],
    pub(in super::super) required: &'static [usize],
}

impl<'de, A: MapAccess<'de>> Members<'_, A> {
    /// Reads all members, each into the place of its key. Unknown keys are ignored; of equal keys the last one counts.
    ///
    /// # Errors
    ///
    /// A member is of another shape, or a required one is missing.
    pub fn read(self, places: &mut [&mut dyn Place<'de, A>]) -> Result<(), A::Error> {
        self.read_into(places, None)
    }

    /// The same, and members of unknown keys are added to `rest`.
    ///
    /// # Errors
    ///
    /// A member is of another shape, or a required one is missing.
    pub fn read_all(self, places: &mut [&mut dyn Place<'de, A>], rest: &mut dyn Rest<'de, A>) -> Result<(), A::Error> {
        self.read_into(places, Some(rest))
    }

    fn read_into(
        self,
        places: &mut [&mut dyn Place<'de, A>],
        mut rest: Option<&mut dyn Rest<'de, A>>,
    ) -> Result<(), A::Error> {
        let Self { map, name, keys, required } = self;
        let mut search = Search { keys, likely: 0, unknown: rest.is_some().then(String::new) };
        let mut seen = Seen::default();
        while let Some(found) = map.next_key_seed(&mut search)? {
            match found {
                Found::Known(index) => {
                    if let Some(place) = places.get_mut(index)
                        && let Err(error) = place.put(map)
                    {
                        return Err(at_key(&error, keys.get(index).unwrap_or(&"")));
                    }
                    seen.insert(index);
                }
                Found::Unknown => match (&mut rest, &mut search.unknown) {
                    (Some(rest), Some(key)) => rest.put(std::mem::take(key), map)?,
                    _ => drop(map.next_value::<IgnoredAny>()?),
                },
                Found::Number => return Err(Token::of_number(map)?.refused(&an_object(name))),
            }
        }
        match required.iter().find(|index| !seen.contains(**index)).and_then(|index| keys.get(*index)) {
            Some(key) => Err(A::Error::custom(format!("missing field `{key}`"))),
            None => Ok(()),
        }
    }
}

/// What a key turned out to be.
enum Found {
    Known(usize),
    Unknown,
    /// The object is a number in disguise, see [`is_number`].
    Number,
}

/// Looks keys up. Services send them in the order of their description more often than not, so each search begins
/// behind the key that was found last.
struct Search {
    keys: &'static [&'static str],
    likely: usize,
    /// Where a key that is not found is kept, if anybody wants it.
    unknown: Option<String>,
}

impl<'de> DeserializeSeed<'de> for &mut Search {
    type Value = Found;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &mut Search {
    type Value = Found;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a key")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<Found, E> {
        let likely = self.likely;
        match self.keys.get(likely) {
            Some(known) if same(known, key) => {
                self.likely = likely + 1;
                Ok(Found::Known(likely))
            }
            _ => Ok(self.elsewhere(key)),
        }
    }
}

impl Search {
    /// Kept out of the way of keys that come where they are expected.
    #[inline(never)]
    fn elsewhere(&mut self, key: &str) -> Found {
        let (before, behind) = self.keys.split_at_checked(self.likely).unwrap_or((self.keys, &[]));
        let found = (behind.iter().position(|known| same(known, key)).map(|index| index + before.len()))
            .or_else(|| before.iter().position(|known| same(known, key)));
        match found {
            Some(index) => {
                self.likely = index + 1;
                Found::Known(index)
            }
            None if is_number(key) => Found::Number,
            None => {
                if let Some(unknown) = &mut self.unknown {
                    key.clone_into(unknown);
                }
                Found::Unknown
            }
        }
    }
}

/// Whether two keys are equal. Keys are short: comparing words, the last of which may overlap the one before it, beats a
/// call to the C library.
#[inline]
fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    left.len() == right.len()
        && match left.len() {
            0..4 => left.iter().zip(right).all(|(left, right)| left == right),
            4..8 => left.first_chunk::<4>() == right.first_chunk() && left.last_chunk::<4>() == right.last_chunk(),
            _ => {
                let mut words = left.as_chunks::<8>().0.iter().zip(right.as_chunks::<8>().0);
                words.all(|(left, right)| left == right) && left.last_chunk::<8>() == right.last_chunk()
            }
        }
}

/// Which keys have been seen: one word for most structs, more for the rest.
#[derive(Default)]
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    #[inline]
    fn insert(&mut self, index: usize) {
        match (index / 64).checked_sub(1) {
            None => self.first |= 1 << index,
            Some(word) => {
                if self.more.len() <= word {
                    self.more.resize(word + 1, 0);
                }
                if let Some(word) = self.more.get_mut(word) {
                    *word |= 1 << (index % 64);
                }
            }
        }
    }

    #[inline]
    fn contains(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.more.get(word).copied().unwrap_or_default(),
        };
        word >> (index % 64) & 1 == 1
    }
}
