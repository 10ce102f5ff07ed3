//! Puts the files that a description refers to into it, without any pass of the generator: then all references are of
//! one file.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use super::document;

/// The key of the description that holds its other files, by their paths.
const FILES: &str = "x-files";

/// Adds to a description all files that it refers to, below its folder, and lets references lead to where they are.
pub(super) fn gather(mut root: Value, path: &Path) -> Value {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return root };
    let name = name.to_string_lossy().into_owned();
    let mut files = Map::new();
    let mut seen = BTreeSet::from([name.clone()]);
    let mut pending = Vec::new();
    lead(&mut root, &name, &name, &mut pending);
    while let Some(path) = pending.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let text = std::fs::read_to_string(folder.join(&path)).ok();
        let Some(mut file) = text.and_then(|text| document::read(&text).ok()) else { continue };
        lead(&mut file, &path, &name, &mut pending);
        files.insert(path, file);
    }
    if let (Value::Object(root), false) = (&mut root, files.is_empty()) {
        root.insert(FILES.to_owned(), Value::Object(files));
    }
    root
}

/// Where a place of a file is in what was gathered of the description with this name.
pub(super) fn pointer(file: &str, pointer: &str, root: &str) -> String {
    if file == root { pointer.to_owned() } else { format!("/{FILES}/{}{pointer}", escaped(file)) }
}

fn escaped(path: &str) -> String {
    path.replace('~', "~0").replace('/', "~1")
}

/// Makes all references in a file lead into what is gathered, and lists the files that they name.
fn lead(value: &mut Value, file: &str, root: &str, named: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(reference) if key == "$ref" => change(reference, file, root, named),
                    Value::Object(mapping) if key == "mapping" => {
                        let names = mapping.values_mut().filter_map(|name| match name {
                            Value::String(name) if name.contains(['/', '#', '.']) => Some(name),
                            _ => None,
                        });
                        names.for_each(|name| change(name, file, root, named));
                    }
                    member => lead(member, file, root, named),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| lead(item, file, root, named)),
        _ => {}
    }
}

fn change(reference: &mut String, file: &str, root: &str, named: &mut Vec<String>) {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    if path.contains(':') {
        return;
    }
    let target = if path.is_empty() { Some(file.to_owned()) } else { beside(file, path) };
    let Some(target) = target else { return };
    *reference = format!("#{}", pointer(&target, fragment, root));
    named.push(target);
}

/// A path that another file refers to; `None` for what leads out of the folder.
fn beside(file: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{gather, pointer};

    #[test]
    fn files_are_gathered_and_references_lead_to_them() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("parts")).unwrap();
        let part = "{\"$ref\": \"#/x\", \"y\": {\"$ref\": \"../api.json#/z\"}, \"n\": {\"$ref\": \"none.yaml\"}}";
        std::fs::write(folder.path().join("parts/a.yaml"), part).unwrap();
        let root =
            json!({"$ref": "parts/a.yaml#/y", "mapping": {"a": "./parts/a.yaml", "b": "B"}, "o": {"$ref": "#/z"}});
        let expected = json!({
            "$ref": "#/x-files/parts~1a.yaml/y", "mapping": {"a": "#/x-files/parts~1a.yaml", "b": "B"},
            "o": {"$ref": "#/z"},
            "x-files": {"parts/a.yaml": {
                "$ref": "#/x-files/parts~1a.yaml/x", "y": {"$ref": "#/z"},
                "n": {"$ref": "#/x-files/parts~1none.yaml"},
            }},
        });
        assert_eq!(gather(root, &folder.path().join("api.json")), expected);
        assert_eq!(pointer("parts/a.yaml", "/y", "api.json"), "/x-files/parts~1a.yaml/y");
        assert_eq!(pointer("api.json", "/z", "api.json"), "/z");
    }
}
