//! What the round trip of one description's instances showed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::{Value, json};

/// What became of the instances of one description.
#[derive(Debug, Default)]
pub(in crate::corpus) struct Tally {
    /// Why nothing could be tried at all.
    pub(in crate::corpus) broken: Option<String>,
    pub(super) schemas: usize,
    pub(super) schemas_passed: usize,
    pub(in crate::corpus) instances: usize,
    pub(in crate::corpus) instances_passed: usize,
    /// Schemas of which no instance was found, and why.
    pub(super) without_instance: Vec<(String, String)>,
    /// How many schemas have instances only without the rules that exclude what others ask for.
    pub(super) without_exclusions: usize,
    /// Of each failure of a schema one instance, made small.
    pub(super) failures: Vec<Failing>,
    pub(super) log: PathBuf,
}

/// An instance that does not come back as it was.
#[derive(Debug)]
pub(super) struct Failing {
    /// The JSON pointer of its schema.
    pub(super) pointer: String,
    /// What failures of other schemas have in common with it.
    pub(super) kind: String,
    pub(super) instance: Value,
    /// The difference, or why it could not be read.
    pub(super) difference: String,
    /// How many instances fail the same way, those of schemas that use this one included.
    pub(super) times: usize,
}

impl Tally {
    pub(in crate::corpus) fn broken(reason: String) -> Self {
        Self { broken: Some(reason), ..Self::default() }
    }

    /// A tally of so many instances and of nothing else.
    #[cfg(test)]
    pub(in crate::corpus) fn counted(instances: usize, instances_passed: usize) -> Self {
        Self { instances, instances_passed, ..Self::default() }
    }

    pub(in crate::corpus) fn passed(&self) -> bool {
        self.broken.is_none() && self.instances == self.instances_passed
    }

    pub(in crate::corpus) fn json(&self) -> Value {
        json!({
            "schemas": self.schemas,
            "schemas_passed": self.schemas_passed,
            "schemas_without_instance": self.without_instance.len(),
            "schemas_without_exclusions": self.without_exclusions,
            "instances": self.instances,
            "instances_passed": self.instances_passed,
            "problem": self.broken,
        })
    }

    pub(in crate::corpus) fn failures_json(&self) -> Value {
        let failure = |failing: &Failing| {
            json!({
                "pointer": failing.pointer,
                "kind": failing.kind,
                "instance": failing.instance,
                "difference": failing.difference,
                "times": failing.times,
            })
        };
        self.failures.iter().map(failure).collect()
    }

    /// In one line.
    pub(in crate::corpus) fn line(&self) -> String {
        match &self.broken {
            Some(reason) => format!("round trip NOT TRIED: {reason}"),
            None => counts(
                [self.schemas, self.schemas_passed, self.instances, self.instances_passed],
                self.without_instance.len(),
            ),
        }
    }

    /// All that people may want to know.
    pub(super) fn text(&self, name: &str) -> String {
        let mut text = format!("{name}: {}\n", self.line());
        if self.without_exclusions > 0 {
            let _ = writeln!(
                text,
                "{} of these allow nothing unless several branches may hold and closed objects are open",
                self.without_exclusions
            );
        }
        for Failing { pointer, instance, difference, times, .. } in &self.failures {
            let _ = write!(text, "\n{pointer} ({times} instances)\n    instance: {instance}\n    {difference}\n");
        }
        for (pointer, reason) in &self.without_instance {
            let _ = write!(text, "\n{pointer}: no instance: {reason}\n");
        }
        text
    }

    /// What the table says below its lines.
    pub(in crate::corpus) fn details(&self, name: &str) -> String {
        const MOST: usize = 5;
        let mut text = String::new();
        for Failing { pointer, instance, difference, .. } in self.failures.iter().take(MOST) {
            let instance: String = instance.to_string().chars().take(200).collect();
            let _ = write!(text, "\n{name}{pointer}\n    instance: {instance}\n    {difference}\n");
        }
        if let Some(more) = self.failures.len().checked_sub(MOST).filter(|&more| more > 0) {
            let _ = writeln!(text, "    and {more} more: see {}", self.log.display());
        }
        text
    }
}

/// The last line: all descriptions together.
pub(in crate::corpus) fn total<'a>(tallies: impl Iterator<Item = &'a Tally>) -> String {
    let (mut sums, mut without, mut broken, mut count) = ([0; 4], 0, 0, 0);
    for tally in tallies {
        let own = [tally.schemas, tally.schemas_passed, tally.instances, tally.instances_passed];
        sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
        without += tally.without_instance.len();
        broken += usize::from(tally.broken.is_some());
        count += 1;
    }
    format!("round trip of {count} descriptions ({broken} not tried): {}", counts(sums, without))
}

/// The kinds of failures, the most frequent first, each with how many were listed in how many descriptions.
pub(in crate::corpus) fn kinds(tallies: &[(&str, &Tally)]) -> String {
    let mut all: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for (name, tally) in tallies {
        for failing in &tally.failures {
            let (times, names) = all.entry(&failing.kind).or_default();
            *times += 1;
            names.insert(name);
        }
    }
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by_key(|(_, (times, _))| std::cmp::Reverse(*times));
    let mut text = String::new();
    for (kind, (times, names)) in all {
        let _ = writeln!(text, "{times:>8} {kind} in {} descriptions", names.len());
    }
    text
}

fn counts([schemas, schemas_passed, instances, instances_passed]: [usize; 4], without: usize) -> String {
    format!(
        "{schemas_passed:>5} of {schemas:>5} schemas passed, {without:>3} without an instance, \
         {instances_passed:>6} of {instances:>6} instances"
    )
}
