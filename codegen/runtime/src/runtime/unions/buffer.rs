//! JSON values that are kept until it is known what they are.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::super::codec::text;
use super::super::codec::token::{Token, is_number};

/// How many members there is room for before the vector has to grow.
pub(super) const ROOM: usize = 8;

/// A value, its texts borrowed where the input allows it.
#[doc(hidden)]
#[derive(Clone)]
pub enum Buffer<'de> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer that is not negative.
    Unsigned(u64),
    /// A negative integer.
    Signed(i64),
    /// Any other number.
    Float(f64),
    /// A string.
    Text(Cow<'de, str>),
    /// Its elements.
    Array(Vec<Self>),
    /// Its members, equal keys included.
    Object(Vec<(Cow<'de, str>, Self)>),
}

impl Buffer<'_> {
    pub(super) fn integer(&self) -> Option<i64> {
        match *self {
            Self::Unsigned(value) => value.try_into().ok(),
            Self::Signed(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it is this text, or the number that is written so.
    pub(super) fn is_constant(&self, expected: &str) -> bool {
        match self {
            Self::Text(text) => text == expected,
            Self::Unsigned(_) | Self::Signed(_) => self.integer().is_some_and(|value| expected.parse() == Ok(value)),
            _ => false,
        }
    }

    /// How many scalars, arrays and objects it is.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::Array(items) => items.iter().fold(1, |sum, item| sum + item.weight()),
            Self::Object(members) => members.iter().fold(1, |sum, (_, value)| sum + value.weight()),
            _ => 1,
        }
    }

    /// The same for people and for the wire.
    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => value.into(),
            Self::Unsigned(value) => value.into(),
            Self::Signed(value) => value.into(),
            Self::Float(value) => Number::from_f64(value).map_or(Value::Null, Value::Number),
            Self::Text(text) => Value::String(text.into_owned()),
            Self::Array(items) => Value::Array(items.into_iter().map(Self::into_value).collect()),
            Self::Object(members) => {
                let members = members.into_iter().map(|(key, value)| (key.into_owned(), value.into_value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Buffer<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// A key, borrowed where the input allows it.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer).map(Self)
    }
}

/// The number of a map whose key [is one's](is_number).
pub(super) fn number<'de, A: MapAccess<'de>>(map: &mut A) -> Result<Buffer<'de>, A::Error> {
    Ok(match Token::of_number(map)? {
        Token::Unsigned(value) => Buffer::Unsigned(value),
        Token::Signed(value) => Buffer::Signed(value),
        Token::Float(value) => Buffer::Float(value),
        _ => Buffer::Null,
    })
}

/// Keeps the members of an object that follow.
pub(super) fn members<'de, A: MapAccess<'de>>(
    map: &mut A,
    members: &mut Vec<(Cow<'de, str>, Buffer<'de>)>,
) -> Result<(), A::Error> {
    while let Some(Key(key)) = map.next_key()? {
        members.push((key, map.next_value()?));
    }
    Ok(())
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Buffer<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Signed(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Unsigned(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Text(Cow::Borrowed(value)))
    }

    fn visit_string<E>(self, value: String) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Text(Cow::Owned(value)))
    }

    fn visit_unit<E>(self) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Null)
    }

    fn visit_none<E>(self) -> Result<Buffer<'de>, E> {
        Ok(Buffer::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Buffer<'de>, D::Error> {
        Buffer::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Buffer<'de>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Buffer::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Buffer<'de>, A::Error> {
        let Some(Key(key)) = map.next_key()? else { return Ok(Buffer::Object(Vec::new())) };
        if is_number(&key) {
            return number(&mut map);
        }
        let mut kept = Vec::with_capacity(ROOM);
        kept.push((key, map.next_value()?));
        members(&mut map, &mut kept)?;
        Ok(Buffer::Object(kept))
    }
}
