//! `src/errors.rs`: what errors of this API have beside what all have.

use proc_macro2::TokenStream;
use quote::quote;

use super::RustFile;
use super::tokens::{docs, ident, path, runtime};
use crate::model::{Crate, ErrorField, TypeName};

/// Whether the file is needed. A type may get methods only in the crate that defines it, so the runtime has to be in the
/// client.
pub(super) fn is_needed(krate: &Crate) -> bool {
    krate.paths.embedded && (krate.client.error_body.is_some() || !krate.client.error_fields.is_empty())
}

pub(super) fn emit(krate: &Crate) -> RustFile {
    let runtime = runtime(&krate.paths, &[]);
    let models = path(&krate.paths.root, &["models"]);
    let body = krate.client.error_body.as_ref();
    let models = body.map(|_| quote!(use #models;));
    let methods = body.map(api).into_iter().chain(krate.client.error_fields.iter().map(field));
    let items = vec![
        quote! {
            #models
            use #runtime::Error;
        },
        quote! {
            impl Error {
                #(#methods)*
            }
        },
    ];
    RustFile { docs: vec!["What errors of this API have beside what all have.".to_owned()], items }
}

/// The one body that all errors have.
fn api(name: &TypeName) -> TokenStream {
    let body = ident(&name.0);
    quote! {
        /// The body of the answer, when the service answered with an error that it documents.
        ///
        /// What does not fit the documented form is `None` here; [`Error::body`] has it as it came. Both hold what the
        /// service wrote, unlike [`Error::message`] without any regard to secrets.
        pub fn api(&self) -> Option<models::#body> {
            self.decode().ok()
        }
    }
}

fn field(field: &ErrorField) -> TokenStream {
    let (about, method) = (docs(&field.docs), ident(&field.method));
    let expressions = &field.expressions;
    quote! {
        #about
        pub fn #method(&self) -> Option<String> {
            self.find(&[#(#expressions),*])
        }
    }
}
