//! The methods that send a call.

use proc_macro2::TokenStream;
use quote::quote;

use super::{pages, wait};
use crate::emit::tokens::{doc_lines, ident, qualified};
use crate::model::{Operation, Reply};

pub(super) fn methods(operation: &Operation) -> TokenStream {
    let (decode, reply) = match &operation.reply {
        Reply::Empty => (ident("empty"), quote!(())),
        Reply::Json(ty) => (ident("json"), qualified(ty)),
    };
    let with_response = match &operation.headers {
        Some(view) => {
            format!("Sends the call; the answer comes with its status and headers, which [`{}`] reads.", view.name)
        }
        None => "Sends the call; the answer comes with its status and headers.".to_owned(),
    };
    let with_response = doc_lines(&[with_response]);
    let pages = operation.pages.as_ref().map(|pages| pages::emit(pages, &reply));
    let wait = operation.waiter.as_ref().map(|waiter| wait::emit(waiter, &reply));
    quote! {
        /// Sends the call.
        #[inline]
        pub fn send(self) -> Pending<#reply> {
            self.call.send(#decode)
        }

        #with_response
        #[inline]
        pub fn send_with_response(self) -> Pending<Response<#reply>> {
            self.call.send_with_response(#decode)
        }

        #pages

        #wait
    }
}
