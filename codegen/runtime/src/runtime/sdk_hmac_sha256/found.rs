//! A key together with where it was found.

use tokio::time::Instant;

use super::AccessKey;

/// A key that can sign.
pub(super) struct Found {
    pub(super) key: AccessKey,
    /// The id of the project that stands beside the key.
    pub(super) project: Option<String>,
    pub(super) origin: Origin,
    /// When it is of no more use, if that is known.
    pub(super) end: Option<Instant>,
}

/// Where a key was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Environment,
    Profile,
    Metadata,
}
