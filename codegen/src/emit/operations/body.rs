//! What a request carries: an argument of the client's method, or a setter of the request builder.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::{docs, ident, qualified};
use crate::model::{Body, Type};

pub(super) fn setter(body: &Body) -> TokenStream {
    let about = docs(&body.docs);
    let name = ident(&body.name);
    let set = set(&quote!(self.call), body);
    let declaration = self::declaration(body);
    quote! {
        #about
        #[inline]
        pub fn #name(mut self, #declaration) -> Self {
            #set
            self
        }
    }
}

pub(super) fn declaration(body: &Body) -> TokenStream {
    let name = ident(&body.name);
    let ty = match &body.ty {
        Type::Vec(item) => {
            let item = qualified(item);
            quote!([#item])
        }
        Type::String => quote!(str),
        other => qualified(other),
    };
    quote!(#name: &#ty)
}

/// A statement that hands the body to a call.
pub(super) fn set(call: &TokenStream, body: &Body) -> TokenStream {
    let name = ident(&body.name);
    quote! { #call.json_body(#name); }
}
