//! Reads when a service wants to be asked again.

use std::time::{Duration, SystemTime};

use super::super::clock::server_time;
use super::Error;

impl Error {
    /// How long the service asks to wait before the call is sent again, as the `Retry-After` header of its answer says.
    ///
    /// A point in time is taken relative to the `Date` of the answer, so that a wrong clock of this machine does no harm;
    /// one that is over is no time at all. `None` without such a header, and when it says neither.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let response = &self.0.answer.as_ref()?.response;
        let text = response.header("retry-after")?.trim();
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().map(Duration::from_secs);
        }
        let then = httpdate::parse_http_date(text).ok()?;
        let now = server_time(&response.headers).unwrap_or_else(SystemTime::now);
        Some(then.duration_since(now).unwrap_or_default())
    }
}
