//! What a table of keys cannot say.

use super::schema::Private;
use super::{Entries, Version, Walk};
use crate::diagnostic::{Diagnostic, Place, quoted};
use crate::document::path::Path;
use crate::document::table::{Object, Rule};
use crate::document::value::Value;

impl Walk<'_> {
    /// Rules that look at the keys as they were written.
    pub(super) fn before(&mut self, entries: &mut Entries, object: &Object, private: &mut Private, path: &Path<'_>) {
        match object.rule {
            // What is referred to and copied has to be walked before that.
            Rule::Description => first(entries, &["components"]),
            Rule::Components => first(entries, &["mediaTypes", "pathItems"]),
            Rule::OldDescription => first(entries, &["parameters", "responses"]),
            Rule::Schema => {
                self.other_nullable(entries, path);
                self.other_types(entries, private, path);
                self.other_bounds(entries, private, path);
                self.listed_items(entries, object, private, path);
                self.listed_scalars(entries, path);
            }
            Rule::OldItems | Rule::OldParameter | Rule::OldHeader => {
                self.other_types(entries, private, path);
                self.other_bounds(entries, private, path);
                self.not_an_object(entries, object.name, path);
            }
            Rule::Parameter | Rule::Header => self.loose_schema(entries, object, path),
            _ => {}
        }
    }

    /// Rules that look at what is left. `false` if the object makes no sense.
    pub(super) fn after(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) -> bool {
        match object.rule {
            Rule::Parameter => {
                self.path_parameter_is_required(entries, path);
                self.parameter_style(entries, path);
                self.schema_or_content(entries, object, path);
                self.rewrite(entries, object.rule, path)
            }
            Rule::Header => {
                self.schema_or_content(entries, object, path);
                true
            }
            Rule::Link => self.link_operation(entries, path),
            Rule::SecurityScheme => self.security_scheme(entries, path),
            Rule::None | Rule::Components | Rule::Discriminator => true,
            _ => self.rewrite(entries, object.rule, path),
        }
    }

    pub(in crate::document) fn path_parameter_is_required(&mut self, entries: &mut Entries, path: &Path<'_>) {
        if text(entries, "in") != Some("path") || entries.get("required") == Some(&Value::Bool(true)) {
            return;
        }
        let place = match entries.get("required") {
            Some(_) => Place::Value(path.key("required").pointer()),
            None => Place::Key(path.pointer()),
        };
        let name = quoted(text(entries, "name").unwrap_or_default());
        let said = Diagnostic::warning("path-parameter", place, format!("path parameter {name} must be required"));
        self.diagnostics.push(said.generated("as if it were `required: true`"));
        entries.insert("required".into(), Value::Bool(true));
    }

    fn parameter_style(&mut self, entries: &mut Entries, path: &Path<'_>) {
        let (Some(location), Some(style)) = (text(entries, "in"), text(entries, "style")) else { return };
        let styles: &[&str] = match location {
            "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
            "path" => &["simple", "label", "matrix"],
            "header" => &["simple"],
            _ if self.version >= Version::V3_2 => &["form", "cookie"],
            _ => &["form"],
        };
        if styles.contains(&style) {
            return;
        }
        let name = quoted(text(entries, "name").unwrap_or_default());
        let message = format!("{location} parameter {name} has style `{style}`, which OpenAPI does not define");
        let said = Diagnostic::warning("unknown-style", Place::Value(path.key("style").pointer()), message);
        self.diagnostics.push(said.generated(format!("the default style `{}`", styles[0])));
        entries.shift_remove("style");
    }

    fn schema_or_content(&mut self, entries: &mut Entries, object: &Object, path: &Path<'_>) {
        if let Some(Value::Object(content)) = entries.get("content")
            && content.is_empty()
        {
            entries.shift_remove("content");
        }
        match (entries.contains_key("schema"), entries.contains_key("content")) {
            (true, true) => {
                let message = format!("{} has either `schema` or `content`, but here are both", object.name);
                let place = Place::Key(path.key("content").pointer());
                let said = Diagnostic::warning("schema-and-content", place, message);
                self.diagnostics.push(said.generated("as if only `schema` were there"));
                entries.shift_remove("content");
            }
            (false, false) => {
                let message = format!("{} needs `schema` or `content`", object.name);
                let said = Diagnostic::warning("missing-key", Place::Key(path.pointer()), message);
                self.diagnostics.push(said.generated("a string"));
                let schema = std::iter::once(("type".to_owned(), Value::text("string"))).collect();
                entries.insert("schema".into(), Value::Object(schema));
            }
            _ => {}
        }
    }

    fn link_operation(&mut self, entries: &mut Entries, path: &Path<'_>) -> bool {
        let is_named = entries.contains_key("operationId");
        if is_named {
            entries.shift_remove("operationRef");
        }
        is_named || entries.contains_key("operationRef") || {
            let message = "a link needs `operationId` or `operationRef`";
            self.left_out(message, "without this link", path)
        }
    }

    fn security_scheme(&mut self, entries: &mut Entries, path: &Path<'_>) -> bool {
        let needed: &[&str] = match text(entries, "type").unwrap_or_default() {
            "apiKey" => &["name", "in"],
            "http" => &["scheme"],
            "oauth2" => &["flows"],
            "openIdConnect" => &["openIdConnectUrl"],
            _ => &[],
        };
        self.security_scheme_has(needed, entries, path) && self.rewrite(entries, Rule::SecurityScheme, path)
    }

    pub(in crate::document) fn security_scheme_has(
        &mut self,
        needed: &[&str],
        entries: &Entries,
        path: &Path<'_>,
    ) -> bool {
        needed.iter().find(|key| !entries.contains_key(**key)).is_none_or(|key| {
            let ty = text(entries, "type").unwrap_or_default();
            let message = format!("a security scheme of type `{ty}` needs the key `{key}`");
            self.left_out(&message, "without this security scheme", path)
        })
    }

    fn left_out(&mut self, message: &str, instead: &str, path: &Path<'_>) -> bool {
        let said = Diagnostic::warning("missing-key", Place::Key(path.pointer()), message);
        self.diagnostics.push(said.generated(instead));
        false
    }
}

/// Puts some keys in front of all others.
fn first(entries: &mut Entries, names: &[&str]) {
    for name in names.iter().rev() {
        if let Some(index) = entries.get_index_of(*name) {
            entries.move_index(index, 0);
        }
    }
}

pub(in crate::document) fn text<'a>(entries: &'a Entries, key: &str) -> Option<&'a str> {
    entries.get(key).and_then(Value::as_str)
}
