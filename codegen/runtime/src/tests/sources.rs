//! The embedded sources are exactly the files of the runtime.

use std::collections::BTreeMap;
use std::path::Path;

use crate::SOURCES;

/// The modules that only some clients have.
const PARTS: &[&str] = &[
    "addresses",
    "binary",
    "byte_stream",
    "calendar",
    "civil_date",
    "civil_time",
    "date_time",
    "event_stream",
    "field",
    "forms",
    "json_lines",
    "multipart",
    "open_enum",
    "open_integer_enum",
    "pages",
    "password",
    "rfc3339",
    "sdk_hmac_sha256",
    "source",
    "unions",
    "uploads",
    "uuids",
    "wait",
];

fn collect(folder: &Path, root: &Path, names: &mut Vec<String>) {
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, root, names);
        } else {
            names.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
        }
    }
}

#[test]
fn no_file_is_left_out() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = vec!["runtime.rs".to_owned()];
    collect(&root.join("runtime"), &root, &mut found);
    found.sort();
    let embedded: Vec<_> = SOURCES.iter().map(|source| source.name).collect();
    assert_eq!(embedded, found);
}

#[test]
fn files_can_stand_in_any_crate() {
    for source in SOURCES {
        let own_name = source.text.contains("codegen_runtime") || source.text.contains("codegen-runtime");
        assert!(!own_name, "{} names this package", source.name);
        assert!(!source.text.contains("cfg(test)"), "{} has tests in it", source.name);
        let is_macro =
            ["runtime/open_enum.rs", "runtime/open_integer_enum.rs", "runtime/unions.rs"].contains(&source.name);
        let outward = source.text.contains("crate::") && !is_macro;
        assert!(!outward, "{} reaches out of the runtime", source.name);
        assert!(source.text.starts_with("//! "), "{} does not say what it is", source.name);
    }
}

/// A client gets these only when its description needs them; lines of `runtime.rs` that name one are dropped with it.
#[test]
fn optional_parts_are_named_nowhere_else() {
    for source in SOURCES {
        if PARTS.iter().any(|part| source.name.starts_with(&format!("runtime/{part}"))) {
            continue;
        }
        for line in source.text.lines() {
            let names = |part: &str| [format!("{part}::"), format!("mod {part};"), format!("::{part};")];
            let named = PARTS.iter().filter(|part| names(part).iter().any(|name| line.contains(name)));
            let allowed = usize::from(source.name == "runtime.rs");
            assert!(named.count() <= allowed, "{}: {line}", source.name);
        }
    }
}

/// An attribute would be left behind, and hit the line after it.
#[test]
fn lines_of_optional_parts_have_no_attributes() {
    let shelf = SOURCES[0].text;
    for (before, line) in shelf.lines().zip(shelf.lines().skip(1)) {
        let optional = PARTS.iter().any(|part| line.contains(part));
        assert!(!(optional && before.starts_with("#[")), "{line}");
    }
}

/// Else the smallest clients would have code that nobody calls, and a warning about it.
#[test]
fn what_all_clients_have_is_needed_without_the_parts() {
    let is_part = |name: &str| PARTS.iter().any(|part| name.starts_with(&format!("runtime/{part}")));
    let always: Vec<_> = SOURCES.iter().filter(|source| !is_part(source.name)).collect();
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let mut known = BTreeMap::new();
    for word in always.iter().flat_map(|source| source.text.split(|char| !is_word(char))) {
        *known.entry(word).or_insert(0) += 1;
    }
    for source in always {
        let shared = source.text.lines().filter(|line| line.trim_start().starts_with("pub("));
        for (_, behind) in shared.filter_map(|line| line.split_once("fn ")) {
            let name = behind.split(|char| !is_word(char)).next().unwrap_or_default();
            assert!(known[name] > 1, "{}: only optional parts need `{name}`", source.name);
        }
    }
}
