//! Branches of `oneOf` and `anyOf` that are one value each: another way to write an enumeration with words for its
//! values.
//!
//! | in the description | becomes |
//! | --- | --- |
//! | `oneOf: [{const: 1, title: A, description: B}, …]` | `enum: [1, …]`, `x-enum-varnames: [A, …]`, `x-enum-descriptions: [B, …]` |
//! | branches that are enumerations themselves | one `enum` with the values of all |
//! | the same with `anyOf` | likewise |

use super::{Entries, Path, Value, Walk};

/// What a branch may say beside its values without being more than them.
const BESIDE: [&str; 7] = ["type", "enum", "format", "title", "description", "example", "deprecated"];

impl Walk<'_> {
    pub(super) fn choices(&mut self, entries: &mut Entries, path: &Path<'_>) {
        for union in ["oneOf", "anyOf"] {
            let Some(Value::Array(branches)) = entries.get(union) else { continue };
            let Some(ty) = type_of(branches).filter(|_| !entries.contains_key("enum")) else { continue };
            if entries.get("type").is_some_and(|own| *own != Value::text(ty)) {
                continue;
            }
            if let Some(Value::Array(branches)) = entries.shift_remove(union) {
                self.list_choices(entries, branches, union, path);
                entries.insert("type".into(), Value::text(ty));
            }
        }
    }

    fn list_choices(&mut self, entries: &mut Entries, branches: Vec<Value>, union: &str, path: &Path<'_>) {
        let at = path.pointer();
        let mut all = Vec::with_capacity(branches.len());
        let texts = |key: &str| -> Vec<Value> {
            let text = |branch: &Value| match branch {
                Value::Object(branch) => branch.get(key).cloned(),
                _ => None,
            };
            branches.iter().map(|branch| text(branch).unwrap_or_else(|| Value::text(""))).collect()
        };
        let words = [("title", "x-enum-varnames"), ("description", "x-enum-descriptions")];
        let words = words.map(|(key, list)| (list, texts(key)));
        let is_simple = branches.iter().all(|branch| values(branch).is_some_and(|values| values.len() == 1));
        for (list, texts) in words {
            let are_all_there = texts.iter().all(|text| *text != Value::text(""));
            let are_any_there = texts.iter().any(|text| *text != Value::text(""));
            let is_wanted = if list == "x-enum-varnames" { are_all_there } else { are_any_there };
            if is_simple && is_wanted && !entries.contains_key(list) {
                entries.insert(list.into(), Value::Array(texts));
            }
        }
        for (index, branch) in branches.into_iter().enumerate() {
            let Value::Object(mut branch) = branch else { continue };
            let Some(Value::Array(values)) = branch.shift_remove("enum") else { continue };
            for (place, value) in values.into_iter().enumerate() {
                let from = at.key(union).index(index).key("enum").index(place);
                self.origins.moved(&from, &at.key("enum").index(all.len()));
                all.push(value);
            }
        }
        self.origins.made(&at.key("enum"), &at.key(union));
        entries.insert("enum".into(), Value::Array(all));
    }
}

/// The values of a branch, if it is nothing more than them.
fn values(branch: &Value) -> Option<&Vec<Value>> {
    let Value::Object(entries) = branch else { return None };
    // What a branch calls its own values would get lost.
    let is_remark = |key: &str| key.starts_with("x-") && !key.starts_with("x-codegen-") && !key.starts_with("x-enum");
    let is_beside = |key: &str| BESIDE.contains(&key) || is_remark(key);
    match entries.get("enum") {
        Some(Value::Array(values)) if entries.keys().all(|key| is_beside(key)) => Some(values),
        _ => None,
    }
}

/// The type of all values of all branches.
fn type_of(branches: &[Value]) -> Option<&'static str> {
    let of = |value: &Value| match value {
        Value::String(_) => Some("string"),
        Value::Number(number) if number.is_integer() => Some("integer"),
        _ => None,
    };
    let mut found = None;
    for value in branches.iter().map(|branch| values(branch).filter(|values| !values.is_empty())) {
        for ty in value?.iter().map(of) {
            if ty.is_none() || found.is_some_and(|found| Some(found) != ty) {
                return None;
            }
            found = ty;
        }
    }
    found
}
