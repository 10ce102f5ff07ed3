//! Times of a day as services write them.

use super::calendar::{InvalidDateTime, kept_text};
use super::rfc3339::time as read;

/// A time of the day that keeps the text in which it came, and writes it back unchanged.
///
/// Any text can be one, so that reading an answer never fails on a time. What it means is asked on demand and read
/// leniently: `03:50:38`, also without seconds, with a fraction of any length (nanoseconds count), with or without an
/// offset, `24:00:00`, and leap seconds.
///
/// Values compare by what the clock shows where both are times, and by their offsets if that is the same. Values that
/// are no times compare by their text and come after all others.
#[derive(Clone)]
pub struct Time(String);

kept_text!(Time);

impl Time {
    /// Seconds since midnight as the clock shows them, whatever the offset, and nanoseconds of the second that has
    /// begun. The end of the day and a leap second before it are 86 400.
    ///
    /// # Errors
    ///
    /// The text is not a time of the day.
    pub fn since_midnight(&self) -> Result<(u32, u32), InvalidDateTime> {
        let time = read(&self.0).and_then(|(second, nanosecond, _)| Some((u32::try_from(second).ok()?, nanosecond)));
        time.ok_or_else(|| InvalidDateTime::new(&self.0, "is not a time of the day"))
    }

    /// The time as the clock shows it, whatever the offset.
    ///
    /// # Errors
    ///
    /// The text is not a time of the day, or it is the end of the day, which [`jiff::civil::Time`] cannot hold.
    #[cfg(feature = "jiff")]
    pub fn civil(&self) -> Result<jiff::civil::Time, InvalidDateTime> {
        let (second, nanosecond) = self.since_midnight()?;
        let [hour, minute, second] = [second / 3600, second / 60 % 60, second % 60].map(i8::try_from);
        let time = match (hour, minute, second) {
            (Ok(hour), Ok(minute), Ok(second)) => {
                jiff::civil::Time::new(hour, minute, second, nanosecond.cast_signed()).ok()
            }
            _ => None,
        };
        time.ok_or_else(|| InvalidDateTime::new(&self.0, "is outside of what a time can hold"))
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Time> for Time {
    fn from(time: jiff::civil::Time) -> Self {
        Self(time.to_string())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&Time> for jiff::civil::Time {
    type Error = InvalidDateTime;

    fn try_from(time: &Time) -> Result<Self, InvalidDateTime> {
        time.civil()
    }
}
