//! `src/client.rs`: the client and its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::RustFile;
use super::tokens::{argument, doc_lines, docs, ident, runtime};
use crate::model::{ClientParameter, Crate, ErrorExpressions, Service, VariableSetter};

pub(super) fn emit(krate: &Crate) -> RustFile {
    let items = vec![imports(krate), api(krate), client(krate), builder(krate), builder_methods(krate)];
    RustFile { docs: vec!["The client and its builder.".to_owned()], items }
}

fn imports(krate: &Crate) -> TokenStream {
    let runtime = runtime(&krate.paths, &[]);
    let root = super::tokens::path(&krate.paths.root, &[]);
    let credentials = (!krate.client.schemes.is_empty()).then(|| quote!(use #root::credentials::Credentials;));
    let values = krate.client.variables.iter().filter_map(|variable| variable.values.as_ref());
    let values: Vec<_> = values.map(|values| ident(&values.name)).collect();
    let servers =
        if values.is_empty() { quote!(use #root::servers;) } else { quote!(use #root::servers::{self, #(#values),*};) };
    let finds = krate.client.parameters.iter().any(|parameter| parameter.source.is_some());
    let provided = finds.then(|| quote!(Provided,));
    let sourced = finds.then(|| quote!(Sourced,));
    let sources = finds.then(|| quote!(use #root::sources;));
    quote! {
        use std::sync::Arc;
        use std::time::Duration;

        #credentials
        use #runtime::{Api, Config, Core, Error, ErrorShape, #provided RetryPolicy, #sourced Transport};
        #servers
        #sources
    }
}

fn api(krate: &Crate) -> TokenStream {
    let services = krate.client.services.iter().map(|service| ident(&service.constant));
    let provided = krate.client.parameters.iter().filter_map(|parameter| {
        let name = &parameter.wire_name;
        let source = ident(&parameter.source.as_ref()?.constant);
        Some(quote!(Provided { name: #name, provider: &Sourced::new(&sources::#source) }))
    });
    let ErrorExpressions { code, message, request_id } = &krate.client.error;
    quote! {
        /// What the runtime knows of this API.
        static API: Api = Api {
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            services: &[#(&servers::#services),*],
            error: ErrorShape { code: &[#(#code),*], message: &[#(#message),*], request_id: &[#(#request_id),*] },
            provided: &[#(#provided),*],
        };
    }
}

fn client(krate: &Crate) -> TokenStream {
    let about = docs(&krate.client.docs);
    let unused =
        krate.groups.is_empty().then(|| quote!(#[expect(dead_code, reason = "there is no call that goes through it")]));
    quote! {
        #about
        ///
        /// A clone shares the connections of the client that it was cloned from, and costs next to nothing.
        #[derive(Clone, Debug)]
        pub struct Client {
            #unused
            pub(crate) core: Core,
        }

        impl Client {
            /// Starts to configure a client.
            pub fn builder() -> ClientBuilder {
                ClientBuilder { config: Config::new(&API) }
            }
        }
    }
}

fn builder(_: &Crate) -> TokenStream {
    quote! {
        /// Collects what a [`Client`] needs to know.
        #[derive(Debug)]
        #[must_use = "a builder does nothing until `build` is called"]
        pub struct ClientBuilder {
            config: Config,
        }
    }
}

fn builder_methods(krate: &Crate) -> TokenStream {
    let variables = krate.client.variables.iter().map(variable);
    let parameters = krate.client.parameters.iter().map(parameter);
    let credentials = (!krate.client.schemes.is_empty()).then(credentials);
    let endpoints = krate.client.services.iter().enumerate().map(|(index, service)| endpoint(index == 0, service));
    let settings = settings();
    quote! {
        impl ClientBuilder {
            #(#variables)*
            #credentials
            #(#parameters)*
            #(#endpoints)*
            #settings
            /// Checks what was set and makes the client. Nothing is sent yet.
            ///
            /// # Errors
            ///
            /// When a setting is invalid, for example an endpoint that is no URL; the error says which one and why.
            pub fn build(self) -> Result<Client, Error> {
                Ok(Client { core: self.config.build()? })
            }
        }
    }
}

fn credentials() -> TokenStream {
    quote! {
        /// Sets how calls prove who makes them.
        pub fn credentials(mut self, credentials: Credentials) -> Self {
            self.config.credentials(credentials.into());
            self
        }
    }
}

fn variable(variable: &VariableSetter) -> TokenStream {
    let about = docs(&variable.docs);
    let (method, value) = (ident(&variable.method), argument(&variable.method));
    let name = &variable.wire_name;
    match &variable.values {
        Some(values) => {
            let values = ident(&values.name);
            quote! {
                #about
                pub fn #method(mut self, #value: impl Into<#values>) -> Self {
                    self.config.variable(#name, #value.into().to_string());
                    self
                }
            }
        }
        None => quote! {
            #about
            pub fn #method(mut self, #value: &str) -> Self {
                self.config.variable(#name, #value.to_owned());
                self
            }
        },
    }
}

fn parameter(parameter: &ClientParameter) -> TokenStream {
    let about = docs(&parameter.docs);
    let (method, value) = (ident(&parameter.method), argument(&parameter.method));
    let name = &parameter.wire_name;
    quote! {
        #about
        pub fn #method(mut self, #value: &str) -> Self {
            self.config.parameter(#name, #value.to_owned());
            self
        }
    }
}

fn endpoint(is_main: bool, service: &Service) -> TokenStream {
    let about = docs(&service.docs);
    let method = ident(&service.method);
    let name = &service.name;
    let call = if is_main { quote!(endpoint(endpoint)) } else { quote!(service_endpoint(#name, endpoint)) };
    quote! {
        #about
        pub fn #method(mut self, endpoint: &str) -> Self {
            self.config.#call;
            self
        }
    }
}

/// The settings that every client has.
fn settings() -> TokenStream {
    let setting = |lines: &[&str], signature: TokenStream, call: TokenStream| {
        let about = doc_lines(lines);
        quote! {
            #about
            pub fn #signature -> Self {
                self.config.#call;
                self
            }
        }
    };
    let all = [
        setting(
            &["Sets how often, and how long after each other, calls are tried. Default: 3 attempts."],
            quote!(retry(mut self, policy: RetryPolicy)),
            quote!(retry(policy)),
        ),
        setting(
            &["Bounds each call, all attempts and the pauses between them included. Default: 120 seconds."],
            quote!(timeout(mut self, timeout: Duration)),
            quote!(timeout(timeout)),
        ),
        setting(
            &[
                "Bounds each attempt, from sending to the last byte of the answer. Default: 60 seconds, or `timeout` where that is set.",
            ],
            quote!(attempt_timeout(mut self, timeout: Duration)),
            quote!(attempt_timeout(timeout)),
        ),
        setting(
            &["Bounds how long connecting may take. Default: 10 seconds."],
            quote!(connect_timeout(mut self, timeout: Duration)),
            quote!(connect_timeout(timeout)),
        ),
        setting(
            &[
                "Bounds the size of an answer in bytes; a larger one is an error before it fills the memory. Default: 64 MiB.",
            ],
            quote!(max_body_size(mut self, bytes: usize)),
            quote!(max_body_size(bytes)),
        ),
        setting(
            &["Puts a name before this crate's own in the `User-Agent` header, for example `backup/1.2`."],
            quote!(user_agent(mut self, user_agent: &str)),
            quote!(user_agent(user_agent)),
        ),
        setting(
            &[
                "Sends a header with every call that does not set it itself, for example a proof of who calls that the description does not speak of. Nothing shows its value.",
            ],
            quote!(header(mut self, name: &str, value: &str)),
            quote!(header(name, value)),
        ),
        setting(
            &["Sends calls through this transport instead of the default one."],
            quote!(transport(mut self, transport: Arc<dyn Transport>)),
            quote!(transport(transport)),
        ),
        setting(
            &["Whether values are checked against their documented limits before they are sent. Default: yes."],
            quote!(check_requests(mut self, check: bool)),
            quote!(check_requests(check)),
        ),
        setting(
            &["Whether credentials may be sent over unencrypted `http` to other hosts than this one. Default: no."],
            quote!(allow_plain_http(mut self, allow: bool)),
            quote!(allow_plain_http(allow)),
        ),
    ];
    quote!(#(#all)*)
}
