//! Tries the instances of one description.

use std::collections::BTreeMap;

use serde_json::Value;

use super::compare::Comparer;
use super::harness::Harness;
use super::oracle::{Oracle, Rewritten, repaired};
use super::shrink::shrink;
use super::synthesize::Synthesizer;
use super::tally::{Failing, Tally};
use crate::outcome::Failure;

/// How many instances of a schema are tried.
const MOST_INSTANCES: usize = 40;
/// How many instances are tried to make a failing one smaller.
const MOST_TRIALS: usize = 400;
/// How many kinds of failures of one schema are shown.
const MOST_KINDS: usize = 6;

/// A component and its type, as the generator says.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) pointer: String,
    pub(super) path: String,
}

/// Tries the instances of all components, in the order of the harness's table.
pub(super) fn run(document: &Value, components: &[Component], harness: &mut Harness) -> Result<Tally, Failure> {
    let rewritten = Rewritten::new(document, components.iter().map(|component| component.pointer.as_str()));
    let synthesizer = Synthesizer::new(&rewritten.schemas);
    let mut oracle = Oracle::new(&rewritten.schemas);
    let mut tally = Tally { schemas: components.len(), ..Tally::default() };
    for (index, component) in components.iter().enumerate() {
        let Some(schema) = rewritten.number(&component.pointer) else {
            tally.without_instance.push((component.pointer.clone(), "there is no such place".to_owned()));
            continue;
        };
        match instances(&oracle, &synthesizer, schema) {
            Ok(instances) => {
                let comparer = Comparer { schemas: &rewritten.schemas, oracle: &oracle };
                Trial { comparer, schema, index, component, harness }.run(&instances, &mut tally)?;
            }
            Err(reason) => tally.without_instance.push((component.pointer.clone(), reason)),
        }
        oracle.forget();
    }
    Ok(tally)
}

/// What the oracle allows of what was made; why there is nothing.
fn instances(oracle: &Oracle<'_>, synthesizer: &Synthesizer<'_>, schema: usize) -> Result<Vec<Value>, String> {
    let validator = oracle.validator(schema)?;
    let candidates = synthesizer.candidates(schema);
    let Some(first) = candidates.first().cloned() else { return Err("no candidate was made".to_owned()) };
    let mut allowed: Vec<Value> = Vec::new();
    for instance in candidates.into_iter().filter_map(|candidate| repaired(validator, candidate)) {
        if allowed.len() < MOST_INSTANCES && !allowed.contains(&instance) {
            allowed.push(instance);
        }
    }
    if allowed.is_empty() {
        let problem = validator.iter_errors(&first).next().map(|error| error.to_string()).unwrap_or_default();
        let problem: String = problem.chars().take(200).collect();
        return Err(format!("none of the candidates is allowed: {problem}"));
    }
    Ok(allowed)
}

/// One component's part.
struct Trial<'t, 'a, 'o> {
    comparer: Comparer<'a, 'o>,
    schema: usize,
    index: usize,
    component: &'t Component,
    harness: &'t mut Harness,
}

impl Trial<'_, '_, '_> {
    fn run(mut self, instances: &[Value], tally: &mut Tally) -> Result<(), Failure> {
        let mut kinds: BTreeMap<String, (usize, Failing)> = BTreeMap::new();
        let mut passed = 0;
        for instance in instances {
            let Some(problem) = self.problem(instance)? else {
                passed += 1;
                continue;
            };
            let kind = kind(&problem);
            if let Some((_, known)) = kinds.get_mut(&kind) {
                known.times += 1;
            } else if kinds.len() < MOST_KINDS {
                let failing = self.shrunk(instance, &kind, problem)?;
                kinds.insert(kind, (kinds.len(), failing));
            }
        }
        tally.instances += instances.len();
        tally.instances_passed += passed;
        tally.schemas_passed += usize::from(passed == instances.len());
        let mut failures: Vec<(usize, Failing)> = kinds.into_values().collect();
        failures.sort_by_key(|(order, _)| *order);
        tally.failures.extend(failures.into_iter().map(|(_, failing)| failing));
        Ok(())
    }

    /// What is wrong with what comes back of an instance.
    fn problem(&mut self, instance: &Value) -> Result<Option<String>, Failure> {
        let text = match self.harness.ask(self.index, instance)? {
            Ok(text) => text,
            Err(problem) => return Ok(Some(format!("cannot be read: {problem}"))),
        };
        let got = match serde_json::from_str(&text) {
            Ok(got) => got,
            Err(error) => return Ok(Some(format!("what is written is not JSON: {error}"))),
        };
        Ok(self.comparer.difference(self.schema, instance, &got).map(|difference| difference.to_string()))
    }

    fn shrunk(&mut self, instance: &Value, kind: &str, problem: String) -> Result<Failing, Failure> {
        let (mut shown, mut failed) = (problem, Ok(()));
        let oracle = self.comparer.oracle;
        let small = shrink(instance.clone(), MOST_TRIALS, |candidate| {
            if failed.is_err() || !oracle.allows(self.schema, candidate) {
                return false;
            }
            match self.problem(candidate) {
                Ok(Some(problem)) if self::kind(&problem) == kind => {
                    shown = problem;
                    true
                }
                Ok(_) => false,
                Err(failure) => {
                    failed = Err(failure);
                    false
                }
            }
        });
        failed?;
        Ok(Failing { pointer: self.component.pointer.clone(), instance: small, difference: shown, times: 1 })
    }
}

/// What stays of a problem when an instance becomes smaller: no index, no value.
fn kind(problem: &str) -> String {
    let mut text = problem;
    for end in [" at line ", ", found ", ": expected \"", ": expected {", ": expected ["] {
        text = text.split(end).next().unwrap_or(text);
    }
    text.chars().filter(|char| !char.is_ascii_digit() && *char != '-').collect()
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn kinds_know_no_values() {
        assert_eq!(kind("$.a[3].b: expected an integer, found 1.5 at line 1 column 2"), "$.a[].b: expected an integer");
        assert_eq!(kind("/a/3/b: expected \"x\", got nothing"), kind("/a/12/b: expected \"yy\", got nothing"));
    }
}
