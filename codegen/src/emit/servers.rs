//! `src/servers.rs`: where the API is served, and what varies in that.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{ident, runtime};
use super::{RustFile, enums};
use crate::model::{Crate, Server, ServerVariable};

pub(super) fn emit(krate: &Crate) -> RustFile {
    let mut items = vec![imports(krate), servers(&krate.client.servers)];
    for variable in &krate.client.variables {
        items.extend(variable.values.iter().flat_map(enums::emit));
    }
    RustFile { docs: vec!["Where the API is served.".to_owned()], items }
}

fn imports(krate: &Crate) -> TokenStream {
    let runtime = runtime(&krate.paths, &[]);
    let mut names = vec!["Server"];
    if krate.client.variables.iter().any(|variable| variable.values.is_some()) {
        names.extend(enums::RUNTIME_NAMES);
    }
    if krate.client.servers.iter().any(|server| !server.variables.is_empty()) {
        names.push("Variable");
    }
    names.sort_unstable();
    let names = names.into_iter().map(ident);
    quote! { use #runtime::{#(#names),*}; }
}

fn servers(servers: &[Server]) -> TokenStream {
    let servers = servers.iter().map(|server| {
        let url = &server.url;
        let variables = server.variables.iter().map(variable);
        quote! { Server { url: #url, variables: &[#(#variables),*] } }
    });
    quote! {
        /// The documented servers; the first one that fits is used.
        pub(crate) static SERVERS: &[Server] = &[#(#servers),*];
    }
}

fn variable(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, default, values, open } = variable;
    quote! { Variable { name: #name, default: #default, values: &[#(#values),*], open: #open } }
}
