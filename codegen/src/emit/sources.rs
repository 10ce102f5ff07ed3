//! `src/sources.rs`: which calls answer with values that the client needs.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::RustFile;
use super::tokens::{docs, ident, path, raw_text, runtime};
use crate::model::{Crate, Source};

pub(super) fn is_needed(krate: &Crate) -> bool {
    krate.client.sources().next().is_some()
}

pub(super) fn emit(krate: &Crate) -> RustFile {
    let runtime = runtime(&krate.paths, &[]);
    let operations = path(&krate.paths.root, &["operations"]);
    let mut items = vec![quote! {
        use #operations;
        use #runtime::Source;
    }];
    items.extend(krate.client.sources().map(source));
    RustFile { docs: vec!["Which calls answer with values that the client needs.".to_owned()], items }
}

fn source(source: &Source) -> TokenStream {
    let about = docs(&source.docs);
    let (constant, operation, value) = (ident(&source.constant), ident(&source.operation), &source.value);
    let parameters = source.parameters.iter().map(|(name, value)| quote!((#name, #value)));
    let body = optional(source.body.as_deref().map(raw_text));
    let expires = optional(source.expires.as_deref().map(Literal::string));
    let exactly_one = optional(source.exactly_one.as_deref().map(Literal::string));
    quote! {
        #about
        pub(crate) static #constant: Source = Source {
            operation: &operations::#operation,
            parameters: &[#(#parameters),*],
            body: #body,
            value: #value,
            expires: #expires,
            exactly_one: #exactly_one,
        };
    }
}

fn optional(value: Option<Literal>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}
