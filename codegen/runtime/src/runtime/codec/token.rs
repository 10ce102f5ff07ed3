//! Reads one scalar, or learns what stands in its place.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::text::quoted;

/// The longest scalar that a message quotes, in characters.
const LONGEST: usize = 80;

/// The key under which `serde_json` hands over numbers once a crate of the program has switched on its
/// `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// A scalar, or the kind of what is there instead.
pub(crate) enum Token<'de> {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(Cow<'de, str>),
    Array,
    Object,
    /// A scalar that is nobody's business.
    Hidden,
}

/// A value that is made of one token. It is made where the token is found: no token is kept in between.
pub(super) trait Scalar<'de>: Sized {
    /// The value of a token.
    fn of<E: Error>(token: Token<'de>) -> Result<Self, E>;
}

impl<'de> Scalar<'de> for Token<'de> {
    #[inline]
    fn of<E>(token: Self) -> Result<Self, E> {
        Ok(token)
    }
}

impl<'de> Scalar<'de> for Cow<'de, str> {
    #[inline]
    fn of<E: Error>(token: Token<'de>) -> Result<Self, E> {
        match token {
            Token::Text(text) => Ok(text),
            token => Err(token.refused("a string")),
        }
    }
}

/// Reads one scalar.
#[inline]
pub(super) fn scalar<'de, T: Scalar<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Reader(PhantomData))
}

impl<'de> Token<'de> {
    /// What a map stands for: an object, or a number in disguise.
    pub(super) fn of_map<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut key = map.next_key::<String>()?;
        if key.as_deref().is_some_and(is_number) {
            return Self::of_number(&mut map);
        }
        while key.is_some() {
            map.next_value::<IgnoredAny>()?;
            key = map.next_key()?;
        }
        Ok(Self::Object)
    }

    /// The number of a map whose key [is one's](is_number).
    pub(crate) fn of_number<A: MapAccess<'de>>(map: &mut A) -> Result<Self, A::Error> {
        map.next_value::<String>().map(|text| number(&text))
    }

    /// The number as an integer, if that is exact; `1.0` is one.
    #[inline]
    pub(super) fn integer(&self) -> Option<i128> {
        match *self {
            Self::Unsigned(value) => Some(value.into()),
            Self::Signed(value) => Some(value.into()),
            Self::Float(value) => whole(value),
            _ => None,
        }
    }

    /// The same for a message that may not show a secret.
    pub(super) fn hidden_if(self, secret: bool) -> Self {
        match self {
            Self::Null | Self::Array | Self::Object => self,
            _ if secret => Self::Hidden,
            _ => self,
        }
    }

    /// The error that [`refuse`](Self::refuse) words.
    #[cold]
    pub(super) fn refused<E: Error>(self, expected: &str) -> E {
        E::custom(self.refuse(expected))
    }

    /// A message for people: what should be there, and what is.
    pub(super) fn refuse(&self, expected: &str) -> String {
        let found = match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => value.to_string(),
            Self::Unsigned(value) => value.to_string(),
            Self::Signed(value) => value.to_string(),
            Self::Float(value) => value.to_string(),
            Self::Text(value) => quoted(value, LONGEST),
            Self::Array => "an array".to_owned(),
            Self::Object => "an object".to_owned(),
            Self::Hidden => "a value that is not shown".to_owned(),
        };
        format!("expected {expected}, found {found}")
    }
}

/// The text of a JSON string, borrowed where the input allows it.
///
/// # Errors
///
/// Something else than a string is there, or the JSON is broken.
#[inline]
pub fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    scalar(deserializer)
}

/// The meaning of a JSON string; `None` of `read` refuses it.
///
/// # Errors
///
/// Something else than a string is there, one that means nothing, or the JSON is broken.
pub fn parsed<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    expected: &str,
    read: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let text = text(deserializer)?;
    read(&text).ok_or_else(|| D::Error::custom(Token::Text(text).refuse(expected)))
}

/// The text of a JSON string that nobody should see: unlike those of [`text`], messages do not quote it.
///
/// # Errors
///
/// Something else than a string is there, or the JSON is broken.
pub fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    match scalar(deserializer)? {
        Token::Text(text) => Ok(text),
        token => Err(token.hidden_if(true).refused("a string")),
    }
}

/// Whether a key stands for a number instead of a member.
#[inline]
pub(crate) fn is_number(key: &str) -> bool {
    key == NUMBER
}

/// From 2^53 on a float no longer tells which integer was written.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
fn whole(value: f64) -> Option<i128> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (value.fract() == 0.0 && value.abs() < EXACT).then_some(value as i128)
}

/// The number of a text, in the kinds in which numbers arrive otherwise.
fn number<'de>(text: &str) -> Token<'de> {
    let unsigned = text.parse().map(Token::Unsigned);
    let integer = unsigned.or_else(|_| text.parse().map(Token::Signed));
    // Whatever is no number fails as one that is out of range, later and with its path.
    integer.unwrap_or_else(|_| Token::Float(text.parse().unwrap_or(f64::NAN)))
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Scalar<'de>> Visitor<'de> for Reader<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    #[inline]
    fn visit_bool<E: Error>(self, value: bool) -> Result<T, E> {
        T::of(Token::Bool(value))
    }

    #[inline]
    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::of(Token::Signed(value))
    }

    #[inline]
    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::of(Token::Unsigned(value))
    }

    #[inline]
    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        T::of(Token::Float(value))
    }

    #[inline]
    fn visit_str<E: Error>(self, value: &str) -> Result<T, E> {
        T::of(Token::Text(Cow::Owned(value.to_owned())))
    }

    #[inline]
    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<T, E> {
        T::of(Token::Text(Cow::Borrowed(value)))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<T, E> {
        T::of(Token::Text(Cow::Owned(value)))
    }

    fn visit_unit<E: Error>(self) -> Result<T, E> {
        T::of(Token::Null)
    }

    fn visit_none<E: Error>(self) -> Result<T, E> {
        T::of(Token::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        scalar(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        T::of(Token::Array)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::of(Token::of_map(map)?)
    }
}

/// The visits that a visitor of arrays or objects refuses, all alike.
macro_rules! refuse_scalars {
    ($expected:expr) => {
        refuse_scalars!($expected, secret: false);
    };
    ($expected:expr, secret: $secret:expr) => {
        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str(&$expected)
        }

        fn visit_bool<E: serde_core::de::Error>(self, value: bool) -> Result<Self::Value, E> {
            Err(E::custom(Token::Bool(value).hidden_if($secret).refuse(&$expected)))
        }

        fn visit_i64<E: serde_core::de::Error>(self, value: i64) -> Result<Self::Value, E> {
            Err(E::custom(Token::Signed(value).hidden_if($secret).refuse(&$expected)))
        }

        fn visit_u64<E: serde_core::de::Error>(self, value: u64) -> Result<Self::Value, E> {
            Err(E::custom(Token::Unsigned(value).hidden_if($secret).refuse(&$expected)))
        }

        fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<Self::Value, E> {
            Err(E::custom(Token::Float(value).hidden_if($secret).refuse(&$expected)))
        }

        fn visit_str<E: serde_core::de::Error>(self, value: &str) -> Result<Self::Value, E> {
            Err(E::custom(Token::Text(value.into()).hidden_if($secret).refuse(&$expected)))
        }
    };
}

pub(super) use refuse_scalars;
