//! `src/credentials.rs`: a constructor for each security scheme.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::RustFile;
use super::tokens::{docs, ident, path, runtime};
use crate::model::{Crate, Scheme, SchemeKind, SourceConstructor};

pub(super) fn emit(krate: &Crate) -> RustFile {
    let constants = krate.client.schemes.iter().map(constant);
    let constructors = krate.client.schemes.iter().map(constructor);
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
    let signs = krate.client.schemes.iter().any(|scheme| matches!(scheme.kind, SchemeKind::Signature(_)));
    names.extend(signs.then_some(["AccessKey", "KeyChain", "Signer"]).into_iter().flatten());
    let carries = krate.client.schemes.iter().any(|scheme| matches!(scheme.kind, SchemeKind::Header(_)));
    names.extend(carries.then_some("Provider"));
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
    let name = &scheme.wire_name;
    let location = match &scheme.kind {
        SchemeKind::Header(header) => quote!(SchemeLocation::Header(#header)),
        SchemeKind::Signature(_) => quote!(SchemeLocation::Signature),
    };
    quote! {
        static #constant: Scheme = Scheme { name: #name, location: #location };
    }
}

fn constructor(scheme: &Scheme) -> TokenStream {
    let about = docs(&scheme.docs);
    let method = ident(&scheme.method);
    let constant = ident(&scheme.constant);
    match scheme.kind {
        SchemeKind::Header(_) => {
            let fetched = scheme.source.as_ref().map(|source| fetched(&constant, source));
            let with_provider = format_ident!("{}_provider", scheme.method.trim_end_matches('_'));
            let like = format!(" Like [`Self::{}`], with a value that is fetched when a call needs it.", scheme.method);
            quote! {
                #about
                pub fn #method(value: impl Into<String>) -> Self {
                    Self(runtime::Credentials::new(&#constant, value.into()))
                }

                #[doc = #like]
                ///
                /// All calls share it. It is renewed before it expires, and once when the service refuses it.
                pub fn #with_provider(provider: impl Provider + 'static) -> Self {
                    Self(runtime::Credentials::provided(&#constant, Arc::new(provider)))
                }

                #fetched
            }
        }
        SchemeKind::Signature(_) => {
            let with_token = format_ident!("{}_with_token", scheme.method.trim_end_matches('_'));
            let chain = format_ident!("{}_chain", scheme.method.trim_end_matches('_'));
            let with_signer = format_ident!("{}_signer", scheme.method.trim_end_matches('_'));
            let like = format!(
                " Like [`Self::{}`], with a temporary key and the security token that belongs to it.",
                scheme.method
            );
            let found = format!(
                " Like [`Self::{}`], with the key that a [`KeyChain`] finds when a call needs one.",
                scheme.method
            );
            quote! {
                #about
                pub fn #method(ak: impl Into<String>, sk: impl Into<String>) -> Self {
                    Self(runtime::Credentials::signed(&#constant, Arc::new(AccessKey::new(ak, sk))))
                }

                #[doc = #like]
                pub fn #with_token(ak: impl Into<String>, sk: impl Into<String>, token: impl Into<String>) -> Self {
                    let key = AccessKey::new(ak, sk).security_token(token);
                    Self(runtime::Credentials::signed(&#constant, Arc::new(key)))
                }

                #[doc = #found]
                ///
                /// It looks in the environment, then in a profile file, then at the metadata service of the machine.
                #[must_use]
                pub fn #chain() -> Self {
                    Self(runtime::Credentials::signed(&#constant, Arc::new(KeyChain::new())))
                }

                /// Signs each request with a signer of your own, for example one that fetches its keys.
                pub fn #with_signer(signer: impl Signer + 'static) -> Self {
                    Self(runtime::Credentials::signed(&#constant, Arc::new(signer)))
                }
            }
        }
    }
}

/// The constructor for a value that a call of the client answers with.
fn fetched(scheme: &Ident, constructor: &SourceConstructor) -> TokenStream {
    let about = docs(&constructor.docs);
    let method = ident(&constructor.method);
    let source = ident(&constructor.source.constant);
    let names = constructor.inputs.iter().map(|input| ident(&input.name));
    let inputs = constructor.inputs.iter().map(|input| {
        let (name, wire_name) = (ident(&input.name), &input.wire_name);
        let give = ident(if input.secret { "secret" } else { "input" });
        quote!(.#give(#wire_name, #name))
    });
    quote! {
        #about
        pub fn #method(#(#names: impl Into<String>),*) -> Self {
            let source = Sourced::new(&sources::#source) #(#inputs)*;
            Self(runtime::Credentials::provided(&#scheme, Arc::new(source)))
        }
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
