//! Places of an instance.

use serde_json::Value;

/// Removes what a JSON pointer leads to; whether there was anything.
pub(super) fn remove(instance: &mut Value, pointer: &str) -> bool {
    let Some((parent, name)) = pointer.rsplit_once('/') else { return false };
    match instance.pointer_mut(parent) {
        Some(Value::Object(members)) => members.remove(&name.replace("~1", "/").replace("~0", "~")).is_some(),
        Some(Value::Array(items)) => match name.parse() {
            Ok(index) if index < items.len() => {
                items.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// The pointers of an instance and of all of its parts, what is large first.
pub(super) fn all(instance: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut index = 0;
    while let Some(pointer) = found.get(index).cloned() {
        match instance.pointer(&pointer) {
            Some(Value::Object(members)) => {
                found.extend(members.keys().map(|key| format!("{pointer}/{}", escaped(key))));
            }
            Some(Value::Array(items)) => found.extend((0..items.len()).map(|index| format!("{pointer}/{index}"))),
            _ => {}
        }
        index += 1;
    }
    found
}

/// A name as a pointer has it.
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn parts_are_found_and_removed() {
        let mut instance = json!({ "a/b": [1, { "c": 2 }] });
        assert_eq!(super::all(&instance), ["", "/a~1b", "/a~1b/0", "/a~1b/1", "/a~1b/1/c"]);
        assert!(super::remove(&mut instance, "/a~1b/0"));
        assert!(!super::remove(&mut instance, "/a~1b/5") && !super::remove(&mut instance, ""));
        assert_eq!(instance, json!({ "a/b": [{ "c": 2 }] }));
    }
}
