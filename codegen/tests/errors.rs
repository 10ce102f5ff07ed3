//! What is refused or degraded, and how it is said: each faulty description beside its exact messages.

use std::path::Path;

use codegen::{Options, Output, Source, SpecFolder, generate, generate_from};

use crate::support;

#[test]
fn faulty_descriptions_are_answered_as_expected() {
    let folder = support::tests("errors");
    let faulty = support::entries(&folder).into_iter();
    let mut count = 0;
    for path in faulty.filter(|path| path.is_dir() || path.extension().is_some_and(|extension| extension != "stderr")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let output = output(name, &path);
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

/// A description in a file, or in a folder with other files.
fn output(name: &str, path: &Path) -> Output {
    let options = Options::new("faulty");
    if path.is_dir() {
        let path = path.join("spec.yaml");
        let source = Source::new("spec.yaml", support::read(&path));
        return generate_from(&source, &mut SpecFolder::of(path), &options);
    }
    generate(&Source::new(name, support::read(path)), &options)
}

#[test]
fn a_fault_in_one_of_ten_files_costs_only_what_needs_it() {
    let output = output("", &support::tests("errors/files_dangling"));
    let places: Vec<_> = output.messages.iter().map(|said| (said.file.as_str(), said.line, said.code)).collect();
    let expected = [
        ("seventh.yaml", 5, "operation-left-out"),
        ("seventh.yaml", 7, "dangling-reference"),
        ("seventh.yaml", 16, "dangling-reference"),
    ];
    assert_eq!(places, expected);
    let files: Vec<_> = output.tree.as_ref().unwrap().files().map(|(path, _)| path.to_owned()).collect();
    for name in ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"] {
        assert!(files.contains(&format!("src/models/{name}.rs")), "{name} is missing");
    }
    assert_eq!((output.counts.operations, output.counts.operations_left_out), (2, 1));
}
