//! Path items: what stands in them, and what they take from others by `$ref`.

use std::collections::BTreeSet;

use super::Ctx;
use super::find::{Node, REFERENCE};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{Endpoint, Operation};
use crate::pointer::Pointer;

/// A path item and those that it refers to, one after the other: what comes first counts.
pub(super) struct Chain<'a>(pub(super) Vec<(Pointer, &'a Endpoint)>);

impl<'a> Chain<'a> {
    /// The operations, each with its place.
    pub(super) fn operations(&self) -> Vec<(Pointer, &'a Operation)> {
        let mut known = BTreeSet::new();
        let all = self.0.iter().flat_map(|(at, endpoint)| endpoint.operations.iter().map(move |one| (at, one)));
        let new = all.filter(|(_, operation)| known.insert(operation.method.as_str()));
        let placed = new.map(|(at, one)| (one.keys.iter().fold(at.clone(), |at, key| at.key(key)), one));
        placed.collect()
    }
}

impl<'a> Ctx<'a> {
    /// Follows the `$ref` of a path item, with a warning where that leads nowhere.
    pub(super) fn chain(&mut self, at: &Pointer, endpoint: &'a Endpoint) -> Chain<'a> {
        let (chain, fault) = self.followed(at, endpoint);
        if let Some(fault) = fault {
            self.warn(fault);
        }
        chain
    }

    /// The same, once somebody has been told.
    pub(super) fn quiet_chain(&self, at: &Pointer, endpoint: &'a Endpoint) -> Chain<'a> {
        self.followed(at, endpoint).0
    }

    fn followed(&self, at: &Pointer, endpoint: &'a Endpoint) -> (Chain<'a>, Option<Diagnostic>) {
        let mut chain = vec![(at.clone(), endpoint)];
        let mut seen = BTreeSet::new();
        while let Some((at, reference)) = chain.last().and_then(|(at, last)| Some((at, reference(last)?))) {
            let problem = match self.find(reference) {
                _ if !seen.insert(reference) => format!("`{reference}` leads back to itself"),
                Some((place, Node::Endpoint(next))) => {
                    chain.push((place, next));
                    continue;
                }
                Some((_, other)) => format!("`{reference}` is {}, not a path", other.name()),
                None => format!("`{reference}` does not exist in this description"),
            };
            let place = Place::Value(at.key("$ref"));
            let fault = Diagnostic::warning("dangling-reference", place, problem).generated("only what stands here");
            return (Chain(chain), Some(fault));
        }
        (Chain(chain), None)
    }
}

fn reference(endpoint: &Endpoint) -> Option<&str> {
    endpoint.item.extensions.get(REFERENCE)?.as_str()
}
