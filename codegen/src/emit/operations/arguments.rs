//! Arguments of the client's methods and setters of the request builders.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::{argument, docs, ident, qualified};
use crate::model::{ArgumentKind, Location, Setter};

pub(super) fn setter(setter: &Setter) -> TokenStream {
    let about = docs(&setter.docs);
    let name = ident(&setter.name);
    let declaration = declaration(&setter.name, &setter.kind);
    let set = set(&quote!(self.call), setter.location, &setter.wire_name, &setter.name, &setter.kind);
    quote! {
        #about
        #[inline]
        pub fn #name(mut self, #declaration) -> Self {
            #set
            self
        }
    }
}

pub(super) fn declaration(name: &str, kind: &ArgumentKind) -> TokenStream {
    let name = argument(name);
    match kind {
        ArgumentKind::Text => quote!(#name: &str),
        ArgumentKind::Value(ty) => {
            let ty = qualified(ty);
            quote!(#name: #ty)
        }
        ArgumentKind::Into(ty) => {
            let ty = qualified(ty);
            quote!(#name: impl Into<#ty>)
        }
    }
}

/// A statement that hands a value to a call.
pub(super) fn set(
    call: &TokenStream,
    location: Location,
    wire_name: &str,
    name: &str,
    kind: &ArgumentKind,
) -> TokenStream {
    let name = argument(name);
    let method = ident(match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    });
    let value = match kind {
        ArgumentKind::Text | ArgumentKind::Value(_) => quote!(&#name),
        ArgumentKind::Into(_) => quote!(&#name.into()),
    };
    quote! { #call.#method(#wire_name, #value); }
}
