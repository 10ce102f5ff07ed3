//! What a call needs to prove who makes it.

use super::super::client::SDK_HMAC_SHA256;
use super::super::{Ctx, markdown};
use super::Unsupported;
use crate::api;
use crate::diagnostic::Place;

impl Ctx<'_> {
    pub(super) fn security(&self, raw: &api::Operation) -> Result<Vec<Vec<String>>, Unsupported> {
        let usable = |name: &String| {
            let scheme = self.api.security_schemes.iter().find(|scheme| scheme.name == *name);
            scheme.is_some_and(|scheme| match &scheme.kind {
                api::SecuritySchemeKind::ApiKeyHeader(_) => true,
                api::SecuritySchemeKind::Signature(algorithm) => algorithm == SDK_HMAC_SHA256,
                api::SecuritySchemeKind::Other(_) => false,
            })
        };
        let alternatives: Vec<Vec<String>> =
            raw.security.iter().filter(|schemes| schemes.iter().all(usable)).cloned().collect();
        if alternatives.is_empty() && !raw.security.is_empty() {
            let names = raw.security.iter().flatten().map(|name| markdown::code(name)).collect::<Vec<_>>().join(", ");
            return Err(Unsupported {
                place: Place::Key(raw.pointer.clone()),
                construct: format!("security by {names}"),
            });
        }
        Ok(alternatives)
    }
}
