//! Turns a [`Document`] into an [`Api`]: follows references, inherits what is inherited, says which way values travel.

mod containers;
mod direction;
mod encoding;
mod enumeration;
mod extensions;
mod find;
mod merge;
mod operation;
mod parameter;
mod places;
mod reader;
mod reference;
mod scalars;
mod schema;
mod server;
mod source;
mod split;
mod template;
mod unions;
mod waiter;

use std::collections::BTreeMap;

use openapiv3::{APIKeyLocation, SecurityScheme as RawScheme};

use crate::api::{self, Api, SchemaId, Schemas};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::pointer::Pointer;
use find::Node;
use reference::Wanted;

/// Resolves a document; what cannot be resolved is reported and left out. Where what is sent differs from what is
/// received, each has a schema of its own when `split` is asked for.
pub(crate) fn resolve(document: &Document, split: bool, diagnostics: &mut Diagnostics) -> Api {
    let mut ctx = Ctx {
        document,
        index: find::Index::of(document),
        diagnostics,
        schemas: Schemas::default(),
        components: BTreeMap::new(),
        places: places::Places::default(),
        arrays: api::Arrays::default(),
    };
    ctx.arrays = ctx.arrays(&Pointer::root(), &document.extensions);
    ctx.component_schemas();
    let mut operations = ctx.operations();
    let servers = ctx.servers(&Pointer::root(), &document.servers);
    let security_schemes = ctx.security_schemes();
    let error = ctx.error_expressions();
    let mut schemas = ctx.schemas;
    unions::settle(&mut schemas);
    direction::mark(&mut schemas, &operations);
    split::spread_access(&mut schemas);
    if split {
        split::split(&mut schemas, &mut operations);
    }
    Api {
        version: document.version.clone(),
        is_part: document.is_part,
        info: info(document),
        servers,
        security_schemes,
        tags: document.tags.iter().map(tag).collect(),
        operations,
        schemas,
        error,
    }
}

/// What the functions of this pass share.
struct Ctx<'a> {
    document: &'a Document,
    index: find::Index<'a>,
    diagnostics: &'a mut Diagnostics,
    schemas: Schemas,
    /// The schema of each key below `components/schemas`.
    components: BTreeMap<String, SchemaId>,
    /// The schemas of all places.
    places: places::Places,
    /// How lists are written in names that nest, where nothing else is said.
    arrays: api::Arrays,
}

impl Ctx<'_> {
    fn warn(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn security_schemes(&mut self) -> Vec<api::SecurityScheme> {
        let at = Pointer::root().key("components").key("securitySchemes");
        let mut schemes = Vec::new();
        for (name, raw) in &self.document.components.security_schemes {
            let at = at.key(name);
            let wanted = Wanted { name: "a security scheme", pick: Node::security_scheme };
            let Some(raw) = self.follow(raw, &at, &wanted) else { continue };
            schemes.push(self.security_scheme(at, name, raw.0));
        }
        schemes
    }

    fn security_scheme(&mut self, pointer: Pointer, name: &str, raw: &RawScheme) -> api::SecurityScheme {
        let (kind, description, extensions) = match raw {
            RawScheme::APIKey { description, extensions, .. } if extensions.contains_key("x-signature") => {
                let algorithm = extensions::text(extensions, "x-signature").unwrap_or_default();
                (api::SecuritySchemeKind::Signature(algorithm), description, extensions)
            }
            RawScheme::APIKey { location: APIKeyLocation::Header, name, description, extensions } => {
                (api::SecuritySchemeKind::ApiKeyHeader(name.clone()), description, extensions)
            }
            RawScheme::APIKey { location, description, extensions, .. } => {
                let location = if *location == APIKeyLocation::Query { "query" } else { "cookie" };
                (api::SecuritySchemeKind::Other(format!("apiKey in {location}")), description, extensions)
            }
            RawScheme::HTTP { scheme, description, extensions, .. } => {
                (api::SecuritySchemeKind::Other(format!("http {scheme}")), description, extensions)
            }
            RawScheme::OAuth2 { description, extensions, .. } => {
                (api::SecuritySchemeKind::Other("oauth2".to_owned()), description, extensions)
            }
            RawScheme::OpenIDConnect { description, extensions, .. } => {
                (api::SecuritySchemeKind::Other("openIdConnect".to_owned()), description, extensions)
            }
        };
        let source = if matches!(kind, api::SecuritySchemeKind::ApiKeyHeader(_)) {
            self.source(&pointer, extensions, api::SourceFor::Scheme)
        } else {
            let problem = "`x-source` is for security schemes whose value is sent in a header";
            self.no_source(&pointer, extensions, api::SourceFor::Scheme, problem);
            None
        };
        api::SecurityScheme { pointer, name: name.to_owned(), description: description.clone(), kind, source }
    }
}

fn info(document: &Document) -> api::Info {
    api::Info {
        title: document.info.title.clone(),
        description: document.info.description.clone(),
        external_docs: document.external_docs.as_ref().map(external_docs),
    }
}

fn external_docs(raw: &openapiv3::ExternalDocumentation) -> api::ExternalDocs {
    api::ExternalDocs { url: raw.url.clone(), description: raw.description.clone() }
}

fn tag(raw: &openapiv3::Tag) -> api::Tag {
    api::Tag { name: raw.name.clone(), description: raw.description.clone() }
}
