//! The outcomes as a page of Markdown: one table, and what all of them come to. No text of a description is in it.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use super::compile::{self, cannot, cargo};
use super::result::{Ending, Outcome};
use crate::outcome::Failure;

const HEAD: &str = "| description | OpenAPI | operations | left out | schemas | compiled | round trip | generated in |\n\
                    | --- | --- | ---: | ---: | ---: | --- | --- | ---: |\n";

/// What made the outcomes.
pub(super) struct Making {
    /// The compiler and the linter, by what they say of themselves.
    pub(super) tools: Vec<String>,
    pub(super) processors: usize,
    /// From the first description to the last.
    pub(super) elapsed: Duration,
}

impl Making {
    pub(super) fn new(elapsed: Duration) -> Result<Self, Failure> {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let tools: [(OsString, &[&str]); 2] = [(rustc, &["--version"]), (cargo(), &["clippy", "--version"])];
        let name = |(program, arguments)| {
            let said = compile::version(&program, arguments)?;
            Ok(String::from_utf8_lossy(&said).trim().to_owned())
        };
        let tools = tools.into_iter().map(name).collect::<Result<_, Failure>>()?;
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Self { tools, processors, elapsed })
    }
}

/// Writes the page.
pub(super) fn write(path: &Path, outcomes: &[Outcome], elapsed: Duration) -> Result<(), Failure> {
    let text = render(outcomes, &Making::new(elapsed)?);
    std::fs::write(path, text).map_err(cannot("write", path))
}

fn render(outcomes: &[Outcome], making: &Making) -> String {
    let asked = |asked: bool, flag: &'static str| if asked { flag } else { "" };
    let compiled = outcomes.iter().any(|outcome| outcome.verdict.is_some());
    let tried = outcomes.iter().any(|outcome| outcome.round_trip.is_some());
    let flags = [asked(compiled, " --compile"), asked(tried, " --round-trip")].concat();
    let mut text = format!(
        "# What becomes of many descriptions\n\n\
         Written by `cargo xtask corpus DIR{flags} --markdown FILE`; nobody edits it.\n\n\
         Operations are those that the client has; what is left out is told with its place when the client is \
         generated.\n\
         \"Compiled\" is `cargo check` and `cargo clippy` with warnings denied.\n\
         The round trip reads and writes instances of the description's schemas with the client's types; which \
         instances count is said by a JSON Schema validator.\n\n"
    );
    let _ = writeln!(
        text,
        "{} and {}, {} processors; all of it took {}.",
        making.tools.first().map_or("an unknown compiler", String::as_str),
        making.tools.get(1).map_or("an unknown linter", String::as_str),
        making.processors,
        span(making.elapsed)
    );
    if outcomes.iter().any(|outcome| outcome.verdict.as_ref().is_some_and(|verdict| verdict.cached)) {
        text.push_str("What had compiled before and was emitted again, byte for byte, was not compiled again.\n");
    }
    let _ = write!(text, "\n{HEAD}");
    for outcome in outcomes {
        text.push_str(&row(outcome));
    }
    text.push_str(&sums(outcomes));
    text
}

fn row(outcome: &Outcome) -> String {
    let openapi = outcome.report.get("openapi").and_then(serde_json::Value::as_str).unwrap_or("?");
    let compiled = match &outcome.verdict {
        Some(verdict) if verdict.ending == compile::Ending::Passed => "yes".to_owned(),
        Some(verdict) => verdict.ending.as_str().to_lowercase(),
        None if outcome.ending == Ending::Generated => String::new(),
        None => outcome.ending.as_str().to_lowercase(),
    };
    let round_trip = match &outcome.round_trip {
        Some(tally) if tally.broken.is_some() => "not tried".to_owned(),
        Some(tally) => share(tally.instances_passed, tally.instances),
        None => String::new(),
    };
    let count = |key: &str| grouped(outcome.count(key));
    format!(
        "| {} | {openapi} | {} | {} | {} | {compiled} | {round_trip} | {:.2} s |\n",
        outcome.name.replace('|', "\\|"),
        count("operations"),
        count("operations_left_out"),
        count("schemas"),
        outcome.elapsed.as_secs_f64(),
    )
}

