//! An enum over integers.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{doc_lines, docs, ident};
use crate::model::IntegerEnum;

/// What a file with such an enum uses of the runtime.
pub(super) const RUNTIME_NAMES: [&str; 2] = ["UnknownInteger", "open_integer_enum"];

/// The part that people read.
pub(super) fn definition(item: &IntegerEnum) -> TokenStream {
    let name = ident(&item.name);
    let unknown = ident(&item.unknown);
    let about = docs(&item.docs);
    let variants = item.variants.iter().map(|variant| {
        let mut lines = vec![format!("`{}`", variant.value)];
        if !variant.docs.is_empty() {
            lines.push(String::new());
            lines.extend_from_slice(&variant.docs);
        }
        let (about, name) = (doc_lines(&lines), ident(&variant.name));
        quote!(#about #name,)
    });
    quote! {
        #about
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A number that was not documented when this client was made.
            #unknown(UnknownInteger),
        }
    }
}

/// How it is read and written.
pub(super) fn implementation(item: &IntegerEnum) -> [TokenStream; 3] {
    let name = ident(&item.name);
    let unknown = ident(&item.unknown);
    let variants: Vec<_> = item.variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<_> = item.variants.iter().map(|variant| integer(variant.value)).collect();
    let methods = quote! {
        impl #name {
            /// Every documented number, as it is written on the wire.
            pub const VALUES: &'static [i64] = &[#(#values),*];

            /// The number as it is written on the wire.
            pub fn value(self) -> i64 {
                match self {
                    #(Self::#variants => #values,)*
                    Self::#unknown(value) => value.value(),
                }
            }
        }
    };
    let from = quote! {
        impl From<i64> for #name {
            fn from(value: i64) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::#unknown(UnknownInteger::new(value)),
                }
            }
        }
    };
    [methods, from, quote! { open_integer_enum!(#name); }]
}

fn integer(value: i64) -> TokenStream {
    let literal = Literal::u64_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#literal) } else { quote!(#literal) }
}
