//! Webhooks and callbacks: requests that the service makes.

use std::collections::BTreeSet;

use super::Ctx;
use super::find::Node;
use crate::api::{Cause, Operation, Webhook};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{self, Callback, Endpoint};
use crate::pointer::Pointer;

impl<'a> Ctx<'a> {
    /// All of them, in the description's order: webhooks first.
    pub(super) fn webhooks(&mut self, operations: &[Operation]) -> Vec<Webhook> {
        let mut webhooks = Vec::new();
        let at = Pointer::root().key("webhooks");
        for endpoint in &self.document.webhooks {
            self.requests(&endpoint.name, &at.key(&endpoint.name), endpoint, None, &mut webhooks);
        }
        let paths = Pointer::root().key("paths");
        let document = self.document;
        for endpoint in &document.paths {
            let at = paths.key(&endpoint.name);
            for (at, declared) in self.quiet_chain(&at, endpoint).operations() {
                if declared.callbacks.is_empty() {
                    continue;
                }
                let is_this = |operation: &Operation| operation.pointer == at && operation.path == endpoint.name;
                // What is left out brings nothing about.
                if let Some(cause) = operations.iter().position(is_this) {
                    self.callbacks(&at, declared, cause, &mut webhooks);
                }
            }
        }
        webhooks
    }

    fn callbacks(&mut self, at: &Pointer, declared: &'a document::Operation, cause: usize, all: &mut Vec<Webhook>) {
        let at = at.key("callbacks");
        for (name, callback) in &declared.callbacks {
            let Some((at, endpoints)) = self.callback(&at.key(name), callback) else { continue };
            for endpoint in endpoints {
                let cause = Cause { operation: cause, target: endpoint.name.clone() };
                self.requests(name, &at.key(&endpoint.name), endpoint, Some(&cause), all);
            }
        }
    }

    /// Where the endpoints of a callback stand, and what they are.
    fn callback(&mut self, at: &Pointer, callback: &'a Callback) -> Option<(Pointer, &'a [Endpoint])> {
        let (mut at, mut callback) = (at.clone(), callback);
        let mut seen = BTreeSet::new();
        loop {
            let reference = match callback {
                Callback::Endpoints(endpoints) => return Some((at, endpoints)),
                Callback::Reference(reference) => reference,
            };
            let problem = match self.find(reference) {
                _ if !seen.insert(reference) => format!("`{reference}` leads back to itself"),
                Some((place, Node::Callback(next))) => {
                    (at, callback) = (place, next);
                    continue;
                }
                Some((_, other)) => format!("`{reference}` is {}, not a callback", other.name()),
                None => format!("`{reference}` does not exist in this description"),
            };
            let place = Place::Value(at.key("$ref"));
            self.warn(Diagnostic::warning("dangling-reference", place, problem).generated("nothing for this callback"));
            return None;
        }
    }

    /// The requests of one endpoint. One that other calls bring about, too, is known.
    fn requests(
        &mut self,
        name: &str,
        at: &Pointer,
        endpoint: &'a Endpoint,
        cause: Option<&Cause>,
        all: &mut Vec<Webhook>,
    ) {
        let chain = self.chain(at, endpoint);
        let declared = chain.operations();
        let is_one_of_several = declared.len() > 1;
        for (at, declared) in declared {
            let Some(request) = self.described(&chain, &endpoint.name, &at, declared) else { continue };
            let is_known = |other: &&mut Webhook| {
                other.name == name
                    && other.request.method == request.method
                    && other.causes.is_empty() == cause.is_none()
                    && self.brings_the_same(&other.request, &request)
            };
            match all.iter_mut().find(is_known) {
                Some(known) => known.causes.extend(cause.cloned()),
                None => all.push(Webhook {
                    name: name.to_owned(),
                    is_one_of_several,
                    causes: cause.into_iter().cloned().collect(),
                    request,
                }),
            }
        }
    }

    /// Whether two requests have bodies of the same schemas.
    fn brings_the_same(&self, one: &Operation, other: &Operation) -> bool {
        let bodies = [one, other].map(|request| {
            let content = request.body.iter().flat_map(|body| &body.content);
            content.map(|media| (media.name.clone(), media.schema.map(|id| self.schemas.target_id(id)))).collect()
        });
        let [one, other]: [Vec<_>; 2] = bodies;
        one == other
    }
}
