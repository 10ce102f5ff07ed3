//! Components with a discriminator that others extend by `allOf`: a value of one is a value of any of these.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema as RawSchema};

use super::branches;
use crate::api::{BASE, Discriminator, Docs, Kind, Schema, SchemaId, Union};
use crate::diagnostic::{Diagnostic, Place};
use crate::resolve::schema::placeholder;
use crate::resolve::{Ctx, extensions, merge};

/// The branches of all bases together. Bases that extend bases, each with its own discriminator, can make more of a few
/// lines than anybody wants to compile.
const MOST_BRANCHES: usize = 50_000;

/// The value that names a schema whose base maps none to it.
const VALUE: &str = "x-ms-discriminator-value";

impl Ctx<'_> {
    /// Makes unions of all bases. What each was is its last branch: that of values that name no other.
    pub(in crate::resolve) fn bases(&mut self) {
        let document = self.document;
        let extensions = self.extensions();
        let mut count = 0;
        for (name, raw) in &document.components.schemas {
            let (ReferenceOr::Item(raw), Some(&id)) = (raw, self.components.get(name)) else { continue };
            let Some(raw) = raw.schema_data.discriminator.as_ref().filter(|_| branches(raw).is_empty()) else {
                continue;
            };
            let below = below(&extensions, id);
            if below.is_empty() && raw.mapping.is_empty() {
                continue;
            }
            let at = self.schemas.get(id).pointer.clone();
            count += below.len();
            if count > MOST_BRANCHES {
                let message = format!("schemas with discriminators are extended by more than {MOST_BRANCHES} others");
                let said = Diagnostic::warning("too-large", Place::Key(at.key("discriminator")), message);
                return self.warn(said.generated("this one and those after it without what extends them"));
            }
            let mut discriminator = self.discriminator(&at, raw, &below);
            let mapped = discriminator.mapping.iter().map(|(_, target)| *target);
            // In the description's order.
            let branches: BTreeSet<SchemaId> = mapped.chain(below).filter(|branch| *branch != id).collect();
            let branches: Vec<SchemaId> = branches.into_iter().collect();
            self.name(&mut discriminator, &branches);
            self.offer(id, branches, discriminator);
        }
    }

    /// The components that extend each component directly, in the description's order.
    fn extensions(&self) -> BTreeMap<SchemaId, Vec<SchemaId>> {
        let mut extensions: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
        for (name, raw) in &self.document.components.schemas {
            let (ReferenceOr::Item(raw), Some(&id)) = (raw, self.components.get(name)) else { continue };
            let mut references = Vec::new();
            merged(raw, &mut references);
            for base in references.into_iter().filter_map(|reference| self.component(id, reference)) {
                extensions.entry(base).or_default().push(id);
            }
        }
        extensions
    }

    /// The component that a reference of another leads to at last.
    fn component(&self, of: SchemaId, reference: &str) -> Option<SchemaId> {
        let (place, _) = self.chase(&self.schemas.get(of).pointer, reference).ok()?;
        match place.segments()[..] {
            ["components", "schemas", name] => self.components.get(name).copied(),
            _ => None,
        }
    }

    /// Maps values to the branches that have none and say it by an extension, or whose own branches hide their name.
    fn name(&self, discriminator: &mut Discriminator, branches: &[SchemaId]) {
        let mapped: BTreeSet<SchemaId> = discriminator.mapping.iter().map(|(_, target)| *target).collect();
        for branch in branches.iter().filter(|branch| !mapped.contains(branch)) {
            let Some(name) = &self.schemas.get(*branch).component else { continue };
            let raw = self.document.components.schemas.get(name).and_then(ReferenceOr::as_item);
            let Some(RawSchema { schema_data: data, .. }) = raw else { continue };
            match extensions::text(&data.extensions, VALUE) {
                Some(value) => discriminator.mapping.push((value, *branch)),
                None if data.discriminator.is_some() => discriminator.mapping.push((name.clone(), *branch)),
                None => {}
            }
        }
    }

    /// Makes a union of a base.
    fn offer(&mut self, id: SchemaId, mut branches: Vec<SchemaId>, mut discriminator: Discriminator) {
        let schema = self.schemas.get(id);
        let is_itself = |target: SchemaId| self.schemas.target_id(target) == id;
        let base = match &schema.kind {
            Kind::Object(_) | Kind::Map(_) => {
                let name = schema.component.as_deref().unwrap_or_default();
                let property = &discriminator.property;
                let about = format!("`{name}` itself, where `{property}` names none of the others.");
                let docs = Docs { description: Some(about), ..Docs::default() };
                let at = schema.pointer.key(BASE);
                Some(Schema { docs, kind: schema.kind.clone(), ..placeholder(at, None) })
            }
            // What says nothing of its members keeps what nobody knows.
            Kind::Any => None,
            // What is another schema or none at all is no base.
            _ => return,
        };
        branches.retain(|branch| !is_itself(*branch));
        let (own, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut discriminator.mapping).into_iter().partition(|(_, target)| is_itself(*target));
        discriminator.mapping = others;
        if let Some(base) = base.map(|base| self.schemas.push(base)) {
            branches.push(base);
            discriminator.mapping.extend(own.into_iter().map(|(value, _)| (value, base)));
            discriminator.default = discriminator.default.or(Some(base));
        }
        let discriminator = Some(discriminator);
        self.schemas.get_mut(id).kind = Kind::Union(Union { keyword: BASE, branches, discriminator });
    }
}

/// The references that a schema is merged of.
fn merged<'r>(raw: &'r RawSchema, found: &mut Vec<&'r str>) {
    for part in merge::all_of(raw) {
        match part {
            ReferenceOr::Reference { reference } => found.push(reference),
            ReferenceOr::Item(raw) => merged(raw, found),
        }
    }
}

/// All that extend a schema, each once.
fn below(extensions: &BTreeMap<SchemaId, Vec<SchemaId>>, base: SchemaId) -> Vec<SchemaId> {
    let mut all = vec![base];
    let mut known = BTreeSet::from([base]);
    let mut next = 0;
    while let Some(id) = all.get(next) {
        let direct = extensions.get(id).into_iter().flatten();
        let new: Vec<SchemaId> = direct.copied().filter(|id| known.insert(*id)).collect();
        all.extend(new);
        next += 1;
    }
    all.split_off(1)
}
