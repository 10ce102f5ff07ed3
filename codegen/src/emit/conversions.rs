//! How what was received becomes what is sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::ident;
use crate::model::{Conversion, ConversionBody, FieldSource, Step};

pub(super) fn emit(conversion: &Conversion) -> TokenStream {
    let (from, to) = (ident(&conversion.from.0), ident(&conversion.to.0));
    let mut quiet = None;
    let mut value = quote!(value);
    let body = match &conversion.body {
        ConversionBody::Struct { fields, deprecated } => {
            quiet = deprecated.then(|| quote!(#[expect(deprecated)]));
            if fields.iter().all(|(_, source)| !matches!(source, FieldSource::Field(..))) {
                value = quote!(_);
            }
            let fields = fields.iter().map(|(name, source)| {
                let name = ident(name);
                let value = match source {
                    FieldSource::Field(field, step) => {
                        let field = ident(field);
                        self::step(&quote!(value.#field), step)
                    }
                    FieldSource::None => quote!(None),
                    FieldSource::Absent => quote!(Field::Absent),
                };
                quote!(#name: #value)
            });
            quote! { Self { #(#fields),* } }
        }
        ConversionBody::Union(variants) => {
            let arms = variants.iter().map(|(old, new, step)| {
                let (old, new, value) = (ident(old), ident(new), self::step(&quote!(value), step));
                quote!(#from::#old(value) => Self::#new(#value),)
            });
            quote! { match value { #(#arms)* } }
        }
        ConversionBody::Newtype(step) => {
            let value = self::step(&quote!(value.0), step);
            quote!(Self(#value))
        }
    };
    quote! {
        #quiet
        impl From<#from> for #to {
            fn from(#value: #from) -> Self {
                #body
            }
        }
    }
}

/// An expression that makes what is wanted of a value.
fn step(value: &TokenStream, step: &Step) -> TokenStream {
    match step {
        Step::Keep => value.clone(),
        Step::Into => quote!(#value.into()),
        Step::Map(inner) => {
            let function = function(inner);
            quote!(#value.map(#function))
        }
        Step::Items(inner) => {
            let function = function(inner);
            quote!(#value.into_iter().map(#function).collect())
        }
        Step::Values(inner) => {
            let inner = self::step(&quote!(value), inner);
            quote!(#value.into_iter().map(|(key, value)| (key, #inner)).collect())
        }
        Step::Elements(elements) => {
            let elements = elements.iter().enumerate().map(|(index, element)| {
                let index = proc_macro2::Literal::usize_unsuffixed(index);
                self::step(&quote!(#value.#index), element)
            });
            quote!((#(#elements),*))
        }
        Step::Box(inner) => {
            let inner = self::step(value, inner);
            quote!(Box::new(#inner))
        }
        Step::Unbox(inner) => match &**inner {
            Step::Keep => quote!(*#value),
            Step::Box(inner) => {
                let inner = self::step(&quote!((*#value)), inner);
                quote!(Box::new(#inner))
            }
            inner => self::step(&quote!((*#value)), inner),
        },
    }
}

/// A function that does the same.
fn function(step: &Step) -> TokenStream {
    match step {
        Step::Into => quote!(Into::into),
        step => {
            let value = self::step(&quote!(value), step);
            quote!(|value| #value)
        }
    }
}
