//! The outcomes as a table for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::compile::{self, Verdict};
use super::result::{Ending, Outcome};
use super::round_trip;

pub(super) fn render(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let _ = writeln!(text, "{}", outcome.line());
    }
    text.push('\n');
    text.push_str(&summary(outcomes));
    text.push_str(&compiled(outcomes));
    text.push_str(&round_trips(outcomes));
    text
}

/// What became of the instances that were tried.
fn round_trips(outcomes: &[Outcome]) -> String {
    let tallies: Vec<_> =
        outcomes.iter().filter_map(|outcome| Some((outcome.name.as_str(), outcome.round_trip.as_ref()?))).collect();
    if tallies.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n");
    for (name, tally) in &tallies {
        let _ = writeln!(text, "{name:<44} {}", tally.line());
    }
    for (name, tally) in &tallies {
        text.push_str(&tally.details(name));
    }
    let _ = write!(text, "\n{}", round_trip::kinds(&tallies));
    let _ = writeln!(text, "\n{}", round_trip::total(tallies.iter().map(|(_, tally)| *tally)));
    text
}

/// What the compiler made of all of them, and what it said about those that did not pass.
fn compiled(outcomes: &[Outcome]) -> String {
    let verdicts: Vec<(&str, &Verdict)> =
        outcomes.iter().filter_map(|outcome| Some((outcome.name.as_str(), outcome.verdict.as_ref()?))).collect();
    if verdicts.is_empty() {
        return String::new();
    }
    let count = |wanted: fn(&Verdict) -> bool| verdicts.iter().filter(|(_, verdict)| wanted(verdict)).count();
    let costs = || verdicts.iter().filter_map(|(name, verdict)| Some((name, verdict.check?)));
    let mut text = String::from("\n");
    for (name, verdict) in &verdicts {
        let _ = writeln!(text, "{name:<44} {}", verdict.line());
    }
    let _ = writeln!(
        text,
        "\n{} compiled: {} without a warning ({} as before), {} do not compile, {} have lints, {} took too long",
        verdicts.len(),
        count(|verdict| verdict.ending == compile::Ending::Passed),
        count(|verdict| verdict.cached),
        count(|verdict| verdict.ending == compile::Ending::Unchecked),
        count(|verdict| verdict.ending == compile::Ending::Unlinted),
        count(|verdict| verdict.ending == compile::Ending::TimedOut)
    );
    let _ = writeln!(text, "check: {:.1} CPU s", costs().map(|(_, cost)| cost.cpu_seconds).sum::<f64>());
    if let Some((name, cost)) = costs().max_by(|(_, one), (_, other)| one.cpu_seconds.total_cmp(&other.cpu_seconds)) {
        let _ = writeln!(text, "slowest to check: {name} in {:.2} CPU s", cost.cpu_seconds);
    }
    if let Some((name, cost)) = costs().max_by_key(|(_, cost)| cost.peak_bytes) {
        let _ = writeln!(text, "most memory: {name} with {} MB", cost.peak_bytes / 1_000_000);
    }
    for (name, verdict) in verdicts {
        if let Some(log) = &verdict.log {
            let _ = writeln!(
                text,
                "\n{name}: {}, {} errors: see {}",
                verdict.ending.as_str(),
                verdict.errors,
                log.display()
            );
            for line in &verdict.messages {
                let _ = writeln!(text, "    {line}");
            }
        }
    }
    text
}

fn summary(outcomes: &[Outcome]) -> String {
    let ended = |ending: Ending| outcomes.iter().filter(|outcome| outcome.ending == ending).count();
    let sum = |key: &str| outcomes.iter().map(|outcome| outcome.count(key)).sum::<u64>();
    let slowest = outcomes.iter().max_by_key(|outcome| outcome.elapsed);
    let mut text = format!(
        "{} descriptions: {} generated, {} refused, {} crashed, {} failed, {} timed out\n",
        outcomes.len(),
        ended(Ending::Generated),
        ended(Ending::Refused),
        ended(Ending::Crashed),
        ended(Ending::Failed),
        ended(Ending::TimedOut)
    );
    let _ = writeln!(text, "{} operations, {} left out", sum("operations"), sum("operations_left_out"));
    let (open, given_up) = outcomes.iter().map(Outcome::untyped).fold((0, 0), |(a, b), (c, d)| (a + c, b + d));
    let _ = writeln!(text, "{open} values of any type that descriptions leave open, {given_up} given up on");
    if let Some(slowest) = slowest {
        let _ = writeln!(text, "slowest: {} in {:.2} s", slowest.name, slowest.elapsed.as_secs_f64());
    }
    let mut codes: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for outcome in outcomes {
        let mut own: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for message in outcome.messages() {
            *own.entry(message).or_default() += 1;
        }
        for (message, count) in own {
            let (messages, descriptions) = codes.entry(message).or_default();
            *messages += count;
            *descriptions += 1;
        }
    }
    for ((severity, code), (messages, descriptions)) in codes {
        let _ = writeln!(text, "{messages:>8} {severity}s `{code}` in {descriptions} descriptions");
    }
    text
}
