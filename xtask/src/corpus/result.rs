//! What became of one description.

use std::time::Duration;

use serde_json::{Value, json};

use super::compile::Verdict;
use super::round_trip::Tally;

/// What became of one description.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) name: String,
    pub(super) ending: Ending,
    pub(super) elapsed: Duration,
    /// What `codegen --report json` printed; of one that crashed the name alone.
    pub(super) report: Value,
    /// What the compiler made of it, if it was asked.
    pub(super) verdict: Option<Verdict>,
    /// What became of instances of its schemas, if they were tried.
    pub(super) round_trip: Option<Tally>,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// A client was written.
    Generated,
    /// The description has an error.
    Refused,
    /// The generator panicked or was killed: a fault of ours.
    Crashed,
    /// Files could not be written, for example because another run works in the same folder.
    Failed,
    /// It took too long.
    TimedOut,
}

impl Ending {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Refused => "refused",
            Self::Crashed => "CRASHED",
            Self::Failed => "FAILED",
            Self::TimedOut => "TIMED OUT",
        }
    }
}

impl Outcome {
    pub(super) fn count(&self, key: &str) -> u64 {
        self.report.get(key).and_then(Value::as_u64).unwrap_or(0)
    }

    /// The severity and the code of each message.
    pub(super) fn messages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.report
            .get("diagnostics")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|message| Some((message.get("severity")?.as_str()?, message.get("code")?.as_str()?)))
    }

    /// How many places became a value of any type: those that the description leaves open, and those given up on.
    pub(super) fn untyped(&self) -> (usize, usize) {
        let all = self.report.get("untyped").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let given_up = all.iter().filter(|untyped| untyped.get("given_up").is_some_and(Value::is_string)).count();
        (all.len() - given_up, given_up)
    }

    /// The report with what the compiler made of it. The keys are a promise to scripts.
    pub(super) fn json(&self) -> Value {
        let mut report = self.report.clone();
        if let Value::Object(report) = &mut report {
            let verdict = self.verdict.as_ref();
            let check = verdict.and_then(|verdict| verdict.check);
            report.insert("compiles".to_owned(), json!(verdict.map(Verdict::compiles)));
            report.insert("warnings".to_owned(), json!(verdict.map(|verdict| verdict.errors)));
            report.insert("check_cpu_seconds".to_owned(), json!(check.map(|check| check.cpu_seconds)));
            report.insert("check_peak_bytes".to_owned(), json!(check.map(|check| check.peak_bytes)));
            report.insert("compile".to_owned(), json!(verdict.map(Verdict::json)));
            let tally = self.round_trip.as_ref();
            report.insert("round_trip".to_owned(), json!(tally.map(Tally::json)));
            report.insert("round_trip_failures".to_owned(), json!(tally.map(Tally::failures_json)));
        }
        report
    }

    /// The outcome in one line.
    pub(super) fn line(&self) -> String {
        let (open, given_up) = self.untyped();
        format!(
            "{:<44} {:<9} {:>6} operations {:>6} left out {:>6} schemas {open:>6} open {given_up:>6} given up \
             {:>6} messages {:>7.2} s {:>6} MB",
            self.name,
            self.ending.as_str(),
            self.count("operations"),
            self.count("operations_left_out"),
            self.count("schemas"),
            self.messages().count(),
            self.elapsed.as_secs_f64(),
            self.count("peak_bytes") / 1_000_000,
        )
    }
}
