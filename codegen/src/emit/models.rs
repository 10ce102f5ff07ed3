//! `src/models.rs` and `src/models/*.rs`: the type definitions first, then how they are read and written.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{blank, docs, ident, needs_blank, number, ty, used};
use super::{File, RustFile, conversions, enums, integer_enums, tokens, unions};
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
    // In the order of the items.
    let mut conversions = module.conversions.iter().peekable();
    for item in &module.items {
        match item {
            Item::Struct(item) => items.extend(implementation(item)),
            Item::Enum(item) => items.extend(enums::implementation(item)),
            Item::IntegerEnum(item) => items.extend(integer_enums::implementation(item)),
            Item::Union(item) => items.extend(unions::implementation(item)),
            Item::Newtype(item) => items.extend(newtype(item)),
            Item::Alias(_) => {}
        }
        while let Some(conversion) = conversions.next_if(|conversion| conversion.to.0 == item.name()) {
            items.push(conversions::emit(conversion));
        }
    }
    RustFile { docs: Vec::new(), items }
}

/// The part that people read.
fn definition(item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => struct_(item),
        Item::Enum(item) => enums::definition(item),
        Item::IntegerEnum(item) => integer_enums::definition(item),
        Item::Union(item) => unions::definition(item),
        Item::Newtype(Alias { name, docs, ty }) => {
            let (about, name, ty) = (self::docs(docs), ident(name), self::ty(ty));
            quote! {
                #about
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(pub #ty);
            }
        }
        Item::Alias(Alias { name, docs, ty }) => {
            let (about, name, ty) = (self::docs(docs), ident(name), self::ty(ty));
            quote! { #about pub type #name = #ty; }
        }
    }
}

fn imports(krate: &Crate, module: &ModelModule) -> TokenStream {
    let defined: BTreeSet<&str> = module.items.iter().map(Item::name).collect();
    let types: Vec<&Type> = module.items.iter().flat_map(Item::types).collect();
    let mut named = BTreeSet::new();
    for ty in &types {
        ty.visit(&mut |ty| {
            if let Type::Model(name) = ty {
                named.insert(name.0.as_str());
            }
        });
    }
    named.extend(module.conversions.iter().map(|conversion| conversion.from.0.as_str()));
    let siblings: Vec<_> = named.difference(&defined).map(|name| ident(name)).collect();
    let siblings = (!siblings.is_empty()).then(|| quote! { use super::{#(#siblings),*}; });
    let (mut names, maps) = used(types.into_iter());
    let maps = maps.then(|| quote! { use std::collections::BTreeMap; });
    names.extend(runtime_names(module));
    let names: Vec<_> = names.into_iter().map(ident).collect();
    let runtime = super::tokens::runtime(&krate.paths, &[]);
    let runtime = (!names.is_empty()).then(|| quote! { use #runtime::{#(#names),*}; });
    let has_struct = module.items.iter().any(|item| matches!(item, Item::Struct(_)));
    let has_newtype = module.items.iter().any(|item| matches!(item, Item::Newtype(_)));
    let has_union = module.items.iter().any(|item| matches!(item, Item::Union(_)));
    let has_map = module.items.iter().any(|item| match item {
        Item::Struct(_) => true,
        Item::Union(item) => item.is_streamed(),
        _ => false,
    });
    let map_access = has_map.then(|| quote!(de::MapAccess));
    let deserialize = (has_struct || has_newtype).then(|| quote!(Deserialize,));
    let serde = (has_struct || has_newtype || has_union).then(|| {
        quote! { use serde_core::{#deserialize Deserializer, Serialize, Serializer, #map_access}; }
    });
    quote! {
        #maps

        #serde
        #siblings
        #runtime
    }
}

/// What the module's definitions and impls use of the runtime, beside the types that they name.
fn runtime_names(module: &ModelModule) -> BTreeSet<&'static str> {
    let mut names = BTreeSet::new();
    for item in &module.items {
        match item {
            Item::Struct(item) => {
                names.extend(["Members", "Model", "model", "object"]);
                names.extend(item.all_fields().any(|field| needs_blank(&field.ty)).then_some("Blank"));
            }
            Item::Enum(_) => names.extend(enums::RUNTIME_NAMES),
            Item::IntegerEnum(_) => names.extend(integer_enums::RUNTIME_NAMES),
            Item::Union(item) => names.extend(unions::runtime_names(item)),
            Item::Newtype(_) => names.extend(["Blank", "Decode"]),
            Item::Alias(_) => {}
        }
    }
    names
}

fn struct_(item: &Struct) -> TokenStream {
    let about = docs(&item.docs);
    let name = ident(&item.name);
    let default = item.default.then(|| quote!(, Default));
    let non_exhaustive = item.received_only.then(|| quote!(#[non_exhaustive]));
    let fields = item.all_fields().map(|field| {
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
    let arguments = taken.iter().map(|&index| &item.fields[index]).chain(&item.parts).map(argument);
    let values = item.fields.iter().enumerate().map(|(index, field)| {
        let (name, value) = (ident(&field.name), tokens::argument(&field.name));
        match (&field.ty, taken.contains(&index)) {
            (Type::String | Type::Password, true) => quote!(#name: #value.into()),
            (_, true) if value == name => quote!(#name),
            (_, true) => quote!(#name: #value),
            (Type::Field(_), false) => quote!(#name: Field::Absent),
            (_, false) => quote!(#name: None),
        }
    });
    let parts = item.parts.iter().map(|part| {
        let name = ident(&part.name);
        quote!(#name)
    });
    let rest = item.rest.iter().map(blank_field);
    let values = values.chain(parts).chain(rest);
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
    let name = tokens::argument(&field.name);
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
    let blanks = item.all_fields().map(blank_field);
    let places = item.fields.iter().map(|field| {
        let name = ident(&field.name);
        quote!(&mut self.#name)
    });
    let places = quote!(&mut [#(#places),*]);
    let source = if item.parts.is_empty() { quote!(members) } else { quote!(whole) };
    let own = match &item.rest {
        None => quote!(#source.read(#places)),
        Some(rest) => {
            let rest = ident(&rest.name);
            quote!(#source.read_all(#places, &mut self.#rest))
        }
    };
    let parts = item.parts.iter().map(|part| ident(&part.name));
    let read = if item.parts.is_empty() {
        own
    } else {
        quote! {
            let whole = members.keep()?;
            #own?;
            #(self.#parts = whole.part()?;)*
            Ok(())
        }
    };
    quote! {
        impl Model for #name {
            const NAME: &'static str = #wire_name;
            const KEYS: &'static [&'static str] = &[#(#keys),*];
            const REQUIRED: &'static [usize] = &[#(#required),*];

            fn blank() -> Self {
                Self { #(#blanks),* }
            }

            fn decode<'de, A: MapAccess<'de>>(&mut self, members: Members<'_, A>) -> Result<(), A::Error> {
                #read
            }
        }
    }
}

fn blank_field(field: &Field) -> TokenStream {
    let (name, blank) = (ident(&field.name), blank(&field.ty));
    quote!(#name: #blank)
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
        match field.ty {
            _ if field.required => quote!(.required(#wire_name, &self.#name)),
            Type::Field(_) => quote!(.field(#wire_name, &self.#name)),
            _ => quote!(.optional(#wire_name, &self.#name)),
        }
    });
    let others = if item.parts.is_empty() {
        item.rest.as_ref().map(|rest| {
            let rest = ident(&rest.name);
            quote!(.rest(Self::KEYS, &self.#rest))
        })
    } else {
        let parts = item.parts.iter().chain(&item.rest).map(|part| ident(&part.name));
        Some(quote!(.compose(Self::KEYS)#(.part(&self.#parts))*))
    };
    quote! {
        impl Serialize for #name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                object(serializer)#(#members)*#others.end()
            }
        }
    }
}

/// How a type around another is read and written: as the other.
fn newtype(item: &Alias) -> [TokenStream; 4] {
    let name = ident(&item.name);
    let blank = blank(&item.ty);
    [
        quote! {
            impl Decode for #name {
                fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Decode::decode(deserializer).map(Self)
                }
            }
        },
        quote! {
            impl Blank for #name {
                fn blank() -> Self {
                    Self(#blank)
                }
            }
        },
        quote! {
            impl<'de> Deserialize<'de> for #name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    Self::decode(deserializer)
                }
            }
        },
        quote! {
            impl Serialize for #name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    self.0.serialize(serializer)
                }
            }
        },
    ]
}
