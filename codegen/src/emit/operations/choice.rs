//! The enum of the bodies that an operation takes one of.

use proc_macro2::TokenStream;
use quote::quote;

use super::body;
use crate::emit::tokens::{docs, ident};
use crate::model::{Body, BodyForm, BodyVariant};

pub(super) fn name(body: &Body) -> Option<&str> {
    match &body.form {
        BodyForm::Choice { ty, .. } => Some(ty),
        BodyForm::Whole { .. } | BodyForm::Parts { .. } => None,
    }
}

pub(super) fn emit(body: &Body) -> Vec<TokenStream> {
    let BodyForm::Choice { ty, docs: about, variants, .. } = &body.form else { return Vec::new() };
    let (about, ty, lifetime) = (docs(about), ident(ty), body::lifetime(body));
    let tick = lifetime.as_ref().map(|_| quote!('a));
    let anonymous = lifetime.as_ref().map(|_| quote!(<'_>));
    let definitions = variants.iter().map(|variant| {
        let (about, name, held) =
            (docs(&variant.docs), ident(&variant.name), body::ty(&variant.content, tick.as_ref()));
        quote! { #about #name(#held), }
    });
    let arms = variants.iter().map(|variant| {
        let name = ident(&variant.name);
        let set = body::hand_over(&quote!(call), &variant.content, &quote!(body));
        quote! { Self::#name(body) => #set, }
    });
    let definition = quote! {
        #about
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #ty #lifetime {
            #(#definitions)*
        }
    };
    let methods = quote! {
        impl #ty #anonymous {
            #[inline]
            fn set(self, call: &mut Call) {
                match self {
                    #(#arms)*
                }
            }
        }
    };
    let conversions = variants
        .iter()
        .filter(|variant| variant.is_unique)
        .map(|variant| conversion(&ty, variant, lifetime.as_ref(), tick.as_ref()));
    [definition, methods].into_iter().chain(conversions).collect()
}

fn conversion(
    ty: &proc_macro2::Ident,
    variant: &BodyVariant,
    lifetime: Option<&TokenStream>,
    tick: Option<&TokenStream>,
) -> TokenStream {
    let name = ident(&variant.name);
    let held = body::ty(&variant.content, tick);
    let (parameters, arguments) = match lifetime {
        Some(lifetime) if body::is_borrowed(&variant.content) => (Some(lifetime.clone()), Some(lifetime.clone())),
        Some(_) => (None, Some(quote!(<'_>))),
        None => (None, None),
    };
    quote! {
        impl #parameters From<#held> for #ty #arguments {
            #[inline]
            fn from(body: #held) -> Self {
                Self::#name(body)
            }
        }
    }
}
