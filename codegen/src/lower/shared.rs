//! Defines equal types once: what is written inline in several places becomes one type, and a name for it in each of
//! the other places.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Alias, Docs, Field, IntegerVariant, Item, ModelModule, Struct, Tag, Type, TypeName, Union, UnionVariant, Variant,
};

#[expect(clippy::disallowed_types, reason = "nothing goes through it in its order")]
type First<'a> = std::collections::HashMap<Shape<'a>, &'a str>;

/// What each type is called that is equal to one before it, and how that one is called.
type Owners = BTreeMap<String, TypeName>;

/// Makes aliases of all but the first of equal types; components stay what they are.
///
/// Each keeps its name and its words, so that callers need not change on the day when a description tells them apart.
pub(super) fn share(models: &mut [ModelModule], components: &BTreeSet<&str>) {
    let owners = owners(models, components);
    for item in models.iter_mut().flat_map(|module| &mut module.items) {
        if let Some(owner) = owners.get(item.name()) {
            let (name, docs) = (item.name().to_owned(), item.docs().clone());
            *item = Item::Alias(Alias { name, docs, ty: Type::Model(owner.clone()) });
        }
    }
}

/// Equal types that go deeper than this stay apart, so that no description takes long.
const DEEPEST: usize = 32;

/// Compares all types again and again: each round finds what is made of types that the one before has found equal.
fn owners(models: &[ModelModule], components: &BTreeSet<&str>) -> Owners {
    let items = || models.iter().flat_map(|module| &module.items);
    let inline = || items().filter(|item| !components.contains(item.name()));
    let mut owners = Owners::new();
    for _ in 0..DEEPEST {
        let mut first = First::new();
        let mut next = Owners::new();
        for item in inline() {
            let Some(shape) = Shape::of(item, &owners) else { continue };
            let owner = *first.entry(shape).or_insert(item.name());
            if owner != item.name() {
                next.insert(item.name().to_owned(), TypeName(owner.to_owned()));
            }
        }
        if next == owners {
            break;
        }
        owners = next;
    }
    owners
}

/// All of a type but its name and what is said about it as a whole.
#[derive(PartialEq, Eq, Hash)]
enum Shape<'a> {
    Enum(&'a [Variant]),
    IntegerEnum(&'a [IntegerVariant]),
    Union { variants: Vec<(&'a str, &'a [String], Type, Option<&'a String>)>, tag: Option<&'a Tag> },
    Struct { members: Vec<Member<'a>>, parts: Vec<Member<'a>>, rest: Option<Member<'a>>, received_only: bool },
}

/// A field: its name in the description, what is said about it, its type, and whether it is always there.
type Member<'a> = (&'a str, &'a Docs, Type, bool);

impl<'a> Shape<'a> {
    fn of(item: &'a Item, owners: &Owners) -> Option<Self> {
        if item.docs().deprecated {
            return None;
        }
        match item {
            Item::Enum(item) => Some(Self::Enum(&item.variants)),
            Item::IntegerEnum(item) => Some(Self::IntegerEnum(&item.variants)),
            Item::Struct(item) => Some(Self::of_struct(item, owners)),
            Item::Union(item) => Some(Self::of_union(item, owners)),
            Item::Alias(_) | Item::Newtype(_) => None,
        }
    }

    fn of_union(item: &'a Union, owners: &Owners) -> Self {
        let variant = |variant: &'a UnionVariant| {
            (variant.name.as_str(), variant.docs.as_slice(), owned(&variant.ty, owners), variant.tag.as_ref())
        };
        Self::Union { variants: item.variants.iter().map(variant).collect(), tag: item.tag.as_ref() }
    }

    fn of_struct(item: &'a Struct, owners: &Owners) -> Self {
        let member =
            |field: &'a Field| (field.wire_name.as_str(), &field.docs, owned(&field.ty, owners), field.required);
        Self::Struct {
            members: item.fields.iter().map(member).collect(),
            parts: item.parts.iter().map(member).collect(),
            rest: item.rest.as_ref().map(member),
            received_only: item.received_only,
        }
    }
}

/// A type, made of the first of equal types.
fn owned(ty: &Type, owners: &Owners) -> Type {
    ty.replace(&|name| owners.get(&name.0).cloned().map(Type::Model))
}
