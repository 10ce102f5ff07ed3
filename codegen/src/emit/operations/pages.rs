//! The methods that read a paged list.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::{ident, number, qualified};
use crate::model::{IntegerType, Pages};

pub(super) fn emit(pages: &Pages, page: &TokenStream) -> TokenStream {
    let item = qualified(&pages.item);
    let Pages { offset, limit, .. } = pages;
    let default_limit = number(pages.default_limit);
    let offset_type = ident(pages.offset_type.name());
    let last_offset =
        if pages.offset_type == IntegerType::U64 { quote!(u64::MAX) } else { quote!(#offset_type::MAX as u64) };
    let items = ident(&pages.items);
    let (look, take) = if pages.items_optional {
        (quote!(page.#items.as_deref().unwrap_or_default()), quote!(page.#items.unwrap_or_default()))
    } else {
        (quote!(page.#items.as_slice()), quote!(page.#items))
    };
    let total = match &pages.total {
        None => quote!(None),
        Some((total, optional)) => {
            let total = ident(total);
            if *optional { quote!(page.#total) } else { quote!(Some(page.#total)) }
        }
    };
    quote! {
        /// Sends as many calls as it takes to read everything, and yields page by page.
        ///
        /// What is added or removed meanwhile may be yielded twice or be missed.
        pub fn pages(self) -> Pages<#page, #item> {
            let paging = OffsetPaging {
                offset: #offset,
                limit: #limit,
                default_limit: #default_limit,
                last_offset: #last_offset,
                look: |page: &#page| (#look, #total),
                take: |page| #take,
            };
            Pages::by_offset(self.call, json, paging)
        }

        /// Sends as many calls as it takes to read everything, and yields item by item.
        ///
        /// What is added or removed meanwhile may be yielded twice or be missed.
        pub fn stream(self) -> Items<#item> {
            self.pages().items()
        }
    }
}
