//! Changes the structure of JSON: libFuzzer itself knows bytes only, and most of what it makes is no JSON.

mod keys;
mod values;
mod words;

use crate::json::Json;
use crate::random::Random;
pub use words::Words;

/// A part of an input with a few changes in its JSON: the whole input as it is then. Nothing when the part is no JSON, or
/// all of it would become too long.
pub fn mutate(input: &str, part: &str, most: usize, words: &Words, random: &mut Random) -> Option<Vec<u8>> {
    let mut json = Json::read(part)?;
    for _ in 0..=random.below(3) {
        change(&mut json, words, random);
    }
    let start = part.as_ptr() as usize - input.as_ptr() as usize;
    let end = start + part.len();
    // What follows begins with a line of its own.
    let gap = if part.ends_with('\n') { "\n" } else { "" };
    let whole = [&input[..start], &json.to_string(), gap, &input[end..]].concat();
    (whole.len() <= most).then(|| whole.into_bytes())
}

fn change(json: &mut Json, words: &Words, random: &mut Random) {
    let count = json.count();
    let (one, other) = (random.below(count), random.below(count));
    match random.below(12) {
        0 => swap(json, one, other),
        1 => copy(json, one, other),
        2 => values::refer(json, one, other),
        3 => values::nest(json, one, words, random),
        4 | 5 => values::odd(json, one, words, random),
        6 => values::turn(json, one, random),
        7 | 8 => keys::rename(json, one, words, random),
        9 => keys::remove(json, one, random),
        10 => keys::repeat(json, one, random),
        _ => keys::insert(json, one, other, words, random),
    }
}

/// Lets two values take each other's places.
fn swap(json: &mut Json, one: usize, other: usize) {
    // Behind what is changed first nothing has another number yet.
    let (first, last) = (one.min(other), one.max(other));
    let Some(late) = json.nth(last).cloned() else { return };
    let Some(early) = json.nth(first).cloned() else { return };
    put(json, last, early);
    put(json, first, late);
}

/// Puts a copy of a value in place of another one.
fn copy(json: &mut Json, one: usize, other: usize) {
    if let Some(value) = json.nth(one).cloned() {
        put(json, other, value);
    }
}

fn put(json: &mut Json, at: usize, value: Json) {
    if let Some(place) = json.nth(at) {
        *place = value;
    }
}
