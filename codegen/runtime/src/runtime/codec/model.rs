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
            Err(error) => return Err(A::Error::custom(at_key(&error.to_string(), &key))),
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
        let mut seen = Seen::new(keys.len());
        let mut likely = 0;
        let mut unknown = String::new();
        loop {
            let kept = rest.is_some().then_some(&mut unknown);
            let Some(key) = map.next_key_seed(Key { keys, likely, unknown: kept })? else { break };
            match key {
                Found::Known(index) => {
                    if let (Some(place), Some(key)) = (places.get_mut(index), keys.get(index)) {
                        place.put(map).map_err(|error| A::Error::custom(at_key(&error.to_string(), key)))?;
                        seen.insert(index);
                        likely = index + 1;
                    }
                }
                Found::Unknown => match &mut rest {
                    Some(rest) => rest.put(std::mem::take(&mut unknown), map)?,
                    None => drop(map.next_value::<IgnoredAny>()?),
                },
                Found::Number => return Err(A::Error::custom(Token::of_number(map)?.refuse(&an_object(name)))),
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

/// Looks a key up. Services send keys in the order of their description more often than not, so the search begins
/// behind the key that was found last.
struct Key<'a> {
    keys: &'static [&'static str],
    likely: usize,
    /// Where a key that is not found is kept, if anybody wants it.
    unknown: Option<&'a mut String>,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Found;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Found, E> {
        let (before, behind) = self.keys.split_at_checked(self.likely).unwrap_or((self.keys, &[]));
        let found = (behind.iter().position(|known| same(known, key)).map(|index| index + before.len()))
            .or_else(|| before.iter().position(|known| same(known, key)));
        Ok(match found {
            Some(index) => Found::Known(index),
            None if is_number(key) => Found::Number,
            None => {
                if let Some(unknown) = self.unknown {
                    key.clone_into(unknown);
                }
                Found::Unknown
            }
        })
    }
}

/// Whether two keys are equal. Keys are short: comparing words in place beats a call to the C library.
#[inline]
fn same(left: &str, right: &str) -> bool {
    let (left_words, left_rest) = left.as_bytes().as_chunks::<8>();
    let (right_words, right_rest) = right.as_bytes().as_chunks::<8>();
    left.len() == right.len()
        && left_words.iter().zip(right_words).all(|(left, right)| left == right)
        && left_rest.iter().zip(right_rest).all(|(left, right)| left == right)
}

/// Which keys have been seen: one word for most structs, more for the rest.
struct Seen {
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    fn new(keys: usize) -> Self {
        Self { first: 0, more: vec![0; keys.saturating_sub(1) / 64] }
    }

    fn insert(&mut self, index: usize) {
        match index / 64 {
            0 => self.first |= 1 << index,
            word => {
                if let Some(word) = self.more.get_mut(word - 1) {
                    *word |= 1 << (index % 64);
                }
            }
        }
    }

    fn contains(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.more.get(word - 1).copied().unwrap_or_default(),
        };
        word >> (index % 64) & 1 == 1
    }
}
