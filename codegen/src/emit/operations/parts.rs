//! Parts of a body as arguments and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::arguments;
use crate::emit::tokens::{argument, docs, ident};
use crate::model::{BodyPart, PartKind};

/// Statements that begin the body and set the parts that are arguments.
pub(super) fn begin(call: &TokenStream, media_type: &str, required: bool, parts: &[BodyPart]) -> Vec<TokenStream> {
    let mut statements = vec![quote! { #call.multipart(#media_type, #required); }];
    let late = parts.iter().filter(|part| part.required && !part.is_argument).map(|part| &part.wire_name);
    statements.extend(late.map(|name| quote! { #call.require_part(#name); }));
    statements.extend(parts.iter().filter(|part| part.is_argument).map(|part| set(call, part)));
    statements
}

pub(super) fn setter(part: &BodyPart) -> TokenStream {
    let about = docs(&part.docs);
    let name = ident(&part.name);
    let declaration = declaration(part);
    let set = set(&quote!(self.call), part);
    quote! {
        #about
        #[inline]
        pub fn #name(mut self, #declaration) -> Self {
            #set
            self
        }
    }
}

pub(super) fn declaration(part: &BodyPart) -> TokenStream {
    let name = argument(&part.name);
    match &part.kind {
        PartKind::Upload | PartKind::Given => quote!(#name: impl Into<Part>),
        PartKind::Uploads => quote!(#name: impl IntoIterator<Item = impl Into<Part>>),
        PartKind::Value(kind) => arguments::declaration(&part.name, kind),
    }
}

/// A statement that sets the part.
fn set(call: &TokenStream, part: &BodyPart) -> TokenStream {
    let (wire_name, name) = (&part.wire_name, argument(&part.name));
    let value = match &part.kind {
        PartKind::Upload | PartKind::Given => {
            let whole = whole(part, &quote!(#name));
            return quote! { #call.part(#wire_name, #whole); };
        }
        PartKind::Uploads if part.media_types.is_none() && part.headers.is_empty() => {
            return quote! { #call.parts(#wire_name, #name.into_iter().map(Part::upload)); };
        }
        PartKind::Uploads => {
            let whole = whole(part, &quote!(part));
            return quote! { #call.parts(#wire_name, #name.into_iter().map(|part| #whole)); };
        }
        PartKind::Value(kind) => {
            let joined = part.joined.map(|between| quote!(.joined(#between)));
            let value = arguments::value(&part.name, kind);
            quote!(#value #joined)
        }
    };
    if part.media_types.is_none() && part.headers.is_empty() {
        return quote! { #call.field(#wire_name, &#value); };
    }
    let media_type = match &part.media_types {
        Some(media_type) => quote!(Some(#media_type)),
        None => quote!(None),
    };
    let headers = part.headers.iter().map(|(name, value)| quote!((#name, #value)));
    quote! { #call.field_of(#wire_name, #media_type, &[#(#headers),*], &#value); }
}

/// A part that the caller writes, with what is said of it.
fn whole(part: &BodyPart, value: &TokenStream) -> TokenStream {
    let types = part.media_types.as_ref().map(|types| quote!(.of_types(#types)));
    let headers = part.headers.iter().map(|(name, value)| quote!(.or_header(#name, #value)));
    let kind = ident(if matches!(part.kind, PartKind::Given) { "given" } else { "upload" });
    quote!(Part::#kind(#value) #types #(#headers)*)
}

/// Whether a part names something of the runtime.
pub(super) fn uses(part: &BodyPart, name: &str) -> bool {
    match &part.kind {
        PartKind::Value(kind) => name == "Tree" && kind.has_parts(),
        PartKind::Upload | PartKind::Uploads | PartKind::Given => name == "Part",
    }
}
