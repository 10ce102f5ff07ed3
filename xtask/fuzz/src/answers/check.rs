//! What must hold of values and errors, whatever a service has answered.

use std::error::Error as _;
use std::fmt::Debug;

use client::Error;
use client::runtime::Decode;
use serde_core::Serialize;

/// What is read from answers.
pub(crate) trait Checked: Decode + Serialize + PartialEq + Debug {}

impl<T: Decode + Serialize + PartialEq + Debug> Checked for T {}

/// What was read can be written, and is the same when it is read again; unless nobody can say what was there, which may
/// become something else, but only once.
pub(crate) fn value<T: Checked>(value: &T, is_clear: bool) {
    let again = reread(value);
    if is_clear {
        same(value, &again);
    } else {
        same(&again, &reread(&again));
    }
}

/// What is unknown shows its kind only, so both are shown as they are written, too.
fn same<T: Checked>(one: &T, other: &T) {
    let texts = || format!("{} and {}, {one:?} and {other:?}", write(one), write(other));
    assert!(one == other, "a value is another one when it is written and read: {}", texts());
}

fn reread<T: Checked>(value: &T) -> T {
    let text = write(value);
    T::decode(&mut serde_json::Deserializer::from_str(&text)).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| panic!("a value cannot be written: {error}"))
}

/// An error says what went wrong in one line, and shows no secret.
pub(crate) fn error(error: &Error, secrets: &[String]) {
    let shown = error.to_string();
    let harmful = shown.chars().find(|character| character.is_control());
    assert!(harmful.is_none(), "{harmful:?} is shown: {shown}");
    assert!(shown.len() < 20_000, "an error is {} bytes long", shown.len());
    text(&shown, secrets);
    text(&format!("{error:?}"), secrets);
    for said in [error.message(), error.code(), error.request_id(), error.path()] {
        text(said.unwrap_or_default(), secrets);
    }
    let mut source = error.source();
    while let Some(error) = source {
        text(&format!("{error} {error:?}"), secrets);
        source = error.source();
    }
    let asked = [error.is_auth(), error.is_retryable(), error.is_decode(), error.is_failed(), error.is_throttled()];
    text(&format!("{:?} {:?} {:?} {asked:?}", error.kind(), error.retry_after(), error.operation()), secrets);
    // They are what the service wrote, secrets included.
    drop((error.hint(), error.body_text(), error.decode::<serde_json::Value>(), error.refused()));
}

/// A text that people see has no secret in it.
pub(crate) fn text(shown: &str, secrets: &[String]) {
    for secret in secrets {
        assert!(!shown.contains(secret.as_str()), "a secret is shown: {shown}");
    }
}
