//! Changes of values.

use super::put;
use super::words::{Words, alike, number, odd as odd_text};
use crate::json::Json;
use crate::random::Random;

/// Makes a value a reference to another one of the same text.
pub(super) fn refer(json: &mut Json, at: usize, to: usize) {
    let pointer = json.pointer(to);
    put(json, at, Json::entry("$ref", Json::Text(pointer)));
}

/// Puts a value into many others.
pub(super) fn nest(json: &mut Json, at: usize, words: &Words, random: &mut Random) {
    const DEPTHS: [usize; 6] = [1, 1, 2, 3, 20, 90];
    let Some(place) = json.nth(at) else { return };
    let mut value = place.clone();
    let (kind, depth) = (random.below(7), random.pick(&DEPTHS));
    for _ in 0..depth {
        value = match kind {
            0 => Json::entry("items", value),
            1 => Json::entry("allOf", Json::List(vec![value])),
            2 => Json::entry("oneOf", Json::List(vec![value, Json::entry("type", Json::text("null"))])),
            3 => Json::entry("additionalProperties", value),
            4 => Json::entry("properties", Json::entry(odd_text(random), value)),
            5 => Json::List(vec![value]),
            _ => Json::entry(words.keyword(random), value),
        };
    }
    *place = value;
}

/// Puts something odd in place of a value, or of a text in it.
pub(super) fn odd(json: &mut Json, at: usize, words: &Words, random: &mut Random) {
    let Some(place) = json.nth(at) else { return };
    *place = match (&*place, random.below(6)) {
        (Json::Text(text), 0 | 1) => Json::Text(alike(text, random)),
        (_, 0 | 2) => Json::text(odd_text(random)),
        (_, 1) => Json::Text(odd_text(random).repeat(random.below(2000))),
        (_, 3) => Json::text(words.keyword(random)),
        _ => Json::Plain(number(random).to_owned()),
    };
}

/// Makes a value one of another kind that holds the same.
pub(super) fn turn(json: &mut Json, at: usize, random: &mut Random) {
    let Some(place) = json.nth(at) else { return };
    *place = match (std::mem::replace(place, Json::List(Vec::new())), random.below(3)) {
        (Json::Object(entries), 0) => Json::List(entries.into_iter().map(|(_, value)| value).collect()),
        (Json::Object(entries), 1) => Json::List(entries.into_iter().map(|(key, _)| Json::Text(key)).collect()),
        (Json::List(items), 0) => {
            let entries = items.into_iter().enumerate();
            Json::Object(entries.map(|(number, item)| (number.to_string(), item)).collect())
        }
        (Json::List(mut items), 1) if !items.is_empty() => items.swap_remove(0),
        (Json::Text(text), 0) => Json::Plain(if text.parse::<i64>().is_ok() { text } else { "0".to_owned() }),
        (Json::Plain(text), 0) => Json::Text(text),
        (value, 2) => Json::List(vec![value]),
        (_, _) if random.one_in(2) => Json::Object(Vec::new()),
        _ => Json::List(Vec::new()),
    };
}
