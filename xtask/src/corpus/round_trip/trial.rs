//! Tries the instances of one description.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::compare::{Comparer, Difference};
use super::harness::Harness;
use super::oracle::{Direction, Oracle, Rewritten, repaired};
use super::shrink::shrink;
use super::synthesize::Synthesizer;
use super::tally::{Failing, Tally};
use crate::outcome::Failure;

/// How many instances of a schema are tried.
const MOST_INSTANCES: usize = 40;
/// How many instances are tried to make a failing one smaller.
const MOST_TRIALS: usize = 150;
/// How many for all failures of a description together; then each gets a few.
const MOST_TRIALS_OF_ALL: usize = 6000;
const LEAST_TRIALS: usize = 25;
/// How many failures of one schema are shown.
const MOST_FAILURES: usize = 12;

/// A component and its type, as the generator says. One that is split has a type for each direction.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) pointer: String,
    pub(super) direction: Direction,
    /// The type as the harness writes it.
    pub(super) ty: String,
}

/// Tries the instances of all components, in the order of the harness's table. Where two rules of a schema leave no
/// instance, those count that it allows without the rules that exclude what others ask for.
pub(super) fn run(document: &Value, components: &[Component], harness: &mut Harness) -> Result<Tally, Failure> {
    let tally = Tally { schemas: components.len(), ..Tally::default() };
    let mut bench = Bench { harness, known: BTreeMap::new(), trials_left: MOST_TRIALS_OF_ALL, tally };
    for direction in [Direction::Received, Direction::Sent] {
        let components = components.iter().enumerate().filter(|(_, component)| component.direction == direction);
        bench.try_one_way(document, direction, &components.collect::<Vec<_>>())?;
    }
    Ok(bench.tally)
}

/// A component whose instances are to be tried.
struct Entrant<'a> {
    index: usize,
    component: &'a Component,
    schema: usize,
    /// Why it has no instance.
    problem: Option<String>,
}

/// What the trials of all components have in common.
struct Bench<'h> {
    harness: &'h mut Harness,
    /// Where the failures of each place and kind are listed, those of other components included: what is wrong with
    /// one is wrong wherever it is used.
    known: BTreeMap<String, usize>,
    trials_left: usize,
    tally: Tally,
}

impl Bench<'_> {
    /// Tries components that travel one way, each with its place in the table.
    fn try_one_way(
        &mut self,
        document: &Value,
        direction: Direction,
        components: &[(usize, &Component)],
    ) -> Result<(), Failure> {
        let pointers = components.iter().map(|(_, component)| component.pointer.as_str());
        let rewritten = Rewritten::new(document, direction, pointers);
        let without_instance = |component: &Component, problem| (component.pointer.clone(), problem);
        let mut left = Vec::new();
        for &(index, component) in components {
            match rewritten.number(&component.pointer) {
                Some(schema) => left.push(Entrant { index, component, schema, problem: None }),
                None => {
                    let problem = "there is no such place".to_owned();
                    self.tally.without_instance.push(without_instance(component, problem));
                }
            }
        }
        left = self.try_all(&rewritten.schemas, left)?;
        if !left.is_empty() {
            let all = left.len();
            left = self.try_all(&rewritten.without_exclusions(), left)?;
            self.tally.without_exclusions += all - left.len();
        }
        let left =
            left.into_iter().map(|entrant| without_instance(entrant.component, entrant.problem.unwrap_or_default()));
        self.tally.without_instance.extend(left);
        Ok(())
    }

    /// Gives back those that have no instance.
    fn try_all<'c>(&mut self, schemas: &[Value], entrants: Vec<Entrant<'c>>) -> Result<Vec<Entrant<'c>>, Failure> {
        let synthesizer = Synthesizer::new(schemas);
        let mut oracle = Oracle::new(schemas);
        let mut left = Vec::new();
        for entrant in entrants {
            match instances(&oracle, &synthesizer, entrant.schema) {
                Ok(instances) => {
                    let comparer = Comparer { schemas, oracle: &oracle };
                    Trial { comparer, entrant: &entrant, bench: self }.run(&instances)?;
                }
                Err(problem) => left.push(Entrant { problem: entrant.problem.or(Some(problem)), ..entrant }),
            }
            oracle.forget();
        }
        Ok(left)
    }
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
struct Trial<'t, 'a, 'o, 'h> {
    comparer: Comparer<'a, 'o>,
    entrant: &'t Entrant<'t>,
    bench: &'t mut Bench<'h>,
}

