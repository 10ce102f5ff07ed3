//! Finds names that are given twice, which the compiler would refuse.

use std::collections::BTreeSet;

use syn::{Fields, Ident, ImplItem, Item, ItemImpl, Type};

/// The functions of types, by where the types are.
pub(crate) type Methods = BTreeSet<(String, Ident, Ident)>;

/// Asserts that all names of a file differ where they must, and that its modules are there.
pub(crate) fn check(path: &str, items: &[Item], files: &BTreeSet<String>, methods: &mut Methods) {
    let mut scope = Scope { path, ..Scope::default() };
    for item in items {
        match item {
            Item::Struct(item) => {
                scope.ty(&item.ident);
                fields(path, &item.fields);
            }
            Item::Enum(item) => {
                scope.ty(&item.ident);
                distinct(path, item.variants.iter().map(|variant| &variant.ident));
            }
            Item::Type(item) => scope.ty(&item.ident),
            Item::Trait(item) => scope.ty(&item.ident),
            Item::Fn(item) => {
                scope.value(&item.sig.ident);
                distinct(path, item.sig.generics.type_params().map(|parameter| &parameter.ident));
            }
            Item::Static(item) => scope.value(&item.ident),
            Item::Const(item) => scope.value(&item.ident),
            Item::Impl(item) => self::methods(path, item, methods),
            Item::Mod(item) => match &item.content {
                Some((_, items)) => check(path, items, files, methods),
                None => {
                    scope.ty(&item.ident);
                    module(path, &item.ident, files);
                }
            },
            _ => {}
        }
    }
}

/// The names of a module: those of types and of values are apart.
#[derive(Default)]
struct Scope<'a> {
    path: &'a str,
    types: BTreeSet<String>,
    values: BTreeSet<String>,
}

impl Scope<'_> {
    fn ty(&mut self, ident: &Ident) {
        assert!(self.types.insert(ident.to_string()), "{}: there are two types `{ident}`", self.path);
    }

    fn value(&mut self, ident: &Ident) {
        let path = self.path;
        assert!(ident == "_" || self.values.insert(ident.to_string()), "{path}: there are two values `{ident}`");
    }
}

fn distinct<'a>(path: &str, idents: impl Iterator<Item = &'a Ident>) {
    let mut seen = BTreeSet::new();
    for ident in idents {
        assert!(seen.insert(ident), "{path}: `{ident}` is there twice");
    }
}

fn fields(path: &str, fields: &Fields) {
    distinct(path, fields.iter().filter_map(|field| field.ident.as_ref()));
}

/// Notes the functions of an inherent impl; those of a type may not be called alike, wherever they stand.
fn methods(path: &str, item: &ItemImpl, seen: &mut Methods) {
    let Type::Path(ty) = &*item.self_ty else { return };
    let Some(ty) = ty.path.segments.last().filter(|_| item.trait_.is_none()) else { return };
    // The client's are in the files of all operations.
    let is_client = ty.ident == "Client" && !path.starts_with("src/models");
    let place = if is_client { "" } else { path };
    for member in &item.items {
        let ident = match member {
            ImplItem::Fn(member) => {
                arguments(path, member);
                &member.sig.ident
            }
            ImplItem::Const(member) => &member.ident,
            _ => continue,
        };
        let is_new = seen.insert((place.to_owned(), ty.ident.clone(), ident.clone()));
        assert!(is_new, "{path}: `{}` has two `{ident}`", ty.ident);
    }
}

fn arguments(path: &str, function: &syn::ImplItemFn) {
    let idents = function.sig.inputs.iter().filter_map(|input| match input {
        syn::FnArg::Typed(input) => match &*input.pat {
            syn::Pat::Ident(pattern) => Some(&pattern.ident),
            _ => None,
        },
        syn::FnArg::Receiver(_) => None,
    });
    distinct(path, idents);
}

/// Asserts that a module that is in a file of its own has one.
fn module(path: &str, ident: &Ident, files: &BTreeSet<String>) {
    let name = ident.to_string();
    let name = name.trim_start_matches("r#");
    let folder = match path.strip_suffix(".rs").unwrap_or(path) {
        "src/lib" => "src",
        folder => folder,
    };
    assert!(files.contains(&format!("{folder}/{name}.rs")), "{path}: the module `{name}` has no file");
}
