//! The methods that read a paged list.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::{ident, number, qualified};
use crate::model::{Access, PageBy, Pages};

pub(super) fn emit(pages: &Pages, page: &TokenStream) -> TokenStream {
    let item = qualified(&pages.item);
    let by = by(&pages.by);
    let total = optional(pages.total.as_ref());
    let items = items(&pages.way);
    let changes = matches!(pages.by, PageBy::Offset { .. } | PageBy::Page { .. }).then(|| {
        quote! {
            ///
            /// What is added or removed meanwhile may be yielded twice or be missed.
        }
    });
    quote! {
        /// Sends as many calls as it takes to read everything, and yields page by page.
        #changes
        #[inline]
        pub fn pages(self) -> Pages<#page, #item> {
            static PAGING: Paging = Paging { by: #by, total: #total };
            Pages::new(self.call, json, &PAGING, #items)
        }

        /// Sends as many calls as it takes to read everything, and yields item by item.
        #changes
        #[inline]
        pub fn stream(self) -> Items<#item> {
            self.pages().items()
        }
    }
}

fn by(by: &PageBy) -> TokenStream {
    match by {
        PageBy::Offset { offset, limit, default_limit, last } => {
            let (default_limit, last) = (number(*default_limit), number(*last));
            quote!(PageBy::Offset { offset: #offset, limit: #limit, default_limit: #default_limit, last: #last })
        }
        PageBy::Page { page, first, size, default_size, last } => {
            let (first, last, size) = (number(*first), number(*last), optional(size.as_ref()));
            let default_size = optional(default_size.map(number).as_ref());
            quote! {
                PageBy::Page { page: #page, first: #first, size: #size, default_size: #default_size, last: #last }
            }
        }
        PageBy::Cursor { cursor, next, more } => {
            let more = optional(more.as_ref());
            quote!(PageBy::Cursor { cursor: #cursor, next: #next, more: #more })
        }
        PageBy::Link { next } => {
            let next = optional(next.as_ref());
            quote!(PageBy::Link { next: #next })
        }
    }
}

fn optional(value: Option<&impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// The function that finds the items of a page.
fn items(way: &[Access]) -> TokenStream {
    let Some((last, before)) = way.split_last() else { return quote!(|page| Some(page)) };
    let mut place = quote!(page);
    for access in before {
        place = match access {
            Access::Member(name) => {
                let name = ident(name);
                quote!(#place.#name)
            }
            Access::Option => quote!(#place.as_mut()?),
            Access::Field => quote!(#place.value_mut()?),
        };
    }
    match last {
        Access::Member(name) => {
            let name = ident(name);
            quote!(|page| Some(&mut #place.#name))
        }
        Access::Option => quote!(|page| #place.as_mut()),
        Access::Field => quote!(|page| #place.value_mut()),
    }
}
