//! Gives path items what they refer to: of that, each operation is wanted or not for each path by itself.

use super::{OTHERS, reached};
use crate::document::uri::percent_decode;
use crate::document::value::{Object, Value};

/// How far references are followed.
const MOST_TURNS: usize = 16;

/// The weight of all that is copied.
const MOST_COPIES: usize = 500_000;

/// What leads nowhere, and what would be too much, stays a reference.
pub(super) fn inline(root: &mut Object) {
    let Some(Value::Object(paths)) = root.get("paths") else { return };
    let mut copied = 0;
    let mut found = Vec::new();
    for (path, item) in paths {
        let Value::Object(item) = item else { continue };
        if let Some(whole) = whole(root, item) {
            copied += whole.values().map(Value::weight).sum::<usize>();
            if copied > MOST_COPIES {
                break;
            }
            found.push((path.clone(), whole));
        }
    }
    if let Some(Value::Object(paths)) = root.get_mut("paths") {
        for (path, item) in found {
            paths.insert(path, Value::Object(item));
        }
    }
}

/// A path item with all that it refers to.
fn whole(root: &Object, item: &Object) -> Option<Object> {
    if !item.contains_key("$ref") {
        return None;
    }
    let mut whole = item.clone();
    for _ in 0..MOST_TURNS {
        let Some(Value::String(reference)) = whole.shift_remove("$ref") else { return Some(whole) };
        let pointer = percent_decode(reference.strip_prefix('#')?);
        let Value::Object(next) = reached::find(root, &pointer)? else { return None };
        for (key, value) in next {
            match (whole.get_mut(key), value) {
                (None, value) => drop(whole.insert(key.clone(), value.clone())),
                // What comes later counts, and what is written here does.
                (Some(Value::Array(own)), Value::Array(more)) if key == "parameters" => {
                    own.splice(0..0, more.iter().cloned());
                }
                (Some(Value::Object(own)), Value::Object(more)) if key == OTHERS => {
                    for (method, value) in more {
                        own.entry(method.clone()).or_insert_with(|| value.clone());
                    }
                }
                _ => {}
            }
        }
    }
    None
}
