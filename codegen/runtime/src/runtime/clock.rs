//! Compares this machine's clock with a server's.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::DATE;

/// Differences below this are nobody's problem.
const TOLERABLE: Duration = Duration::from_mins(5);

/// The time that an answer states.
pub(super) fn server_time(headers: &HeaderMap) -> Option<SystemTime> {
    httpdate::parse_http_date(headers.get(DATE)?.to_str().ok()?.trim()).ok()
}

/// What is wrong with the clock, if it differs from the time that an answer states.
pub(super) fn complaint(headers: &HeaderMap, now: SystemTime) -> Option<String> {
    let server = server_time(headers)?;
    let (difference, side) = match now.duration_since(server) {
        Ok(ahead) => (ahead, "ahead of"),
        Err(behind) => (behind.duration(), "behind"),
    };
    let words = span(difference);
    (difference >= TOLERABLE).then(|| format!("this machine's clock is {words} {side} the server's: set it"))
}

/// A duration in the two largest units that it has, to the nearest minute.
fn span(duration: Duration) -> String {
    let minutes = duration.as_secs().saturating_add(30) / 60;
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let parts = match (days, hours) {
        (0, 0) => vec![(minutes, "minute")],
        (0, _) => vec![(hours, "hour"), (minutes, "minute")],
        _ => vec![(days, "day"), (hours, "hour")],
    };
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts = parts.map(|(count, unit)| format!("{count} {unit}{}", if count == 1 { "" } else { "s" }));
    parts.collect::<Vec<_>>().join(" ")
}
