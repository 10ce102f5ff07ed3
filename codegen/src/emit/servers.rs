//! `src/servers.rs`: where the API is served, and what varies in that.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{doc_lines, ident, runtime};
use super::{RustFile, enums};
use crate::model::{Crate, Server, ServerVariable, Service};

pub(super) fn emit(krate: &Crate) -> RustFile {
    let mut items = vec![imports(krate)];
    items.extend(krate.client.services.iter().map(service));
    for variable in &krate.client.variables {
        items.extend(variable.values.iter().flat_map(enums::emit));
    }
    RustFile { docs: vec!["Where the API is served.".to_owned()], items }
}

fn imports(krate: &Crate) -> TokenStream {
    let runtime = runtime(&krate.paths, &[]);
    let mut names = vec!["Service"];
    if krate.client.servers().next().is_some() {
        names.push("Server");
    }
    if krate.client.variables.iter().any(|variable| variable.values.is_some()) {
        names.extend(enums::RUNTIME_NAMES);
    }
    if krate.client.servers().any(|server| !server.variables.is_empty()) {
        names.push("Variable");
    }
    names.sort_unstable();
    let names = names.into_iter().map(ident);
    quote! { use #runtime::{#(#names),*}; }
}

fn service(service: &Service) -> TokenStream {
    let constant = ident(&service.constant);
    let name = &service.name;
    let servers = service.servers.iter().map(server);
    let about = match service.servers.len() {
        0 => "Nothing is documented of where it is served.".to_owned(),
        1 => "The documented server.".to_owned(),
        _ => "The documented servers; the one that suits the settings best is used.".to_owned(),
    };
    let about = doc_lines(&[about]);
    quote! {
        #about
        pub(crate) static #constant: Service = Service { name: #name, servers: &[#(#servers),*] };
    }
}

fn server(server: &Server) -> TokenStream {
    let url = &server.url;
    let variables = server.variables.iter().map(variable);
    let environment = match &server.environment {
        Some(name) => quote!(Some(#name)),
        None => quote!(None),
    };
    quote! { Server { url: #url, variables: &[#(#variables),*], environment: #environment } }
}

fn variable(variable: &ServerVariable) -> TokenStream {
    let ServerVariable { name, default, values, open } = variable;
    quote! { Variable { name: #name, default: #default, values: &[#(#values),*], open: #open } }
}
