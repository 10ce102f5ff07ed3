//! Finds a value in the answer that has it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use super::super::clock::server_time;
use super::super::expression::Search;
use super::super::provider::Fetched;
use super::super::response::RawResponse;
use super::super::rfc3339;
use super::Source;

/// The value, and how long it is good. On failure says what the answer lacks.
pub(super) fn found(source: &Source, answer: &RawResponse) -> Result<Fetched, String> {
    let id = source.operation.id;
    let search = Search::new(answer);
    if let Some(list) = source.exactly_one {
        let count = match search.value(list) {
            Some(Value::Array(items)) => items.len(),
            _ => return Err(format!("the answer of {id} has no list `{list}`")),
        };
        if count != 1 {
            return Err(format!("expected exactly one in `{list}` of {id}, found {count}"));
        }
    }
    let value = search.text(source.value).ok_or_else(|| format!("the answer of {id} has no `{}`", source.value))?;
    if value.chars().any(char::is_control) {
        return Err(format!("`{}` of {id} has a line break or control character", source.value));
    }
    let expires = source.expires.and_then(|expression| search.text(expression));
    let lifetime = expires.and_then(|expires| lifetime(&expires, answer));
    let fetched = Fetched::new(value);
    Ok(match lifetime {
        Some(lifetime) => fetched.expires_in(lifetime),
        None => fetched,
    })
}

/// How long it is until then. What the server takes for now counts: the clock of this machine may be off.
fn lifetime(expires: &str, answer: &RawResponse) -> Option<Duration> {
    let (seconds, nanoseconds) = rfc3339::date_time(expires)?;
    let now =
        server_time(&answer.headers).unwrap_or_else(SystemTime::now).duration_since(UNIX_EPOCH).unwrap_or_default();
    let expires = Duration::new(u64::try_from(seconds).unwrap_or_default(), nanoseconds);
    Some(expires.saturating_sub(now))
}
