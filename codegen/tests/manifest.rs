//! Emitted manifests name the versions that this workspace is tested with.

use codegen::{Options, generate};
use toml::{Table, Value};

use crate::support;

#[test]
fn versions_are_those_of_the_workspace() {
    let root: Table = support::read(&support::tests("../../Cargo.toml")).parse().unwrap();
    let workspace = root["workspace"]["dependencies"].as_table().unwrap();
    let source = &support::fixtures().into_iter().find(|(name, _)| name == "showcase").unwrap().1;
    let tree = generate(source, &Options::new("showcase")).tree.unwrap();
    let (_, manifest) = tree.files().find(|(path, _)| *path == "Cargo.toml").unwrap();
    let manifest: Table = manifest.parse().unwrap();
    assert_eq!(manifest["package"]["rust-version"], root["workspace"]["package"]["rust-version"]);
    let dependencies = manifest["dependencies"].as_table().unwrap();
    let runtime: Table = support::read(&support::tests("../runtime/Cargo.toml")).parse().unwrap();
    assert_eq!(
        dependencies.keys().collect::<Vec<_>>(),
        runtime["dependencies"].as_table().unwrap().keys().collect::<Vec<_>>()
    );
    for (name, emitted) in dependencies {
        assert_eq!(essence(emitted), essence(&workspace[name]), "{name}");
    }
    assert_eq!(manifest["features"], runtime["features"]);
}

/// Version, features and whether there are default ones.
fn essence(dependency: &Value) -> (String, Vec<String>, bool) {
    let Value::Table(table) = dependency else { return (dependency.as_str().unwrap().to_owned(), Vec::new(), true) };
    let features = table.get("features").and_then(Value::as_array).into_iter().flatten();
    let features = features.map(|feature| feature.as_str().unwrap().to_owned()).collect();
    let default = table.get("default-features").and_then(Value::as_bool).unwrap_or(true);
    (table["version"].as_str().unwrap().to_owned(), features, default)
}
