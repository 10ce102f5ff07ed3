//! Reads points in time more leniently than RFC 3339 writes them.

/// Seconds since 1970-01-01T00:00:00Z, and nanoseconds of the second begun.
pub(super) fn parse(text: &str) -> Option<(i64, u32)> {
    let mut rest = text.as_bytes();
    let year = digits(&mut rest, 4)?;
    literal(&mut rest, b"-")?;
    let month = digits(&mut rest, 2)?;
    literal(&mut rest, b"-")?;
    let day = digits(&mut rest, 2)?;
    literal(&mut rest, b"Tt ")?;
    let hour = digits(&mut rest, 2)?;
    literal(&mut rest, b":")?;
    let minute = digits(&mut rest, 2)?;
    literal(&mut rest, b":")?;
    let second = digits(&mut rest, 2)?;
    let nanosecond = fraction(&mut rest)?;
    let offset = offset(&mut rest)?;

    let is_day = (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    // The end of a day may be written as hour 24, a leap second as second 60: both are the second that comes next.
    let is_end_of_day = hour == 24 && minute == 0 && second == 0 && nanosecond == 0;
    let is_time = (hour <= 23 || is_end_of_day) && minute <= 59 && second <= 60;
    if !rest.is_empty() || !is_day || !is_time {
        return None;
    }
    let seconds = ((days_since_1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
    Some((seconds - offset, nanosecond))
}

fn literal(rest: &mut &[u8], any_of: &[u8]) -> Option<()> {
    let (first, behind) = rest.split_first()?;
    *rest = behind;
    any_of.contains(first).then_some(())
}

/// A number of exactly so many digits.
fn digits(rest: &mut &[u8], count: usize) -> Option<i64> {
    let (number, behind) = rest.split_at_checked(count)?;
    *rest = behind;
    number.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))
}

/// The fraction of a second in nanoseconds; what is finer is cut off.
fn fraction(rest: &mut &[u8]) -> Option<u32> {
    let Some(behind) = rest.strip_prefix(b".") else {
        return Some(0);
    };
    let count = behind.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, behind) = behind.split_at(count);
    *rest = behind;
    let padded = digits.iter().map(|byte| u32::from(byte - b'0')).chain(std::iter::repeat(0));
    (count > 0).then(|| padded.take(9).fold(0, |value, digit| value * 10 + digit))
}

/// The offset from UTC in seconds: `Z`, `+08:00`, `+0800`, `+08`, or nothing for UTC.
fn offset(rest: &mut &[u8]) -> Option<i64> {
    let sign = match rest.split_first() {
        None => return Some(0),
        Some((b'Z' | b'z', behind)) => {
            *rest = behind;
            return Some(0);
        }
        Some((b'+', behind)) => {
            *rest = behind;
            1
        }
        Some((b'-', behind)) => {
            *rest = behind;
            -1
        }
        Some(_) => return None,
    };
    let hours = digits(rest, 2)?;
    let minutes = match rest.strip_prefix(b":") {
        Some(behind) => {
            *rest = behind;
            digits(rest, 2)?
        }
        None if rest.is_empty() => 0,
        None => digits(rest, 2)?,
    };
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes) * 60)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days in the Gregorian calendar. Years begin in March here, so that the leap day is the last one.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before_year = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let before_month = (month * 153 + 2) / 5;
    before_year + before_month + day - 1 - 719_468
}
