//! What is written: each fixture's files, to the byte.

use codegen::Drift;

use crate::support;

#[test]
fn fixtures_are_generated_as_expected() {
    let mut wrong = Vec::new();
    for (name, source) in support::fixtures() {
        let output = support::generate_fixture(&name, &source);
        let folder = support::tests("fixtures").join(&name);
        support::assert_file(&folder.join("messages.stderr"), &support::messages(&output));
        let tree = output.tree.unwrap_or_else(|| panic!("{name} is refused"));
        let expected = folder.join("expected");
        if support::blesses() {
            tree.write(&expected, false).unwrap();
        }
        let drift: Vec<Drift> = tree.drift(&expected).unwrap();
        wrong.extend(drift.into_iter().map(|drift| format!("{name}: {drift:?}")));
    }
    assert!(wrong.is_empty(), "`BLESS=1` rewrites what is expected:\n{}", wrong.join("\n"));
}

#[test]
fn descriptions_of_fixtures_are_short() {
    for (name, _) in support::fixtures() {
        let mut pending = support::entries(&support::tests("fixtures").join(&name));
        while let Some(path) = pending.pop() {
            if path.is_dir() {
                // What is emitted is not short.
                if !path.ends_with("expected") {
                    pending.extend(support::entries(&path));
                }
            } else if path.extension().is_some_and(|extension| extension != "stderr") {
                let lines = support::read(&path).lines().count();
                assert!(lines <= 66, "{} has {lines} lines", path.display());
            }
        }
    }
}
