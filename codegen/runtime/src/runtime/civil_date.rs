//! Days of the calendar as services write them.

use super::calendar::{InvalidDateTime, kept_text};
use super::rfc3339::date as read;

/// A day of the calendar that keeps the text in which it came, and writes it back unchanged.
///
/// Any text can be one, so that reading an answer never fails on a date. What it means is asked on demand and read
/// leniently: `2021-05-12`, also without hyphens, or with a time behind, which is not looked at.
///
/// Values compare by the day where both have one. Values without a day compare by their text and come after all
/// others.
#[derive(Clone)]
pub struct Date(String);

kept_text!(Date);

impl Date {
    /// The year from 0 to 9999, the month from 1 to 12 and the day from 1 to 31.
    ///
    /// # Errors
    ///
    /// The text is not a day of the calendar.
    pub fn year_month_day(&self) -> Result<(u16, u8, u8), InvalidDateTime> {
        let date = read(&self.0).and_then(|(year, month, day)| {
            Some((u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))
        });
        date.ok_or_else(|| InvalidDateTime::new(&self.0, "is not a date"))
    }

    /// The day.
    ///
    /// # Errors
    ///
    /// The text is not a day of the calendar.
    #[cfg(feature = "jiff")]
    pub fn civil(&self) -> Result<jiff::civil::Date, InvalidDateTime> {
        let (year, month, day) = self.year_month_day()?;
        jiff::civil::Date::new(year.cast_signed(), month.cast_signed(), day.cast_signed())
            .map_err(|_| InvalidDateTime::new(&self.0, "is not a date"))
    }
}

#[cfg(feature = "jiff")]
impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date.to_string())
    }
}

#[cfg(feature = "jiff")]
impl TryFrom<&Date> for jiff::civil::Date {
    type Error = InvalidDateTime;

    fn try_from(date: &Date) -> Result<Self, InvalidDateTime> {
        date.civil()
    }
}
