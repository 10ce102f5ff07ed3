//! Reads what holds other values: options, arrays, maps and boxes.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::model::{Members, Model};
use super::path::{at_index, at_key};
use super::token::{Token, is_number, refuse_scalars};
use super::{Blank, Decode, Seed};

/// Room that is made on a hint alone; a hint is not yet data.
const ROOM: usize = 256;

/// `null` is as good as absent.
impl<T: Decode> Decode for Option<T> {
    const SECRET: bool = T::SECRET;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Optional(PhantomData))
    }
}

struct Optional<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for Optional<T> {
    type Value = Option<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value or null")
    }

    #[inline]
    fn visit_none<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        T::decode(deserializer).map(Some)
    }
}

/// `null` is as good as empty.
impl<T: Decode> Decode for Vec<T> {
    const SECRET: bool = T::SECRET;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Array(PhantomData))
    }
}

struct Array<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for Array<T> {
    type Value = Vec<T>;

    refuse_scalars!("an array", secret: T::SECRET);

    fn visit_unit<E>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::with_capacity(seq.size_hint().unwrap_or_default().min(ROOM));
        loop {
            match seq.next_element_seed(Seed(PhantomData)) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => return Ok(items),
                Err(error) => return Err(at_index(&error, items.len())),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
        Err(A::Error::custom(Token::of_map(map)?.hidden_if(T::SECRET).refuse("an array")))
    }
}

/// `null` is as good as empty.
impl<T: Decode> Decode for BTreeMap<String, T> {
    const SECRET: bool = T::SECRET;

    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Map(PhantomData))
    }
}

struct Map<T>(PhantomData<T>);

impl<'de, T: Decode> Visitor<'de> for Map<T> {
    type Value = BTreeMap<String, T>;

    refuse_scalars!("an object", secret: T::SECRET);

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(BTreeMap::new())
    }

    /// Languages that do not tell an empty map from an empty list write it as one.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        match seq.next_element::<IgnoredAny>()? {
            None => Ok(BTreeMap::new()),
            Some(_) => Err(A::Error::custom(Token::Array.refuse("an object"))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = BTreeMap::new();
        while let Some(key) = map.next_key::<String>()? {
            if is_number(&key) {
                return Err(A::Error::custom(Token::of_number(&mut map)?.hidden_if(T::SECRET).refuse("an object")));
            }
            match map.next_value_seed(Seed(PhantomData)) {
                Ok(value) => members.insert(key, value),
                Err(error) => return Err(at_key(&error, &key)),
            };
        }
        Ok(members)
    }
}

/// A box adds nothing to the wire.
impl<T: Model> Model for Box<T> {
    const NAME: &'static str = T::NAME;
    const KEYS: &'static [&'static str] = T::KEYS;
    const REQUIRED: &'static [usize] = T::REQUIRED;

    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
        (**self).decode(members)
    }
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T> Blank for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }
}
