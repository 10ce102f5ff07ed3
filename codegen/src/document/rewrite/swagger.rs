//! Swagger 2.0.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `host`, `basePath`, `schemes` | [`servers`] |
//! | `definitions`, `responses`, `securityDefinitions` | `components/schemas`, `…/responses`, `…/securitySchemes` |
//! | `parameters` | `components/parameters`; bodies `components/requestBodies`; form fields go where they are referred to |
//! | references to these | references to where they are now |
//! | a list of media types | [`media`] |
//! | a schema | [`schema`] |
//! | a parameter, an item of one, a header | [`parameter`] |
//! | `body` and `formData`, `consumes` | [`body`], [`form`] |
//! | a response, `produces` | [`response`] |
//! | a security scheme | [`security`] |
//!
//! All else stays where it is, `x-` keys included.

mod body;
mod form;
mod media;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod servers;

use indexmap::IndexMap;

pub(in crate::document) use self::media::is_media_type;
use self::response::Produced;
pub(in crate::document) use self::servers::{host_and_path, schemes};
use super::{Entries, Path, Value, Walk};
use crate::diagnostic::{Diagnostic, Place, Pointer};
use crate::document::walk::{LONGEST, MOST, Shared, only};

impl Walk<'_> {
    pub(super) fn old_description(&mut self, entries: &mut Entries, _: &Path<'_>) {
        let root = Pointer::root();
        let components = root.key("components");
        self.origins.made(&components, &root);
        self.old_servers(entries);
        let mut new = Entries::default();
        for (old, section) in [("definitions", "schemas"), ("securityDefinitions", "securitySchemes")] {
            if let Some(value) = entries.shift_remove(old) {
                self.origins.moved(&root.key(old), &components.key(section));
                new.insert(section.into(), value);
            }
        }
        if let Some(shared) = self.shared.remove("responses") {
            let types = Produced { own: None, usual: &self.known.produces.clone(), status: None };
            let mut responses = Entries::default();
            for (name, Shared { mut value, .. }) in shared {
                self.old_response(&mut value, types, &root.key("responses").key(&name));
                responses.insert(name, value);
            }
            self.origins.moved(&root.key("responses"), &components.key("responses"));
            new.insert("responses".into(), Value::Object(responses));
        }
        self.old_parameters(&mut new);
        for key in ["consumes", "produces"] {
            let is_told = matches!(entries.get(key), Some(Value::Array(types)) if self.too_many_types(key, types));
            if is_told {
                entries.shift_remove(key);
            } else {
                self.old_media_types(entries, key, &root);
            }
        }
        entries.insert("components".into(), Value::Object(new));
    }

    /// All of them are repeated for every operation, so there must be an end.
    fn too_many_types(&mut self, key: &str, types: &[Value]) -> bool {
        let is_long = |value: &Value| value.as_str().is_some_and(|text| text.len() > LONGEST);
        let are_many = types.len() > MOST || types.iter().any(is_long);
        if are_many {
            let message = format!("only {MOST} media types of at most {LONGEST} bytes are read here");
            let said = Diagnostic::warning("too-long", Place::Key(Pointer::root().key(key)), message);
            self.diagnostics.push(said.generated("nothing for the others"));
        }
        are_many
    }

    /// Sorts the parameters that can be referred to.
    fn old_parameters(&mut self, components: &mut Entries) {
        let old = Pointer::root().key("parameters");
        let new = Pointer::root().key("components");
        let names = self.shared.get("parameters").into_iter().flat_map(IndexMap::keys);
        let places: Vec<_> = names.map(|name| self.place_of(name)).collect();
        let all = self.shared.remove("parameters").unwrap_or_default();
        let mut parameters = Entries::default();
        let mut bodies = Entries::default();
        for ((name, Shared { value, .. }), place) in all.into_iter().zip(places) {
            let from = old.key(&name);
            match place.as_deref() {
                Some("formData") => {}
                Some("body") => {
                    let to = new.key("requestBodies").key(&name);
                    let body = match value {
                        Value::Object(mut parameter) => match body::reference(&parameter) {
                            Some(reference) => Value::Object(only(reference)),
                            None => {
                                let usual = self.known.consumes.clone();
                                self.request_body(&mut parameter, &from, &to, &usual)
                            }
                        },
                        other => other,
                    };
                    bodies.insert(name, body);
                }
                _ => {
                    self.origins.moved(&from, &new.key("parameters").key(&name));
                    parameters.insert(name, value);
                }
            }
        }
        for (section, entries) in [("parameters", parameters), ("requestBodies", bodies)] {
            if !entries.is_empty() {
                components.insert(section.into(), Value::Object(entries));
            }
        }
    }
}
