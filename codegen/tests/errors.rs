//! What is refused or degraded, and how it is said: each faulty description beside its exact messages.

use codegen::{Options, Source, generate};

use crate::support;

#[test]
fn faulty_descriptions_are_answered_as_expected() {
    let folder = support::tests("errors");
    let faulty = support::entries(&folder).into_iter();
    let mut count = 0;
    for path in faulty.filter(|path| path.extension().is_some_and(|extension| extension != "stderr")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let source = Source::new(name, support::read(&path));
        let output = generate(&source, &Options::new("faulty"));
        assert!(!output.messages.is_empty(), "{name} is not faulty");
        let mut text = support::messages(&output);
        if output.tree.is_none() {
            text.push_str("\nnothing is generated\n");
        }
        support::assert_file(&path.with_extension("stderr"), &text);
        count += 1;
    }
    assert!(count >= 5, "only {count} faulty descriptions");
}
