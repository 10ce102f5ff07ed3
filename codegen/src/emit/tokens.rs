//! Small pieces that many items are made of.

use std::collections::BTreeSet;
use std::time::Duration;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens as _, quote};

use crate::model::{Docs, Paths, Type};

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The name of an argument. One is that of our own variable, and lints take some for leftovers of a trial; members and
/// methods may have them.
pub(super) fn argument(name: &str) -> Ident {
    if matches!(name, "call" | "foo" | "baz" | "quux") { ident(&format!("{name}_")) } else { ident(name) }
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

/// A type as the files of the models name it.
pub(super) fn ty(ty: &Type) -> TokenStream {
    named(ty, None)
}

/// A type as other files name it: a model's name alone could be that of something else there.
pub(super) fn qualified(ty: &Type) -> TokenStream {
    named(ty, Some(&quote!(models::)))
}

/// What other files borrow of a type: a list as a slice, a text as `str`.
pub(super) fn borrowed(ty: &Type) -> TokenStream {
    match ty {
        Type::Vec(item) => {
            let item = qualified(item);
            quote!([#item])
        }
        Type::String => quote!(str),
        other => qualified(other),
    }
}

fn named(ty: &Type, models: Option<&TokenStream>) -> TokenStream {
    let (wrapper, inner) = match ty {
        Type::Null => return quote!(()),
        Type::Bool => return quote!(bool),
        Type::Integer(integer) => return ident(integer.name()).into_token_stream(),
        Type::F64 => return quote!(f64),
        Type::String => return quote!(String),
        Type::DateTime => return quote!(DateTime),
        Type::Date => return quote!(Date),
        Type::Time => return quote!(Time),
        Type::Uuid => return quote!(uuid::Uuid),
        Type::Ipv4Addr => return quote!(std::net::Ipv4Addr),
        Type::Ipv6Addr => return quote!(std::net::Ipv6Addr),
        Type::Base64 => return quote!(Base64),
        Type::Password => return quote!(Password),
        Type::Value => return quote!(serde_json::Value),
        Type::Model(name) => {
            let name = ident(&name.0);
            return quote!(#models #name);
        }
        Type::Map(inner) => {
            let inner = named(inner, models);
            return quote!(BTreeMap<String, #inner>);
        }
        Type::Tuple(elements) => {
            let elements = elements.iter().map(|element| named(element, models));
            return quote!((#(#elements),*));
        }
        Type::Vec(inner) => (quote!(Vec), inner),
        Type::Option(inner) => (quote!(Option), inner),
        Type::Field(inner) => (quote!(Field), inner),
        Type::Box(inner) => (quote!(Box), inner),
    };
    let inner = named(inner, models);
    quote!(#wrapper<#inner>)
}

/// Whether [`blank`] asks the runtime.
pub(super) fn needs_blank(ty: &Type) -> bool {
    !matches!(
        ty,
        Type::Null
            | Type::Bool
            | Type::Integer(_)
            | Type::F64
            | Type::String
            | Type::Vec(_)
            | Type::Map(_)
            | Type::Option(_)
            | Type::Field(_)
            | Type::Value
    )
}

/// The value that stands in a field until the real one is read.
pub(super) fn blank(ty: &Type) -> TokenStream {
    match ty {
        Type::Null => quote!(()),
        Type::Bool => quote!(false),
        Type::Integer(_) => quote!(0),
        Type::F64 => quote!(0.0),
        Type::String => quote!(String::new()),
        Type::Vec(_) => quote!(Vec::new()),
        Type::Option(_) => quote!(None),
        Type::Field(_) => quote!(Field::Absent),
        Type::Value => quote!(serde_json::Value::Null),
        Type::Map(_) => quote!(BTreeMap::new()),
        _ => quote!(Blank::blank()),
    }
}

/// The types of the runtime that these types are made of, and whether maps are.
pub(super) fn used<'a>(types: impl Iterator<Item = &'a Type>) -> (BTreeSet<&'static str>, bool) {
    let mut names = BTreeSet::new();
    let mut maps = false;
    for ty in types {
        ty.visit(&mut |ty| {
            names.extend(ty.runtime_name());
            maps |= matches!(ty, Type::Map(_));
        });
    }
    (names, maps)
}

/// A text as a raw literal, which reads best over several lines.
pub(super) fn raw_text(text: &str) -> Literal {
    let mut fence = String::from("#");
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    let raw = format!("r{fence}\"{text}\"{fence}");
    raw.parse().unwrap_or_else(|_| Literal::string(text))
}

/// A number without a suffix.
pub(super) fn number(value: impl Into<i128>) -> Literal {
    Literal::i128_unsuffixed(value.into())
}

/// A length of time in the largest unit that is exact.
pub(super) fn duration(value: Duration) -> TokenStream {
    let (millis, seconds) = (value.as_millis(), value.as_secs());
    let (unit, count) = match seconds {
        _ if value.subsec_millis() > 0 => ("from_millis", u64::try_from(millis).unwrap_or(u64::MAX)),
        _ if seconds % 60 > 0 => ("from_secs", seconds),
        _ if seconds % 3600 > 0 => ("from_mins", seconds / 60),
        _ => ("from_hours", seconds / 3600),
    };
    let (unit, count) = (ident(unit), number(count));
    quote!(Duration::#unit(#count))
}
