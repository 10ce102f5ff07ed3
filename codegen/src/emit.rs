//! Turns a [`Crate`] into files; decides nothing and cannot fail.

mod client;
mod conversions;
mod credentials;
mod enums;
mod errors;
mod integer_enums;
mod lib_rs;
mod manifest;
mod models;
mod operations;
mod readme;
mod runtime;
mod servers;
mod sources;
mod tokens;
mod unions;
mod webhooks;

use proc_macro2::TokenStream;

use crate::model::Crate;

/// A file to be. Its content is made when it is asked for, so that many files are worked on at the same time and the
/// tokens of few are in memory.
pub(crate) struct File<'a> {
    /// Below the crate's folder, with `/`.
    pub(crate) path: String,
    pub(crate) content: Box<dyn Fn() -> Content + Send + Sync + 'a>,
}

/// What a file holds.
#[derive(Debug)]
pub(crate) enum Content {
    /// Rust that is still to be formatted.
    Rust(RustFile),
    /// A runtime file: the text that stands at this place of the generator's repository.
    Copy { origin: String, text: String },
    /// Text that has a header of its own kind.
    Text(String),
    /// Text that shares its file with what people wrote.
    Region(String),
}

/// Rust in pieces, each to be set apart by a blank line.
#[derive(Debug, Default)]
pub(crate) struct RustFile {
    /// The module's documentation.
    pub(crate) docs: Vec<String>,
    pub(crate) items: Vec<TokenStream>,
}

pub(crate) use manifest::dependencies;

/// Lists all files of a crate.
pub(crate) fn emit(krate: &Crate) -> Vec<File<'_>> {
    let mut files = vec![
        File::region("Cargo.toml", || manifest::emit(krate)),
        File::region("README.md", || readme::emit(krate)),
        File::new("src/.rustfmt.toml", || Content::Text("disable_all_formatting = true\n".to_owned())),
        File::rust("src/lib.rs", || lib_rs::emit(krate)),
        File::rust("src/client.rs", || client::emit(krate)),
        File::rust("src/servers.rs", || servers::emit(krate)),
    ];
    if !krate.client.schemes.is_empty() {
        files.push(File::rust("src/credentials.rs", || credentials::emit(krate)));
    }
    if errors::is_needed(krate) {
        files.push(File::rust("src/errors.rs", || errors::emit(krate)));
    }
    if sources::is_needed(krate) {
        files.push(File::rust("src/sources.rs", || sources::emit(krate)));
    }
    if webhooks::is_needed(krate) {
        files.push(File::rust("src/webhooks.rs", || webhooks::emit(krate)));
    }
    models::emit(krate, &mut files);
    operations::emit(krate, &mut files);
    if krate.paths.embedded {
        runtime::emit(krate, &mut files);
    }
    files
}

impl<'a> File<'a> {
    fn new(path: impl Into<String>, content: impl Fn() -> Content + Send + Sync + 'a) -> Self {
        Self { path: path.into(), content: Box::new(content) }
    }

    fn rust(path: impl Into<String>, file: impl Fn() -> RustFile + Send + Sync + 'a) -> Self {
        Self::new(path, move || Content::Rust(file()))
    }

    fn region(path: &str, text: impl Fn() -> String + Send + Sync + 'a) -> Self {
        Self::new(path, move || Content::Region(text()))
    }
}
