//! Reads what a service sends unasked.

use serde_core::de::IgnoredAny;

use super::codec::{Decode, from_json, message, split_path};
use super::error::{Error, ErrorKind};
use super::text::{abridged, excerpt};

/// The most that a message repeats of a path, in characters.
const LONGEST: usize = 200;

/// Reads the JSON body of a request of this name.
///
/// # Errors
///
/// Of the kind `Decode`: there is no JSON, or it is of another shape.
#[doc(hidden)]
pub fn payload<T: Decode>(webhook: &'static str, body: &[u8]) -> Result<T, Error> {
    from_json(body).map_err(|error| failure(webhook, body, &error))
}

/// Reads the body of a request of this name that is a text.
///
/// # Errors
///
/// Of the kind `Decode`: it is no UTF-8.
#[doc(hidden)]
pub fn text_payload(webhook: &'static str, body: &[u8]) -> Result<String, Error> {
    let text = std::str::from_utf8(body).map(str::to_owned);
    text.map_err(|error| unreadable(webhook, &format!("the text is not valid UTF-8 at byte {}", error.valid_up_to())))
}

fn failure(webhook: &'static str, body: &[u8], error: &serde_json::Error) -> Error {
    if body.is_empty() {
        return unreadable(webhook, "the body is empty, expected JSON");
    }
    // Gathering the path has hidden whether the JSON itself is broken.
    if let Err(broken) = serde_json::from_slice::<IgnoredAny>(body) {
        return unreadable(webhook, &format!("the body is not valid JSON: {broken}"));
    }
    let message = message(error);
    let (path, problem) = split_path(&message);
    unreadable(webhook, &format!("{}: {problem}", abridged(path, LONGEST))).with_path(path)
}

fn unreadable(webhook: &'static str, problem: &str) -> Error {
    let text = format!("cannot read what `{webhook}` brings: {}", excerpt(problem, usize::MAX));
    Error::new(ErrorKind::Decode, None, text)
}
