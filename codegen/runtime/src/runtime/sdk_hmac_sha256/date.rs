//! Writes the time as signatures state it.

use std::time::{SystemTime, UNIX_EPOCH};

const SECONDS_OF_DAY: i64 = 86_400;

/// A time in UTC as `20060102T150405Z`; `None` outside of the years 0 to 9999.
pub(super) fn text(time: SystemTime) -> Option<String> {
    let seconds = unix(time)?;
    let (year, month, day) = date(seconds.div_euclid(SECONDS_OF_DAY));
    let second = seconds.rem_euclid(SECONDS_OF_DAY);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    (0..=9999).contains(&year).then(|| format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z"))
}

/// Seconds since 1970-01-01T00:00:00Z that are over.
pub(super) fn unix(time: SystemTime) -> Option<i64> {
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_secs()).ok(),
        Err(error) => {
            let before = error.duration();
            let begun = i64::from(before.subsec_nanos() > 0);
            i64::try_from(before.as_secs()).ok()?.checked_neg()?.checked_sub(begun)
        }
    }
}

/// Year, month and day in the Gregorian calendar. Years begin in March here, so that the leap day is the last one.
fn date(days_since_1970: i64) -> (i64, i64, i64) {
    // Since the first of March of the year 0. The calendar repeats itself every 400 years.
    let days = days_since_1970 + 719_468;
    let (cycle, days) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    // The last century of a cycle and the last of four years are a day longer than the others.
    let century = (days / 36_524).min(3);
    let days = days - century * 36_524;
    let (four, days) = (days / 1461, days % 1461);
    let year = (days / 365).min(3);
    let days = days - year * 365;
    let month = (days * 5 + 2) / 153;
    let day = days - (month * 153 + 2) / 5 + 1;
    let year = cycle * 400 + century * 100 + four * 4 + year;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}
