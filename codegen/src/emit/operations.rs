//! `src/operations.rs` and `src/operations/*.rs`: for each operation its description, the client's method, the builder.

mod arguments;
mod body;
mod choice;
mod describe;
mod errors;
mod headers;
mod kinds;
mod pages;
mod parts;
mod send;
mod wait;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{doc_lines, docs, ident, path, runtime, used};
use super::{File, RustFile};
use crate::model::{Arrays, Crate, Group, HttpMethod, Operation, Parameter, Reply, Type};

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
        types.extend(group.operations.iter().filter_map(|operation| choice::name(operation.body.as_ref()?)));
        types.extend(group.operations.iter().filter_map(|operation| Some(operation.answers.kinds()?.name.as_str())));
        types.extend(group.operations.iter().filter_map(|operation| Some(operation.errors.as_ref()?.name.as_str())));
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
        items.extend(operation.body.iter().flat_map(choice::emit));
        items.extend(operation.answers.kinds().into_iter().flat_map(kinds::emit));
        items.extend(operation.errors.iter().flat_map(errors::emit));
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
    let parameters = |wanted: &dyn Fn(&Parameter) -> bool| uses(&|operation| operation.parameters.iter().any(wanted));
    let rule = parameters(&|parameter| !parameter.rules.is_empty());
    let has_other_methods = uses(&|operation| matches!(operation.http_method, HttpMethod::Other(_)));
    let lazy = has_other_methods.then(|| quote! { use std::sync::LazyLock; });
    let names = [
        (
            "Arrays",
            parameters(&|parameter| parameter.writing.arrays != Arrays::Indices)
                || uses(&|operation| body::uses(operation, "Arrays")),
        ),
        ("Body", uses(&|operation| body::uses(operation, "Body"))),
        ("Call", true),
        ("FormField", uses(&|operation| body::uses(operation, "FormField"))),
        ("HeaderMap", uses(&|operation| operation.headers.is_some())),
        ("HeaderView", uses(&|operation| operation.headers.is_some())),
        ("Items", uses(&|operation| operation.pages.is_some())),
        ("Method", uses(&|operation| matches!(operation.http_method, HttpMethod::Known(_)))),
        ("Multipart", uses(&|operation| body::uses(operation, "Multipart"))),
        ("Operation", true),
        ("PageBy", uses(&|operation| operation.pages.is_some())),
        ("Pages", uses(&|operation| operation.pages.is_some())),
        ("Paging", uses(&|operation| operation.pages.is_some())),
        ("Part", uses(&|operation| body::uses(operation, "Part"))),
        ("Parameter", uses(&|operation| !operation.parameters.is_empty())),
        ("Pending", true),
        ("Response", true),
        ("Rule", rule),
        ("Statuses", true),
        (
            "Style",
            parameters(&|parameter| parameter.has_unusual_style()) || uses(&|operation| body::uses(operation, "Style")),
        ),
        ("Tree", uses(&Operation::sends_parts) || uses(&|operation| body::uses(operation, "Tree"))),
        ("Wait", uses(&|operation| operation.waiter.is_some())),
        ("Waiter", uses(&|operation| operation.waiter.is_some())),
        ("method", has_other_methods),
    ];
    let names = names.into_iter().filter(|(_, used)| *used).map(|(name, _)| name);
    let names: BTreeSet<&str> = names.chain(used).chain(send::names(&group.operations)).collect();
    let names = names.into_iter().map(ident);
    quote! {
        #maps
        #lazy
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
    let mut arguments: Vec<_> =
        operation.arguments.iter().map(|argument| arguments::declaration(&argument.name, &argument.kind)).collect();
    arguments.extend(operation.body.iter().flat_map(body::arguments));
    let mut sets: Vec<_> = operation
        .arguments
        .iter()
        .map(|argument| {
            arguments::set(&quote!(call), argument.location, &argument.wire_name, &argument.name, &argument.kind)
        })
        .collect();
    sets.extend(operation.body.iter().flat_map(body::begin));
    let call = quote!(Call::new(&self.core, &#constant));
    let lifetime = operation.body.as_ref().filter(|body| body.required).and_then(body::lifetime);
    let content = if sets.is_empty() {
        quote! { #builder { call: #call } }
    } else {
        quote! { let mut call = #call; #(#sets)* #builder { call } }
    };
    quote! {
        impl Client {
            #about
            #[inline]
            pub fn #method #lifetime(&self, #(#arguments),*) -> #builder {
                #content
            }
        }
    }
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
    let setters = operation.setters.iter().map(arguments::setter);
    let body = operation.body.iter().flat_map(body::setters);
    let send = send::methods(operation);
    let timeout = if operation.answers.replies().any(Reply::is_stream) {
        "Bounds this call, all attempts, the pauses between them and the whole of what is read while it arrives included."
    } else {
        "Bounds this call, all attempts and the pauses between them included."
    };
    let timeout = doc_lines(&[timeout]);
    quote! {
        impl #builder {
            #(#setters)*
            #(#body)*

            #timeout
            #[inline]
            pub fn timeout(mut self, timeout: Duration) -> Self {
                self.call.timeout(timeout);
                self
            }

            #send
        }
    }
}
