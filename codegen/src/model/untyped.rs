//! What became a value of any type.

/// A place of the description that became a `serde_json::Value`.
///
/// Only places of emitted code count, and a schema counts once, however often it is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Untyped {
    /// The path of the file that it is in.
    pub file: String,
    /// The JSON pointer (RFC 6901) of the schema, or of the media type that has none, safe to print.
    pub pointer: String,
    /// The keyword that says more than the type does and that nothing is made of; a warning says the same.
    /// `None` where the description itself allows any value: no schema, an empty one, or an object without members.
    pub given_up: Option<&'static str>,
}
