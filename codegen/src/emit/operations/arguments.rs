//! Arguments of the client's methods and setters of the request builders.

use proc_macro2::TokenStream;
use quote::quote;

use super::describe::place;
use crate::emit::tokens::{argument, borrowed, docs, ident, qualified};
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
    let ty = kind.ty().map(qualified);
    match kind {
        ArgumentKind::Text => quote!(#name: &str),
        ArgumentKind::Value(_) => quote!(#name: #ty),
        ArgumentKind::Into(_) | ArgumentKind::IntoParts(_) => quote!(#name: impl Into<#ty>),
        ArgumentKind::Texts => quote!(#name: impl IntoIterator<Item = impl AsRef<str>>),
        ArgumentKind::Values(_) => quote!(#name: impl IntoIterator<Item = #ty>),
        ArgumentKind::Intos(_) => quote!(#name: impl IntoIterator<Item = impl Into<#ty>>),
        ArgumentKind::Parts(ty) | ArgumentKind::Nested(ty, _) | ArgumentKind::Json(ty) => {
            let ty = borrowed(ty);
            quote!(#name: &#ty)
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
    let (method, value) = (place(location), value(name, kind));
    quote! { #call.#method(#wire_name, &#value); }
}

/// An argument as a call takes it.
pub(super) fn value(name: &str, kind: &ArgumentKind) -> TokenStream {
    let name = argument(name);
    let ty = kind.ty().map(qualified);
    match kind {
        ArgumentKind::Text | ArgumentKind::Value(_) => quote!(#name),
        ArgumentKind::Into(_) => quote!(#name.into()),
        ArgumentKind::Texts => quote!(Tree::texts(#name)),
        ArgumentKind::Values(_) => quote!(Tree::list(#name)),
        ArgumentKind::Intos(_) => quote!(Tree::list_of::<#ty>(#name)),
        ArgumentKind::Parts(_) => quote!(Tree::of(#name)),
        ArgumentKind::Nested(_, between) => quote!(Tree::of(#name).joined_items(#between)),
        ArgumentKind::IntoParts(_) => quote!(Tree::of(&#name.into())),
        ArgumentKind::Json(_) => quote!(Tree::json(#name)),
    }
}
