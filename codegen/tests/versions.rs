//! One API in each version of OpenAPI: all become the same client.

use std::collections::BTreeMap;

use codegen::{Options, Source, generate};

use crate::support;

/// The files of the client, without any message.
#[track_caller]
fn client(text: String) -> BTreeMap<String, String> {
    // The header of each file names the description.
    let source = Source::new("garden.yaml", text);
    let output = generate(&source, &Options::new("garden"));
    assert_eq!(support::messages(&output), "");
    let tree = output.tree.unwrap();
    tree.files().map(|(path, text)| (path.to_owned(), text)).collect()
}

#[test]
fn all_versions_become_the_same_client() {
    let read = |version: &str| support::read(&support::tests("versions").join(version));
    let expected = client(read("v3_0.yaml"));
    assert!(expected.contains_key("src/models/plant.rs"), "{:?}", expected.keys());
    let newest = read("v3_1.yaml").replace("openapi: 3.1.0", "openapi: 3.2.0");
    for (version, text) in [("2.0", read("v2_0.yaml")), ("3.1", read("v3_1.yaml")), ("3.2", newest)] {
        let files = client(text);
        assert!(files.keys().eq(expected.keys()), "{version}");
        for (path, text) in files {
            assert_eq!(text, expected[&path], "{path} of {version}");
        }
    }
}

#[test]
fn descriptions_are_short() {
    for path in support::entries(&support::tests("versions")) {
        let lines = support::read(&path).lines().count();
        assert!(lines <= 60, "{} has {lines} lines", path.display());
    }
}
