//! Runs the examples as a user does.

use std::path::PathBuf;
use std::process::{Output, Stdio};

use tokio::process::Command;

use super::support::soon;
use crate::stand_in::{KEY, PASSWORD, POWERLESS_KEY, POWERLESS_PASSWORD, TEMPORARY_KEY, TOKEN};

/// What a program has said and how it has ended.
#[derive(Debug, PartialEq)]
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Ended {
    pub(super) fn new(code: i32, stdout: &str, stderr: &str) -> Self {
        Self { code: Some(code), stdout: stdout.to_owned(), stderr: stderr.to_owned() }
    }
}

/// Whatever a program says, no secret is a part of it.
impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let temporary = [Some(TEMPORARY_KEY.sk), TEMPORARY_KEY.security_token];
        let secrets =
            [TOKEN, KEY.sk, POWERLESS_KEY.sk, PASSWORD, POWERLESS_PASSWORD].map(Some).into_iter().chain(temporary);
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            for secret in secrets.clone().flatten() {
                assert!(!text.contains(secret), "a secret is printed: {text}");
            }
            text
        };
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// An example in an empty environment; it ends with the test.
pub(super) fn example(name: &str) -> Command {
    let mut command = Command::new(path(name));
    command.env_clear().kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(super) async fn run(command: &mut Command) -> Ended {
    soon(command.output()).await.unwrap().into()
}

/// Cargo builds examples beside the tests: `<profile>/examples/<name>` and `<profile>/deps/<test>`.
fn path(name: &str) -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let profile = test.parent().and_then(|deps| deps.parent()).unwrap();
    let path = profile.join("examples").join(name).with_extension(std::env::consts::EXE_EXTENSION);
    let path_shown = path.display();
    assert!(path.exists(), "{path_shown} is not there: build it with `cargo build -p huaweicloud-swr --examples`");
    path
}
