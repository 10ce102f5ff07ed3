//! What the crate's README shows: every snippet of it stands in the tests below this one, and runs.

mod calls;
mod chinese;
mod claims;
mod clients;
mod environment;

use std::error::Error;

use huaweicloud_swr::{Client, Credentials};

use super::support::{builder, stand_in};
use crate::stand_in::{Course, POWERLESS_KEY, Settings, StandIn};

/// What a snippet ends with, as the `main` of a program that has it would.
type Outcome = Result<(), Box<dyn Error>>;

/// The stand-in, and a client of it that may neither list nor delete jobs.
async fn denied() -> (StandIn, Client) {
    let stand_in = StandIn::start(Settings::default()).await.unwrap();
    let endpoint = stand_in.endpoint();
    let key = Credentials::access_key(POWERLESS_KEY.ak, POWERLESS_KEY.sk);
    let client = builder(&endpoint).credentials(key).iam_endpoint(&endpoint).sts_endpoint(&endpoint).build();
    (stand_in, client.unwrap())
}

/// The stand-in, a client of it, and two jobs that have ended: well, and not.
async fn ended() -> (StandIn, Client, [String; 2]) {
    let (stand_in, client) = stand_in(Settings::default()).await;
    let jobs = ["Success", "Failed"].map(|state| stand_in.create_job(Course::through(&[state])));
    (stand_in, client, jobs)
}

#[test]
fn every_snippet_is_tried() {
    let tried = [include_str!("readme/calls.rs"), include_str!("readme/chinese.rs"), include_str!("readme/clients.rs")];
    let tried = tried.map(trimmed);
    let snippets = snippets(include_str!("../../README.md"));
    assert!(!snippets.is_empty());
    for snippet in snippets {
        let is_in = |lines: &Vec<&str>| lines.windows(snippet.len()).any(|window| window == snippet);
        assert!(tried.iter().any(is_in), "no test below `readme` has these lines:\n{}", snippet.join("\n"));
    }
}

/// The lines of each Rust block, without their indentation.
fn snippets(readme: &'static str) -> Vec<Vec<&'static str>> {
    let blocks = readme.split("\n```rust").skip(1);
    blocks.map(|rest| trimmed(rest.split_once("\n```").expect("a block has no end").0)[1..].to_vec()).collect()
}

fn trimmed(text: &'static str) -> Vec<&'static str> {
    text.lines().map(str::trim).collect()
}
