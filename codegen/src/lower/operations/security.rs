//! What a call needs to prove who makes it.

use super::super::Ctx;
use crate::api;

impl Ctx<'_> {
    /// Alternatives, each a list of constructors of the client's credentials. What no request carries is not asked for.
    pub(super) fn security(&self, raw: &api::Operation) -> Vec<Vec<String>> {
        let schemes = || self.api.security_schemes.iter().zip(&self.names.constructors);
        let constructor = |name: &String| {
            let scheme = schemes().find(|(scheme, _)| scheme.name == *name);
            scheme.and_then(|(_, constructor)| constructor.clone())
        };
        let mut alternatives: Vec<Vec<String>> = Vec::new();
        for schemes in &raw.security {
            let alternative = schemes.iter().filter_map(constructor).collect();
            if !alternatives.contains(&alternative) {
                alternatives.push(alternative);
            }
        }
        // Where there is nothing to choose, there is nothing to say.
        if alternatives.iter().all(Vec::is_empty) { Vec::new() } else { alternatives }
    }
}
