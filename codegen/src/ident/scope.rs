//! A scope in which every name is given out once.

use std::collections::{BTreeMap, BTreeSet};

/// Gives each name out once; a name that is taken gets the next free number as suffix.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
    /// The number that each name that is taken gets next, as far as is known.
    next: BTreeMap<String, u64>,
}

impl Scope {
    /// A scope in which `reserved` is taken from the start: ours never gets the suffix.
    pub(crate) fn reserving(reserved: &[&str]) -> Self {
        Self { taken: reserved.iter().map(|name| fold(name)).collect(), next: BTreeMap::new() }
    }

    /// Whether nobody has taken a name.
    pub(crate) fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(&fold(name))
    }

    /// Takes `name`, or the first of `name2`, `name3`, … that is free.
    pub(crate) fn claim(&mut self, name: String) -> String {
        if self.taken.insert(fold(&name)) {
            return name;
        }
        let name = name.trim_end_matches('_');
        let number = self.next.entry(fold(name)).or_insert(2);
        loop {
            let candidate = if name.ends_with(|char: char| char.is_ascii_digit()) {
                format!("{name}_{number}")
            } else {
                format!("{name}{number}")
            };
            *number += 1;
            if self.taken.insert(fold(&candidate)) {
                return candidate;
            }
        }
    }
}

/// Names that differ in case alone count as equal: some file systems cannot tell them apart.
pub(crate) fn fold(name: &str) -> String {
    name.to_lowercase()
}
