//! `src/errors.rs`: the one body that all errors of this API have.

use quote::quote;

use super::RustFile;
use super::tokens::{ident, path, runtime};
use crate::model::{Crate, TypeName};

/// The body's type, when the file is needed: a type may get methods only in the crate that defines it, so the runtime
/// has to be in the client.
pub(super) fn body(krate: &Crate) -> Option<&TypeName> {
    krate.client.error_body.as_ref().filter(|_| krate.paths.embedded)
}

pub(super) fn emit(krate: &Crate, name: &TypeName) -> RustFile {
    let body = ident(&name.0);
    let runtime = runtime(&krate.paths, &[]);
    let models = path(&krate.paths.root, &["models"]);
    let items = vec![
        quote! {
            use #models;
            use #runtime::Error;
        },
        quote! {
            impl Error {
                /// The body of the answer, when the service answered with an error that it documents.
                ///
                /// What does not fit the documented form is `None` here; [`Error::body`] has it as it came. Both hold what the
                /// service wrote, unlike [`Error::message`] without any regard to secrets.
                pub fn api(&self) -> Option<models::#body> {
                    self.decode().ok()
                }
            }
        },
    ];
    RustFile { docs: vec!["The body that all errors of this API have.".to_owned()], items }
}
