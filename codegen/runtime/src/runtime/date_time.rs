//! Points in time as services write them.

use super::calendar::{InvalidDateTime, kept_text};
use super::rfc3339::date_time as read;

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

kept_text!(DateTime);

impl DateTime {
    /// Seconds since 1970-01-01T00:00:00Z, and nanoseconds of the second that has begun.
    ///
    /// # Errors
    ///
    /// The text is not a point in time.
    pub fn unix(&self) -> Result<(i64, u32), InvalidDateTime> {
        read(&self.0).ok_or_else(|| InvalidDateTime::new(&self.0, "is not a point in time"))
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
