//! Small pieces that many items are made of.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Docs, Paths, Type};

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// `crate::models` of the root `crate` and `models`.
pub(super) fn path(root: &str, below: &[&str]) -> TokenStream {
    let segments = root.split("::").chain(below.iter().copied()).map(ident);
    quote!(#(#segments)::*)
}

/// The path of the runtime or of a module in it.
pub(super) fn runtime(paths: &Paths, below: &[&str]) -> TokenStream {
    path(&paths.runtime, below)
}

/// The documentation of an item and whether it is deprecated.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    let lines = doc_lines(&docs.lines);
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#lines #deprecated)
}

pub(super) fn doc_lines<S: AsRef<str>>(lines: &[S]) -> TokenStream {
    let lines = lines.iter().map(|line| match line.as_ref() {
        "" => String::new(),
        line => format!(" {line}"),
    });
    quote!(#(#[doc = #lines])*)
}

/// A type by the names that its file imports.
pub(super) fn ty(ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::Integer(integer) => {
            let name = format_ident!("{}", integer.name());
            quote!(#name)
        }
        Type::F64 => quote!(f64),
        Type::String => quote!(String),
        Type::DateTime => quote!(DateTime),
        Type::Value => quote!(serde_json::Value),
        Type::Model(name) => {
            let name = ident(&name.0);
            quote!(#name)
        }
        Type::Vec(inner) => {
            let inner = self::ty(inner);
            quote!(Vec<#inner>)
        }
        Type::Option(inner) => {
            let inner = self::ty(inner);
            quote!(Option<#inner>)
        }
        Type::Box(inner) => {
            let inner = self::ty(inner);
            quote!(Box<#inner>)
        }
    }
}

/// The value that stands in a field until the real one is read.
pub(super) fn blank(ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(false),
        Type::Integer(_) => quote!(0),
        Type::F64 => quote!(0.0),
        Type::String => quote!(String::new()),
        Type::Vec(_) => quote!(Vec::new()),
        Type::Option(_) => quote!(None),
        Type::Value => quote!(serde_json::Value::Null),
        Type::DateTime | Type::Model(_) | Type::Box(_) => quote!(Blank::blank()),
    }
}

/// A number without a suffix.
pub(super) fn number(value: impl Into<i128>) -> Literal {
    Literal::i128_unsuffixed(value.into())
}
