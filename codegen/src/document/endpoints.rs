//! Hands paths, webhooks and callbacks to `openapiv3`, which knows neither all methods nor all places where they stand.

use indexmap::IndexMap;
use openapiv3::PathItem;

use super::convert::Convert;
use super::value::{Object, Value};
use super::{Callback, Endpoint, Operation};
use crate::diagnostic::{Diagnostic, Place, Pointer, quoted};

/// The keys of a path item that hold one operation each.
pub(super) const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

impl Convert<'_> {
    pub(super) fn paths(&mut self, root: &mut Object) -> Vec<Endpoint> {
        let at = Pointer::root().key("paths");
        let Some(Value::Object(mut items)) = root.shift_remove("paths") else { return Vec::new() };
        items.retain(|template, _| !template.starts_with("x-"));
        let mut paths = self.endpoints_of(items, &at);
        for path in &mut paths {
            path.name = self.with_slash(std::mem::take(&mut path.name), &at);
        }
        paths
    }

    /// All below a key, each path item by itself.
    pub(super) fn endpoints(&mut self, entries: &mut Object, key: &str, at: &Pointer) -> Vec<Endpoint> {
        match entries.shift_remove(key) {
            Some(Value::Object(items)) => self.endpoints_of(items, &at.key(key)),
            _ => Vec::new(),
        }
    }

    fn endpoints_of(&mut self, items: Object, at: &Pointer) -> Vec<Endpoint> {
        let read = items.into_iter().filter_map(|(name, item)| {
            let Value::Object(item) = item else { return None };
            let at = at.key(&name);
            self.endpoint(name, item, &at)
        });
        read.collect()
    }

    /// Each operation is read by itself, so that a refusal costs that one only.
    fn endpoint(&mut self, name: String, mut item: Object, at: &Pointer) -> Option<Endpoint> {
        let mut operations = Vec::new();
        for key in METHODS {
            if let Some(value) = item.shift_remove(key) {
                operations.extend(self.operation(key.to_uppercase(), vec![key.to_owned()], value, at));
            }
        }
        let others = "additionalOperations";
        if let Some(Value::Object(all)) = item.shift_remove(others) {
            for (method, value) in all {
                let keys = vec![others.to_owned(), method.clone()];
                operations.extend(self.operation(method, keys, value, at));
            }
        }
        let item: PathItem = self.read(&Value::Object(item), at)?;
        Some(Endpoint { name, item, operations })
    }

    fn operation(&mut self, method: String, keys: Vec<String>, mut value: Value, item: &Pointer) -> Option<Operation> {
        let at = keys.iter().fold(item.clone(), |at, key| at.key(key));
        let callbacks = match &mut value {
            Value::Object(entries) => self.callbacks(entries, &at),
            _ => IndexMap::new(),
        };
        let raw = self.read(&value, &at)?;
        Some(Operation { method, keys, raw, callbacks })
    }

    /// The callbacks of an operation, or those that can be referred to.
    pub(super) fn callbacks(&mut self, entries: &mut Object, at: &Pointer) -> IndexMap<String, Callback> {
        let Some(Value::Object(callbacks)) = entries.shift_remove("callbacks") else { return IndexMap::new() };
        let at = at.key("callbacks");
        let read = callbacks.into_iter().filter_map(|(name, value)| {
            let Value::Object(mut endpoints) = value else { return None };
            let callback = match endpoints.shift_remove("$ref") {
                Some(Value::String(reference)) => Callback::Reference(reference),
                _ => Callback::Endpoints(self.endpoints_of(endpoints, &at.key(&name))),
            };
            Some((name, callback))
        });
        read.collect()
    }

    fn with_slash(&mut self, template: String, paths: &Pointer) -> String {
        if template.starts_with('/') {
            return template;
        }
        let at = paths.key(&template);
        let fixed = format!("/{template}");
        let message = format!("the path {} does not begin with a slash", quoted(&template));
        let said = Diagnostic::warning("path-slash", Place::Key(self.origins.original(&at)), message);
        self.diagnostics.push(said.generated(format!("as if it were {}", quoted(&fixed))));
        self.origins.moved(&at, &paths.key(&fixed));
        fixed
    }
}
