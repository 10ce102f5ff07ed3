//! One API in each version of OpenAPI: all become the same client.

use std::collections::BTreeMap;

use codegen::{Options, Source, generate};

use crate::support;

/// The files of the client, without any message.
#[track_caller]
fn client(name: &str, text: String) -> BTreeMap<String, String> {
    // The header of each file names the description.
    let source = Source::new("api.yaml", text);
    let output = generate(&source, &Options::new(name));
    assert_eq!(support::messages(&output), "");
    let tree = output.tree.unwrap();
    tree.files().map(|(path, text)| (path.to_owned(), text)).collect()
}

#[track_caller]
fn check(name: &str, versions: &[&str], file: &str) {
    let read = |version: &str| support::read(&support::tests("versions").join(name).join(format!("v{version}.yaml")));
    let expected = client(name, read("3_0"));
    assert!(expected.contains_key(file), "{:?}", expected.keys());
    for version in versions {
        let files = client(name, read(version));
        assert!(files.keys().eq(expected.keys()), "{version}: {:?}", files.keys());
        for (path, text) in files {
            let [text, expected] = [&text, &expected[&path]].map(|text| without_places(text));
            assert_eq!(text, expected, "{path} of {version}");
        }
    }
}

/// The documentation says where in the description something stands, and each version has a place of its own for it.
fn without_places(text: &str) -> String {
    let line =
        |line: &str| if line.trim_start().starts_with("/// `#/") { "/// `#/`".to_owned() } else { line.to_owned() };
    text.lines().map(|text| line(text) + "\n").collect()
}

#[test]
fn all_versions_become_the_same_client() {
    check("garden", &["2_0", "3_1", "3_2"], "src/models/plant.rs");
}

#[test]
fn all_but_the_oldest_become_the_same_client() {
    check("market", &["3_1", "3_2"], "src/webhooks.rs");
}

#[test]
fn descriptions_are_short() {
    for folder in support::entries(&support::tests("versions")) {
        for path in support::entries(&folder) {
            let lines = support::read(&path).lines().count();
            assert!(lines <= 110, "{} has {lines} lines", path.display());
        }
    }
}
