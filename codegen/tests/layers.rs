//! Which module may use which: the pipeline, as a table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::support;

/// Each module of `codegen/src` and the modules that it may use.
const ALLOWED: &[(&str, &[&str])] = &[
    ("source", &["pointer"]),
    ("pointer", &[]),
    ("diagnostic", &["pointer", "source"]),
    ("files", &[]),
    ("document", &["diagnostic", "files", "pointer", "selection", "source"]),
    ("api", &["cycles", "pointer"]),
    ("cycles", &[]),
    ("resolve", &["api", "cycles", "diagnostic", "document", "pointer"]),
    ("ident", &[]),
    ("model", &[]),
    ("lower", &["api", "cycles", "diagnostic", "ident", "model", "pointer"]),
    ("emit", &["model"]),
    ("workers", &[]),
    ("format", &["emit", "tree", "workers"]),
    ("tree", &["files", "workers"]),
    ("package", &["emit", "ident"]),
    ("selection", &[]),
];

/// No file is longer: a longer one has more than one job.
const MOST_LINES: usize = 600;

#[test]
fn modules_use_only_what_they_may() {
    let mut wrong = Vec::new();
    for (module, path, text) in files() {
        let (_, allowed) =
            ALLOWED.iter().find(|(name, _)| *name == module).unwrap_or_else(|| panic!("{module} is new"));
        for used in used_modules(&text) {
            if used != module && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: `{module}` must not use `{used}`", path.display()));
            }
        }
        if module != "document" && module != "resolve" && text.contains("openapiv3::") {
            wrong.push(format!("{}: only `document` and `resolve` see openapiv3", path.display()));
        }
        if module != "emit" && module != "format" && (text.contains("quote!") || text.contains("proc_macro2")) {
            wrong.push(format!("{}: only `emit` and `format` see tokens", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_tree_touches_a_file_system() {
    for (module, path, text) in files() {
        assert!(module == "tree" || !text.contains("std::fs"), "{} uses std::fs", path.display());
    }
}

#[test]
fn serde_yaml_stays_in_few_files() {
    let files = files().into_iter().filter(|(_, _, text)| text.contains("serde_yaml"));
    let paths: Vec<PathBuf> = files.map(|(_, path, _)| path).collect();
    assert!((1..=2).contains(&paths.len()), "{paths:?}");
}

#[test]
fn files_are_short() {
    for (_, path, text) in files() {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines", path.display());
    }
}

/// Every file below `codegen/src`, with its top-level module.
fn files() -> Vec<(String, PathBuf, String)> {
    let root = support::tests("../src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    assert!(files.len() > 40, "only {} files", files.len());
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf, String)>) {
    for path in support::entries(folder) {
        if path.is_dir() {
            collect(root, &path, files);
            continue;
        }
        let below = path.strip_prefix(root).unwrap();
        let module = below.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if module != "lib" {
            files.push((module, below.to_owned(), support::read(&path)));
        }
    }
}

/// `model` of `crate::model::Type`.
fn used_modules(text: &str) -> BTreeSet<String> {
    let after = text.split("crate::").skip(1);
    let name = |rest: &str| rest.chars().take_while(|char| char.is_alphanumeric() || *char == '_').collect::<String>();
    let mut used: BTreeSet<String> = after.map(name).collect();
    // Test modules name themselves, and emitted text has a `crate` of its own.
    used.retain(|name| ALLOWED.iter().any(|(module, _)| module == name));
    used
}
