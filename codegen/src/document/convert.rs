//! Hands the walked description to `openapiv3`, one object at a time, so that a refusal costs that object only.

use indexmap::IndexMap;
use openapiv3::Info;
use serde_core::de::DeserializeOwned;

use super::bundle::References;
use super::deserialize::from_value;
use super::value::{Object, Value};
use super::{Components, Document};
use crate::diagnostic::{Diagnostic, Diagnostics, Origins, Place, Pointer};

/// Each value is dropped as soon as it is read.
pub(super) fn convert(mut root: Object, version: String, origins: &mut Origins, said: &mut Diagnostics) -> Document {
    let mut convert = Convert { origins, diagnostics: said };
    let at = Pointer::root();
    let components = match root.shift_remove("components") {
        Some(Value::Object(components)) => convert.components(components, &at.key("components")),
        _ => Components::default(),
    };
    let paths = convert.paths(&mut root);
    let webhooks = convert.endpoints(&mut root, "webhooks", &at);
    Document {
        info: convert.one(&mut root, "info", &at).unwrap_or_else(unknown),
        servers: convert.list(&mut root, "servers", &at).unwrap_or_default(),
        tags: convert.list(&mut root, "tags", &at).unwrap_or_default(),
        external_docs: convert.one(&mut root, "externalDocs", &at),
        security: convert.list(&mut root, "security", &at),
        paths,
        webhooks,
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

pub(super) struct Convert<'a> {
    pub(super) origins: &'a mut Origins,
    pub(super) diagnostics: &'a mut Diagnostics,
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
            callbacks: self.callbacks(&mut components, at),
        }
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
    pub(super) fn read<T: DeserializeOwned>(&mut self, value: &Value, at: &Pointer) -> Option<T> {
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
