//! What becomes a union by itself: a value of a variant's type.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{ArgumentKind, Group, Item, ModelModule, Operation, Type, TypeName};

/// Finds out for every union which of its variants values become one: who sends it, makes it, and it must be clear which
/// variant is meant. Of those that callers hand over as they are, texts are mostly literals.
pub(in super::super) fn find(models: &mut [ModelModule], groups: &[Group], sent: &BTreeSet<&str>) {
    let aliases: BTreeMap<String, Type> = models
        .iter()
        .flat_map(|module| &module.items)
        .filter_map(|item| match item {
            Item::Alias(alias) => Some((alias.name.clone(), alias.ty.clone())),
            _ => None,
        })
        .collect();
    let sent: BTreeSet<Type> =
        sent.iter().map(|name| unaliased(&Type::Model(TypeName((*name).to_owned())), &aliases)).collect();
    let handed_over: BTreeSet<Type> = groups
        .iter()
        .flat_map(|group| &group.operations)
        .flat_map(Operation::argument_kinds)
        .filter_map(|kind| match kind {
            ArgumentKind::IntoParts(ty) => Some(unaliased(ty, &aliases)),
            _ => None,
        })
        .collect();
    for item in models.iter_mut().flat_map(|module| &mut module.items) {
        let Item::Union(union) = item else { continue };
        let ty = Type::Model(TypeName(union.name.clone()));
        let is_sent = sent.contains(&ty);
        let types: Vec<Type> = union.variants.iter().map(|variant| unaliased(variant.ty.unboxed(), &aliases)).collect();
        for (variant, inner) in union.variants.iter_mut().zip(&types) {
            variant.converts = is_sent && *inner != ty && types.iter().filter(|other| *other == inner).count() == 1;
        }
        union.from_str = union.variants.iter().any(|variant| variant.converts && variant.ty == Type::String)
            && handed_over.contains(&ty);
    }
}

/// How far a chain of aliases is followed.
const DEEPEST: usize = 32;

fn unaliased(ty: &Type, aliases: &BTreeMap<String, Type>) -> Type {
    let mut ty = ty.clone();
    for _ in 0..DEEPEST {
        let next = ty.replace(&|name| aliases.get(&name.0).cloned());
        if next == ty {
            break;
        }
        ty = next;
    }
    ty
}
