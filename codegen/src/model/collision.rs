//! Names that would have been one.

/// A name of the description whose identifier another name of the same scope wants too, or has been given.
///
/// All names of a scope that want an identifier are listed, the one that got it included.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Collision {
    /// Where the identifier has to be the only one: `models` and `operations` for types, `src/models` and
    /// `src/operations` for files, `Client`, `ClientBuilder`, `Credentials` and `Error` for methods, and the path of a
    /// type, such as `models::Pet`, for its members.
    pub scope: String,
    /// The name in the description; of what has none the names of what it is part of, with spaces between. Safe to
    /// print.
    pub name: String,
    /// The identifier that it would have in a scope of its own.
    pub identifier: String,
    /// The identifier that it has.
    pub became: String,
}
