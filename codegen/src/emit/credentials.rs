//! `src/credentials.rs`: a constructor for each security scheme.

use proc_macro2::TokenStream;
use quote::quote;

use super::RustFile;
use super::tokens::{docs, ident, runtime};
use crate::model::{Crate, Scheme};

pub(super) fn emit(krate: &Crate) -> RustFile {
    let runtime = runtime(&krate.paths, &[]);
    let constants = krate.client.schemes.iter().map(constant);
    let constructors = krate.client.schemes.iter().map(constructor);
    let items = vec![
        quote! { use #runtime::{self, Scheme, SchemeLocation}; },
        quote! { #(#constants)* },
        quote! {
            /// How calls prove who makes them.
            ///
            /// Neither `Debug` nor any error shows what it holds.
            #[derive(Clone, Debug)]
            pub struct Credentials(runtime::Credentials);

            impl Credentials {
                #(#constructors)*
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

fn constant(scheme: &Scheme) -> TokenStream {
    let constant = ident(&scheme.constant);
    let Scheme { wire_name, header, .. } = scheme;
    quote! {
        static #constant: Scheme = Scheme { name: #wire_name, location: SchemeLocation::Header(#header) };
    }
}

fn constructor(scheme: &Scheme) -> TokenStream {
    let about = docs(&scheme.docs);
    let method = ident(&scheme.method);
    let constant = ident(&scheme.constant);
    quote! {
        #about
        pub fn #method(value: impl Into<String>) -> Self {
            Self(runtime::Credentials::new(&#constant, value.into()))
        }
    }
}
