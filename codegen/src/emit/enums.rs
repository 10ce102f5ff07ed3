//! An enum over strings, wherever it stands.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{doc_lines, docs, ident};
use crate::model::Enum;

/// What a file with an enum uses of the runtime.
pub(super) const RUNTIME_NAMES: [&str; 2] = ["UnknownValue", "open_enum"];

/// The enum and all that belongs to it.
pub(super) fn emit(item: &Enum) -> Vec<TokenStream> {
    let mut items = vec![definition(item)];
    items.extend(implementation(item));
    items
}

/// The part that people read.
pub(super) fn definition(item: &Enum) -> TokenStream {
    let name = ident(&item.name);
    let unknown = ident(&item.unknown);
    let variants: Vec<_> = item.variants.iter().map(|variant| ident(&variant.name)).collect();
    let about = docs(&item.docs);
    let variant_docs = item.variants.iter().map(|variant| {
        let mut lines = vec![variant_line(&variant.wire_name)];
        if !variant.docs.is_empty() {
            lines.push(String::new());
            lines.extend_from_slice(&variant.docs);
        }
        doc_lines(&lines)
    });
    quote! {
        #about
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variant_docs #variants,)*
            /// A value that was not documented when this client was made.
            #unknown(UnknownValue),
        }
    }
}

/// How it is read and written.
pub(super) fn implementation(item: &Enum) -> [TokenStream; 3] {
    let name = ident(&item.name);
    let unknown = ident(&item.unknown);
    let variants: Vec<_> = item.variants.iter().map(|variant| ident(&variant.name)).collect();
    let values: Vec<_> = item.variants.iter().map(|variant| &variant.wire_name).collect();
    let methods = quote! {
        impl #name {
            /// Every documented value, as it is written on the wire.
            pub const VALUES: &'static [&'static str] = &[#(#values),*];

            /// The value as it is written on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::#unknown(value) => value.as_str(),
                }
            }
        }
    };
    let from = quote! {
        impl From<&str> for #name {
            fn from(value: &str) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::#unknown(UnknownValue::new(value)),
                }
            }
        }
    };
    [methods, from, quote! { open_enum!(#name); }]
}

fn variant_line(value: &str) -> String {
    if value.is_empty() {
        return "The empty string.".to_owned();
    }
    let shown: String = value.chars().flat_map(char::escape_debug).collect();
    if shown.contains('`') { format!("`` {shown} ``") } else { format!("`{shown}`") }
}