fn sums(outcomes: &[Outcome]) -> String {
    let sum = |key: &str| grouped(outcomes.iter().map(|outcome| outcome.count(key)).sum());
    let verdicts = || outcomes.iter().filter_map(|outcome| outcome.verdict.as_ref());
    let passed = verdicts().filter(|verdict| verdict.ending == compile::Ending::Passed).count();
    let tallies = || outcomes.iter().filter_map(|outcome| outcome.round_trip.as_ref());
    let [tried, back] =
        [tallies().map(|tally| tally.instances).sum(), tallies().map(|tally| tally.instances_passed).sum()];
    let generated: Duration = outcomes.iter().map(|outcome| outcome.elapsed).sum();
    let or_nothing = |is_there: bool, text: String| if is_there { text } else { String::new() };
    format!(
        "| **{} descriptions** | | {} | {} | {} | {} | {} | {:.2} s |\n",
        outcomes.len(),
        sum("operations"),
        sum("operations_left_out"),
        sum("schemas"),
        or_nothing(verdicts().next().is_some(), share(passed, outcomes.len())),
        or_nothing(tallies().next().is_some(), share(back, tried)),
        generated.as_secs_f64(),
    )
}

fn share(passed: usize, all: usize) -> String {
    let [passed, all] = [passed, all].map(|count| grouped(count as u64));
    format!("{passed} of {all}")
}

/// Thousands are set apart.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn span(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds @ 60..3_600 => format!("{} min {} s", seconds / 60, seconds % 60),
        seconds => format!("{} h {} min", seconds / 3_600, seconds % 3_600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::{Making, grouped, render, span};
    use crate::corpus::compile::{self, Verdict};
    use crate::corpus::result::{Ending, Outcome};
    use crate::corpus::round_trip::Tally;

    fn outcome(name: &str, ending: Ending, report: serde_json::Value) -> Outcome {
        let elapsed = Duration::from_millis(1_250);
        Outcome { name: name.to_owned(), ending, elapsed, report, verdict: None, round_trip: None }
    }

    fn verdict(ending: compile::Ending) -> Verdict {
        let (check, clippy) = (None, None);
        Verdict { ending, cached: false, check, clippy, errors: 0, messages: Vec::new(), log: None }
    }

    fn table(outcomes: &[Outcome]) -> Vec<String> {
        let making = Making {
            tools: vec!["rustc 1".to_owned(), "clippy 2".to_owned()],
            processors: 2,
            elapsed: Duration::from_secs(3_725),
        };
        let page = render(outcomes, &making);
        assert!(page.contains("\nrustc 1 and clippy 2, 2 processors; all of it took 1 h 2 min.\n\n| description "));
        page.lines().filter(|line| line.starts_with('|')).skip(2).map(str::to_owned).collect()
    }

    #[test]
    fn rows_and_sums() {
        let report = json!({ "openapi": "2.0", "operations": 1_200, "operations_left_out": 3, "schemas": 40 });
        let mut good = outcome("a.json", Ending::Generated, report);
        good.verdict = Some(verdict(compile::Ending::Passed));
        good.round_trip = Some(Tally::counted(1_000, 999));
        let mut linted = outcome("b.json", Ending::Generated, json!({ "openapi": "3.1.0", "operations": 1 }));
        linted.verdict = Some(verdict(compile::Ending::Unlinted));
        linted.round_trip = Some(Tally::broken("why".to_owned()));
        let crashed = outcome("c.json", Ending::Crashed, json!({}));
        assert_eq!(
            table(&[good, linted, crashed]),
            [
                "| a.json | 2.0 | 1,200 | 3 | 40 | yes | 999 of 1,000 | 1.25 s |",
                "| b.json | 3.1.0 | 1 | 0 | 0 | has lints | not tried | 1.25 s |",
                "| c.json | ? | 0 | 0 | 0 | crashed |  | 1.25 s |",
                "| **3 descriptions** | | 1,201 | 3 | 40 | 1 of 3 | 999 of 1,000 | 3.75 s |",
            ]
        );
    }

    #[test]
    fn what_was_not_asked_for_is_left_open() {
        let report = json!({ "openapi": "3.0.3", "operations": 2, "schemas": 1 });
        assert_eq!(
            table(&[outcome("a.json", Ending::Generated, report)]),
            ["| a.json | 3.0.3 | 2 | 0 | 1 |  |  | 1.25 s |", "| **1 descriptions** | | 2 | 0 | 1 |  |  | 1.25 s |",]
        );
    }

    #[test]
    fn numbers_and_times() {
        assert_eq!([0, 999, 1_000, 12_345_678].map(grouped), ["0", "999", "1,000", "12,345,678"]);
        let spans = [59, 60, 3_599, 3_600].map(|seconds| span(Duration::from_secs(seconds)));
        assert_eq!(spans, ["59 s", "1 min 0 s", "59 min 59 s", "1 h 0 min"]);
    }
}
