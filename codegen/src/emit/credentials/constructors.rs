//! The constructors of credentials.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::emit::tokens::{doc_lines, docs, ident};
use crate::model::{Scheme, SchemeKind, SourceConstructor};

/// All constructors for one scheme.
pub(super) fn emit(scheme: &Scheme) -> TokenStream {
    match scheme.kind {
        SchemeKind::Basic => basic(scheme),
        SchemeKind::Signature(Some(_)) => signature(scheme),
        SchemeKind::Signature(None) => own_signature(scheme),
        SchemeKind::Header(_) | SchemeKind::Query(_) | SchemeKind::Cookie(_) | SchemeKind::Authorization(_) => {
            value(scheme)
        }
    }
}

fn value(scheme: &Scheme) -> TokenStream {
    let about = docs(&scheme.docs);
    let (method, constant, value) = (ident(&scheme.method), ident(&scheme.constant), ident(scheme.value));
    let like =
        format!("Like [`Self::{}`], with a {} that is fetched when a call needs it.", scheme.method, scheme.value);
    let provider = provider(scheme, &[&like, "", RENEWED]);
    let fetched = scheme.source.as_ref().map(|source| fetched(&constant, source));
    quote! {
        #about
        pub fn #method(#value: impl Into<String>) -> Self {
            Self(runtime::Credentials::new(&#constant, #value.into()))
        }

        #provider

        #fetched
    }
}

fn basic(scheme: &Scheme) -> TokenStream {
    let about = docs(&scheme.docs);
    let (method, constant) = (ident(&scheme.method), ident(&scheme.constant));
    let like = format!("Like [`Self::{}`], with what is fetched when a call needs it.", scheme.method);
    let form = "The provider gives both in one text, with a colon in between: `user:password`.";
    let provider = provider(scheme, &[&like, "", form, RENEWED]);
    quote! {
        #about
        pub fn #method(user: impl Into<String>, password: impl Into<String>) -> Self {
            Self(runtime::Credentials::login(&#constant, user.into(), password.into()))
        }

        #provider
    }
}

const RENEWED: &str = "All calls share it. It is renewed before it expires, and once when the service refuses it.";

fn provider(scheme: &Scheme, about: &[&str]) -> TokenStream {
    let about = doc_lines(about);
    let method = format_ident!("{}_provider", scheme.method.trim_end_matches('_'));
    let constant = ident(&scheme.constant);
    quote! {
        #about
        pub fn #method(provider: impl Provider + 'static) -> Self {
            Self(runtime::Credentials::provided(&#constant, Arc::new(provider)))
        }
    }
}

fn signature(scheme: &Scheme) -> TokenStream {
    let about = docs(&scheme.docs);
    let (method, constant) = (ident(&scheme.method), ident(&scheme.constant));
    let with_token = format_ident!("{}_with_token", scheme.method.trim_end_matches('_'));
    let chain = format_ident!("{}_chain", scheme.method.trim_end_matches('_'));
    let with_signer = format_ident!("{}_signer", scheme.method.trim_end_matches('_'));
    let like =
        format!(" Like [`Self::{}`], with a temporary key and the security token that belongs to it.", scheme.method);
    let found =
        format!(" Like [`Self::{}`], with the key that a [`KeyChain`] finds when a call needs one.", scheme.method);
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

fn own_signature(scheme: &Scheme) -> TokenStream {
    let about = docs(&scheme.docs);
    let (method, constant) = (ident(&scheme.method), ident(&scheme.constant));
    quote! {
        #about
        pub fn #method(signer: impl Signer + 'static) -> Self {
            Self(runtime::Credentials::signed(&#constant, Arc::new(signer)))
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
