//! Finds how what was received becomes what is sent, for those who change what they have read.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{
    Conversion, ConversionBody, Field, FieldSource, Item, ModelModule, Step, Struct, Type, TypeName, Union,
};

/// A type that is received, and the one that is sent in its place.
type Pair<'m> = (&'m str, &'m str);

/// Gives each type that is sent the conversion from its twin. There is none where something is required that is never
/// received, and for what holds such a type.
pub(super) fn find(models: &mut [ModelModule], twins: &[[&TypeName; 2]]) {
    if twins.is_empty() {
        return;
    }
    let finder = Finder::new(models, twins);
    let found: BTreeMap<Pair<'_>, Found<'_>> =
        finder.pairs.iter().filter_map(|&pair| Some((pair, finder.conversion(pair)?))).collect();
    let mut possible: BTreeSet<Pair<'_>> = found.keys().copied().collect();
    let mut users: BTreeMap<Pair<'_>, Vec<Pair<'_>>> = BTreeMap::new();
    let needs = || found.iter().flat_map(|(pair, (_, needed))| needed.iter().map(move |needed| (*needed, *pair)));
    for (needed, user) in needs() {
        users.entry(needed).or_default().push(user);
    }
    let mut lost: Vec<Pair<'_>> =
        needs().filter(|(needed, _)| !possible.contains(needed)).map(|(_, user)| user).collect();
    while let Some(pair) = lost.pop() {
        if possible.remove(&pair) {
            lost.extend(users.get(&pair).into_iter().flatten());
        }
    }
    let mut conversions: BTreeMap<String, Vec<Conversion>> = BTreeMap::new();
    for (pair, (body, _)) in found {
        if possible.contains(&pair) {
            let [from, to] = [pair.0, pair.1].map(|name| TypeName(name.to_owned()));
            conversions.entry(pair.1.to_owned()).or_default().push(Conversion { from, to, body });
        }
    }
    for module in models {
        let all = module.items.iter().filter_map(|item| conversions.remove(item.name()));
        module.conversions = all.flatten().collect();
    }
}

/// What a conversion does, and the other conversions that it uses.
type Found<'m> = (ConversionBody, Vec<Pair<'m>>);

struct Finder<'m> {
    items: BTreeMap<&'m str, &'m Item>,
    pairs: BTreeSet<Pair<'m>>,
}

/// How far a chain of names for one type is followed.
const DEEPEST: usize = 32;

impl<'m> Finder<'m> {
    fn new(models: &'m [ModelModule], twins: &[[&TypeName; 2]]) -> Self {
        let items = models.iter().flat_map(|module| &module.items).map(|item| (item.name(), item));
        let mut finder = Self { items: items.collect(), pairs: BTreeSet::new() };
        let pairs = twins.iter().filter_map(|[from, to]| Some((finder.defined(from)?, finder.defined(to)?)));
        finder.pairs = pairs.collect();
        finder
    }

    /// The name that a type is defined under, if it has one.
    fn defined(&self, name: &TypeName) -> Option<&'m str> {
        match self.items.get(name.0.as_str())? {
            Item::Alias(alias) => match self.unaliased(&alias.ty) {
                Type::Model(name) => Some(&name.0),
                _ => None,
            },
            item => Some(item.name()),
        }
    }

    fn conversion(&self, (from, to): Pair<'m>) -> Option<Found<'m>> {
        let mut needed = Vec::new();
        let body = match (self.items.get(from)?, self.items.get(to)?) {
            (Item::Struct(from), Item::Struct(to)) => self.fields(from, to, &mut needed)?,
            (Item::Union(from), Item::Union(to)) => self.variants(from, to, &mut needed)?,
            (Item::Newtype(from), Item::Newtype(to)) => {
                ConversionBody::Newtype(self.step(&from.ty, &to.ty, &mut needed)?)
            }
            _ => return None,
        };
        Some((body, needed))
    }

    fn fields(&self, from: &'m Struct, to: &'m Struct, needed: &mut Vec<Pair<'m>>) -> Option<ConversionBody> {
        let known: BTreeMap<&str, &Field> = from.fields.iter().map(|field| (field.wire_name.as_str(), field)).collect();
        let mut fields = Vec::with_capacity(to.fields.len());
        let mut deprecated = false;
        let sources = to.fields.iter().map(|field| (field, known.get(field.wire_name.as_str()).copied()));
        let parts = to.parts.iter().zip(from.parts.iter().map(Some));
        let rest = to.rest.iter().map(|rest| (rest, from.rest.as_ref()));
        for (field, source) in sources.chain(parts).chain(rest) {
            deprecated |= field.docs.deprecated;
            let value = match (source, &field.ty) {
                (Some(source), ty) => FieldSource::Field(source.name.clone(), self.step(&source.ty, ty, needed)?),
                (None, Type::Option(_)) if !field.required => FieldSource::None,
                (None, Type::Field(_)) if !field.required => FieldSource::Absent,
                _ => return None,
            };
            fields.push((field.name.clone(), value));
        }
        Some(ConversionBody::Struct { fields, deprecated })
    }

    fn variants(&self, from: &'m Union, to: &'m Union, needed: &mut Vec<Pair<'m>>) -> Option<ConversionBody> {
        let both = from.variants.iter().zip(&to.variants);
        let variants =
            both.map(|(from, to)| Some((from.name.clone(), to.name.clone(), self.step(&from.ty, &to.ty, needed)?)));
        let unknown = (from.unknown.clone(), to.unknown.clone(), Step::Keep);
        Some(ConversionBody::Union(variants.chain([Some(unknown)]).collect::<Option<_>>()?))
    }

    /// What makes a value of one type of one of another.
    fn step(&self, from: &'m Type, to: &'m Type, needed: &mut Vec<Pair<'m>>) -> Option<Step> {
        if from == to {
            return Some(Step::Keep);
        }
        let (from, to) = (self.unaliased(from), self.unaliased(to));
        let mut inside = |from, to| self.step(from, to, needed).map(Box::new);
        Some(match (from, to) {
            (Type::Model(from), Type::Model(to)) => {
                let pair = (from.0.as_str(), to.0.as_str());
                if from != to {
                    needed.push(*self.pairs.get(&pair)?);
                    return Some(Step::Into);
                }
                Step::Keep
            }
            (Type::Box(from), Type::Box(to)) => Step::Unbox(Box::new(Step::Box(inside(from, to)?))),
            (Type::Box(from), to) => Step::Unbox(inside(from, to)?),
            (from, Type::Box(to)) => Step::Box(inside(from, to)?),
            (Type::Option(from), Type::Option(to)) | (Type::Field(from), Type::Field(to)) => {
                Step::Map(inside(from, to)?)
            }
            (Type::Vec(from), Type::Vec(to)) => Step::Items(inside(from, to)?),
            (Type::Map(from), Type::Map(to)) => Step::Values(inside(from, to)?),
            (Type::Tuple(from), Type::Tuple(to)) if from.len() == to.len() => {
                let elements = from.iter().zip(to).map(|(from, to)| self.step(from, to, needed));
                Step::Elements(elements.collect::<Option<_>>()?)
            }
            (from, to) if from == to => Step::Keep,
            _ => return None,
        })
    }

    fn unaliased(&self, mut ty: &'m Type) -> &'m Type {
        for _ in 0..DEEPEST {
            let Type::Model(name) = ty else { break };
            let Some(Item::Alias(alias)) = self.items.get(name.0.as_str()) else { break };
            ty = &alias.ty;
        }
        ty
    }
}
