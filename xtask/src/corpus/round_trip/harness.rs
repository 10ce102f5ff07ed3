//! The program that reads and writes instances by a client's types: its source, and a running one.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::outcome::Failure;

/// One instance takes no longer, or the program is ended.
const LIMIT: Duration = Duration::from_secs(20);

/// What the program is made of, but for its table.
const MAIN: &str = r#"//! Reads a line with the number of a type and an instance, and answers with what became of it.

use std::io::{BufRead as _, Write as _};

use client::runtime::Decode;
use serde_core::Serialize;

/// Reads as calls read what a service answers.
fn round<T: Decode + Serialize>(text: &str) -> Result<String, String> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::decode(&mut deserializer).map_err(|error| error.to_string())?;
    deserializer.end().map_err(|error| error.to_string())?;
    serde_json::to_string(&value).map_err(|error| format!("when written: {error}"))
}

fn answer(line: &str) -> Result<String, String> {
    let (number, text) = line.split_once(' ').ok_or("no instance")?;
    let number: usize = number.parse().map_err(|_| "no number")?;
    let round = TYPES.get(number).ok_or("no such type")?;
    std::panic::catch_unwind(|| round(text)).unwrap_or_else(|_| Err("it panicked".to_owned()))
}

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { return };
        let answer = match answer(&line) {
            Ok(text) => serde_json::json!({ "ok": text }),
            Err(text) => serde_json::json!({ "error": text }),
        };
        if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}
"#;

/// The program's `main.rs`, with a table of these types.
pub(super) fn source<'a>(types: impl Iterator<Item = &'a str>) -> String {
    let mut text = MAIN.to_owned();
    text.push_str("\nstatic TYPES: &[fn(&str) -> Result<String, String>] = &[\n");
    for ty in types {
        let _ = writeln!(text, "    round::<{ty}>,");
    }
    text.push_str("];\n");
    text
}

/// A program that is asked about one instance after the other, and started again whenever it dies.
pub(super) struct Harness {
    program: PathBuf,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
}

impl Harness {
    pub(super) fn new(program: &Path) -> Self {
        Self { program: program.to_owned(), running: None }
    }

    /// What is written after an instance was read as the type of this number, or what went wrong.
    pub(super) fn ask(&mut self, number: usize, instance: &Value) -> Result<Result<String, String>, Failure> {
        let running = match &mut self.running {
            Some(running) => running,
            none => none.insert(Running::start(&self.program)?),
        };
        let sent = writeln!(running.input, "{number} {instance}").and_then(|()| running.input.flush());
        let line = sent.map_err(|_| RecvTimeoutError::Disconnected).and_then(|()| running.lines.recv_timeout(LIMIT));
        let problem = match line {
            Ok(line) => return Ok(read(&line)),
            Err(RecvTimeoutError::Timeout) => "it took too long",
            Err(RecvTimeoutError::Disconnected) => "the process died",
        };
        self.running = None;
        Ok(Err(problem.to_owned()))
    }
}

impl Running {
    fn start(program: &Path) -> Result<Self, Failure> {
        let cannot = |error: std::io::Error| Failure::usage(format!("cannot start {}: {error}", program.display()));
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(cannot)?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::usage("a program was started without pipes"));
        };
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, input, lines })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended by itself cannot be ended, and that is well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(line: &str) -> Result<String, String> {
    let answer: Value = serde_json::from_str(line).map_err(|error| format!("an answer is not JSON: {error}"))?;
    let text = |key: &str| answer.get(key).and_then(Value::as_str).map(str::to_owned);
    text("ok").ok_or_else(|| text("error").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn each_type_has_a_line() {
        let source = source(["client::models::Pet", "Option<client::models::Pets>"].into_iter());
        assert!(
            source
                .ends_with("= &[\n    round::<client::models::Pet>,\n    round::<Option<client::models::Pets>>,\n];\n")
        );
    }
}
