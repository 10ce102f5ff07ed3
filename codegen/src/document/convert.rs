//! Hands the walked description to `openapiv3`, one object at a time, so that a refusal costs that object only.

use indexmap::IndexMap;
use openapiv3::{Info, Operation, PathItem};
use serde_core::de::DeserializeOwned;

use super::bundle::References;
use super::deserialize::from_value;
use super::value::{Object, Value};
use super::{Components, Document};
use crate::diagnostic::{Diagnostic, Diagnostics, Origins, Place, Pointer, quoted};

/// Each value is dropped as soon as it is read.
pub(super) fn convert(mut root: Object, version: String, origins: &mut Origins, said: &mut Diagnostics) -> Document {
    let mut convert = Convert { origins, diagnostics: said };
    let at = Pointer::root();
    let components = match root.shift_remove("components") {
        Some(Value::Object(components)) => convert.components(components, &at.key("components")),
        _ => Components::default(),
    };
    let paths = match root.shift_remove("paths") {
        Some(Value::Object(paths)) => convert.paths(paths, &at.key("paths")),
        _ => Vec::new(),
    };
    Document {
        info: convert.one(&mut root, "info", &at).unwrap_or_else(unknown),
        servers: convert.list(&mut root, "servers", &at).unwrap_or_default(),
        tags: convert.list(&mut root, "tags", &at).unwrap_or_default(),
        external_docs: convert.one(&mut root, "externalDocs", &at),
        security: convert.list(&mut root, "security", &at),
        paths,
        components,
        version,
        is_part: false,
        references: References::default(),
        extensions: convert.map_of(root.into_iter().filter(|(name, _)| name.starts_with("x-")), &at),
    }
}

fn unknown() -> Info {
    Info { title: "API".into(), ..Info::default() }
}

struct Convert<'a> {
    origins: &'a mut Origins,
    diagnostics: &'a mut Diagnostics,
}

impl Convert<'_> {
    fn components(&mut self, mut components: Object, at: &Pointer) -> Components {
        Components {
            schemas: self.map(&mut components, "schemas", at),
            responses: self.map(&mut components, "responses", at),
            parameters: self.map(&mut components, "parameters", at),
            request_bodies: self.map(&mut components, "requestBodies", at),
            headers: self.map(&mut components, "headers", at),
            security_schemes: self.map(&mut components, "securitySchemes", at),
            examples: self.map(&mut components, "examples", at),
        }
    }

    fn paths(&mut self, paths: Object, at: &Pointer) -> Vec<(String, PathItem)> {
        let paths = paths.into_iter().filter(|(template, _)| !template.starts_with("x-"));
        let read = paths.filter_map(|(template, mut item)| {
            let at = at.key(&template);
            let item = self.path_item(&mut item, &at)?;
            Some((self.with_slash(template, &at), item))
        });
        read.collect()
    }

    fn with_slash(&mut self, template: String, at: &Pointer) -> String {
        if template.starts_with('/') {
            return template;
        }
        let fixed = format!("/{template}");
        let message = format!("the path {} does not begin with a slash", quoted(&template));
        let said = Diagnostic::warning("path-slash", Place::Key(self.origins.original(at)), message);
        self.diagnostics.push(said.generated(format!("as if it were {}", quoted(&fixed))));
        if let Some(paths) = at.parent() {
            self.origins.moved(at, &paths.key(&fixed));
        }
        fixed
    }

    /// Where the whole is refused, its operations are tried one by one.
    fn path_item(&mut self, value: &mut Value, at: &Pointer) -> Option<PathItem> {
        if let Ok(item) = from_value(value) {
            return Some(item);
        }
        let Value::Object(entries) = value else { return None };
        let mut operation = |name| self.one::<Operation>(entries, name, at);
        let [get, put, post] = [operation("get"), operation("put"), operation("post")];
        let [delete, options, head] = [operation("delete"), operation("options"), operation("head")];
        let [patch, trace] = [operation("patch"), operation("trace")];
        let rest: PathItem = self.read(value, at)?;
        Some(PathItem { get, put, post, delete, options, head, patch, trace, ..rest })
    }

    fn one<T: DeserializeOwned>(&mut self, entries: &mut Object, name: &str, at: &Pointer) -> Option<T> {
        let value = entries.shift_remove(name)?;
        self.read(&value, &at.key(name))
    }

    fn list<T: DeserializeOwned>(&mut self, entries: &mut Object, name: &str, at: &Pointer) -> Option<Vec<T>> {
        let Some(Value::Array(items)) = entries.shift_remove(name) else { return None };
        let at = at.key(name);
        let read = |(index, item): (usize, Value)| self.read(&item, &at.index(index));
        Some(items.into_iter().enumerate().filter_map(read).collect())
    }

    fn map<T: DeserializeOwned>(&mut self, entries: &mut Object, name: &str, at: &Pointer) -> IndexMap<String, T> {
        match entries.shift_remove(name) {
            Some(Value::Object(entries)) => self.map_of(entries.into_iter(), &at.key(name)),
            _ => IndexMap::new(),
        }
    }

    fn map_of<T: DeserializeOwned>(
        &mut self,
        entries: impl Iterator<Item = (String, Value)>,
        at: &Pointer,
    ) -> IndexMap<String, T> {
        entries
            .filter_map(|(name, value)| {
                let read = self.read(&value, &at.key(&name))?;
                Some((name, read))
            })
            .collect()
    }

    /// The walk leaves nothing that could be refused. Should it, then this object is left out.
    fn read<T: DeserializeOwned>(&mut self, value: &Value, at: &Pointer) -> Option<T> {
        let refusal = match from_value(value) {
            Ok(read) => return Some(read),
            Err(refusal) => refusal,
        };
        let message = format!("this cannot be read: {refusal}");
        let said = Diagnostic::warning("refused", Place::Key(self.origins.original(at)), message);
        self.diagnostics.push(said.generated("nothing for it"));
        None
    }
}
