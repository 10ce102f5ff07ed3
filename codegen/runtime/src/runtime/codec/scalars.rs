//! Reads what has no parts: strings, numbers, booleans, and JSON that nobody described.

use std::borrow::Cow;

use serde_core::de::{Deserialize, Deserializer, Error, IgnoredAny};
use serde_json::Value;

use super::token::{Token, text};
use super::{Blank, Decode};

impl Decode for String {
    #[inline]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer).map(Cow::into_owned)
    }
}

impl Decode for bool {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Token::read(deserializer)? {
            Token::Bool(value) => Ok(value),
            token => Err(D::Error::custom(token.refuse("a boolean"))),
        }
    }
}

impl Decode for f64 {
    #[expect(clippy::cast_precision_loss, reason = "a number is read as the nearest f64")]
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Token::read(deserializer)? {
            Token::Float(value) if value.is_finite() => Ok(value),
            Token::Float(_) => Err(D::Error::custom("number out of range")),
            Token::Unsigned(value) => Ok(value as f64),
            Token::Signed(value) => Ok(value as f64),
            token => Err(D::Error::custom(token.refuse("a number"))),
        }
    }
}

/// Integers of all widths; `1.0` is one, `1.5` and what does not fit are refused.
macro_rules! integers {
    ($($integer:ident)*) => {$(
        impl Decode for $integer {
            fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let token = Token::read(deserializer)?;
                let value = token.integer().and_then(|value| Self::try_from(value).ok());
                value.ok_or_else(|| D::Error::custom(refuse_integer(&token, Self::MIN.into(), Self::MAX.into())))
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

fn refuse_integer(token: &Token<'_>, least: i128, most: i128) -> String {
    let integral = match token {
        Token::Float(value) => value.fract() == 0.0,
        _ => token.integer().is_some(),
    };
    if integral { token.refuse(&format!("an integer from {least} to {most}")) } else { token.refuse("an integer") }
}

impl Decode for Value {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

/// Nothing is asked of the JSON, so any is fine.
impl Decode for () {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| ())
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
