//! The names of components that come from other files.

use std::collections::{BTreeMap, BTreeSet};

use super::library::Library;
use crate::diagnostic::Pointer;

/// Keys whose values have names below them that authors gave.
const NAMED: [&str; 11] = [
    "$defs",
    "definitions",
    "examples",
    "headers",
    "links",
    "parameters",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

/// Other steps of pointers that say nothing of what stands there.
const STRUCTURE: [&str; 19] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "components",
    "content",
    "delete",
    "get",
    "head",
    "items",
    "not",
    "oneOf",
    "options",
    "patch",
    "paths",
    "post",
    "put",
    "requestBody",
    "schema",
    "trace",
];

/// The names that are taken, section by section.
#[derive(Default)]
pub(super) struct Names {
    taken: BTreeSet<(&'static str, String)>,
    /// The number that the next one of a name gets.
    next: BTreeMap<(&'static str, String), usize>,
}

impl Names {
    pub(super) fn take(&mut self, section: &'static str, name: &str) {
        self.taken.insert((section, name.to_owned()));
    }

    /// The name, or the name and a number.
    pub(super) fn free(&mut self, section: &'static str, hint: &str) -> String {
        if self.taken.insert((section, hint.to_owned())) {
            return hint.to_owned();
        }
        let next = self.next.entry((section, hint.to_owned())).or_insert(2);
        loop {
            let name = format!("{hint}{next}");
            *next += 1;
            if self.taken.insert((section, name.clone())) {
                return name;
            }
        }
    }
}

/// What a place is called: by the last step that is a name, else by its file.
pub(super) fn hint<'a>(at: &'a Pointer, library: &'a Library<'_, '_>) -> &'a str {
    let steps = at.segments();
    let is_name = |index: &usize| {
        let above = index.checked_sub(1).map_or("", |above| steps[above]);
        let step = steps[*index];
        let is_number = step.bytes().all(|byte| byte.is_ascii_digit());
        let is_structure = NAMED.contains(&step) || STRUCTURE.contains(&step) || ["content", "paths"].contains(&above);
        !is_number && (NAMED.contains(&above) || !is_structure)
    };
    let stem = || Some(library.stem(at.file())).filter(|stem| !stem.is_empty()).unwrap_or("part");
    (0..steps.len()).rev().find(is_name).map_or_else(stem, |index| steps[index])
}
