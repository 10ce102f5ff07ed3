//! Changes the structure of a description: libFuzzer itself knows bytes only, and most of what it makes is no JSON.

mod keys;
mod values;
mod words;

use crate::json::Json;
use crate::parts;
use crate::random::Random;

/// The input with a few changes in one of its parts, unless none of them is JSON or it would become too long.
pub(crate) fn mutate(input: &[u8], most: usize, seed: u32) -> Option<Vec<u8>> {
    let random = &mut Random::new(seed);
    let text = str::from_utf8(input).ok()?;
    let parts = parts::split(text);
    let chosen = random.below(parts.len());
    let part = parts[chosen];
    let mut json = Json::read(part.text)?;
    for _ in 0..=random.below(3) {
        change(&mut json, random);
    }
    let start = part.text.as_ptr() as usize - text.as_ptr() as usize;
    let end = start + part.text.len();
    let made = json.to_string();
    // The line that begins the next part.
    let gap = if end < text.len() { "\n" } else { "" };
    let whole = [&text[..start], &made, gap, &text[end..]].concat();
    (whole.len() <= most).then(|| whole.into_bytes())
}

fn change(json: &mut Json, random: &mut Random) {
    let count = json.count();
    let (one, other) = (random.below(count), random.below(count));
    match random.below(12) {
        0 => swap(json, one, other),
        1 => copy(json, one, other),
        2 => values::refer(json, one, other),
        3 => values::nest(json, one, random),
        4 | 5 => values::odd(json, one, random),
        6 => values::turn(json, one, random),
        7 | 8 => keys::rename(json, one, random),
        9 => keys::remove(json, one, random),
        10 => keys::repeat(json, one, random),
        _ => keys::insert(json, one, other, random),
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
