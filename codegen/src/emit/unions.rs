//! An enum over the types of a union.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::tokens::{doc_lines, docs, ident, ty};
use crate::model::{Branch, Tag, Type, Union, UnionVariant};

/// What a file with a union uses of the runtime.
pub(super) fn runtime_names(item: &Union) -> Vec<&'static str> {
    let mut names = vec!["Branch", "Decode", "Union", "UnknownVariant", "open_union"];
    names.extend(item.tag.is_some().then_some("Tag"));
    names.extend(item.variants.iter().any(|variant| variant.tag.is_some()).then_some("named"));
    if item.is_streamed() {
        names.extend(["Kept", "tagged"]);
    }
    names
}

/// The part that people read.
pub(super) fn definition(item: &Union) -> TokenStream {
    let (about, name, unknown) = (docs(&item.docs), ident(&item.name), ident(&item.unknown));
    let variants = item.variants.iter().map(|variant| {
        let (about, name, ty) = (doc_lines(&variant.docs), ident(&variant.name), ty(&variant.ty));
        quote!(#about #name(#ty),)
    });
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that fits nothing that was documented when this client was made.
            #unknown(UnknownVariant),
        }
    }
}

/// How it is made, read and written.
pub(super) fn implementation(item: &Union) -> Vec<TokenStream> {
    let name = ident(&item.name);
    let mut items: Vec<TokenStream> =
        item.variants.iter().filter(|variant| variant.converts).map(|variant| conversion(item, variant)).collect();
    items.extend(from_str(item));
    items.push(decode(item));
    items.push(quote! { open_union!(#name); });
    items.push(serialize(item));
    items
}

fn conversion(item: &Union, variant: &UnionVariant) -> TokenStream {
    let (name, variant_name) = (ident(&item.name), ident(&variant.name));
    let inner = ty(variant.ty.unboxed());
    let value = if matches!(variant.ty, Type::Box(_)) { quote!(Box::new(value)) } else { quote!(value) };
    quote! {
        impl From<#inner> for #name {
            fn from(value: #inner) -> Self {
                Self::#variant_name(#value)
            }
        }
    }
}

/// Texts are mostly literals where they are handed over.
fn from_str(item: &Union) -> Option<TokenStream> {
    let name = ident(&item.name);
    item.from_str.then(|| {
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    Self::from(value.to_owned())
                }
            }
        }
    })
}

fn decode(item: &Union) -> TokenStream {
    let (name, unknown) = (ident(&item.name), ident(&item.unknown));
    let branches = item.variants.iter().map(|variant| {
        let branch = branch(&variant.branch, None);
        let named = match variant.tag {
            Some(_) if variant.by_tag_only => quote!(.named_only()),
            Some(_) => quote!(.named()),
            None => TokenStream::new(),
        };
        quote!(#branch #named)
    });
    let tag = item.tag.as_ref().map(|Tag { key, values, default }| {
        let values = values.iter().map(|(value, index)| {
            let index = Literal::usize_unsuffixed(*index);
            quote!((#value, #index))
        });
        let tag = match default.map(Literal::usize_unsuffixed) {
            Some(default) => quote!(Tag::with_default(#key, &[#(#values),*], #default)),
            None => quote!(Tag::new(#key, &[#(#values),*])),
        };
        quote! { const TAG: Option<Tag> = Some(#tag); }
    });
    let streamed = item.is_streamed().then(|| {
        quote! {
            fn object<'de, A: MapAccess<'de>>(kept: Kept<'de>, map: A) -> Result<Self, A::Error> {
                tagged(kept, map)
            }
        }
    });
    let (index, read) = read(item);
    quote! {
        impl Union for #name {
            #tag
            const BRANCHES: &'static [Branch] = &[#(#branches),*];

            fn read<'de, D: Deserializer<'de>>(#index: usize, deserializer: D) -> Result<Self, D::Error> {
                #read
            }

            #streamed

            fn unknown(value: UnknownVariant) -> Self {
                Self::#unknown(value)
            }
        }
    }
}

/// What the index of a branch is called, and how a value of that branch is read.
fn read(item: &Union) -> (TokenStream, TokenStream) {
    let decode = |variant: &UnionVariant| {
        let name = ident(&variant.name);
        let boxed = needs_box(variant).then(|| quote!(.map(Box::new)));
        quote!(Decode::decode(deserializer)#boxed.map(Self::#name))
    };
    if let [single] = &item.variants[..] {
        return (quote!(_), decode(single));
    }
    let last = item.variants.len().saturating_sub(1);
    let arms = item.variants.iter().enumerate().map(|(index, variant)| {
        let decode = decode(variant);
        let number = Literal::usize_unsuffixed(index);
        let pattern = if index == last { quote!(_) } else { quote!(#number) };
        quote!(#pattern => #decode,)
    });
    (quote!(branch), quote!(match branch { #(#arms)* }))
}

/// Whether what is read has to be put into its box; a struct is read into one.
fn needs_box(variant: &UnionVariant) -> bool {
    matches!(variant.ty, Type::Box(_)) && !matches!(variant.branch, Branch::Object(..))
}

/// What tells a branch apart; models may have a path in front.
pub(super) fn branch(branch: &Branch, models: Option<&TokenStream>) -> TokenStream {
    match branch {
        Branch::Any => quote!(Branch::any()),
        Branch::Boolean => quote!(Branch::boolean()),
        Branch::Integer => quote!(Branch::integer()),
        Branch::Number => quote!(Branch::number()),
        Branch::Text => quote!(Branch::text()),
        Branch::Array => quote!(Branch::array()),
        Branch::Map => quote!(Branch::map()),
        Branch::Texts(name) => {
            let name = ident(&name.0);
            quote!(Branch::texts(#models #name::VALUES))
        }
        Branch::Integers(name) => {
            let name = ident(&name.0);
            quote!(Branch::integers(#models #name::VALUES))
        }
        Branch::Union(name) => {
            let name = ident(&name.0);
            quote!(Branch::union::<#models #name>())
        }
        Branch::Object(name, constants) => {
            let name = ident(&name.0);
            let constants = (!constants.is_empty()).then(|| {
                let constants = constants.iter().map(|(key, value)| quote!((#key, #value)));
                quote!(.constants(&[#(#constants),*]))
            });
            quote!(Branch::object::<#models #name>()#constants)
        }
    }
}

fn serialize(item: &Union) -> TokenStream {
    let (name, unknown) = (ident(&item.name), ident(&item.unknown));
    let variants = item.variants.iter().map(|variant| {
        let name = ident(&variant.name);
        match (&item.tag, &variant.tag) {
            (Some(Tag { key, .. }), Some(tag)) => quote!(Self::#name(value) => named(serializer, [#key, #tag], value),),
            _ => quote!(Self::#name(value) => value.serialize(serializer),),
        }
    });
    quote! {
        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#variants)*
                    Self::#unknown(value) => value.serialize(serializer),
                }
            }
        }
    }
}
