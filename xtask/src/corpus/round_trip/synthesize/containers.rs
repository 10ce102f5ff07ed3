//! Objects, maps and lists.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{DEEPEST, FULL_DEPTH, Flat, Place, Synthesizer, patterns};

/// Names of members that no property describes.
const OTHER_NAMES: [&str; 5] = ["extra key", "x", "ключ/~ \"é", "", "type_"];
/// How many elements a list is given that shows its elements' candidates.
const MOST_ELEMENTS: usize = 40;

/// The candidates of each member.
type Members<'a> = Vec<(Cow<'a, str>, Vec<Value>)>;

impl<'a> Synthesizer<'a> {
    pub(super) fn objects(&self, flat: &Flat<'a>, Place { depth, most }: Place) -> Vec<Value> {
        let (required, optional) = self.members(flat, depth);
        if required.iter().any(|(_, values)| values.is_empty()) {
            return Vec::new();
        }
        let bare = packed(&required, 0);
        let Some(minimal) = self.filled(flat, bare.clone(), depth) else { return Vec::new() };
        let mut all = vec![Value::Object(minimal)];
        if depth >= FULL_DEPTH && !(optional.is_empty() && required.is_empty()) {
            return all;
        }
        let others = self.others(flat, depth);
        let members: Members<'_> = required.iter().chain(&optional).cloned().collect();
        let longest = members.iter().chain(&others).map(|(_, values)| values.len()).max().unwrap_or_default();
        let most_members = flat.count("maxProperties").unwrap_or(usize::MAX);
        let is_small = most_members < members.len();
        for index in 0..longest.min(if is_small { 0 } else { most }) {
            let mut full = packed(&members, index);
            if index > 0 || members.is_empty() {
                let left = most_members.saturating_sub(full.len());
                full.extend(packed(&others, index).into_iter().take(left));
            }
            all.push(Value::Object(full));
        }
        if (depth == 0 || is_small) && all.len() < most {
            let alone = optional.iter().filter_map(|(name, values)| {
                let mut object = bare.clone();
                object.insert(name.clone().into_owned(), values.first()?.clone());
                Some(Value::Object(object))
            });
            all.extend(alone);
        }
        all
    }

    /// An object with as many members as it must have, if there are so many.
    fn filled(&self, flat: &Flat<'a>, mut object: Map<String, Value>, depth: usize) -> Option<Map<String, Value>> {
        let least = flat.count("minProperties").unwrap_or_default();
        for (name, parts) in &flat.properties {
            if object.len() >= least {
                break;
            }
            if !object.contains_key(*name)
                && let Some(value) = self.values(parts, depth + 1).into_iter().next()
            {
                object.insert((*name).to_owned(), value);
            }
        }
        if let Some(missing) = least.checked_sub(object.len()).filter(|missing| *missing > 0) {
            object.extend(packed(&self.others(flat, depth), 0).into_iter().take(missing));
        }
        (object.len() >= least).then_some(object)
    }

    /// The required members, and the others.
    fn members(&self, flat: &Flat<'a>, depth: usize) -> (Members<'a>, Members<'a>) {
        let undescribed = flat.required.iter().filter(|name| flat.property(name).is_none());
        let undescribed: Members<'a> =
            undescribed.map(|name| (Cow::Borrowed(*name), self.values(&flat.other_member(), depth + 1))).collect();
        let is_wanted = |name: &str| depth < FULL_DEPTH || flat.required.contains(&name);
        let described = flat.properties.iter().filter(|(name, _)| is_wanted(name));
        let described = described.map(|(name, parts)| (Cow::Borrowed(*name), self.values(parts, depth + 1)));
        let (required, optional): (Members<'a>, Members<'a>) =
            described.partition(|(name, _)| flat.required.contains(&&**name));
        (required.into_iter().chain(undescribed).collect(), optional)
    }

    /// Members that no property describes, if they are asked for.
    fn others(&self, flat: &Flat<'a>, depth: usize) -> Members<'static> {
        let parts = flat.other_member();
        let is_map = flat.properties.is_empty() && parts.is_empty();
        if depth >= DEEPEST || (!is_map && parts.iter().all(|part| **part == Value::Bool(false))) {
            return Vec::new();
        }
        let values = self.values(&parts, depth + 1);
        let shifted = |by: usize| values.iter().cycle().skip(by).take(values.len()).cloned().collect();
        let names: Vec<Cow<'static, str>> =
            match flat.below("patternProperties").first().and_then(|all| all.as_object()) {
                Some(patterns) => patterns.keys().flat_map(|key| patterns::matching(key)).map(Cow::Owned).collect(),
                None => OTHER_NAMES.map(Cow::Borrowed).to_vec(),
            };
        names.into_iter().enumerate().map(|(by, name)| (name, shifted(by))).collect()
    }

    pub(super) fn arrays(&self, flat: &Flat<'a>, place: Place) -> Vec<Value> {
        let depth = place.depth;
        let least = flat.count("minItems").unwrap_or_default();
        let most = flat.count("maxItems").unwrap_or(MOST_ELEMENTS).max(least).min(MOST_ELEMENTS.max(least));
        let tuple = flat.below("prefixItems").iter().filter_map(|items| items.as_array()).map(Vec::len).max();
        if let Some(length) = tuple {
            return self.tuples(flat, length, place);
        }
        let values = self.values(&flat.element(0), depth + 1);
        let list = |length: usize| Value::Array(values.iter().cycle().take(length).cloned().collect());
        let mut all: Vec<Value> = vec![list(values.len().clamp(least, most)), list(least)];
        all.extend(values.iter().take(place.most).map(|value| Value::Array(vec![value.clone(); least.max(1)])));
        all.push(list(least.max(2)));
        all
    }

    /// Lists whose elements have schemas of their own.
    fn tuples(&self, flat: &Flat<'a>, length: usize, Place { depth, most }: Place) -> Vec<Value> {
        let elements: Vec<Vec<Value>> = (0..length).map(|index| self.values(&flat.element(index), depth + 1)).collect();
        let longest = elements.iter().map(Vec::len).max().unwrap_or_default();
        let whole = (0..longest.min(most)).map(|index| {
            let chosen = elements.iter().filter_map(|values| values.get(index % values.len().max(1)).cloned());
            chosen.collect::<Vec<_>>()
        });
        let mut all: Vec<Vec<Value>> = whole.collect();
        let first = all.first().cloned().unwrap_or_default();
        all.push(first.iter().take(1).cloned().collect());
        let mut longer = first;
        longer.extend(self.values(&flat.element(length), depth + 1).into_iter().take(1));
        all.extend([Vec::new(), longer]);
        all.into_iter().map(Value::Array).collect()
    }
}

/// An object with one candidate of each member.
fn packed(members: &Members<'_>, index: usize) -> Map<String, Value> {
    let chosen = members.iter().filter_map(|(name, values)| {
        let value = values.get(index % values.len().max(1))?;
        Some((name.clone().into_owned(), value.clone()))
    });
    chosen.collect()
}
