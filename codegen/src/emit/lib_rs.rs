//! `src/lib.rs`: what the crate is, an example, and the names at its root.

use quote::quote;

use super::RustFile;
use super::tokens::{ident, runtime};
use crate::model::{Crate, Example, Part, SchemeKind};

pub(super) fn emit(krate: &Crate) -> RustFile {
    let mut docs = krate.docs.clone();
    if krate.paths.embedded
        && let Some(example) = &krate.example
    {
        docs.extend(["", "# Example", "", "```no_run"].map(str::to_owned));
        docs.extend(example_lines(krate, example));
        docs.push("```".to_owned());
    }
    RustFile { docs, items: vec![modules(krate), exports(krate)] }
}

fn modules(krate: &Crate) -> proc_macro2::TokenStream {
    let credentials = (!krate.client.schemes.is_empty()).then(|| {
        quote!(
            mod credentials;
        )
    });
    // What is deprecated is still named, read and written.
    let is_deprecated = krate.models.iter().flat_map(|module| &module.items).any(|item| item.docs().deprecated);
    let quiet = is_deprecated.then(|| quote!(#[allow(deprecated)]));
    let errors = super::errors::is_needed(krate).then(|| {
        quote!(
            #quiet
            mod errors;
        )
    });
    let runtime = krate.paths.embedded.then(|| {
        quote!(
            pub mod runtime;
        )
    });
    let sources = super::sources::is_needed(krate).then(|| {
        quote!(
            mod sources;
        )
    });
    let webhooks = super::webhooks::is_needed(krate).then(|| {
        quote!(
            #quiet
            pub mod webhooks;
        )
    });
    quote! {
        mod client;
        #credentials
        #errors
        #quiet
        pub mod models;
        #quiet
        pub mod operations;
        #runtime
        mod servers;
        #sources
        #webhooks
    }
}

fn exports(krate: &Crate) -> proc_macro2::TokenStream {
    let credentials = (!krate.client.schemes.is_empty()).then(|| {
        quote!(
            pub use self::credentials::Credentials;
        )
    });
    let runtime = runtime(&krate.paths, &[]);
    let runtime = if krate.paths.embedded { quote!(self::runtime) } else { runtime };
    let has = |part: Part| krate.parts.contains(&part);
    let base64 = has(Part::Binary).then(|| quote!(Base64,));
    let byte_stream = has(Part::ByteStream).then(|| quote!(ByteStream,));
    let date = has(Part::CivilDate).then(|| quote!(Date,));
    let date_time = has(Part::DateTime).then(|| quote!(DateTime,));
    let body = has(Part::Uploads).then(|| quote!(Body,));
    let multipart = has(Part::Multipart).then(|| quote!(Multipart,));
    let part = has(Part::Multipart).then(|| quote!(Part,));
    let event_stream = has(Part::EventStream).then(|| quote!(Event, EventStream,));
    let json_lines = has(Part::JsonLines).then(|| quote!(JsonLines,));
    let items = has(Part::Pages).then(|| quote!(Items,));
    let pages = has(Part::Pages).then(|| quote!(Pages,));
    let password = has(Part::Password).then(|| quote!(Password,));
    let time = has(Part::CivilTime).then(|| quote!(, Time));
    let wait = has(Part::Wait).then(|| quote!(, Wait));
    let values = krate.client.variables.iter().filter_map(|variable| variable.values.as_ref());
    let values: Vec<_> = values.map(|values| ident(&values.name)).collect();
    let values = (!values.is_empty()).then(|| quote!(pub use self::servers::{#(#values),*};));
    quote! {
        pub use self::client::{Client, ClientBuilder};
        #credentials
        #[doc(inline)]
        pub use #runtime::{
            #base64 #body #byte_stream #date #date_time Error, ErrorKind, #event_stream #items #json_lines #multipart #pages #part
            #password Response, RetryPolicy #time #wait
        };
        #values
    }
}

/// A program that makes one call.
pub(super) fn example_lines(krate: &Crate, example: &Example) -> Vec<String> {
    let library = &krate.package.library;
    let mut lines = vec![
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        format!("let client = {library}::Client::builder()"),
    ];
    let servers = krate.client.services.first().map_or(&[][..], |service| &service.servers);
    if let Some(variable) = servers.iter().flat_map(|server| &server.variables).next()
        && let Some(setter) = krate.client.variables.iter().find(|setter| setter.wire_name == variable.name)
    {
        lines.push(format!("    .{}({:?})", setter.method, variable.default));
    }
    if servers.first().is_none_or(|server| server.url.is_empty() || server.url.starts_with('/')) {
        lines.push("    .endpoint(\"https://api.example.com\")".to_owned());
    }
    lines.extend(credentials(krate, example));
    for parameter in &krate.client.parameters {
        lines.push(format!("    .{}({:?})", parameter.method, parameter.wire_name));
    }
    lines.push("    .build()?;".to_owned());
    lines.push(String::new());
    let call = format!("client.{}({})", example.method, example.arguments.join(", "));
    if example.pages {
        lines.push(format!("let mut items = {call}.stream();"));
        lines.push("while let Some(item) = items.try_next().await? {".to_owned());
        lines.push("    println!(\"{item:?}\");".to_owned());
        lines.push("}".to_owned());
    } else {
        lines.push(format!("let answer = {call}.send().await?;"));
        lines.push("println!(\"{answer:?}\");".to_owned());
    }
    lines.push("# Ok(())".to_owned());
    lines.push("# }".to_owned());
    lines
}

/// What the call needs to prove who makes it, from the environment.
fn credentials(krate: &Crate, example: &Example) -> Vec<String> {
    let constructor = |name: &String| {
        let scheme = krate.client.schemes.iter().find(|scheme| scheme.method == *name)?;
        let variable = scheme.constant.replace(|char: char| !char.is_ascii_alphanumeric(), "_");
        let arguments = match scheme.kind {
            SchemeKind::Basic => {
                format!("std::env::var(\"{variable}_USER\")?, std::env::var(\"{variable}_PASSWORD\")?")
            }
            SchemeKind::Signature(Some(_)) => "std::env::var(\"AK\")?, std::env::var(\"SK\")?".to_owned(),
            SchemeKind::Signature(None) => return None,
            _ => format!("std::env::var({variable:?})?"),
        };
        Some(format!("{}::Credentials::{name}({arguments})", krate.package.library))
    };
    let alternatives = example.security.iter().filter(|names| !names.is_empty());
    let complete = |names: &Vec<String>| names.iter().map(constructor).collect::<Option<Vec<String>>>();
    match alternatives.into_iter().find_map(complete).as_deref() {
        None | Some([]) => Vec::new(),
        Some([only]) => vec![format!("    .credentials({only})")],
        Some([first, others @ ..]) => {
            let others = others.iter().map(|other| format!("            .and({other})"));
            let begin = ["    .credentials(".to_owned(), format!("        {first}")];
            begin.into_iter().chain(others).chain(["    )".to_owned()]).collect()
        }
    }
}
