//! `cargo xtask bench`: how fast clients read, write and call, beside the same types made by `serde_derive` and calls that
//! are made with `reqwest` by hand.
//!
//! The program that measures is `xtask/bench`. It is built in `target/bench` together with the clients whose types it
//! reads, in the release profile that every crate has unless it says otherwise.

use std::process::Command;

use crate::corpus::cargo;
use crate::outcome::Failure;
use crate::workspace::Workspace;

const WORKSPACE: Workspace = Workspace {
    name: "bench",
    clients: &[("client", "xtask/bench/api.yaml"), ("huaweicloud-swr", "spec/swr.yaml")],
    manifest: MANIFEST,
    program: PROGRAM,
};
const MANIFEST: &str = r#"[workspace]
resolver = "3"
members = ["client", "huaweicloud-swr", "program"]
"#;
const PROGRAM: &str = r#"[package]
name = "program"
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
client = { path = "../client", default-features = false }
huaweicloud-swr = { path = "../huaweicloud-swr", default-features = false, features = ["reqwest"] }
reqwest = { version = "0.13", default-features = false, features = ["json", "query", "rustls-no-provider"] }
rustix = { version = "1", features = ["time"] }
rustls = { version = "0.23", default-features = false, features = ["ring", "std", "tls12"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
tokio = { version = "1", features = ["net", "rt", "time"] }
"#;

/// What `cargo xtask bench` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Arguments {
    /// How often the large answer is read and written; smaller ones are more often
    #[arg(long, value_name = "N", default_value_t = 25)]
    rounds: u32,
    /// Only answers whose names hold this text
    #[arg(long, value_name = "TEXT", default_value = "")]
    filter: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = WORKSPACE.lay_out()?;
    let status = Command::new(cargo())
        .args(["run", "--quiet", "--release", "--package", "program", "--"])
        .args([&arguments.rounds.to_string(), &arguments.filter])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .status()
        .map_err(|error| Failure::usage(format!("cannot run cargo: {error}")))?;
    if status.success() { Ok(()) } else { Err(Failure::wrong("nothing was measured")) }
}
