//! What stands between the parts of a body.

use std::hash::{BuildHasher as _, RandomState};

/// What no part contains: nobody can guess it. The standard library's hash maps are seeded at random, which is good
/// enough here.
pub(in super::super) fn boundary() -> String {
    let random = || RandomState::new().hash_one(());
    format!("{:016x}{:016x}", random(), random())
}

/// The media type of a body whose parts it stands between.
pub(in super::super) fn with_boundary(media_type: &str, boundary: &str) -> String {
    format!("{media_type}; boundary={boundary}")
}
