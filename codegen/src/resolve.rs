//! Turns a [`Document`] into an [`Api`]: follows references, inherits what is inherited, says which way values travel.

mod containers;
mod direction;
mod encoding;
mod endpoints;
mod enumeration;
mod extensions;
mod find;
mod items;
mod merge;
mod never;
mod operation;
mod pagination;
mod parameter;
mod places;
mod reader;
mod reference;
mod scalars;
mod schema;
mod security;
mod server;
mod source;
mod split;
mod template;
mod unions;
mod waiter;
mod webhooks;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::api::{self, Api, SchemaId, Schemas};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::document::Document;
use crate::pointer::Pointer;

/// Resolves a document; what cannot be resolved is reported and left out. Where what is sent differs from what is
/// received, each has a schema of its own when `split` is asked for.
pub(crate) fn resolve(
    document: &Document,
    split: bool,
    arrays: Option<api::Arrays>,
    diagnostics: &mut Diagnostics,
) -> Api {
    let mut ctx = Ctx {
        document,
        index: find::Index::of(document),
        diagnostics,
        schemas: Schemas::default(),
        components: BTreeMap::new(),
        places: places::Places::default(),
        arrays: api::Arrays::default(),
        security_schemes: Vec::new(),
        usual_security: None,
        security_faults: IndexMap::new(),
    };
    ctx.arrays = arrays.unwrap_or_else(|| ctx.arrays(&Pointer::root(), &document.extensions));
    ctx.component_schemas();
    ctx.security_schemes = ctx.security_schemes();
    let mut operations = ctx.operations();
    let webhooks = ctx.webhooks(&operations);
    ctx.tell_security_faults();
    let servers = ctx.servers(&Pointer::root(), &document.servers);
    let error = ctx.error_expressions();
    let mut schemas = ctx.schemas;
    unions::settle(&mut schemas);
    never::drop_members(&mut schemas);
    direction::mark(&mut schemas, &operations, &webhooks);
    split::spread_access(&mut schemas);
    if split {
        split::split(&mut schemas, &mut operations);
    }
    Api {
        version: document.version.clone(),
        is_part: document.is_part,
        info: info(document),
        servers,
        security_schemes: ctx.security_schemes,
        tags: document.tags.iter().map(tag).collect(),
        operations,
        webhooks,
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
    security_schemes: Vec<api::SecurityScheme>,
    /// What operations ask for that do not say so themselves, once one has been met.
    usual_security: Option<Vec<Vec<String>>>,
    /// What is wrong with what operations ask for: where it was met first, what comes of it, and how often.
    security_faults: IndexMap<String, (Place, &'static str, usize)>,
}

impl Ctx<'_> {
    fn warn(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
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

/// Where the document's reader keeps the `summary` of tags and answers.
const SUMMARY: &str = "x-codegen-summary";

fn tag(raw: &openapiv3::Tag) -> api::Tag {
    let summary = || extensions::text(&raw.extensions, SUMMARY);
    api::Tag { name: raw.name.clone(), description: raw.description.clone().or_else(summary) }
}
