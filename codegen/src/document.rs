//! Turns the text of a description into a [`Document`].

mod bundle;
mod convert;
mod deserialize;
mod endpoints;
mod identify;
mod overlay;
mod path;
mod read;
mod rewrite;
mod select;
mod table;
pub(crate) mod token;
pub(crate) mod uri;
mod value;
mod version;
mod walk;

#[cfg(test)]
mod tests;

use std::thread;

use indexmap::IndexMap;
use openapiv3::{
    Example, ExternalDocumentation, Header, Info, Parameter, PathItem, ReferenceOr, RequestBody, Response, Schema,
    SecurityRequirement, SecurityScheme, Server, Tag,
};

use self::bundle::{References, Supply};
use self::value::Value;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Pointer};
use crate::files::Files;
use crate::pointer::FileId;
use crate::selection::Selection;
use crate::source::{Source, Sources};

/// A description in the shape of OpenAPI 3.0, whatever its version was. All maps keep the order of the file.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// What the API is called.
    pub(crate) info: Info,
    /// Empty where none is written.
    pub(crate) servers: Vec<Server>,
    /// The tags that are described.
    pub(crate) tags: Vec<Tag>,
    /// Where more can be read.
    pub(crate) external_docs: Option<ExternalDocumentation>,
    /// What applies to operations that say nothing themselves.
    pub(crate) security: Option<Vec<SecurityRequirement>>,
    /// What can be asked for, by path template.
    pub(crate) paths: Vec<Endpoint>,
    /// What the service asks of others, by name.
    pub(crate) webhooks: Vec<Endpoint>,
    /// What can be referred to.
    pub(crate) components: Components,
    /// The `x-` keys of the root.
    pub(crate) extensions: IndexMap<String, serde_json::Value>,
    /// As written, for example `3.0.3`.
    pub(crate) version: String,
    /// Whether a selection may have left something out, so that names may lead nowhere through nobody's fault.
    pub(crate) is_part: bool,
    /// What there is to know about its references, where it was made of several files.
    pub(crate) references: References,
}

/// A path template, or what stands in the place of one, and the operations there.
#[derive(Clone, Debug)]
pub(crate) struct Endpoint {
    /// The template of a path, the name of a webhook, the expression of a callback.
    pub(crate) name: String,
    /// What holds for all operations. Itself it has none; its `$ref` is the extension `x-codegen-$ref`.
    pub(crate) item: PathItem,
    /// In the order in which methods are usually listed.
    pub(crate) operations: Vec<Operation>,
}

/// One method of an endpoint.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    /// As it is sent: `GET`.
    pub(crate) method: String,
    /// The keys that lead to it from the path item.
    pub(crate) keys: Vec<String>,
    /// Without its callbacks.
    pub(crate) raw: openapiv3::Operation,
    /// What the service asks of others after the call, by name.
    pub(crate) callbacks: IndexMap<String, Callback>,
}

/// The requests that a service makes because of a call.
#[derive(Clone, Debug)]
pub(crate) enum Callback {
    /// Those of another place.
    Reference(String),
    /// One endpoint for each expression that says where it goes.
    Endpoints(Vec<Endpoint>),
}

/// What `$ref`s lead to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Components {
    /// `#/components/schemas`
    pub(crate) schemas: IndexMap<String, ReferenceOr<Schema>>,
    /// `#/components/responses`
    pub(crate) responses: IndexMap<String, ReferenceOr<Response>>,
    /// `#/components/parameters`
    pub(crate) parameters: IndexMap<String, ReferenceOr<Parameter>>,
    /// `#/components/requestBodies`
    pub(crate) request_bodies: IndexMap<String, ReferenceOr<RequestBody>>,
    /// `#/components/headers`
    pub(crate) headers: IndexMap<String, ReferenceOr<Header>>,
    /// `#/components/securitySchemes`
    pub(crate) security_schemes: IndexMap<String, ReferenceOr<SecurityScheme>>,
    /// `#/components/examples`
    pub(crate) examples: IndexMap<String, ReferenceOr<Example>>,
    /// `#/components/callbacks`
    pub(crate) callbacks: IndexMap<String, Callback>,
}

/// In a debug build `openapiv3` takes up to 50 kB of stack for each level of a schema, of which there may be 100;
/// a thread of a test has 2 MB in all.
const STACK: usize = 16 << 20;

/// Reads a description, changes it as overlays say, and reads the files that it refers to. All but the description are
/// added to its sources.
///
/// Returns `None` where the text is not a description that can be read; `diagnostics` then has an error.
pub(crate) fn document(
    sources: &mut Sources<'_>,
    files: &mut dyn Files,
    overlays: &[Source],
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let source = sources.get(FileId::ROOT);
    version::check_text(source.body(), diagnostics)?;
    let mut budget = read::Budget::default();
    let mut root = match read::read(source, FileId::ROOT, &mut budget, diagnostics) {
        Ok(root) => root,
        Err(refusal) => {
            diagnostics.push(*refusal);
            return None;
        }
    };
    let changes = overlay::apply(&mut root, overlays, sources, &mut budget, diagnostics)?;
    diagnostics.rewritten(changes);
    let (rules, version) = version::check_root(&root, diagnostics)?;
    let version = version.to_owned();
    let names = identify::identify(&mut root, FileId::ROOT, rules, diagnostics);
    let supply = Supply { files, sources, budget: &mut budget, diagnostics };
    let (mut root, origins, references) = bundle::bundle(root, names, rules, supply);
    diagnostics.name_files(sources.iter().map(|source| source.path.clone()).collect());
    diagnostics.rewritten(origins);
    if let Value::Object(root) = &mut root {
        select::select(root, selection, diagnostics);
    }
    let mut origins = walk::walk(&mut root, rules, diagnostics);
    let Value::Object(root) = root else { return None };
    let convert = || convert::convert(root, version, &mut origins, diagnostics);
    let document = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, convert);
        thread.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    match document {
        Ok(mut document) => {
            document.is_part = !selection.is_all();
            document.references = references;
            diagnostics.rewritten(origins);
            Some(document)
        }
        Err(error) => {
            let message = format!("no thread can be started to read this: {error}");
            diagnostics.push(Diagnostic::error("no-thread", Place::Value(Pointer::root()), message));
            None
        }
    }
}
