//! The static that tells the runtime what an operation is.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::tokens::{ident, number};
use crate::model::{Crate, Location, Operation, Parameter, Rule, Statuses};

pub(super) fn emit(krate: &Crate, operation: &Operation) -> TokenStream {
    let constant = ident(&operation.constant);
    let visibility = krate.client.is_source(&operation.constant).then(|| quote!(pub(crate)));
    let method = ident(operation.http_method);
    let Operation { id, path, .. } = operation;
    let service = krate.client.service(operation.service).map(|service| {
        let service = ident(&service.constant);
        quote!(service: &servers::#service,)
    });
    let parameters = operation.parameters.iter().map(parameter);
    let together = operation.required_together.iter().map(|group| quote!(&[#(#group),*]));
    let success = operation.answers.success.iter().copied().map(statuses);
    let security = operation.security.iter().map(|schemes| quote!(&[#(#schemes),*]));
    let accept = &operation.answers.accept;
    quote! {
        #visibility static #constant: Operation = Operation {
            id: #id,
            method: Method::#method,
            #service
            path: #path,
            parameters: &[#(#parameters),*],
            required_together: &[#(#together),*],
            success: &[#(#success),*],
            accept: #accept,
            security: &[#(#security),*],
        };
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let name = &parameter.wire_name;
    let (place, required) = match parameter.location {
        Location::Path => (ident("path"), None),
        Location::Query => (ident("query"), parameter.required.then(|| quote!(.required()))),
        Location::Header => (ident("header"), parameter.required.then(|| quote!(.required()))),
    };
    let shared = parameter.shared.then(|| quote!(.shared()));
    let secret = parameter.secret.then(|| quote!(.secret()));
    let default = parameter.default.as_ref().map(|default| quote!(.default(#default)));
    let rules = parameter.rules.iter().map(rule);
    let rules = (!parameter.rules.is_empty()).then(|| quote!(.rules(&[#(#rules),*])));
    quote!(Parameter::#place(#name) #required #shared #secret #default #rules)
}

fn rule(rule: &Rule) -> TokenStream {
    let float = |value: f64| Literal::f64_unsuffixed(value.abs());
    let signed = |value: f64| {
        let literal = float(value);
        if value.is_sign_negative() { quote!(-#literal) } else { quote!(#literal) }
    };
    let integer = |value: i128| {
        let literal = Literal::u128_unsuffixed(value.unsigned_abs());
        if value < 0 { quote!(-#literal) } else { quote!(#literal) }
    };
    match *rule {
        Rule::Minimum(bound) => {
            let bound = integer(bound);
            quote!(Rule::Minimum(#bound))
        }
        Rule::Maximum(bound) => {
            let bound = integer(bound);
            quote!(Rule::Maximum(#bound))
        }
        Rule::MultipleOf(step) => {
            let step = integer(step);
            quote!(Rule::MultipleOf(#step))
        }
        Rule::AtLeast(bound) => {
            let bound = signed(bound);
            quote!(Rule::AtLeast(#bound))
        }
        Rule::Above(bound) => {
            let bound = signed(bound);
            quote!(Rule::Above(#bound))
        }
        Rule::AtMost(bound) => {
            let bound = signed(bound);
            quote!(Rule::AtMost(#bound))
        }
        Rule::Below(bound) => {
            let bound = signed(bound);
            quote!(Rule::Below(#bound))
        }
        Rule::MinLength(length) => {
            let length = number(length);
            quote!(Rule::MinLength(#length))
        }
        Rule::MaxLength(length) => {
            let length = number(length);
            quote!(Rule::MaxLength(#length))
        }
    }
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
