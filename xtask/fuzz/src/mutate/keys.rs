//! Changes of what lists and objects hold.

use super::words::{Words, alike, number, odd};
use crate::json::Json;
use crate::random::Random;

/// Gives an entry of an object another key.
pub(super) fn rename(json: &mut Json, at: usize, words: &Words, random: &mut Random) {
    let Some(entries) = object(json, at) else { return };
    let entry = random.below(entries.len());
    let Some((key, _)) = entries.get_mut(entry) else { return };
    *key = match random.below(4) {
        0 => odd(random).to_owned(),
        1 => alike(key, random),
        _ => words.keyword(random).to_owned(),
    };
}

/// Takes an entry or an item away.
pub(super) fn remove(json: &mut Json, at: usize, random: &mut Random) {
    match holder(json, at) {
        Some(Json::Object(entries)) if !entries.is_empty() => drop(entries.remove(random.below(entries.len()))),
        Some(Json::List(items)) if !items.is_empty() => drop(items.remove(random.below(items.len()))),
        _ => {}
    }
}

/// Lets an entry or an item be there several times: with the same key, or with others that are nearly the same.
pub(super) fn repeat(json: &mut Json, at: usize, random: &mut Random) {
    const TIMES: [usize; 5] = [1, 1, 2, 5, 100];
    let times = random.pick(&TIMES);
    match holder(json, at) {
        Some(Json::Object(entries)) if !entries.is_empty() => {
            let chosen = entries[random.below(entries.len())].clone();
            let is_same = random.one_in(3);
            for number in 0..times {
                let mut entry = chosen.clone();
                if !is_same {
                    entry.0 = if times > 2 { format!("{}{number}", entry.0) } else { alike(&entry.0, random) };
                }
                entries.push(entry);
            }
        }
        Some(Json::List(items)) if !items.is_empty() => {
            let chosen = items[random.below(items.len())].clone();
            items.extend(std::iter::repeat_n(chosen, times));
        }
        _ => {}
    }
}

/// Adds an entry with a copy of another value, or something odd.
pub(super) fn insert(json: &mut Json, at: usize, from: usize, words: &Words, random: &mut Random) {
    let value = match random.below(3) {
        0 => Json::Plain(number(random).to_owned()),
        1 => Json::text(odd(random)),
        _ => json.nth(from).map_or(Json::Object(Vec::new()), |value| value.clone()),
    };
    match holder(json, at) {
        Some(Json::Object(entries)) => {
            entries.insert(random.below(entries.len() + 1), (words.keyword(random).to_owned(), value));
        }
        Some(Json::List(items)) => items.insert(random.below(items.len() + 1), value),
        _ => {}
    }
}

/// The first list or object at this number or behind it.
fn holder(json: &mut Json, at: usize) -> Option<&mut Json> {
    let has_parts = |json: &mut Json, at: usize| matches!(json.nth(at), Some(Json::List(_) | Json::Object(_)));
    let count = json.count();
    let found = (at..count).chain(0..at).find(|&at| has_parts(json, at))?;
    json.nth(found)
}

fn object(json: &mut Json, at: usize) -> Option<&mut Vec<(String, Json)>> {
    let count = json.count();
    let is_object = |json: &mut Json, at: usize| matches!(json.nth(at), Some(Json::Object(_)));
    let found = (at..count).chain(0..at).find(|&at| is_object(json, at))?;
    match json.nth(found)? {
        Json::Object(entries) => Some(entries),
        _ => None,
    }
}
