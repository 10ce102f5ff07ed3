//! The type that tells successes apart by their status.

use proc_macro2::TokenStream;
use quote::quote;

use super::send;
use crate::emit::tokens::{docs, ident, number};
use crate::model::{KindVariant, Kinds, Reply, Statuses};

pub(super) fn emit(kinds: &Kinds) -> [TokenStream; 2] {
    let about = docs(&kinds.docs);
    let name = ident(&kinds.name);
    let is_stream = is_stream(kinds);
    // A stream is read once.
    let derives = if is_stream { quote!(Debug) } else { quote!(Clone, Debug, PartialEq) };
    let variants = kinds.variants.iter().map(variant);
    let definition = quote! {
        #about
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants),*
        }
    };
    let last = kinds.variants.len().saturating_sub(1);
    let arms = kinds.variants.iter().enumerate().map(|(index, variant)| {
        let pattern = if index == last { quote!(_) } else { pattern(variant.statuses, &kinds.variants) };
        let value = value(variant, is_stream);
        quote!(#pattern => #value)
    });
    let argument = if is_stream { quote!(Incoming) } else { quote!(&RawResponse) };
    let methods = quote! {
        impl #name {
            /// Reads a success; the statuses before the last one are told by their numbers.
            fn decode(answer: #argument) -> Result<Self, Error> {
                match answer.status().as_u16() {
                    #(#arms,)*
                }
            }
        }
    };
    [definition, methods]
}

/// The function that makes a value of an answer.
pub(super) fn decode(kinds: &Kinds) -> TokenStream {
    let name = ident(&kinds.name);
    quote!(#name::decode)
}

fn is_stream(kinds: &Kinds) -> bool {
    kinds.variants.iter().any(|variant| variant.reply.is_stream())
}

pub(super) fn variant(variant: &KindVariant) -> TokenStream {
    let about = docs(&variant.docs);
    let name = ident(&variant.name);
    match &variant.reply {
        Reply::Empty => quote!(#about #name),
        reply => {
            let ty = send::ty(reply);
            quote!(#about #name(#ty))
        }
    }
}

fn value(variant: &KindVariant, is_stream: bool) -> TokenStream {
    let name = ident(&variant.name);
    let decode = send::decode(&variant.reply);
    match &variant.reply {
        Reply::Empty => quote!(Ok(Self::#name)),
        reply if reply.is_stream() || !is_stream => quote!(#decode(answer).map(Self::#name)),
        _ => quote!(#decode(answer.response()).map(Self::#name)),
    }
}

/// What matches the statuses of one of several variants. Those that have one of their own come first, and a plain range
/// around them would be taken for a slip.
pub(super) fn pattern(statuses: Statuses, all: &[KindVariant]) -> TokenStream {
    let is_in = |class: u8| {
        all.iter().any(|other| matches!(other.statuses, Statuses::Code(code) if code / 100 == u16::from(class)))
    };
    match statuses {
        Statuses::Class(class) if is_in(class) => {
            let class = number(class);
            quote!(status if status / 100 == #class)
        }
        Statuses::Code(code) => {
            let code = number(code);
            quote!(#code)
        }
        Statuses::Class(class) => {
            let (first, last) = (number(u16::from(class) * 100), number(u16::from(class) * 100 + 99));
            quote!(#first..=#last)
        }
        Statuses::Default => quote!(_),
    }
}
