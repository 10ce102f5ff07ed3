//! The place where emitted crates are compiled: one workspace with one member, which is another crate each time.
//!
//! So all of them share the built dependencies and the lock file, which is this repository's, and each takes the
//! place of the one before.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::key::{self, Surroundings};
use super::messages;
use super::verdict::{Ending, Verdict};
use crate::config;
use crate::corpus::run::PACKAGE;
use crate::measure::{Cost, Wanted};
use crate::outcome::Failure;

const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"client\"]\n";

/// How each crate is compiled; a change of it makes former verdicts worthless.
const TOOLS: [Tool; 2] = [
    Tool { name: "check", arguments: &["check"], ending: Ending::Unchecked },
    Tool { name: "clippy", arguments: &["clippy", "--", "-D", "warnings"], ending: Ending::Unlinted },
];
const RUSTFLAGS: &str = "-D warnings";

struct Tool {
    name: &'static str,
    arguments: &'static [&'static str],
    /// What is said of a crate that it refuses.
    ending: Ending,
}

pub(super) struct Workshop {
    folder: PathBuf,
    limit: Duration,
    surroundings: Surroundings,
    /// The manifests, without what names the package, whose dependencies are built.
    warm: BTreeSet<String>,
    /// Held while this lives: two runs would take each other's crate away.
    _lock: File,
}

impl Workshop {
    pub(super) fn open(limit: Duration) -> Result<Self, Failure> {
        let folder = config::root().join("target/corpus-compile");
        Self::open_at(folder, limit)
    }

    fn open_at(folder: PathBuf, limit: Duration) -> Result<Self, Failure> {
        for name in ["logs", "passed"] {
            let path = folder.join(name);
            fs::create_dir_all(&path).map_err(cannot("create", &path))?;
        }
        let lock = lock(&folder)?;
        // Of clippy the lints that everybody has: the nearest settings count, and these are empty.
        for (name, text) in [("Cargo.toml", WORKSPACE), (".clippy.toml", "")] {
            let path = folder.join(name);
            fs::write(&path, text).map_err(cannot("write", &path))?;
        }
        let lock_file = config::root().join("Cargo.lock");
        let lock_file = fs::read(&lock_file).map_err(cannot("read", &lock_file))?;
        let rustc = version(&std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()), &["-vV"])?;
        let clippy = version(&cargo(), &["clippy", "--version"])?;
        let procedure = TOOLS.map(|tool| tool.arguments.join(" ")).join("\n");
        let surroundings =
            Surroundings::new(&[&rustc, &clippy, &lock_file, procedure.as_bytes(), RUSTFLAGS.as_bytes()]);
        Ok(Self { folder, limit, surroundings, warm: BTreeSet::new(), _lock: lock })
    }

    /// Compiles a crate, unless the same bytes have passed before.
    pub(super) fn judge(&mut self, name: &str, emitted: &Path) -> Result<Verdict, Failure> {
        let key = self.surroundings.key(emitted).map_err(cannot("read", emitted))?;
        let passed = self.folder.join("passed").join(format!("{key}.json"));
        let kept = fs::read(&passed).ok().and_then(|kept| serde_json::from_slice(&kept).ok());
        if let Some(verdict) = kept.and_then(|kept| Verdict::recall(&kept)) {
            return Ok(verdict);
        }
        let verdict = self.compile(name, emitted)?;
        if verdict.ending == Ending::Passed {
            fs::write(&passed, verdict.kept().to_string()).map_err(cannot("write", &passed))?;
        }
        Ok(verdict)
    }

    fn compile(&mut self, name: &str, emitted: &Path) -> Result<Verdict, Failure> {
        self.put(emitted)?;
        self.warm_up(name)?;
        let mut costs = [None; 2];
        for (tool, slot) in TOOLS.iter().zip(&mut costs) {
            let (success, cost, log) = self.run(tool, name)?;
            *slot = cost;
            if success && cost.is_some() {
                let _ = fs::remove_file(log);
                continue;
            }
            let said = fs::read(&log).map_err(cannot("read", &log))?;
            let said = String::from_utf8_lossy(&said);
            let (ending, errors, messages) = if cost.is_some_and(|cost| cost.timed_out) {
                let ended = format!("`cargo {}` was ended after {} s", tool.name, self.limit.as_secs());
                (Ending::TimedOut, 0, vec![ended])
            } else {
                (tool.ending, messages::count(&said), messages::first(&said))
            };
            let [check, clippy] = costs;
            return Ok(Verdict { ending, cached: false, check, clippy, errors, messages, log: Some(log) });
        }
        let [check, clippy] = costs;
        let ending = Ending::Passed;
        Ok(Verdict { ending, cached: false, check, clippy, errors: 0, messages: Vec::new(), log: None })
    }

    /// The folder of the crate that is compiled.
    fn member(&self) -> PathBuf {
        self.folder.join("client")
    }

    /// Lays out a crate in place of the former one, with a fresh lock file: cargo takes from it what a crate lacks.
    fn put(&self, emitted: &Path) -> Result<(), Failure> {
        copy(emitted, &self.member())?;
        let lock_file = self.folder.join("Cargo.lock");
        fs::copy(config::root().join("Cargo.lock"), &lock_file).map_err(cannot("write", &lock_file))?;
        Ok(())
    }

    /// Builds the dependencies of the crate that is laid out, so that they are no part of its cost.
    fn warm_up(&mut self, name: &str) -> Result<(), Failure> {
        let [manifest, library] = ["Cargo.toml", "src/lib.rs"].map(|path| self.member().join(path));
        let text = fs::read_to_string(&manifest).map_err(cannot("read", &manifest))?;
        let needs = text.split_once("[features]").map_or(text.as_str(), |(_, needs)| needs).to_owned();
        if self.warm.contains(&needs) {
            return Ok(());
        }
        let emitted = fs::read(&library).map_err(cannot("read", &library))?;
        fs::write(&library, "").map_err(cannot("write", &library))?;
        let (success, _, log) = self.run(&TOOLS[0], name)?;
        if !success {
            let log = log.display();
            return Err(Failure::usage(format!("the dependencies of {name} do not compile: see {log}")));
        }
        fs::write(&library, emitted).map_err(cannot("write", &library))?;
        self.warm.insert(needs);
        Ok(())
    }

    /// Whether a tool is content, what the crate alone cost, and the log of all that was said.
    fn run(&self, tool: &Tool, name: &str) -> Result<(bool, Option<Cost>, PathBuf), Failure> {
        let log = self.folder.join("logs").join(format!("{name}.{}.log", tool.name));
        let cost = self.folder.join("cost.json");
        if cost.exists() {
            fs::remove_file(&cost).map_err(cannot("remove", &cost))?;
        }
        let stderr = File::create(&log).map_err(cannot("create", &log))?;
        let mut command = Command::new(cargo());
        command
            .args(tool.arguments)
            .current_dir(self.member())
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_COLOR", "never")
            .env("RUSTFLAGS", RUSTFLAGS)
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(stderr);
        let cannot_run = |error: std::io::Error| Failure::usage(format!("cannot run cargo: {error}"));
        Wanted { krate: PACKAGE, file: &cost, limit: self.limit }.arm(&mut command).map_err(cannot_run)?;
        let status = command.status().map_err(cannot_run)?;
        Ok((status.success(), Cost::read(&cost), log))
    }
}

