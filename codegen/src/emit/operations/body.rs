//! What a request carries: an argument of the client's method, or a setter of the request builder.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::{borrowed, docs, ident};
use crate::model::Body;

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
    let ty = borrowed(&body.ty);
    quote!(#name: &#ty)
}

/// A statement that hands the body to a call.
pub(super) fn set(call: &TokenStream, body: &Body) -> TokenStream {
    let name = ident(&body.name);
    quote! { #call.json_body(#name); }
}
