//! Runs the generator on one description, in a process of its own: a crash costs that description alone.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::result::{Ending, Outcome};
use crate::config;
use crate::outcome::Failure;

/// How often a running process is looked after.
const POLL: Duration = Duration::from_millis(20);

/// The name of every package.
pub(super) const PACKAGE: &str = "client";

/// The folder of the client of a description.
pub(super) fn folder(name: &str) -> PathBuf {
    config::root().join("target/corpus").join(name)
}

pub(super) fn generate(description: &Path, name: &str, timeout: Duration) -> Result<Outcome, Failure> {
    let folder = folder(name);
    // What a former run has left is not ours to merge with.
    if folder.exists() {
        std::fs::remove_dir_all(&folder)
            .map_err(|error| Failure::usage(format!("cannot empty {}: {error}", folder.display())))?;
    }
    let program =
        std::env::current_exe().map_err(|error| Failure::usage(format!("cannot find this program: {error}")))?;
    let start = Instant::now();
    let child = Command::new(program)
        .args(["codegen", "--report", "json", "--name", PACKAGE, "--spec"])
        .arg(description)
        .arg("--out")
        .arg(&folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| Failure::usage(format!("cannot start the generator: {error}")))?;
    let (ending, output) = wait(child, timeout)?;
    let elapsed = start.elapsed();
    let mut report = serde_json::from_slice(&output).unwrap_or_else(|_| json!({ "spec": name }));
    if let Value::Object(report) = &mut report {
        report.insert("ending".to_owned(), json!(ending.as_str()));
    }
    Ok(Outcome { name: name.to_owned(), ending, elapsed, report, verdict: None, round_trip: None })
}

/// Waits for a process and reads what it prints; one that takes too long is ended.
fn wait(mut child: Child, timeout: Duration) -> Result<(Ending, Vec<u8>), Failure> {
    let failed = |error: std::io::Error| Failure::usage(format!("cannot wait for the generator: {error}"));
    let stdout = child.stdout.take();
    let reader = thread::spawn(move || {
        let mut text = Vec::new();
        if let Some(mut stdout) = stdout {
            // What could not be read is missing from the report, which then does not parse.
            let _ = std::io::Read::read_to_end(&mut stdout, &mut text);
        }
        text
    });
    let deadline = Instant::now() + timeout;
    let status = loop {
        match child.try_wait().map_err(failed)? {
            Some(status) => break Some(status),
            None if Instant::now() >= deadline => {
                child.kill().map_err(failed)?;
                child.wait().map_err(failed)?;
                break None;
            }
            None => thread::sleep(POLL),
        }
    };
    let output = reader.join().unwrap_or_default();
    let ending = match status.map(|status| status.code()) {
        None => Ending::TimedOut,
        Some(Some(0)) => Ending::Generated,
        Some(Some(1)) => Ending::Refused,
        Some(Some(2)) => Ending::Failed,
        Some(_) => Ending::Crashed,
    };
    Ok((ending, output))
}
