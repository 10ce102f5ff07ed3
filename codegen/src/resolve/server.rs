//! Servers, wherever they are listed.

use serde_json::Value;

use super::{Ctx, extensions};
use crate::api::{Server, ServerVariable};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

impl Ctx<'_> {
    /// The `servers` of the object at a place.
    pub(super) fn servers(&mut self, at: &Pointer, raw: &[openapiv3::Server]) -> Vec<Server> {
        let at = at.key("servers");
        raw.iter().enumerate().map(|(index, raw)| self.server(&at.index(index), raw)).collect()
    }

    fn server(&mut self, at: &Pointer, raw: &openapiv3::Server) -> Server {
        let variables = raw.variables.iter().flatten().map(|(name, raw)| ServerVariable {
            name: name.clone(),
            default: raw.default.clone(),
            values: raw.enumeration.clone(),
            open: raw.enumeration.is_empty() || extensions::is_true(&raw.extensions, "x-extensible-enum"),
            description: raw.description.clone(),
        });
        let variables: Vec<ServerVariable> = variables.collect();
        let environment = raw.extensions.get("x-environment").and_then(|raw| match environment(raw, &variables) {
            Ok(name) => Some(name),
            Err(problem) => {
                let place = Place::Value(at.key("x-environment"));
                let warning = Diagnostic::warning("invalid-extension", place, problem);
                self.warn(warning.generated("a server that no environment variable replaces"));
                None
            }
        });
        Server { url: raw.url.clone(), description: raw.description.clone(), variables, environment }
    }
}

/// The name of an environment variable, in which `{name}` stands for a variable of the server.
fn environment(raw: &Value, variables: &[ServerVariable]) -> Result<String, String> {
    let odd = || format!("`x-environment` takes the name of an environment variable, and {raw} is none");
    let text = raw.as_str().ok_or_else(odd)?;
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (name, behind) = behind.split_once('}').ok_or_else(odd)?;
        if !variables.iter().any(|variable| variable.name == name) {
            return Err(format!("`x-environment` names `{{{name}}}`, which is no variable of this server"));
        }
        plain.push_str(before);
        plain.push('_');
        rest = behind;
    }
    plain.push_str(rest);
    let is_name = plain.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
        && plain.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
    if is_name { Ok(text.to_owned()) } else { Err(odd()) }
}
