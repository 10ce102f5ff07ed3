//! The method that repeats a call until what it shows has ended.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::tokens::{docs, duration};
use crate::model::Waiter;

pub(super) fn emit(waiter: &Waiter, reply: &TokenStream, decode: &TokenStream) -> TokenStream {
    let Waiter { state, success, failure, .. } = waiter;
    let about = docs(&waiter.docs);
    let reason = match &waiter.reason {
        Some(reason) => quote!(Some(#reason)),
        None => quote!(None),
    };
    let (interval, deadline) = (duration(waiter.interval), duration(waiter.deadline));
    quote! {
        #about
        pub fn wait(self) -> Wait<#reply> {
            static WAITER: Waiter = Waiter {
                state: #state,
                success: &[#(#success),*],
                failure: &[#(#failure),*],
                reason: #reason,
                interval: #interval,
                deadline: #deadline,
            };
            Wait::new(self.call, #decode, &WAITER)
        }
    }
}
