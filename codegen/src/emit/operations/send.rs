//! The methods that send a call.

use proc_macro2::TokenStream;
use quote::quote;

use super::describe::statuses;
use super::{kinds, pages, wait};
use crate::emit::tokens::{doc_lines, ident, qualified};
use crate::model::{Kinds, Operation, Reply};

pub(super) fn methods(operation: &Operation) -> TokenStream {
    let reply = ty(&operation.answers.reply);
    let decode = decode(&operation.answers.reply);
    let with_response = match &operation.headers {
        Some(view) => {
            format!("Sends the call; the answer comes with its status and headers, which [`{}`] reads.", view.name)
        }
        None => "Sends the call; the answer comes with its status and headers.".to_owned(),
    };
    let with_response = doc_lines(&[with_response]);
    let pages = operation.pages.as_ref().map(|pages| pages::emit(pages, &reply));
    let wait = operation.waiter.as_ref().map(|waiter| wait::emit(waiter, &reply, &decode));
    let (send, send_with_response) = if operation.answers.reply.is_stream() {
        (ident("open"), ident("open_with_response"))
    } else {
        (ident("send"), ident("send_with_response"))
    };
    let (receiver, open) = match some_open(&operation.answers.reply) {
        Some(open) => (quote!(mut self), Some(quote!(self.call.leave_open(&[#(#open),*]);))),
        None => (quote!(self), None),
    };
    let forms = operation.answers.forms.iter().map(|(method, accept, reply)| form(method, accept, reply));
    quote! {
        /// Sends the call.
        #[inline]
        pub fn send(#receiver) -> Pending<#reply> {
            #open
            self.call.#send(#decode)
        }

        #with_response
        #[inline]
        pub fn send_with_response(#receiver) -> Pending<Response<#reply>> {
            #open
            self.call.#send_with_response(#decode)
        }

        #(#forms)*

        #pages

        #wait
    }
}

/// What of the runtime the answers of some operations need.
pub(super) fn names(operations: &[Operation]) -> impl Iterator<Item = &'static str> {
    let kinds = || operations.iter().filter_map(|operation| operation.answers.kinds());
    let is_read_at_once = |kinds: &Kinds| kinds.variants.iter().all(|variant| !variant.reply.is_stream());
    let has_errors = operations.iter().any(|operation| operation.error_variants().next().is_some());
    let reads =
        |is_it: &dyn Fn(&Reply) -> bool| operations.iter().flat_map(|operation| operation.answers.replies()).any(is_it);
    let names = [
        ("ByteStream", reads(&|reply| *reply == Reply::Bytes)),
        ("Error", has_errors || kinds().next().is_some()),
        ("EventStream", reads(&|reply| matches!(reply, Reply::Events(_)))),
        ("Incoming", !kinds().all(is_read_at_once)),
        ("JsonLines", reads(&|reply| matches!(reply, Reply::Lines(_)))),
        ("RawResponse", kinds().any(is_read_at_once)),
        ("empty", operations.iter().any(|operation| operation.answers.reply == Reply::Empty)),
        ("json", reads(&|reply| matches!(reply, Reply::Json(_)))),
        ("string", reads(&|reply| *reply == Reply::Text)),
    ];
    names.into_iter().filter(|(_, used)| *used).map(|(name, _)| name)
}

/// The method that asks for another form of the answer.
fn form(method: &str, accept: &str, reply: &Reply) -> TokenStream {
    let about = match reply {
        Reply::Events(_) => "Sends the call and asks for a stream of events in place of one answer.",
        _ => "Sends the call and asks for one value after the other in place of one answer.",
    };
    let about = doc_lines(&[about]);
    let (method, ty, decode) = (ident(method), ty(reply), decode(reply));
    quote! {
        #about
        #[inline]
        pub fn #method(mut self) -> Pending<#ty> {
            self.call.accept(#accept);
            self.call.open(#decode)
        }
    }
}

/// The statuses whose bodies are read while they arrive, where those of others are not.
fn some_open(reply: &Reply) -> Option<Vec<TokenStream>> {
    let Reply::ByStatus(kinds) = reply else { return None };
    let open = kinds.variants.iter().filter(|variant| variant.reply.is_stream());
    let open: Vec<_> = open.map(|variant| statuses(variant.statuses)).collect();
    (!open.is_empty() && open.len() < kinds.variants.len()).then_some(open)
}

/// The type of what comes back.
pub(super) fn ty(reply: &Reply) -> TokenStream {
    match reply {
        Reply::Empty => quote!(()),
        Reply::Json(ty) => qualified(ty),
        Reply::Text => quote!(String),
        Reply::Events(None) => quote!(EventStream<String>),
        Reply::Bytes => quote!(ByteStream),
        Reply::Events(Some(ty)) => {
            let ty = qualified(ty);
            quote!(EventStream<#ty>)
        }
        Reply::Lines(ty) => {
            let ty = qualified(ty);
            quote!(JsonLines<#ty>)
        }
        Reply::ByStatus(kinds) => {
            let name = ident(&kinds.name);
            quote!(#name)
        }
    }
}

/// The function that makes a value of an answer.
pub(super) fn decode(reply: &Reply) -> TokenStream {
    match reply {
        Reply::Empty => quote!(empty),
        Reply::Json(_) => quote!(json),
        Reply::Text => quote!(string),
        Reply::Bytes => quote!(ByteStream::new),
        Reply::Events(None) => quote!(EventStream::texts),
        Reply::Events(Some(_)) => quote!(EventStream::new),
        Reply::Lines(_) => quote!(JsonLines::new),
        Reply::ByStatus(kinds) => kinds::decode(kinds),
    }
}
