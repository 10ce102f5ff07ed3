//! `src/credentials.rs`: a constructor for each security scheme.

mod constructors;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::RustFile;
use super::tokens::{ident, path, runtime};
use crate::model::{Crate, Scheme, SchemeKind};

pub(super) fn emit(krate: &Crate) -> RustFile {
    let constants = krate.client.schemes.iter().map(constant);
    let constructors = krate.client.schemes.iter().map(constructors::emit);
    let combine = (krate.client.schemes.len() > 1).then(combine);
    let items = vec![
        imports(krate),
        quote! { #(#constants)* },
        quote! {
            /// How calls prove who makes them.
            ///
            /// Neither `Debug` nor any error shows what it holds.
            #[derive(Clone, Debug)]
            pub struct Credentials(runtime::Credentials);

            impl Credentials {
                #(#constructors)*
                #combine
            }

            impl From<Credentials> for runtime::Credentials {
                fn from(credentials: Credentials) -> Self {
                    credentials.0
                }
            }
        },
    ];
    RustFile { docs: vec!["How calls prove who makes them.".to_owned()], items }
}

fn imports(krate: &Crate) -> TokenStream {
    let runtime = runtime(&krate.paths, &[]);
    let mut names = BTreeSet::from(["Scheme", "SchemeLocation"]);
    for scheme in &krate.client.schemes {
        let used: &[&str] = match scheme.kind {
            SchemeKind::Signature(Some(_)) => &["AccessKey", "KeyChain", "Signer"],
            SchemeKind::Signature(None) => &["Signer"],
            _ => &["Provider"],
        };
        names.extend(used);
    }
    let fetches = krate.client.schemes.iter().any(|scheme| scheme.source.is_some());
    names.extend(fetches.then_some("Sourced"));
    let names = names.into_iter().map(ident);
    let sources = fetches.then(|| {
        let sources = path(&krate.paths.root, &["sources"]);
        quote!(use #sources;)
    });
    quote! {
        use std::sync::Arc;

        use #runtime::{self, #(#names),*};
        #sources
    }
}

fn constant(scheme: &Scheme) -> TokenStream {
    let constant = ident(&scheme.constant);
    let name = &scheme.method;
    let location = match &scheme.kind {
        SchemeKind::Header(name) => quote!(SchemeLocation::Header(#name)),
        SchemeKind::Query(name) => quote!(SchemeLocation::Query(#name)),
        SchemeKind::Cookie(name) => quote!(SchemeLocation::Cookie(#name)),
        SchemeKind::Basic => quote!(SchemeLocation::Basic),
        SchemeKind::Authorization(scheme) => quote!(SchemeLocation::Authorization(#scheme)),
        SchemeKind::Signature(_) => quote!(SchemeLocation::Signature),
    };
    quote! {
        static #constant: Scheme = Scheme { name: #name, location: #location };
    }
}

fn combine() -> TokenStream {
    quote! {
        /// These credentials and others: each call uses what it needs of them.
        #[must_use]
        pub fn and(self, other: Self) -> Self {
            Self(self.0.merge(other.0))
        }
    }
}
