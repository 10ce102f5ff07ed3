//! Builds the programs so that libFuzzer sees which code an input reaches.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Target;
use crate::corpus::cargo;
use crate::outcome::Failure;
use crate::workspace::Workspace;

const WORKSPACE: Workspace =
    Workspace { name: "fuzz", clients: &[("client", "xtask/fuzz/api.yaml")], manifest: MANIFEST, program: PROGRAM };

/// Fast enough to try much, and with all that a debug build checks.
const MANIFEST: &str = r#"[workspace]
resolver = "3"
members = ["client", "program"]

[profile.release]
opt-level = 2
debug = "line-tables-only"
debug-assertions = true
overflow-checks = true
codegen-units = 1
"#;
const PROGRAM: &str = r#"[package]
name = "program"
version = "0.1.0"
edition = "2024"
publish = false

[lib]
doctest = false
test = false

[[bin]]
name = "descriptions"
path = "src/descriptions/main.rs"
test = false

[[bin]]
name = "answers"
path = "src/answers/main.rs"
test = false

[dependencies]
bytes = "1"
client = { path = "../client", default-features = false }
codegen = { path = "../../../codegen" }
http = "1"
libfuzzer-sys = "0.4"
serde_core = "1"
serde_json = "1"
syn = { version = "3", default-features = false, features = ["full", "parsing"] }
tokio = { version = "1", features = ["rt", "test-util", "time"] }
toml = "1"
"#;

/// Code notes where it has been and what it has compared.
const RUSTFLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                         -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                         -Cllvm-args=-sanitizer-coverage-pc-table \
                         -Cllvm-args=-sanitizer-coverage-trace-compares --cfg=fuzzing";

/// Builds a program; the folder where all of it is.
pub(super) fn program(target: Target) -> Result<PathBuf, Failure> {
    let folder = WORKSPACE.lay_out()?;
    let status = command("build", target, &folder)
        .status()
        .map_err(|error| Failure::usage(format!("cannot run cargo: {error}")))?;
    if status.success() {
        return Ok(folder);
    }
    Err(Failure::wrong("the program does not build; libFuzzer needs a C++ compiler, such as `g++` or `clang++`"))
}

/// The program as a command, to which arguments can be added.
pub(super) fn run(target: Target, folder: &Path) -> Command {
    let mut command = command("run", target, folder);
    command.arg("--");
    command
}

fn command(verb: &str, target: Target, folder: &Path) -> Command {
    let mut command = Command::new(cargo());
    // With a target of their own, what runs while others are built is left as it is.
    let arguments = [verb, "--quiet", "--release", "--target", "host-tuple", "--bin", target.name()];
    command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    command.env("RUSTFLAGS", RUSTFLAGS).env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("RUSTC_WORKSPACE_WRAPPER");
    command
}
