//! What must hold of a description's output, whatever the description says.

use std::collections::BTreeSet;

use codegen::diagnostic::{Color, Located, Severity, render};
use codegen::{Output, SourceTree};

use crate::names::{self, Methods};

/// Asserts all of it.
pub(crate) fn output(output: &Output) {
    let drawn = drawn(&output.messages);
    let errors = output.messages.iter().filter(|said| said.severity == Severity::Error).count();
    match &output.tree {
        Some(tree) => {
            assert_eq!(errors, 0, "there is a client in spite of errors:\n{drawn}");
            self::tree(tree);
        }
        None => assert!(errors > 0, "there is no client, and nobody says why:\n{drawn}"),
    }
}

/// The messages as people see them, which can do no harm to a terminal.
pub(crate) fn drawn(messages: &[Located]) -> String {
    let _ = render(messages, Color::Always);
    let drawn = render(messages, Color::Never);
    let harmful = drawn.chars().find(|character| character.is_control() && *character != '\n');
    assert!(harmful.is_none(), "{harmful:?} is shown:\n{drawn}");
    for said in messages {
        assert!(said.line > 0 && said.column > 0, "{} has no place", said.message);
        assert!(!said.message.is_empty() && !said.message.contains('\n'), "{:?} is no line", said.message);
    }
    drawn
}

/// Each file is what its name says, and modules are files.
fn tree(tree: &SourceTree) {
    let files: Vec<_> = tree.files().collect();
    let paths: BTreeSet<_> = files.iter().map(|(path, _)| path.to_ascii_lowercase()).collect();
    assert_eq!(paths.len(), files.len(), "some file systems take two files for one");
    let mut methods = Methods::default();
    for (path, text) in &files {
        if path.ends_with(".rs") {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
            names::check(path, &file.items, &paths, &mut methods);
        } else if path.ends_with(".toml") {
            text.parse::<toml::Table>().unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        }
    }
}
