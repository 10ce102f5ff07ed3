//! Reads dates and times more leniently than RFC 3339 writes them.

#![allow(dead_code, reason = "a client needs only some of it")]

/// Seconds since 1970-01-01T00:00:00Z, and nanoseconds of the second begun.
pub(super) fn date_time(text: &str) -> Option<(i64, u32)> {
    let mut reader = Reader::new(text);
    let (year, month, day) = reader.date()?;
    reader.literal(b"Tt ")?;
    let (second, nanosecond) = reader.clock()?;
    let offset = reader.offset()?;
    reader.end()?;
    Some((days_since_1970(year, month, day) * 86_400 + second - offset, nanosecond))
}

/// Year, month and day; a time may stand behind.
pub(super) fn date(text: &str) -> Option<(i64, i64, i64)> {
    let mut reader = Reader::new(text);
    let date = reader.date()?;
    if !reader.is_at_end() {
        reader.literal(b"Tt ")?;
        reader.short_clock()?;
        reader.offset()?;
    }
    reader.end()?;
    Some(date)
}

/// Seconds since midnight, nanoseconds of the second begun, and the offset from UTC in seconds.
pub(super) fn time(text: &str) -> Option<(i64, u32, i64)> {
    let mut reader = Reader::new(text);
    let (second, nanosecond) = reader.short_clock()?;
    let offset = reader.offset()?;
    reader.end()?;
    Some((second, nanosecond, offset))
}

/// What is left of a text that is read from its front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self(text.as_bytes())
    }

    /// Nothing, if all of the text has been read.
    fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }

    fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// One byte, if it is any of these.
    fn literal(&mut self, any_of: &[u8]) -> Option<()> {
        let (first, behind) = self.0.split_first()?;
        any_of.contains(first).then(|| self.0 = behind)
    }

    /// A number of exactly so many digits.
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (number, behind) = self.0.split_at_checked(count)?;
        self.0 = behind;
        number.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))
    }

    /// Year, month and day: `2021-05-12` or `20210512`.
    fn date(&mut self) -> Option<(i64, i64, i64)> {
        let year = self.digits(4)?;
        let has_hyphens = self.literal(b"-").is_some();
        let month = self.digits(2)?;
        if has_hyphens {
            self.literal(b"-")?;
        }
        let day = self.digits(2)?;
        ((1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day)).then_some((year, month, day))
    }

    /// Seconds since midnight, and nanoseconds of the second begun.
    ///
    /// The end of a day may be written as hour 24, a leap second as second 60: both are the second that comes next.
    fn clock(&mut self) -> Option<(i64, u32)> {
        let hour = self.digits(2)?;
        self.literal(b":")?;
        let minute = self.digits(2)?;
        self.literal(b":")?;
        let second = self.digits(2)?;
        let nanosecond = self.fraction()?;
        let is_end_of_day = hour == 24 && minute == 0 && second == 0 && nanosecond == 0;
        let is_time = (hour <= 23 || is_end_of_day) && minute <= 59 && second <= 60;
        is_time.then_some(((hour * 60 + minute) * 60 + second, nanosecond))
    }

    /// The same of a text that may end after the minute.
    fn short_clock(&mut self) -> Option<(i64, u32)> {
        let Self(whole) = *self;
        if let Some(clock) = self.clock() {
            return Some(clock);
        }
        self.0 = whole;
        let hour = self.digits(2)?;
        self.literal(b":")?;
        let minute = self.digits(2)?;
        (hour <= 23 && minute <= 59).then_some(((hour * 60 + minute) * 60, 0))
    }

    /// The fraction of a second in nanoseconds; what is finer is cut off.
    fn fraction(&mut self) -> Option<u32> {
        if self.literal(b".").is_none() {
            return Some(0);
        }
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, behind) = self.0.split_at(count);
        self.0 = behind;
        let padded = digits.iter().map(|byte| u32::from(byte - b'0')).chain(std::iter::repeat(0));
        (count > 0).then(|| padded.take(9).fold(0, |value, digit| value * 10 + digit))
    }

    /// The offset from UTC in seconds: `Z`, `+08:00`, `+0800`, `+08`, or nothing for UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.0.is_empty() || self.literal(b"Zz").is_some() {
            return Some(0);
        }
        let sign = if self.literal(b"+").is_some() { 1 } else { self.literal(b"-").map(|()| -1)? };
        let hours = self.digits(2)?;
        let minutes = match self.literal(b":") {
            None if self.0.is_empty() => 0,
            _ => self.digits(2)?,
        };
        (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes) * 60)
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar. Years begin in March here, so that the leap day is the last one.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before_year = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let before_month = (month * 153 + 2) / 5;
    before_year + before_month + day - 1 - 719_468
}
