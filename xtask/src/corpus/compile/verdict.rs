//! What the compiler made of one crate.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::measure::Cost;

/// What the compiler made of one crate.
#[derive(Clone, Debug)]
pub(crate) struct Verdict {
    pub(crate) ending: Ending,
    /// Whether a former run has found this of the same bytes.
    pub(crate) cached: bool,
    /// Of `cargo check`, for the crate alone.
    pub(crate) check: Option<Cost>,
    /// Of `cargo clippy`, for the crate alone.
    pub(crate) clippy: Option<Cost>,
    /// Errors, denied warnings included.
    pub(crate) errors: u64,
    /// The first lines of what was said, if it did not pass.
    pub(crate) messages: Vec<String>,
    /// All that was said, if it did not pass.
    pub(crate) log: Option<PathBuf>,
}

/// How far a crate came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It compiles and lints without a warning.
    Passed,
    /// `cargo check` has something to say.
    Unchecked,
    /// `cargo clippy` has something to say.
    Unlinted,
    /// One of them took too long.
    TimedOut,
}

impl Ending {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "compiles",
            Self::Unchecked => "DOES NOT COMPILE",
            Self::Unlinted => "HAS LINTS",
            Self::TimedOut => "COMPILES TOO LONG",
        }
    }
}

impl Verdict {
    /// The verdict that [`Verdict::kept`] has kept.
    pub(super) fn recall(kept: &Value) -> Option<Self> {
        let check = Some(Cost::parse(kept.get("check")?)?);
        let clippy = Some(Cost::parse(kept.get("clippy")?)?);
        let ending = Ending::Passed;
        Some(Self { ending, cached: true, check, clippy, errors: 0, messages: Vec::new(), log: None })
    }

    /// What is kept of one that passed.
    pub(super) fn kept(&self) -> Value {
        json!({ "check": self.check.map(Cost::json), "clippy": self.clippy.map(Cost::json) })
    }

    /// Whether `cargo check` has nothing to say.
    pub(crate) fn compiles(&self) -> bool {
        matches!(self.ending, Ending::Passed | Ending::Unlinted)
    }

    /// The keys are a promise to scripts.
    pub(crate) fn json(&self) -> Value {
        json!({
            "ending": self.ending.as_str(),
            "cached": self.cached,
            "check": self.check.map(Cost::json),
            "clippy": self.clippy.map(Cost::json),
            "errors": self.errors,
            "messages": self.messages,
            "log": self.log.as_ref().map(|log| log.display().to_string()),
        })
    }

    /// The verdict in one line.
    pub(crate) fn line(&self) -> String {
        let cost = |name: &str, cost: Option<Cost>| match cost {
            Some(Cost { cpu_seconds, peak_bytes, .. }) => {
                format!(" {name} {cpu_seconds:>7.2} CPU s {:>6} MB", peak_bytes / 1_000_000)
            }
            None => String::new(),
        };
        let cached = if self.cached { " as before" } else { "" };
        format!("{:<17}{}{}{cached}", self.ending.as_str(), cost("check", self.check), cost("clippy", self.clippy))
    }
}

#[cfg(test)]
mod tests {
    use super::{Ending, Verdict};
    use crate::measure::Cost;

    #[test]
    fn what_passed_is_recalled() {
        let cost = |cpu_seconds| Some(Cost { cpu_seconds, peak_bytes: 5_000_000, timed_out: false });
        let (check, clippy) = (cost(1.0), cost(2.0));
        let verdict = Verdict {
            ending: Ending::Passed,
            cached: false,
            check,
            clippy,
            errors: 0,
            messages: Vec::new(),
            log: None,
        };
        let recalled = Verdict::recall(&verdict.kept()).unwrap();
        assert!(recalled.cached);
        assert_eq!((recalled.check, recalled.clippy), (check, clippy));
        assert!(recalled.line().ends_with("check    1.00 CPU s      5 MB clippy    2.00 CPU s      5 MB as before"));
        assert!(Verdict::recall(&serde_json::json!({ "check": null, "clippy": null })).is_none());
    }
}
