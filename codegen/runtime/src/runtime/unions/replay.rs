//! Reads what was kept once more.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::slice;

use serde_core::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_core::forward_to_deserialize_any;

use super::buffer::Buffer;
use super::contest;

/// Reads a value as if it came from the input.
pub(super) struct Replay<'a, 'de, E> {
    value: &'a Buffer<'de>,
    error: PhantomData<E>,
}

impl<'a, 'de, E> Replay<'a, 'de, E> {
    pub(super) fn new(value: &'a Buffer<'de>) -> Self {
        Self { value, error: PhantomData }
    }
}

impl<'de, E: Error> Deserializer<'de> for Replay<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffer::Null => visitor.visit_unit(),
            Buffer::Bool(value) => visitor.visit_bool(*value),
            Buffer::Unsigned(value) => visitor.visit_u64(*value),
            Buffer::Signed(value) => visitor.visit_i64(*value),
            Buffer::Float(value) => visitor.visit_f64(*value),
            Buffer::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Buffer::Text(Cow::Owned(text)) => visitor.visit_str(text),
            Buffer::Array(items) => visitor.visit_seq(Items { items: items.iter(), error: PhantomData }),
            Buffer::Object(members) => visitor.visit_map(Members::of(members)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Buffer::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        contest::lose(self.value.weight());
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier
    }
}

struct Items<'a, 'de, E> {
    items: slice::Iter<'a, Buffer<'de>>,
    error: PhantomData<E>,
}

impl<'de, E: Error> SeqAccess<'de> for Items<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, E> {
        self.items.next().map(|item| seed.deserialize(Replay::new(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// Members that were kept, and behind them those that are still to come.
pub struct Members<'a, 'de, A> {
    kept: slice::Iter<'a, (Cow<'de, str>, Buffer<'de>)>,
    /// The value of the kept key that was read last.
    value: Option<&'a Buffer<'de>>,
    live: A,
}

impl<'a, 'de, A> Members<'a, 'de, A> {
    pub(super) fn new(kept: &'a [(Cow<'de, str>, Buffer<'de>)], live: A) -> Self {
        Self { kept: kept.iter(), value: None, live }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some((key, value)) = self.kept.next() else { return self.live.next_key_seed(seed) };
        self.value = Some(value);
        match key {
            Cow::Borrowed(key) => seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some),
            Cow::Owned(key) => seed.deserialize(StrDeserializer::new(key)).map(Some),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some(value) => seed.deserialize(Replay::new(value)),
            None => self.live.next_value_seed(seed),
        }
    }
}

impl<'a, 'de, E> Members<'a, 'de, NoMore<E>> {
    /// Those that were kept, and no others.
    pub(super) fn of(kept: &'a [(Cow<'de, str>, Buffer<'de>)]) -> Self {
        Self::new(kept, NoMore(PhantomData))
    }
}

/// The end of an object that was kept as a whole.
pub struct NoMore<E>(PhantomData<E>);

impl<'de, E: Error> MapAccess<'de> for NoMore<E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, E> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, _: V) -> Result<V::Value, E> {
        Err(E::custom("there is no value behind the end"))
    }
}
