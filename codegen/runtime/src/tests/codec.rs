//! Reading JSON into values: what is taken, what is refused, and with which path.

mod models;
mod paths;
mod scalars;
mod tuples;

use crate::runtime::Decode;

fn from_json<T: Decode>(json: &str) -> serde_json::Result<T> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = T::decode(&mut deserializer)?;
    deserializer.end().map(|()| value)
}

/// Why JSON is refused, without the position in the text.
pub(super) fn refusal<T: Decode>(json: &str) -> String {
    let Err(error) = from_json::<T>(json) else { panic!("{json} is read") };
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&position).unwrap_or(&text).to_owned()
}

pub(super) fn read<T: Decode>(json: &str) -> T {
    from_json(json).unwrap()
}
