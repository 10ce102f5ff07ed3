//! What tells objects apart: members that have one value only, and members that name a type.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Object, SchemaId, Schemas};

impl Schemas {
    /// The members of an object that have one value only, and that value: a text, or a number as it is written.
    pub(crate) fn constants<'a>(&'a self, object: &'a Object) -> impl Iterator<Item = (&'a str, String)> {
        object.properties.iter().filter_map(|property| {
            let value = match &self.target(property.schema).kind {
                Kind::Enumeration(enumeration) => match &enumeration.values[..] {
                    [single] => single.clone(),
                    _ => return None,
                },
                Kind::IntegerEnumeration(values) => match &values[..] {
                    [single] => single.value.to_string(),
                    _ => return None,
                },
                _ => return None,
            };
            Some((property.name.as_str(), value))
        })
    }

    /// The first member that has one value in each of the objects, and never the same; with the value of each object.
    pub(crate) fn tag(&self, objects: &[&Object]) -> Option<(String, Vec<String>)> {
        let (first, others) = objects.split_first()?;
        // Of the members that have one in all objects so far the object of each value.
        let mut found: BTreeMap<&str, BTreeMap<String, usize>> =
            self.constants(first).map(|(name, value)| (name, BTreeMap::from([(value, 0)]))).collect();
        for (index, object) in others.iter().enumerate() {
            let mut known = std::mem::take(&mut found);
            for (name, value) in self.constants(object) {
                if let Some(mut values) = known.remove(name)
                    && values.insert(value, index + 1).is_none()
                {
                    found.insert(name, values);
                }
            }
        }
        let name = self.constants(first).map(|(name, _)| name).find(|name| found.contains_key(name))?;
        let mut values: Vec<(String, usize)> = found.remove(name)?.into_iter().collect();
        values.sort_by_key(|(_, index)| *index);
        Some((name.to_owned(), values.into_iter().map(|(value, _)| value).collect()))
    }

    /// Whether the type of a schema has a member of this name, or may have it; types that are no structs have what they
    /// find.
    pub(crate) fn knows(&self, id: SchemaId, name: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            match &self.target(id).kind {
                Kind::Object(object) if object.properties.iter().any(|property| property.name == name) => return true,
                Kind::Object(object) => pending.extend(object.choices.iter().filter(|choice| seen.insert(**choice))),
                Kind::Union(union) => pending.extend(union.branches.iter().filter(|branch| seen.insert(**branch))),
                _ => return true,
            }
        }
        false
    }
}
