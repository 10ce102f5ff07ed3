//! `src/operations.rs` and `src/operations/*.rs`: for each operation its description, the client's method, the builder.

mod describe;
mod headers;
mod wait;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{argument, doc_lines, docs, ident, number, path, qualified, runtime, used};
use super::{File, RustFile};
use crate::model::{ArgumentKind, Body, Crate, Group, IntegerType, Location, Operation, Pages, Reply, Setter, Type};

pub(super) fn emit<'a>(krate: &'a Crate, files: &mut Vec<File<'a>>) {
    let mut groups: Vec<&Group> = krate.groups.iter().collect();
    groups.sort_by(|one, other| one.module.cmp(&other.module));
    for &group in &groups {
        files.push(File::rust(format!("src/operations/{}.rs", group.module), || self::group(krate, group)));
    }
    files.push(File::rust("src/operations.rs", move || index(krate, &groups)));
}

fn index(krate: &Crate, groups: &[&Group]) -> RustFile {
    let names = groups.iter().map(|group| ident(&group.module));
    let called = groups.iter().filter_map(|group| {
        let module = ident(&group.module);
        let constants = group.operations.iter().map(|operation| operation.constant.as_str());
        let mut called: Vec<_> = constants.filter(|constant| krate.client.is_source(constant)).collect();
        called.sort_unstable();
        let names = called.iter().copied().map(ident);
        (!called.is_empty()).then(|| quote! { pub(crate) use self::#module::{#(#names),*}; })
    });
    let exports = groups.iter().map(|group| {
        let module = ident(&group.module);
        let mut types: Vec<&str> = group.operations.iter().map(|operation| operation.builder.as_str()).collect();
        types.extend(group.operations.iter().filter_map(|operation| Some(operation.headers.as_ref()?.name.as_str())));
        types.sort_unstable();
        let types = types.into_iter().map(ident);
        quote! { pub use self::#module::{#(#types),*}; }
    });
    let docs = vec!["Calls: each is built by a method of the client, completed by setters, and sent.".to_owned()];
    RustFile { docs, items: vec![quote! { #(mod #names;)* }, quote! { #(#called)* }, quote! { #(#exports)* }] }
}

fn group(krate: &Crate, group: &Group) -> RustFile {
    let mut items = vec![imports(krate, group)];
    for operation in &group.operations {
        items.push(describe::emit(krate, operation));
        items.push(client_method(operation));
        items.push(builder(operation));
        items.push(builder_methods(operation));
        items.extend(operation.headers.iter().flat_map(headers::emit));
    }
    RustFile { docs: group.docs.lines.clone(), items }
}

fn imports(krate: &Crate, group: &Group) -> TokenStream {
    let types: Vec<&Type> = group.operations.iter().flat_map(Operation::types).collect();
    let mut names_models = false;
    for ty in &types {
        ty.visit(&mut |ty| names_models |= matches!(ty, Type::Model(_)));
    }
    let (used, maps) = used(types.into_iter());
    let maps = maps.then(|| quote! { use std::collections::BTreeMap; });
    let models = path(&krate.paths.root, &["models"]);
    let models = names_models.then(|| quote! { use #models; });
    let client = path(&krate.paths.root, &["client", "Client"]);
    let servers = path(&krate.paths.root, &["servers"]);
    let runtime = runtime(&krate.paths, &[]);
    let uses = |wanted: &dyn Fn(&Operation) -> bool| group.operations.iter().any(wanted);
    let rule = uses(&|operation| operation.parameters.iter().any(|parameter| !parameter.rules.is_empty()));
    let names = [
        ("Call", true),
        ("HeaderMap", uses(&|operation| operation.headers.is_some())),
        ("HeaderView", uses(&|operation| operation.headers.is_some())),
        ("Items", uses(&|operation| operation.pages.is_some())),
        ("Method", true),
        ("OffsetPaging", uses(&|operation| operation.pages.is_some())),
        ("Operation", true),
        ("Pages", uses(&|operation| operation.pages.is_some())),
        ("Parameter", uses(&|operation| !operation.parameters.is_empty())),
        ("Pending", true),
        ("Response", true),
        ("Rule", rule),
        ("Statuses", true),
        ("Wait", uses(&|operation| operation.waiter.is_some())),
        ("Waiter", uses(&|operation| operation.waiter.is_some())),
        ("empty", uses(&|operation| operation.reply == Reply::Empty)),
        ("json", uses(&|operation| operation.reply != Reply::Empty)),
    ];
    let names = names.into_iter().filter(|(_, used)| *used).map(|(name, _)| name);
    let names: BTreeSet<&str> = names.chain(used).collect();
    let names = names.into_iter().map(ident);
    quote! {
        #maps
        use std::time::Duration;

        use #client;
        #models
        use #runtime::{#(#names),*};
        use #servers;
    }
}

fn client_method(operation: &Operation) -> TokenStream {
    let about = docs(&operation.docs);
    let (method, builder, constant) = (ident(&operation.method), ident(&operation.builder), ident(&operation.constant));
    let required_body = operation.body.as_ref().filter(|body| body.required);
    let mut arguments: Vec<_> =
        operation.arguments.iter().map(|argument| declaration(&argument.name, &argument.kind)).collect();
    arguments.extend(required_body.map(body_declaration));
    let mut sets: Vec<_> = operation
        .arguments
        .iter()
        .map(|argument| set(&quote!(call), argument.location, &argument.wire_name, &argument.name, &argument.kind))
        .collect();
    sets.extend(required_body.map(|body| {
        let name = ident(&body.name);
        quote! { call.json_body(#name); }
    }));
    let call = quote!(Call::new(&self.core, &#constant));
    let content = if sets.is_empty() {
        quote! { #builder { call: #call } }
    } else {
        quote! { let mut call = #call; #(#sets)* #builder { call } }
    };
    quote! {
        impl Client {
            #about
            #[inline]
            pub fn #method(&self, #(#arguments),*) -> #builder {
                #content
            }
        }
    }
}

fn declaration(name: &str, kind: &ArgumentKind) -> TokenStream {
    let name = argument(name);
    match kind {
        ArgumentKind::Text => quote!(#name: &str),
        ArgumentKind::Value(ty) => {
            let ty = qualified(ty);
            quote!(#name: #ty)
        }
        ArgumentKind::Into(ty) => {
            let ty = qualified(ty);
            quote!(#name: impl Into<#ty>)
        }
    }
}

fn body_declaration(body: &Body) -> TokenStream {
    let name = ident(&body.name);
    let ty = match &body.ty {
        Type::Vec(item) => {
            let item = qualified(item);
            quote!([#item])
        }
        Type::String => quote!(str),
        other => qualified(other),
    };
    quote!(#name: &#ty)
}

/// A statement that hands a value to a call.
fn set(call: &TokenStream, location: Location, wire_name: &str, name: &str, kind: &ArgumentKind) -> TokenStream {
    let name = argument(name);
    let method = ident(match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    });
    let value = match kind {
        ArgumentKind::Text | ArgumentKind::Value(_) => quote!(&#name),
        ArgumentKind::Into(_) => quote!(&#name.into()),
    };
    quote! { #call.#method(#wire_name, #value); }
}

fn builder(operation: &Operation) -> TokenStream {
    let about = docs(&operation.builder_docs);
    let builder = ident(&operation.builder);
    quote! {
        #about
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing until it is sent"]
        pub struct #builder {
            call: Call,
        }
    }
}

fn builder_methods(operation: &Operation) -> TokenStream {
    let builder = ident(&operation.builder);
    let setters = operation.setters.iter().map(setter);
    let body = operation.body.iter().filter(|body| !body.required).map(body_setter);
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
    let pages = operation.pages.as_ref().map(|pages| self::pages(pages, &reply));
    let wait = operation.waiter.as_ref().map(|waiter| wait::emit(waiter, &reply));
    quote! {
        impl #builder {
            #(#setters)*
            #(#body)*

            /// Bounds this call, all attempts and the pauses between them included.
            #[inline]
            pub fn timeout(mut self, timeout: Duration) -> Self {
                self.call.timeout(timeout);
                self
            }

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
}

fn setter(setter: &Setter) -> TokenStream {
    let about = docs(&setter.docs);
    let name = ident(&setter.name);
    let declaration = declaration(&setter.name, &setter.kind);
    let set = set(&quote!(self.call), setter.location, &setter.wire_name, &setter.name, &setter.kind);
    quote! {
        #about
        #[inline]
        pub fn #name(mut self, #declaration) -> Self {
            #set
            self
        }
    }
}

fn body_setter(body: &Body) -> TokenStream {
    let about = docs(&body.docs);
    let name = ident(&body.name);
    let declaration = body_declaration(body);
    quote! {
        #about
        #[inline]
        pub fn #name(mut self, #declaration) -> Self {
            self.call.json_body(#name);
            self
        }
    }
}

fn pages(pages: &Pages, page: &TokenStream) -> TokenStream {
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
