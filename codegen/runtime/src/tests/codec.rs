//! Reading JSON into values: what is taken, what is refused, and with which path.

mod models;
mod paths;
mod scalars;

use crate::runtime::Decode;
use crate::runtime::codec::{from_json, split_path};

/// The path and the problem of what is refused, without the position in the text.
fn refusal<T: Decode>(json: &str) -> String {
    let Err(error) = from_json::<T>(json.as_bytes()) else { panic!("{json} is read") };
    let text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    let (path, problem) = split_path(text.strip_suffix(&position).unwrap_or(&text));
    format!("{path}: {problem}")
}

fn read<T: Decode>(json: &str) -> T {
    from_json(json.as_bytes()).unwrap()
}
