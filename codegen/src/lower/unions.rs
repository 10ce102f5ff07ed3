//! Unions: an enum with a variant for each branch, and how a value's branch is found.

mod ambiguity;
mod conversions;
mod names;
mod tags;

pub(super) use self::conversions::find as find_conversions;
pub(super) use self::names::labels;

use self::names::variant_names;
use self::tags::renumbered;
use super::{Ctx, markdown};
use crate::api::{self, Kind, Object, Schema, SchemaId, Schemas};
use crate::ident::{self, Scope};
use crate::model::{Branch, Docs, Type, TypeName, Union, UnionVariant};

/// The branches that are structs, each with its index.
fn objects<'a>(schemas: &'a Schemas, union: &api::Union) -> impl Iterator<Item = (usize, &'a Object)> {
    union.branches.iter().enumerate().filter_map(|(index, &branch)| match &schemas.target(branch).kind {
        Kind::Object(object) => Some((index, object)),
        _ => None,
    })
}

/// The names of an object's members, those that are required first.
fn names(object: &Object) -> impl Iterator<Item = &str> {
    let of = |required: bool| object.properties.iter().filter(move |property| property.required == required);
    of(true).chain(of(false)).map(|property| property.name.as_str())
}

impl Ctx<'_> {
    pub(super) fn union(&mut self, name: &TypeName, docs: Docs, union: &api::Union) -> Union {
        let mut scope = Scope::default();
        let labels = labels(&self.api.schemas, union);
        self.warn_of_other_schemas(union);
        let tag = self.tag(union);
        if tag.is_none() {
            self.warn_of_ambiguity(union);
        }
        let picks = self.picks(union, tag.as_ref());
        let labels: Vec<&String> = picks.iter().map(|pick| pick.label(&labels)).collect();
        let names = variant_names(&name.0, &labels);
        let variants = picks.iter().zip(labels).zip(names).map(|((pick, label), name)| {
            let branch = union.branches[pick.branch];
            let schema = self.api.schemas.get(branch);
            let ty = match self.ty(branch) {
                Type::Option(inner) => *inner,
                ty => ty,
            };
            UnionVariant {
                name: scope.claim(name.clone()),
                identifier: name,
                docs: first_words(schema, label),
                label: label.clone(),
                branch: self.branch(branch, &ty, tag.as_ref().map(|tag| tag.key.as_str())),
                ty: if self.is_boxed(branch) { Type::Box(Box::new(ty)) } else { ty },
                tag: pick.tag.clone(),
                by_tag_only: pick.is_one_of_several,
                converts: true,
            }
        });
        let variants = variants.collect();
        let tag = tag.map(|tag| renumbered(tag, union.branches.len(), &picks));
        Union { name: name.0.clone(), docs, variants, unknown: scope.claim("Unknown".to_owned()), tag, from_str: false }
    }

    /// Structs are boxed, so that the smallest value does not take the room of the largest.
    pub(super) fn is_boxed(&self, branch: SchemaId) -> bool {
        matches!(self.api.schemas.target(branch).kind, Kind::Object(_) | Kind::Tuple(_))
    }

    /// What tells a branch from others, beside its tag.
    pub(super) fn branch(&self, id: SchemaId, ty: &Type, tag: Option<&str>) -> Branch {
        let target = &self.api.schemas.target(id).kind;
        match (target, ty) {
            (Kind::Object(object), Type::Model(name)) => {
                let constants = self.api.schemas.constants(object).filter(|(key, _)| tag != Some(*key));
                let constants = constants.map(|(key, value)| (key.to_owned(), value));
                Branch::Object(name.clone(), constants.collect())
            }
            (Kind::Enumeration(_), Type::Model(name)) => Branch::Texts(name.clone()),
            (Kind::IntegerEnumeration(_), Type::Model(name)) => Branch::Integers(name.clone()),
            (Kind::Union(_), Type::Model(name)) => Branch::Union(name.clone()),
            (Kind::Boolean, _) => Branch::Boolean,
            (Kind::Integer { .. }, _) => Branch::Integer,
            (Kind::Number { .. }, _) => Branch::Number,
            (Kind::String { .. }, _) => Branch::Text,
            (Kind::Array(_) | Kind::Tuple(_), _) => Branch::Array,
            (Kind::Map(_), _) => Branch::Map,
            _ => Branch::Any,
        }
    }
}

/// Texts above this length are no names.
const LONGEST_NAME: usize = 100;

/// The first thing that a branch says of itself, but for its name.
fn first_words(schema: &Schema, label: &str) -> Vec<String> {
    let says_more = |text: &&str| text.len() > LONGEST_NAME || ident::variant_name(text) != ident::variant_name(label);
    let [title, description] =
        [&schema.docs.title, &schema.docs.description].map(|text| text.as_deref().filter(says_more));
    let text = description.or(title).unwrap_or_default();
    markdown::lines(text).into_iter().take_while(|line| !line.is_empty()).collect()
}
