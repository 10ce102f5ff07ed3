//! What the stand-in serves, and how it differs from what is documented.

use std::time::Duration;

use super::mishap::Mishap;

/// The project that the jobs belong to; it is there whether or not it is listed.
pub const PROJECT: &str = "5f0e7a3c9b1d4e26a8c4d7f019e2b365";

/// The region of the stand-in, after which its project is named.
pub const REGION: &str = "cn-north-4";

/// What the stand-in serves, and how it differs from what is documented.
#[derive(Clone, Debug)]
pub struct Settings {
    /// How many jobs there are from the start; they stay in their states.
    pub jobs: usize,
    /// The most jobs on a page, whatever `limit` says.
    pub largest_page: usize,
    /// Whether every page is the first one.
    pub ignores_offset: bool,
    /// The offset from which on the answer is 500.
    pub fails_from: usize,
    /// By how many seconds its clock is ahead of this machine's.
    pub clock_ahead: i64,
    /// How many looks at a created job find it in the same state before it moves on.
    pub looks: usize,
    /// The projects that IAM knows.
    pub projects: Vec<Project>,
    /// How long an issued token is good.
    pub token_lifetime: Duration,
    /// How many characters an issued token has.
    pub token_length: usize,
    /// Whether nobody may have the reason of a denial decoded.
    pub denies_decoding: bool,
    /// What goes wrong before calls reach the services.
    pub mishaps: Vec<Mishap>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            jobs: 25,
            largest_page: 100,
            ignores_offset: false,
            fails_from: usize::MAX,
            clock_ahead: 0,
            looks: 1,
            projects: vec![Project::new(PROJECT, REGION)],
            token_lifetime: Duration::from_hours(24),
            token_length: 5_000,
            denies_decoding: false,
            mishaps: Vec::new(),
        }
    }
}

/// A project as IAM lists it.
#[derive(Clone, Debug)]
pub struct Project {
    pub id: String,
    /// The region's, where nobody has created the project.
    pub name: String,
}

impl Project {
    pub fn new(id: &str, name: &str) -> Self {
        Self { id: id.to_owned(), name: name.to_owned() }
    }
}
