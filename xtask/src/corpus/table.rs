//! The outcomes as a table for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::result::{Ending, Outcome};

pub(super) fn render(outcomes: &[Outcome]) -> String {
    let mut text = String::new();
    for outcome in outcomes {
        let _ = writeln!(text, "{}", outcome.line());
    }
    text.push('\n');
    text.push_str(&summary(outcomes));
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
