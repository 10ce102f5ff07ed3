//! Reads what has no parts: strings, numbers, booleans, and JSON that nobody described.

use std::borrow::Cow;

use serde_core::de::{Deserialize, Deserializer, Error};
use serde_json::Value;

use super::token::{Scalar, Token, scalar};
use super::{Blank, Decode};

/// What reads one token.
macro_rules! scalars {
    ($($ty:ty)*) => {$(
        impl Decode for $ty {
            #[inline]
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                scalar(deserializer)
            }
        }
    )*};
}

scalars! { () String bool f64 i8 i16 i32 i64 u8 u16 u32 u64 }

impl<'de> Scalar<'de> for String {
    #[inline]
    fn of<E: Error>(token: Token<'de>) -> Result<Self, E> {
        Cow::of(token).map(Cow::into_owned)
    }
}

impl<'de> Scalar<'de> for bool {
    #[inline]
    fn of<E: Error>(token: Token<'de>) -> Result<Self, E> {
        match token {
            Token::Bool(value) => Ok(value),
            token => Err(token.refused("a boolean")),
        }
    }
}

/// What can only be null: anything else would be lost.
impl<'de> Scalar<'de> for () {
    fn of<E: Error>(token: Token<'de>) -> Result<Self, E> {
        match token {
            Token::Null => Ok(()),
            token => Err(token.refused("null")),
        }
    }
}

impl<'de> Scalar<'de> for f64 {
    #[expect(clippy::cast_precision_loss, reason = "a number is read as the nearest f64")]
    #[inline]
    fn of<E: Error>(token: Token<'de>) -> Result<Self, E> {
        match token {
            Token::Float(value) if value.is_finite() => Ok(value),
            Token::Unsigned(value) => Ok(value as f64),
            Token::Signed(value) => Ok(value as f64),
            token => Err(no_number(token)),
        }
    }
}

#[cold]
fn no_number<E: Error>(token: Token<'_>) -> E {
    match token {
        Token::Float(_) => E::custom("number out of range"),
        token => token.refused("a number"),
    }
}

/// Integers of all widths; `1.0` is one, `1.5` and what does not fit are refused.
macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl<'de> Scalar<'de> for $integer {
            #[inline]
            fn of<E: Error>(token: Token<'de>) -> Result<Self, E> {
                let value = match token {
                    Token::Unsigned(value) => Self::try_from(value).ok(),
                    Token::Signed(value) => Self::try_from(value).ok(),
                    _ => None,
                };
                value.map_or_else(|| odd_integer(&token, Self::MIN.into(), Self::MAX.into()), Ok)
            }
        }

        impl Blank for $integer {
            fn blank() -> Self {
                0
            }
        }
    )*};
}

integers! { i8 i16 i32 i64 u8 u16 u32 u64 }

/// The integer of a token that is not simply one in the range.
#[cold]
fn odd_integer<T: TryFrom<i128>, E: Error>(token: &Token<'_>, least: i128, most: i128) -> Result<T, E> {
    let integer = token.integer();
    if let Some(value) = integer.and_then(|value| T::try_from(value).ok()) {
        return Ok(value);
    }
    let is_integral = integer.is_some() || matches!(token, Token::Float(value) if value.fract() == 0.0);
    let range = if is_integral { format!("an integer from {least} to {most}") } else { "an integer".to_owned() };
    Err(E::custom(token.refuse(&range)))
}

impl Decode for Value {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

/// Blank values that the standard library knows as the default.
macro_rules! blank_by_default {
    ($($ty:ty)*) => {$(
        impl Blank for $ty {
            fn blank() -> Self {
                Self::default()
            }
        }
    )*};
}

blank_by_default! { String bool f64 Value }

impl Blank for () {
    fn blank() -> Self {}
}
