//! Names stay when something else is added.

use std::collections::BTreeMap;

use codegen::{Options, Source, generate};

use crate::support;

const ADDED_OPERATION: &str = "
  /added/behind:
    get:
      operationId: addedBehind
      deprecated: true
      tags: [added]
      parameters: [{ name: sort, in: query, schema: { type: string } }]
      responses: { '200': { description: Added., content: { application/json: { schema: { $ref: '#/components/schemas/AddedBehind' } } } } }
";

const ADDED_SCHEMA: &str = "
    AddedBehind:
      type: object
      properties: { status: { type: string }, owner: { type: object, properties: { id: { type: integer } } } }
";

/// What may change: the lists that name all files, types and calls.
const LISTS: [&str; 6] =
    ["README.md", "src/client.rs", "src/lib.rs", "src/models.rs", "src/operations.rs", "Cargo.toml"];

#[test]
fn what_is_added_at_the_end_changes_only_lists() {
    let mut tried = 0;
    for (name, source) in support::fixtures() {
        let Some((paths, components)) = source.text.split_once("\ncomponents:\n") else { continue };
        if !format!("\n{components}").contains("\n  schemas:\n") {
            continue;
        }
        let more = format!("{paths}{ADDED_OPERATION}components:\n{components}{ADDED_SCHEMA}");
        let before = files(&name, &source.text);
        // The first call of all changes more than the last.
        if !before.keys().any(|path| path.starts_with("src/operations/")) {
            continue;
        }
        let after = files(&name, &more);
        for (path, text) in &before {
            let new = &after[path];
            if LISTS.contains(&path.as_str()) {
                let lost: Vec<&str> = text.lines().filter(|line| !new.lines().any(|new| new == *line)).collect();
                assert!(lost.is_empty(), "{name}, {path}: {lost:#?}");
            } else {
                assert!(text == new, "{name}, {path}: {new}");
            }
        }
        let added: Vec<&str> = after.keys().map(String::as_str).filter(|path| !before.contains_key(*path)).collect();
        assert_eq!(added, ["src/models/added_behind.rs", "src/operations/added.rs"], "{name}");
        tried += 1;
    }
    assert!(tried > 5, "only {tried} fixtures end with schemas");
}

fn files(name: &str, text: &str) -> BTreeMap<String, String> {
    let tree = generate(&Source::new("spec.yaml", text), &Options::new(name)).tree.unwrap();
    tree.files().map(|(path, text)| (path.to_owned(), text)).collect()
}