impl Trial<'_, '_, '_, '_> {
    fn run(mut self, instances: &[Value]) -> Result<(), Failure> {
        let first = self.bench.tally.failures.len();
        let mut passed = 0;
        for instance in instances {
            let problems = self.problems(instance)?;
            passed += usize::from(problems.is_empty());
            let met: BTreeSet<&String> = problems.iter().map(|problem| &problem.place).collect();
            for place in met.iter().filter_map(|place| self.bench.known.get(*place)) {
                self.bench.tally.failures[*place].times += 1;
            }
            for problem in &problems {
                let listed = self.bench.tally.failures.len();
                if listed - first < MOST_FAILURES && !self.bench.known.contains_key(&problem.place) {
                    self.bench.known.insert(problem.place.clone(), listed);
                    let failing = self.shrunk(instance, problem)?;
                    self.bench.tally.failures.push(failing);
                }
            }
        }
        let tally = &mut self.bench.tally;
        tally.instances += instances.len();
        tally.instances_passed += passed;
        tally.schemas_passed += usize::from(passed == instances.len());
        Ok(())
    }

    /// What is wrong with what comes back of an instance.
    fn problems(&mut self, instance: &Value) -> Result<Vec<Problem>, Failure> {
        let text = match self.bench.harness.ask(self.entrant.index, instance)? {
            Ok(text) => text,
            Err(error) => return Ok(vec![self.unreadable(&error)]),
        };
        match serde_json::from_str(&text) {
            Ok(got) => {
                let differences = self.comparer.differences(self.entrant.schema, instance, &got);
                Ok(differences.iter().map(Problem::different).collect())
            }
            Err(error) => Ok(vec![self.unreadable(&format!("what is written is not JSON: {error}"))]),
        }
    }

    /// Errors do not say which component they are about, so each counts for its own.
    fn unreadable(&self, error: &str) -> Problem {
        let problem = Problem::unreadable(error);
        Problem { place: format!("#{} {}", self.entrant.schema, problem.place), ..problem }
    }

    /// A failure, with the smallest instance that shows it.
    fn shrunk(&mut self, instance: &Value, problem: &Problem) -> Result<Failing, Failure> {
        let (mut shown, mut failed) = (problem.text.clone(), Ok(()));
        let oracle = self.comparer.oracle;
        let most = self.bench.trials_left.clamp(LEAST_TRIALS, MOST_TRIALS);
        let small = shrink(instance.clone(), most, |candidate| {
            self.bench.trials_left = self.bench.trials_left.saturating_sub(1);
            if failed.is_err() || !oracle.allows(self.entrant.schema, candidate) {
                return false;
            }
            match self.problems(candidate) {
                Ok(problems) => match problems.into_iter().find(|other| other.place == problem.place) {
                    Some(same) => {
                        shown = same.text;
                        true
                    }
                    None => false,
                },
                Err(failure) => {
                    failed = Err(failure);
                    false
                }
            }
        });
        failed?;
        let (pointer, kind) = (self.entrant.component.pointer.clone(), problem.kind.clone());
        Ok(Failing { pointer, kind, instance: small, difference: shown, times: 1 })
    }
}

/// One thing that is wrong with what came back.
#[derive(Debug)]
struct Problem {
    /// As it is told.
    text: String,
    /// What it has in common with those of other schemas.
    kind: String,
    /// What stays of it when the instance becomes smaller: the place in the schema, and the kind.
    place: String,
}

impl Problem {
    fn different(difference: &Difference) -> Self {
        let kind = difference.kind();
        Self { text: difference.to_string(), place: format!("{}: {kind}", difference.path.shape), kind }
    }

    /// Of an error, without the values and the place that it names.
    fn unreadable(error: &str) -> Self {
        let (path, message) = match error.split_once(": ") {
            Some((path, message)) if path.starts_with('$') => (path, message),
            _ => ("", error),
        };
        let message =
            [" at line ", ", found ", " ("].iter().fold(message, |text, end| text.split(end).next().unwrap_or(text));
        let kind = format!("cannot be read: {message}");
        let member = path.rsplit(['.', '[']).next().unwrap_or_default();
        let member = if member.ends_with(']') { "*" } else { member };
        Self { text: format!("cannot be read: {error}"), place: format!("{member}: {kind}"), kind }
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn kinds_and_places_know_no_values() {
        let one = Problem::unreadable("$.a[3].b: expected an object (Pet), found 1.5 at line 1 column 2");
        assert_eq!(
            (&*one.kind, &*one.place),
            ("cannot be read: expected an object", "b: cannot be read: expected an object")
        );
        let other = Problem::unreadable("$.a[\"x\"].b: expected an object (Pet), found true at line 2 column 1");
        assert_eq!(one.place, other.place);
        assert_eq!(Problem::unreadable("$.a[7]: expected a string").place, "*: cannot be read: expected a string");
    }
}
