//! Points in time as services write them.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};

use serde_core::de::{Deserialize, Deserializer};
use serde_core::ser::{Serialize, Serializer};

use super::codec::{Blank, Decode, text};
use super::param::Param;
use super::rfc3339;
use super::text::excerpt;

/// A point in time that keeps the text in which it came, and writes it back unchanged.
///
/// Any text can be one, so that reading an answer never fails on a date. What it means is asked on demand and read
/// leniently: RFC 3339, also with a space for the `T`, an offset without colon or without minutes, no offset (which
/// means UTC), any number of fraction digits (nanoseconds count), `24:00:00`, and leap seconds.
///
/// Values compare by the instant where both have one, whatever their offsets. Values without an instant compare by
/// their text and come after all others.
#[derive(Clone)]
pub struct DateTime(String);

impl DateTime {
    /// A point in time from its text, whatever that is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Seconds since 1970-01-01T00:00:00Z, and nanoseconds of the second that has begun.
    ///
    /// # Errors
    ///
    /// The text is not a point in time.
    pub fn unix(&self) -> Result<(i64, u32), InvalidDateTime> {
        rfc3339::parse(&self.0).ok_or_else(|| InvalidDateTime::new(&self.0, "is not a point in time"))
    }

    /// The point in time.
    ///
    /// # Errors
    ///
    /// The text is not a point in time, or one outside of what [`jiff::Timestamp`] can hold: the years -9999 to 9999
    /// without the very last hours of 9999.
    #[cfg(feature = "jiff")]
    pub fn timestamp(&self) -> Result<jiff::Timestamp, InvalidDateTime> {
        let (seconds, nanoseconds) = self.unix()?;
        jiff::Timestamp::new(seconds, nanoseconds.cast_signed())
            .map_err(|_| InvalidDateTime::new(&self.0, "is outside of what a timestamp can hold"))
    }

    /// What is compared: instants first, then texts.
    fn order(&self) -> (bool, Option<(i64, u32)>, &str) {
        match rfc3339::parse(&self.0) {
            None => (true, None, &self.0),
            instant => (false, instant, ""),
        }
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.order() == other.order()
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.order().hash(state);
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl AsRef<str> for DateTime {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for DateTime {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

/// In UTC, with as many fraction digits as are needed.
#[cfg(feature = "jiff")]
impl From<jiff::Timestamp> for DateTime {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp.to_string())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&DateTime> for jiff::Timestamp {
    type Error = InvalidDateTime;

    fn try_from(date_time: &DateTime) -> Result<Self, InvalidDateTime> {
        date_time.timestamp()
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(deserializer)
    }
}

impl Decode for DateTime {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer).map(|text| Self(text.into_owned()))
    }
}

impl Blank for DateTime {
    fn blank() -> Self {
        Self(String::new())
    }
}

impl Param for DateTime {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }
}

/// Why a text is not a point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDateTime(String);

impl InvalidDateTime {
    fn new(text: &str, problem: &str) -> Self {
        Self(format!("`{}` {problem}", excerpt(text, 80)))
    }
}

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for InvalidDateTime {}
