//! Stands between cargo and the compiler, and measures what one crate costs.
//!
//! Cargo runs a `RUSTC_WRAPPER` with the compiler and its arguments. This program is one when [`Wanted`] is in its
//! environment: it runs the compiler, and of the wanted crate alone it measures the process and limits its time.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use wait4::{ResUse, Wait4 as _};

/// The crate that is measured.
const CRATE: &str = "XTASK_MEASURED_CRATE";
/// The file that its cost is written to.
const FILE: &str = "XTASK_MEASURED_FILE";
/// After how many seconds it is ended.
const LIMIT: &str = "XTASK_MEASURED_SECONDS";

/// How often a running compiler is looked after.
const POLL: Duration = Duration::from_millis(10);

/// What is to be measured.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    /// The name of the crate, as rustc is told it.
    pub(crate) krate: &'a str,
    /// Where its cost is written.
    pub(crate) file: &'a Path,
    /// The wall-clock time after which its compiler is ended.
    pub(crate) limit: Duration,
}

/// What the compiler of one crate took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cost {
    /// User and system time.
    pub(crate) cpu_seconds: f64,
    /// The most resident memory.
    pub(crate) peak_bytes: u64,
    /// Whether it was ended for its time.
    pub(crate) timed_out: bool,
}

impl Wanted<'_> {
    /// Lets cargo run its compilers through this program.
    pub(crate) fn arm(&self, cargo: &mut Command) -> std::io::Result<()> {
        cargo
            .env("RUSTC_WRAPPER", std::env::current_exe()?)
            .env(CRATE, self.krate)
            .env(FILE, self.file)
            .env(LIMIT, self.limit.as_secs().to_string());
        Ok(())
    }
}

impl Cost {
    pub(crate) fn read(file: &Path) -> Option<Self> {
        Self::parse(&serde_json::from_slice(&std::fs::read(file).ok()?).ok()?)
    }

    pub(crate) fn parse(value: &Value) -> Option<Self> {
        Some(Self {
            cpu_seconds: value.get("cpu_seconds")?.as_f64()?,
            peak_bytes: value.get("peak_bytes")?.as_u64()?,
            timed_out: value.get("timed_out")?.as_bool()?,
        })
    }

    pub(crate) fn json(self) -> Value {
        let Self { cpu_seconds, peak_bytes, timed_out } = self;
        json!({ "cpu_seconds": cpu_seconds, "peak_bytes": peak_bytes, "timed_out": timed_out })
    }
}

/// What this process is to do in place of its commands, when cargo runs it as a wrapper.
pub(crate) fn wrapper() -> Option<ExitCode> {
    let [krate, file, limit] = [CRATE, FILE, LIMIT].map(std::env::var_os);
    let (krate, file, limit) = (krate?, PathBuf::from(file?), limit?.to_str()?.parse().ok()?);
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let result = run(&arguments, |arguments| names(arguments, &krate), &file, Duration::from_secs(limit));
    Some(result.unwrap_or_else(|error| {
        anstream::eprintln!("error: cannot run the compiler: {error}");
        ExitCode::FAILURE
    }))
}

/// Whether a compiler is asked for this crate: others, and questions about the target, name another or none.
fn names(arguments: &[OsString], krate: &OsStr) -> bool {
    arguments.windows(2).any(|pair| pair[0] == "--crate-name" && pair[1] == krate)
}

fn run(
    arguments: &[OsString],
    wanted: impl Fn(&[OsString]) -> bool,
    file: &Path,
    limit: Duration,
) -> std::io::Result<ExitCode> {
    let Some((program, rest)) = arguments.split_first() else { return Ok(ExitCode::FAILURE) };
    let mut command = Command::new(program);
    command.args(rest).env_remove(CRATE).env_remove(FILE).env_remove(LIMIT);
    let status = if wanted(rest) {
        let (used, timed_out) = wait(command, limit)?;
        let cpu_seconds = (used.rusage.utime + used.rusage.stime).as_secs_f64();
        let cost = Cost { cpu_seconds, peak_bytes: used.rusage.maxrss, timed_out };
        std::fs::write(file, cost.json().to_string())?;
        used.status
    } else {
        command.status()?
    };
    // A compiler that was killed has no code.
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// What a process used, and whether it was ended for its time.
fn wait(mut command: Command, limit: Duration) -> std::io::Result<(ResUse, bool)> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    loop {
        if let Some(used) = child.try_wait4()? {
            return Ok((used, false));
        }
        if start.elapsed() >= limit {
            child.kill()?;
            return Ok((child.wait4()?, true));
        }
        thread::sleep(POLL);
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::{OsStr, OsString};

    use super::{Cost, names};

    #[test]
    fn only_the_wanted_crate_is_measured() {
        let arguments = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        let client = OsStr::new("client");
        assert!(names(&arguments("clippy-driver rustc --crate-name client --edition=2024"), client));
        for other in ["rustc -vV", "rustc - --crate-name ___ --print=file-names", "rustc --crate-name client2 client"] {
            assert!(!names(&arguments(other), client), "{other}");
        }
    }

    #[test]
    fn costs_are_read_as_written() {
        let cost = Cost { cpu_seconds: 1.25, peak_bytes: 3, timed_out: true };
        assert_eq!(Cost::parse(&cost.json()), Some(cost));
        assert_eq!(Cost::parse(&serde_json::json!({ "cpu_seconds": 1.0 })), None);
    }
}
