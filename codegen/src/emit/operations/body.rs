//! What a request carries: arguments of the client's method, or setters of the request builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::{describe, parts};
use crate::emit::tokens::{borrowed, docs, ident};
use crate::model::{Body, BodyForm, Content, FormField, Operation, Writing};

/// What a call cannot do without, as arguments of the client's method.
pub(super) fn arguments(body: &Body) -> Vec<TokenStream> {
    match &body.form {
        BodyForm::Parts { parts, .. } => parts.iter().filter(|part| part.is_argument).map(parts::declaration).collect(),
        _ if body.required => vec![declaration(body)],
        _ => Vec::new(),
    }
}

/// Statements of the client's method.
pub(super) fn begin(body: &Body) -> Vec<TokenStream> {
    let call = quote!(call);
    match &body.form {
        BodyForm::Parts { media_type, parts } => parts::begin(&call, media_type, body.required, parts),
        _ if body.required => vec![set(&call, body)],
        _ => Vec::new(),
    }
}

/// What some calls need, as setters of the request builder.
pub(super) fn setters(body: &Body) -> Vec<TokenStream> {
    match &body.form {
        BodyForm::Parts { parts, .. } => parts.iter().filter(|part| !part.is_argument).map(parts::setter).collect(),
        _ if body.required => Vec::new(),
        _ => vec![setter(body)],
    }
}

fn setter(body: &Body) -> TokenStream {
    let about = docs(&body.docs);
    let name = name(body);
    let set = set(&quote!(self.call), body);
    let declaration = declaration(body);
    let lifetime = lifetime(body);
    quote! {
        #about
        #[inline]
        pub fn #name #lifetime(mut self, #declaration) -> Self {
            #set
            self
        }
    }
}

fn name(body: &Body) -> proc_macro2::Ident {
    match &body.form {
        BodyForm::Whole { name, .. } | BodyForm::Choice { name, .. } => ident(name),
        BodyForm::Parts { .. } => ident("body"),
    }
}

/// The lifetime of a function that takes a body of several forms, where one of them is borrowed.
pub(super) fn lifetime(body: &Body) -> Option<TokenStream> {
    match &body.form {
        BodyForm::Choice { variants, .. } if variants.iter().any(|variant| is_borrowed(&variant.content)) => {
            Some(quote!(<'a>))
        }
        _ => None,
    }
}

pub(super) fn is_borrowed(content: &Content) -> bool {
    matches!(content, Content::Json { .. } | Content::Form { .. } | Content::Text { .. })
}

fn declaration(body: &Body) -> TokenStream {
    let name = name(body);
    match &body.form {
        BodyForm::Whole { content: Content::Binary { .. }, .. } => quote!(#name: impl Into<Body>),
        BodyForm::Whole { content, .. } => {
            let ty = self::ty(content, None);
            quote!(#name: #ty)
        }
        BodyForm::Choice { ty, .. } => {
            let (ty, lifetime) = (ident(ty), lifetime(body));
            quote!(#name: impl Into<#ty #lifetime>)
        }
        BodyForm::Parts { .. } => TokenStream::new(),
    }
}

/// The type that holds a body for a while.
pub(super) fn ty(content: &Content, lifetime: Option<&TokenStream>) -> TokenStream {
    match content {
        Content::Json { ty, .. } | Content::Form { ty, .. } => {
            let ty = borrowed(ty);
            quote!(&#lifetime #ty)
        }
        Content::Text { .. } => quote!(&#lifetime str),
        Content::Binary { .. } => quote!(Body),
        Content::Multipart { .. } => quote!(Multipart),
    }
}

/// A statement that hands the body to a call.
fn set(call: &TokenStream, body: &Body) -> TokenStream {
    let name = name(body);
    match &body.form {
        BodyForm::Whole { content: content @ Content::Binary { .. }, .. } => {
            let set = hand_over(call, content, &quote!(#name.into()));
            quote! { #set; }
        }
        BodyForm::Whole { content, .. } => {
            let set = hand_over(call, content, &quote!(#name));
            quote! { #set; }
        }
        BodyForm::Choice { .. } => quote! { #name.into().set(&mut #call); },
        BodyForm::Parts { .. } => TokenStream::new(),
    }
}

/// Hands a value of a content's type to a call.
pub(super) fn hand_over(call: &TokenStream, content: &Content, value: &TokenStream) -> TokenStream {
    match content {
        Content::Json { media_type, .. } if media_type == "application/json" => quote!(#call.json_body(#value)),
        Content::Json { media_type, .. } => quote!(#call.json_body_of(#media_type, #value)),
        Content::Form { media_type, fields, .. } => {
            let fields = fields.iter().map(field);
            quote!(#call.form_body(#media_type, &[#(#fields),*], #value))
        }
        Content::Text { media_type } => quote!(#call.text_body(#media_type, #value)),
        Content::Binary { media_types } => quote!(#call.body(#media_types, #value)),
        Content::Multipart { media_type } => quote!(#call.multipart_body(#media_type, #value)),
    }
}

fn field(field: &FormField) -> TokenStream {
    let name = &field.wire_name;
    match field.writing {
        Some(writing) => {
            let writing = describe::writing(writing, Writing::FORM);
            quote!(FormField::new(#name) #writing)
        }
        None => quote!(FormField::json(#name)),
    }
}

/// Whether a body names something of the runtime.
pub(super) fn uses(operation: &Operation, name: &str) -> bool {
    let Some(body) = &operation.body else { return false };
    if let BodyForm::Parts { parts, .. } = &body.form {
        return parts.iter().any(|part| parts::uses(part, name));
    }
    body.contents().into_iter().any(|content| match (name, content) {
        ("Body", Content::Binary { .. }) | ("Multipart", Content::Multipart { .. }) => true,
        ("FormField", Content::Form { fields, .. }) => !fields.is_empty(),
        ("Style", Content::Form { fields, .. }) => writings(fields).any(|writing| writing.style != Writing::FORM.style),
        ("Arrays", Content::Form { fields, .. }) => {
            writings(fields).any(|writing| writing.arrays != Writing::FORM.arrays)
        }
        _ => false,
    })
}

fn writings(fields: &[FormField]) -> impl Iterator<Item = Writing> {
    fields.iter().filter_map(|field| field.writing)
}
