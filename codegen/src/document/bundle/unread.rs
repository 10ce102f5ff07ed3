//! References that cannot be followed, and why; and those that are not as they were written.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, quoted};

/// Why a reference cannot be followed.
#[derive(Clone, Debug)]
pub(crate) struct Reason {
    /// Part of a sentence.
    text: String,
    /// What is wrong stands there.
    at: Option<Place>,
}

/// What there is to know about the references of a document that was made of several files.
#[derive(Clone, Debug, Default)]
pub(crate) struct References {
    /// Those that cannot be followed, each as it stands in the document.
    unread: BTreeMap<String, Reason>,
    /// Those that were not written like that, each with the place in its file.
    written: BTreeMap<String, String>,
    /// The schemas that got other names than their authors gave them.
    renamed: BTreeMap<String, String>,
}

impl References {
    /// Why a reference cannot be followed, if that is known.
    pub(crate) fn unread(&self, reference: &str) -> Option<&Reason> {
        self.unread.get(reference)
    }

    /// A reference as its author knows it.
    pub(crate) fn shown<'r>(&'r self, reference: &'r str) -> &'r str {
        self.written.get(reference).map_or(reference, String::as_str)
    }

    /// What the author calls the schema of a component.
    pub(crate) fn name<'r>(&'r self, component: &'r str) -> &'r str {
        self.renamed.get(component).map_or(component, String::as_str)
    }

    pub(super) fn add_name(&mut self, component: &str, name: String) {
        self.renamed.insert(component.to_owned(), name);
    }

    pub(super) fn add_unread(&mut self, reference: &str, reason: Reason) {
        self.unread.entry(reference.to_owned()).or_insert(reason);
    }

    pub(super) fn add_written(&mut self, reference: String, place: String) {
        self.written.insert(reference, place);
    }
}

impl Reason {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), at: None }
    }

    /// A file cannot be read: what would be an error there is the reason why a reference to it cannot be followed.
    pub(super) fn of(refusal: Diagnostic) -> Self {
        Self { text: refusal.message, at: Some(refusal.place) }
    }

    /// Says so of a reference at a place.
    pub(crate) fn tell(&self, reference: &str, place: Place) -> Diagnostic {
        let message = format!("{} cannot be followed: {}", quoted(reference), self.text);
        let said = Diagnostic::warning("dangling-reference", place, message);
        match &self.at {
            Some(at) => said.also(at.clone(), "here"),
            None => said,
        }
    }
}