/// Copies a crate into the place of a former one.
pub(crate) fn copy(emitted: &Path, to: &Path) -> Result<(), Failure> {
    if to.exists() {
        fs::remove_dir_all(to).map_err(cannot("empty", to))?;
    }
    let mut files = Vec::new();
    key::collect(emitted, &mut files).map_err(cannot("read", emitted))?;
    for file in files {
        let path = to.join(file.strip_prefix(emitted).unwrap_or(&file));
        let parent = path.parent().unwrap_or(to);
        fs::create_dir_all(parent).map_err(cannot("create", parent))?;
        fs::copy(&file, &path).map_err(cannot("write", &path))?;
    }
    Ok(())
}

/// The cargo that runs this program.
pub(crate) fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What a tool says about itself.
pub(in crate::corpus) fn version(program: &OsString, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    let shown = format!("{} {}", program.to_string_lossy(), arguments.join(" "));
    let output = Command::new(program)
        .args(arguments)
        .output()
        .map_err(|error| Failure::usage(format!("cannot run `{shown}`: {error}")))?;
    if output.status.success() { Ok(output.stdout) } else { Err(Failure::usage(format!("`{shown}` failed"))) }
}

pub(crate) fn cannot(what: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Failure {
    let path = path.display().to_string();
    move |error| Failure::usage(format!("cannot {what} {path}: {error}"))
}

/// The folder for this run alone, as long as the file is open.
pub(in crate::corpus) fn lock(folder: &Path) -> Result<File, Failure> {
    let path = folder.join("in-use");
    let lock = File::create(&path).map_err(cannot("create", &path))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Failure::usage(format!("another run works in {}", folder.display()))),
        Err(TryLockError::Error(error)) => Err(cannot("lock", &path)(error)),
    }
}
