//! `src/models.rs` and `src/models/*.rs`: the type definitions first, then how they are read and written.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{blank, docs, ident, number, ty};
use super::{File, RustFile, enums};
use crate::model::{Alias, Crate, Field, Item, ModelModule, Struct, Type};

pub(super) fn emit<'a>(krate: &'a Crate, files: &mut Vec<File<'a>>) {
    let mut modules: Vec<&ModelModule> = krate.models.iter().collect();
    modules.sort_by(|one, other| one.name.cmp(&other.name));
    for &module in &modules {
        files.push(File::rust(format!("src/models/{}.rs", module.name), || self::module(krate, module)));
    }
    files.push(File::rust("src/models.rs", move || index(&modules)));
}

fn index(modules: &[&ModelModule]) -> RustFile {
    let names = modules.iter().map(|module| ident(&module.name));
    let exports = modules.iter().map(|module| {
        let name = ident(&module.name);
        let mut items: Vec<&str> = module.items.iter().map(Item::name).collect();
        items.sort_unstable();
        let items = items.into_iter().map(ident);
        quote! { pub use self::#name::{#(#items),*}; }
    });
    let docs = vec!["What calls send and what answers hold.".to_owned()];
    RustFile { docs, items: vec![quote! { #(mod #names;)* }, quote! { #(#exports)* }] }
}

fn module(krate: &Crate, module: &ModelModule) -> RustFile {
    let mut items = vec![imports(krate, module)];
    items.extend(module.items.iter().map(definition));
    for item in &module.items {
        match item {
            Item::Struct(item) => items.extend(implementation(item)),
            Item::Enum(item) => items.extend(enums::implementation(item)),
            Item::Alias(_) => {}
        }
    }
    RustFile { docs: Vec::new(), items }
}

/// The part that people read.
fn definition(item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => struct_(item),
        Item::Enum(item) => enums::definition(item),
        Item::Alias(Alias { name, docs, ty }) => {
            let (about, name, ty) = (self::docs(docs), ident(name), self::ty(ty));
            quote! { #about pub type #name = #ty; }
        }
    }
}

fn imports(krate: &Crate, module: &ModelModule) -> TokenStream {
    let defined: BTreeSet<&str> = module.items.iter().map(Item::name).collect();
    let mut used = BTreeSet::new();
    let mut leaves = BTreeSet::new();
    for ty in module.items.iter().flat_map(types) {
        ty.models(&mut |name| {
            used.insert(name.0.as_str());
        });
        leaves.extend(ty.has_date_time().then_some("DateTime"));
        leaves.extend(ty.has_password().then_some("Password"));
    }
    let siblings: Vec<_> = used.difference(&defined).map(|name| ident(name)).collect();
    let siblings = (!siblings.is_empty()).then(|| quote! { use super::{#(#siblings),*}; });
    leaves.extend(runtime_names(module));
    let names: Vec<_> = leaves.into_iter().map(ident).collect();
    let runtime = super::tokens::runtime(&krate.paths, &[]);
    let runtime = (!names.is_empty()).then(|| quote! { use #runtime::{#(#names),*}; });
    let has_struct = module.items.iter().any(|item| matches!(item, Item::Struct(_)));
    let serde = has_struct.then(|| {
        quote! { use serde_core::{Deserialize, Deserializer, Serialize, Serializer, de::MapAccess}; }
    });
    quote! { #serde #siblings #runtime }
}

/// What the module's definitions and impls use of the runtime.
fn runtime_names(module: &ModelModule) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for item in &module.items {
        match item {
            Item::Struct(item) => {
                names.extend(["Members", "Model", "model", "object"]);
                let needs_blank =
                    |field: &Field| matches!(field.ty, Type::DateTime | Type::Password | Type::Model(_) | Type::Box(_));
                names.extend(item.fields.iter().any(needs_blank).then_some("Blank"));
            }
            Item::Enum(_) => names.extend(enums::RUNTIME_NAMES),
            Item::Alias(_) => {}
        }
    }
    names
}

fn types(item: &Item) -> Vec<&Type> {
    match item {
        Item::Struct(item) => item.fields.iter().map(|field| &field.ty).collect(),
        Item::Alias(item) => vec![&item.ty],
        Item::Enum(_) => Vec::new(),
    }
}

fn struct_(item: &Struct) -> TokenStream {
    let about = docs(&item.docs);
    let name = ident(&item.name);
    let default = item.default.then(|| quote!(, Default));
    let non_exhaustive = item.received_only.then(|| quote!(#[non_exhaustive]));
    let fields = item.fields.iter().map(|field| {
        let (about, name, ty) = (docs(&field.docs), ident(&field.name), ty(&field.ty));
        quote! { #about pub #name: #ty, }
    });
    quote! {
        #about
        #[derive(Clone, Debug #default, PartialEq)]
        #non_exhaustive
        pub struct #name {
            #(#fields)*
        }
    }
}

/// How a struct is made, read and written.
fn implementation(item: &Struct) -> Vec<TokenStream> {
    // What is deprecated is still read and written.
    let quiet = item.fields.iter().any(|field| field.docs.deprecated).then(|| quote!(#[expect(deprecated)]));
    let mut items: Vec<TokenStream> = constructor(item).into_iter().collect();
    items.push(decode(item));
    items.push(serialize(item));
    let mut items: Vec<TokenStream> = items.into_iter().map(|item| quote!(#quiet #item)).collect();
    items.insert(items.len() - 1, deserialize(item));
    items
}

fn constructor(item: &Struct) -> Option<TokenStream> {
    let taken = item.constructor.as_ref()?;
    let name = ident(&item.name);
    let arguments = taken.iter().map(|&index| argument(&item.fields[index]));
    let values = item.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&field.name);
        match (&field.ty, taken.contains(&index)) {
            (Type::String | Type::Password, true) => quote!(#name: #name.into()),
            (_, true) => quote!(#name),
            (_, false) => quote!(#name: None),
        }
    });
    Some(quote! {
        impl #name {
            /// With what is required, and nothing else.
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    })
}

fn argument(field: &Field) -> TokenStream {
    let name = ident(&field.name);
    let ty = match field.ty {
        Type::String => quote!(impl Into<String>),
        Type::Password => quote!(impl Into<Password>),
        _ => ty(&field.ty),
    };
    quote!(#name: #ty)
}

fn decode(item: &Struct) -> TokenStream {
    let name = ident(&item.name);
    let wire_name = &item.wire_name;
    let keys = item.fields.iter().map(|field| &field.wire_name);
    let required = item.fields.iter().enumerate().filter(|(_, field)| field.required);
    let required = required.filter_map(|(index, _)| u32::try_from(index).ok()).map(number);
    let blanks = item.fields.iter().map(|field| {
        let (name, blank) = (ident(&field.name), blank(&field.ty));
        quote!(#name: #blank)
    });
    let places = item.fields.iter().map(|field| {
        let name = ident(&field.name);
        quote!(&mut self.#name)
    });
    quote! {
        impl Model for #name {
            const NAME: &'static str = #wire_name;
            const KEYS: &'static [&'static str] = &[#(#keys),*];
            const REQUIRED: &'static [usize] = &[#(#required),*];

            fn blank() -> Self {
                Self { #(#blanks),* }
            }

            fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
                members.read(&mut [#(#places),*])
            }
        }
    }
}

fn deserialize(item: &Struct) -> TokenStream {
    let name = ident(&item.name);
    quote! {
        impl<'de> Deserialize<'de> for #name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                model(deserializer)
            }
        }
    }
}

fn serialize(item: &Struct) -> TokenStream {
    let name = ident(&item.name);
    let members = item.fields.iter().map(|field| {
        let (wire_name, name) = (&field.wire_name, ident(&field.name));
        if field.required {
            quote!(.required(#wire_name, &self.#name))
        } else {
            quote!(.optional(#wire_name, &self.#name))
        }
    });
    quote! {
        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                object(serializer)#(#members)*.end()
            }
        }
    }
}
