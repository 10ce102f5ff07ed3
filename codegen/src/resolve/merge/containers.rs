//! Objects, maps and arrays of which several schemas say something.

use indexmap::IndexMap;

use super::gather::Member;
use super::part::Part;
use crate::api::{Kind, Object, Property, SchemaId};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use crate::resolve::Ctx;
use crate::resolve::containers::{PREFIX, Rest};
use crate::resolve::find::Raw;

impl Ctx<'_> {
    pub(super) fn merged_object(&mut self, at: &Pointer, parts: &[Part<'_>], choices: Vec<SchemaId>) -> Kind {
        let mut members: IndexMap<&str, Vec<Member<'_>>> = IndexMap::new();
        let mut required: IndexMap<&str, Pointer> = IndexMap::new();
        let mut rests = Vec::new();
        for part in parts {
            let said = part.said();
            let here = part.at.key("properties");
            for (name, node) in said.properties.into_iter().flatten() {
                members.entry(name).or_default().push(Member { at: here.key(name), raw: Raw::of_box(node) });
            }
            for (index, name) in said.required.iter().enumerate() {
                required.entry(name).or_insert_with(|| part.at.key("required").index(index));
            }
            match self.rest(&part.at, said.data, said.additional) {
                Rest::Unsaid | Rest::Forbidden => {}
                Rest::Of(schema) => rests.push(schema),
            }
        }
        let additional = self.merged_rest(rests);
        if members.is_empty() && choices.is_empty() && (required.is_empty() || additional.is_some()) {
            return Kind::Map(additional.unwrap_or_else(|| self.any_value(at.key("additionalProperties"))));
        }
        let mut properties = Vec::with_capacity(members.len());
        for (name, members) in members {
            let is_required = required.shift_remove(name).is_some();
            let schema = self.all(&members);
            properties.push(Property { name: name.to_owned(), required: is_required, schema });
        }
        for (name, at) in required {
            properties.push(Property { name: name.to_owned(), required: true, schema: self.any_value(at) });
        }
        Kind::Object(Object { properties, additional, choices })
    }

    /// The schema of the members that no property describes: one that says something comes before one that does not.
    fn merged_rest(&mut self, rests: Vec<SchemaId>) -> Option<SchemaId> {
        let mut found: Option<SchemaId> = None;
        for rest in rests {
            let says_something = |id: SchemaId| !matches!(self.schemas.get(id).kind, Kind::Any);
            let Some(known) = found.filter(|&known| known != rest && says_something(known)) else {
                found = Some(rest);
                continue;
            };
            if says_something(rest) {
                let [first, second] = [known, rest].map(|id| self.schemas.get(id).pointer.clone());
                let message = "what no property describes has two types here";
                let said = Diagnostic::warning("conflict", Place::Key(second), message);
                self.warn(said.also(Place::Key(first), "the other").generated("as if only this one were there"));
                found = Some(rest);
            }
        }
        found
    }

    /// What all of some schemas say; the type of the one that says it, if it is one.
    fn all(&mut self, members: &[Member<'_>]) -> SchemaId {
        let mut places = Vec::with_capacity(members.len());
        for member in members {
            let place = match &member.raw {
                Raw::Item(_) => member.at.clone(),
                Raw::Reference(reference) => match self.chase(&member.at, reference) {
                    Ok((place, _)) => place,
                    Err(fault) => {
                        self.warn(fault.generated("a value of any type"));
                        continue;
                    }
                },
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
        match (members.last(), members.first()) {
            (Some(last), _) if places.len() > 1 => {
                let at = last.at.clone();
                self.joined(&at, places)
            }
            (_, Some(first)) => self.raw(&first.at, &first.raw),
            _ => self.any_value(Pointer::root()),
        }
    }

    pub(super) fn merged_array(&mut self, at: &Pointer, parts: &[Part<'_>]) -> Kind {
        let of_elements = |part: &&Part<'_>| {
            let said = part.said();
            let has = |key: &str| said.data.extensions.contains_key(key);
            said.items.is_some() || has(PREFIX) || has("x-codegen-unevaluatedItems")
        };
        let of_elements: Vec<&Part<'_>> = parts.iter().filter(of_elements).collect();
        let most = parts.iter().filter_map(|part| part.said().most_items).min();
        let lists = of_elements.iter().all(|part| !part.said().data.extensions.contains_key(PREFIX));
        match of_elements.as_slice() {
            [] => Kind::Array(self.any_value(at.key("items"))),
            several if several.len() > 1 && lists => {
                let items = several.iter().filter_map(|part| {
                    let items = Raw::of_box(part.said().items?).into_owned();
                    Some(Member { at: part.at.key("items"), raw: items })
                });
                let items: Vec<Member<'_>> = items.collect();
                Kind::Array(self.all(&items))
            }
            [.., last] => {
                let said = last.said();
                self.array(&last.at, said.data, said.items, most)
            }
        }
    }
}
