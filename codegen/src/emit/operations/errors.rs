//! The type that tells the errors of an operation apart by their status.

use proc_macro2::TokenStream;
use quote::quote;

use super::kinds;
use crate::emit::tokens::{docs, ident};
use crate::model::{ErrorKinds, ErrorVariants, KindVariant, Reply, Statuses};

pub(super) fn emit(errors: &ErrorKinds) -> Vec<TokenStream> {
    let about = docs(&errors.docs);
    let name = ident(&errors.name);
    let variants = match &errors.variants {
        ErrorVariants::Shared(same) => {
            let same = ident(same);
            return vec![quote!(#about pub type #name = super::#same;)];
        }
        ErrorVariants::Own(variants) => variants,
    };
    let arms = variants.iter().map(|variant| arm(variant, variants));
    let is_complete = variants.iter().any(|variant| variant.statuses == Statuses::Default);
    let others = (!is_complete).then(|| quote!(_ => Err(error.undescribed()),));
    let variants = variants.iter().map(kinds::variant);
    vec![
        quote! {
            #about
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants),*
            }
        },
        quote! {
            impl TryFrom<&Error> for #name {
                type Error = Error;

                fn try_from(error: &Error) -> Result<Self, Error> {
                    match error.refused()? {
                        #(#arms,)*
                        #others
                    }
                }
            }
        },
    ]
}

fn arm(variant: &KindVariant, all: &[KindVariant]) -> TokenStream {
    let pattern = kinds::pattern(variant.statuses, all);
    let name = ident(&variant.name);
    let read = ident(if variant.reply == Reply::Text { "body_text" } else { "decode" });
    quote!(#pattern => error.#read().map(Self::#name))
}
