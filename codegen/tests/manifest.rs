//! Emitted manifests name the versions that this workspace is tested with.

use std::collections::BTreeSet;

use codegen::Options;
use toml::{Table, Value};

use crate::support;

#[test]
fn versions_are_those_of_the_workspace() {
    let root: Table = support::read(&support::tests("../../Cargo.toml")).parse().unwrap();
    let workspace = root["workspace"]["dependencies"].as_table().unwrap();
    let runtime: Table = support::read(&support::tests("../runtime/Cargo.toml")).parse().unwrap();
    let mut seen = BTreeSet::new();
    for (name, source) in support::fixtures() {
        let tree = support::generate_with(&name, &source, &Options::new(&name)).tree.unwrap();
        let (_, manifest) = tree.files().find(|(path, _)| *path == "Cargo.toml").unwrap();
        let manifest: Table = manifest.parse().unwrap();
        assert_eq!(manifest["package"]["rust-version"], root["workspace"]["package"]["rust-version"]);
        for (dependency, emitted) in manifest["dependencies"].as_table().unwrap() {
            assert_eq!(essence(emitted), essence(&workspace[dependency]), "{name}: {dependency}");
            seen.insert(dependency.clone());
        }
        for (feature, enables) in manifest["features"].as_table().unwrap() {
            assert!(feature == "default" || runtime["features"][feature] == *enables, "{name}: {feature}");
            seen.insert(feature.clone());
        }
    }
    let tables = ["dependencies", "features"].map(|table| runtime[table].as_table().unwrap().keys().cloned());
    assert_eq!(seen, tables.into_iter().flatten().collect(), "each dependency and feature is needed by some fixture");
}

/// Version, features and whether there are default ones.
fn essence(dependency: &Value) -> (String, Vec<String>, bool) {
    let Value::Table(table) = dependency else { return (dependency.as_str().unwrap().to_owned(), Vec::new(), true) };
    let features = table.get("features").and_then(Value::as_array).into_iter().flatten();
    let features = features.map(|feature| feature.as_str().unwrap().to_owned()).collect();
    let default = table.get("default-features").and_then(Value::as_bool).unwrap_or(true);
    (table["version"].as_str().unwrap().to_owned(), features, default)
}
