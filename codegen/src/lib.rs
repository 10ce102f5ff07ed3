//! Turns an OpenAPI description into the source of a Rust client.
//!
//! [`generate`] is the entry: it takes the text of a description and gives back a [`SourceTree`], in memory, and
//! what there is to say about the description. It reads and writes nothing; [`SourceTree::write`] and
//! [`SourceTree::drift`] do when asked. [`generate_from`] is the same for descriptions of several files, for which it
//! asks its caller; [`SpecFolder`] reads them from a folder.
//!
//! How the passes fit together is told in `ARCHITECTURE.md` beside this crate's sources.

mod api;
mod cycles;
pub mod diagnostic;
mod document;
mod emit;
mod files;
mod format;
mod ident;
mod lower;
mod model;
mod package;
mod pointer;
mod resolve;
mod selection;
mod source;
mod tree;
mod workers;

pub use api::Arrays;
pub use files::{Fetched, FileError, Files};
pub use model::{Collision, SchemaType, Untyped};
pub use package::check_package_name;
pub use selection::Selection;
use source::Sources;
pub use source::{Format, Source};
pub use tree::{Drift, SourceTree, SpecFolder, TreeError, Written};

use std::sync::{Mutex, PoisonError};
use std::thread;

use diagnostic::{Diagnostics, Located};
use files::NoFiles;
use lower::Settings;

/// The stack that the passes run on, in bytes: enough for the deepest description that is read.
const STACK: usize = 64 << 20;

/// How a client is made of a description.
#[derive(Clone, Debug)]
pub struct Options {
    /// The name of the package, for example `petstore`.
    pub name: String,
    /// The version of the package. The description's own version is another matter and is not used.
    pub version: String,
    /// The command that people run to generate, as file headers show it.
    pub command: String,
    /// Which operations are wanted; the models are those that they reach.
    pub selection: Selection,
    /// Overlays (Overlay Specification 1.0 and 1.1), which change the description before anything else is looked at, one
    /// after the other. Files that it refers to stay as they are.
    pub overlays: Vec<Source>,
    /// Whether any warning means that nothing is generated.
    pub strict: bool,
    /// Whether a schema that is sent and received becomes two types where members travel one way only (`readOnly`,
    /// `writeOnly`): one with what is sent, one with what is received.
    pub split: bool,
    /// How lists are written in names that nest, whatever the description as a whole says; a parameter that says it itself
    /// is believed.
    pub deep_object_arrays: Option<Arrays>,
    /// Where the files will stand.
    pub layout: Layout,
}

impl Options {
    /// A package of this name in a crate of its own, version 0.1.0.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: "0.1.0".to_owned(),
            command: "cargo xtask codegen".to_owned(),
            selection: Selection::default(),
            overlays: Vec::new(),
            strict: false,
            split: true,
            deep_object_arrays: None,
            layout: Layout::Crate,
        }
    }
}

/// Where the emitted files will stand.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Layout {
    /// In a crate of their own, the runtime included.
    Crate,
    /// In a module of a larger crate that has the runtime already, for example many clients that share one.
    Module {
        /// The path of the client's module, for example `crate::petstore`.
        root: String,
        /// The path of the runtime's module, for example `crate::runtime`.
        runtime: String,
    },
}

/// What became of a description.
#[derive(Debug)]
pub struct Output {
    /// The files; `None` when an error, or a warning in strict mode, forbids to write any.
    pub tree: Option<SourceTree>,
    /// What there is to say, in the description's order.
    pub messages: Vec<Located>,
    /// The version of OpenAPI that the description is written in; `None` when it could not be read.
    pub openapi: Option<String>,
    /// What was made.
    pub counts: Counts,
    /// What became a value of any type, in the order in which it was met: equal input gives equal lists.
    pub untyped: Vec<Untyped>,
    /// Names that would have become the same identifier, scope by scope and in the description's order.
    pub collisions: Vec<Collision>,
    /// The types of each schema that has a name of its own, in the description's order: one that is split has two.
    pub schema_types: Vec<SchemaType>,
}

/// What a description held and how much of it was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Operations with a method of the client.
    pub operations: usize,
    /// Operations that were left out, each with a warning.
    pub operations_left_out: usize,
    /// Schemas below `components/schemas`.
    pub schemas: usize,
}

/// Generates a client of a description in a single file.
///
/// Nothing in a description makes this panic, and equal input gives equal output to the byte.
#[must_use]
pub fn generate(source: &Source, options: &Options) -> Output {
    generate_from(source, &mut NoFiles, options)
}

/// Generates a client of a description and the files that it refers to.
///
/// Each file is asked for once, and only when something refers to it.
#[must_use]
pub fn generate_from(source: &Source, files: &mut (dyn Files + Send), options: &Options) -> Output {
    let files = Mutex::new(files);
    let work = || generate_here(source, &mut **files.lock().unwrap_or_else(PoisonError::into_inner), options);
    // What is nested deep is walked by recursion: that must not depend on the stack of whoever calls.
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        match worker.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(output)) => output,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(_) => work(),
        }
    })
}

fn generate_here(source: &Source, files: &mut dyn Files, options: &Options) -> Output {
    let mut diagnostics = Diagnostics::default();
    let mut sources = Sources::new(source);
    let krate = document::document(&mut sources, files, &options.overlays, &options.selection, &mut diagnostics).map(
        |document| {
            let declared = document.paths.iter().map(|path| path.operations.len()).sum::<usize>();
            let api = resolve::resolve(&document, options.split, options.deep_object_arrays, &mut diagnostics);
            let schemas = api.schemas.components().count();
            let krate = lower::lower(&api, settings(options), &mut diagnostics);
            let operations = krate.groups.iter().map(|group| group.operations.len()).sum();
            let counts = Counts { operations, operations_left_out: declared.saturating_sub(operations), schemas };
            (krate, counts, api.version)
        },
    );
    let refused = diagnostics.has_errors() || (options.strict && !diagnostics.is_empty());
    let (counts, openapi, mut krate) = match krate {
        Some((krate, counts, version)) => (counts, Some(version), Some(krate).filter(|_| !refused)),
        None => (Counts::default(), None, None),
    };
    let untyped = krate.as_mut().map(|krate| std::mem::take(&mut krate.untyped)).unwrap_or_default();
    let collisions = krate.as_mut().map(|krate| std::mem::take(&mut krate.collisions)).unwrap_or_default();
    let schema_types = krate.as_mut().map(|krate| std::mem::take(&mut krate.schema_types)).unwrap_or_default();
    let tree = krate.map(|krate| format::format(&emit::emit(&krate), &options.command, &source.path));
    Output { tree, messages: diagnostics.locate(&sources), openapi, counts, untyped, collisions, schema_types }
}

fn settings(options: &Options) -> Settings {
    let paths = match &options.layout {
        Layout::Crate => {
            model::Paths { root: "crate".to_owned(), runtime: "crate::runtime".to_owned(), embedded: true }
        }
        Layout::Module { root, runtime } => {
            model::Paths { root: root.clone(), runtime: runtime.clone(), embedded: false }
        }
    };
    Settings { name: options.name.clone(), version: options.version.clone(), paths }
}
