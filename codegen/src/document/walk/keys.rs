//! Keys: which are known, which were meant, which are ours.

use super::{PRIVATE, Walk};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::path::Path;
use crate::document::table::{Object, Reference};

/// What else such keys are called, beside the keys of the tables that they take the place of.
const PRIVATE_NAMES: [&str; 5] = ["collectionFormat", "false", "in", "style", "type"];

/// The longest name that an author gives to something, in bytes. Real ones stay below 500; the names above a place are
/// looked at each time when something is noted there.
const LONGEST_NAME: usize = 4_096;

impl Walk<'_> {
    pub(super) fn has_short_name(&mut self, name: &str, path: &Path<'_>) -> bool {
        let is_short = name.len() <= LONGEST_NAME;
        if !is_short {
            let message =
                format!("the name {} has {} bytes; at most {LONGEST_NAME} are read", quoted(name), name.len());
            let said = Diagnostic::warning("too-long", Place::Key(path.pointer()), message);
            self.diagnostics.push(said.generated("nothing for it"));
        }
        is_short
    }

    pub(super) fn unknown_key(&mut self, name: &str, object: &Object, path: &Path<'_>) {
        let message = format!("{} has no key {}", object.name, quoted(name));
        let mut said = Diagnostic::warning("unknown-key", Place::Key(path.pointer()), message);
        said = said.generated("as if it were not there");
        if is_ours(name, object) {
            said = said.help("this name is the generator's own");
        } else if let Some(versions) = self.read_in(name, object) {
            said = said.help(format!("`{name}` is read in {versions}"));
        } else if let Some(close) = self.close_to(name, object.keys(self.version).map(|key| key.name)) {
            said = said.help(format!("did you mean `{close}`?"));
        }
        self.diagnostics.push(said);
    }

    fn read_in(&self, name: &str, object: &Object) -> Option<String> {
        match object.reference {
            Reference::Shared(since) if name == "$ref" && self.version < since => {
                Some(format!("{} and later", since.name()))
            }
            _ => object.read_in(name, self.version),
        }
    }

    /// The name that was probably meant. A hostile description gets a thousand of these, not millions.
    pub(super) fn close_to(&mut self, name: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
        self.suggested += 1;
        if self.suggested > 1_000 || name.len() > 40 {
            return None;
        }
        let distance = |other| strsim::damerau_levenshtein(name, other);
        names
            .map(|other| (distance(other), other))
            .filter(|(distance, other)| *distance <= (other.len() / 4).max(1))
            .min()
            .map(|(_, other)| other)
    }
}

/// Whether a key has the name of one that the walk adds. Other tools have keys that begin alike.
pub(super) fn is_ours(name: &str, object: &Object) -> bool {
    name.strip_prefix(PRIVATE).is_some_and(|name| {
        PRIVATE_NAMES.contains(&name) || object.travels(name) || name == "$ref" && object.reference == Reference::Item
    })
}

/// `200`, `4XX`, also `4xx`.
pub(in crate::document) fn is_status(name: &str) -> bool {
    matches!(name.as_bytes(), [b'1'..=b'9', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit()
        || tens.eq_ignore_ascii_case(&b'x') && ones.eq_ignore_ascii_case(&b'x'))
}
