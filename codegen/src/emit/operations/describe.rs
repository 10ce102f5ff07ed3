//! The static that tells the runtime what an operation is.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens as _, quote};

use crate::emit::tokens::{ident, number};
use crate::model::{Crate, HttpMethod, Location, Operation, Parameter, Rule, Statuses, Writing};

pub(super) fn emit(krate: &Crate, operation: &Operation) -> TokenStream {
    let constant = ident(&operation.constant);
    let visibility = krate.client.is_source(&operation.constant).then(|| quote!(pub(crate)));
    let method = match &operation.http_method {
        HttpMethod::Known(name) => {
            let name = ident(name);
            quote!(Method::#name)
        }
        HttpMethod::Other(name) => quote!(method(#name)),
    };
    let Operation { id, path, .. } = operation;
    let service = krate.client.service(operation.service).map(|service| {
        let service = ident(&service.constant);
        quote!(service: &servers::#service,)
    });
    let parameters = operation.parameters.iter().map(parameter);
    let parameters = quote!(&[#(#parameters),*]);
    // Outside of a constant they would not last.
    let is_constant = matches!(operation.http_method, HttpMethod::Known(_)) || operation.parameters.is_empty();
    let parameters = if is_constant { parameters } else { quote!(const { #parameters }) };
    let together = operation.required_together.iter().map(|group| quote!(&[#(#group),*]));
    let success = operation.answers.success.iter().copied().map(statuses);
    let security = operation.security.iter().map(|schemes| quote!(&[#(#schemes),*]));
    let accept = &operation.answers.accept;
    let described = quote! {
        Operation {
            id: #id,
            method: #method,
            #service
            path: #path,
            parameters: #parameters,
            required_together: &[#(#together),*],
            success: &[#(#success),*],
            accept: #accept,
            security: &[#(#security),*],
        }
    };
    match operation.http_method {
        HttpMethod::Known(_) => quote! { #visibility static #constant: Operation = #described; },
        HttpMethod::Other(_) => {
            quote! { #visibility static #constant: LazyLock<Operation> = LazyLock::new(|| #described); }
        }
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let name = &parameter.wire_name;
    let place = place(parameter.location);
    let is_required = parameter.required && !parameter.fixed && parameter.location != Location::Path;
    let required = is_required.then(|| quote!(.required()));
    let shared = parameter.shared.then(|| quote!(.shared()));
    let secret = parameter.secret.then(|| quote!(.secret()));
    let default = ident(if parameter.fixed { "fixed" } else { "default" });
    let default = parameter.default.as_ref().map(|value| quote!(.#default(#value)));
    let writing = writing(parameter.writing, parameter.usual_writing());
    let rules = parameter.rules.iter().map(rule);
    let rules = (!parameter.rules.is_empty()).then(|| quote!(.rules(&[#(#rules),*])));
    quote!(Parameter::#place(#name) #required #shared #secret #default #writing #rules)
}

/// The method of a call, and of a description, for a parameter that travels there.
pub(super) fn place(location: Location) -> Ident {
    ident(match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    })
}

/// How a value is written, as far as that is unusual.
pub(super) fn writing(writing: Writing, usual: Writing) -> TokenStream {
    let style = (writing.style != usual.style).then(|| {
        let style = ident(&format!("{:?}", writing.style));
        quote!(.style(Style::#style))
    });
    let explode = (writing.explode != usual.explode).then(|| {
        let explode = ident(if writing.explode { "exploded" } else { "joined" });
        quote!(.#explode())
    });
    let reserved = writing.reserved.then(|| quote!(.reserved()));
    let arrays = (writing.arrays != usual.arrays).then(|| {
        let arrays = ident(&format!("{:?}", writing.arrays));
        quote!(.arrays(Arrays::#arrays))
    });
    quote!(#style #explode #reserved #arrays)
}

fn rule(rule: &Rule) -> TokenStream {
    let (name, bound) = match rule {
        Rule::Minimum(bound) => ("Minimum", integer(*bound)),
        Rule::Maximum(bound) => ("Maximum", integer(*bound)),
        Rule::MultipleOf(step) => ("MultipleOf", integer(*step)),
        Rule::AtLeast(bound) => ("AtLeast", float(*bound)),
        Rule::Above(bound) => ("Above", float(*bound)),
        Rule::AtMost(bound) => ("AtMost", float(*bound)),
        Rule::Below(bound) => ("Below", float(*bound)),
        Rule::MinLength(length) => ("MinLength", number(*length).into_token_stream()),
        Rule::MaxLength(length) => ("MaxLength", number(*length).into_token_stream()),
        Rule::MinItems(count) => ("MinItems", number(*count).into_token_stream()),
        Rule::MaxItems(count) => ("MaxItems", number(*count).into_token_stream()),
        Rule::Each(rules) => {
            let rules = rules.iter().map(self::rule);
            ("Each", quote!(&[#(#rules),*]))
        }
    };
    let name = ident(name);
    quote!(Rule::#name(#bound))
}

fn integer(value: i128) -> TokenStream {
    let literal = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#literal) } else { quote!(#literal) }
}

fn float(value: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(value.abs());
    if value.is_sign_negative() { quote!(-#literal) } else { quote!(#literal) }
}

pub(super) fn statuses(statuses: Statuses) -> TokenStream {
    match statuses {
        Statuses::Code(code) => {
            let code = number(code);
            quote!(Statuses::Code(#code))
        }
        Statuses::Class(class) => {
            let class = number(class);
            quote!(Statuses::Class(#class))
        }
        Statuses::Default => quote!(Statuses::Default),
    }
}
