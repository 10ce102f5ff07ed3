//! The type that reads the documented headers of an operation's answers.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::{docs, ident, qualified};
use crate::model::{Header, HeaderKind, HeaderView};

pub(super) fn emit(view: &HeaderView) -> [TokenStream; 2] {
    let about = docs(&view.docs);
    let name = ident(&view.name);
    let headers = view.headers.iter().map(header);
    let definition = quote! {
        #about
        #[derive(Clone, Copy, Debug)]
        pub struct #name<'a>(HeaderView<'a>);
    };
    let methods = quote! {
        impl<'a> #name<'a> {
            /// A view of these headers.
            pub fn of(headers: &'a HeaderMap) -> Self {
                Self(HeaderView::new(headers))
            }

            #(#headers)*
        }
    };
    [definition, methods]
}

fn header(header: &Header) -> TokenStream {
    let about = docs(&header.docs);
    let method = ident(&header.method);
    let name = &header.wire_name;
    let (ty, value) = match &header.kind {
        HeaderKind::Text => (quote!(&'a str), quote!(text(#name))),
        HeaderKind::Parsed(ty) => (qualified(ty), quote!(value(#name))),
        HeaderKind::FromText(ty) => {
            let ty = qualified(ty);
            (quote!(#ty), quote!(text(#name).map(#ty::from)))
        }
        HeaderKind::FromInteger(ty) => {
            let ty = qualified(ty);
            (quote!(#ty), quote!(value::<i64>(#name).map(#ty::from)))
        }
    };
    quote! {
        #about
        pub fn #method(&self) -> Option<#ty> {
            self.0.#value
        }
    }
}
