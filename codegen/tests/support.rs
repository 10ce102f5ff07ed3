//! Where the tests' files are, and how they are read.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::diagnostic::{Color, render};
use codegen::{Layout, Options, Output, Source, SpecFolder, generate_from};

/// A path below `codegen/tests`.
pub(crate) fn tests(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(below)
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Whether expected files are to be rewritten.
pub(crate) fn blesses() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// The files or folders of a folder, sorted.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// All fixtures: their names and descriptions.
pub(crate) fn fixtures() -> Vec<(String, Source)> {
    let fixture = |folder: PathBuf| {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        (name, Source::new("spec.yaml", read(&folder.join("spec.yaml"))))
    };
    entries(&tests("fixtures")).into_iter().map(fixture).collect()
}

/// How a fixture is generated: as a module of the library that mounts all of them.
pub(crate) fn fixture_options(name: &str) -> Options {
    let layout = Layout::Module { root: format!("crate::{name}"), runtime: "crate::runtime".to_owned() };
    Options { layout, overlays: overlays(name), ..Options::new(name) }
}

/// The overlays of a fixture, in the order of their names.
pub(crate) fn overlays(name: &str) -> Vec<Source> {
    let files = entries(&tests("fixtures").join(name)).into_iter().filter_map(|path| {
        let file = path.file_name()?.to_str()?.to_owned();
        file.starts_with("overlay-").then(|| Source::new(file, read(&path)))
    });
    files.collect()
}

pub(crate) fn generate_fixture(name: &str, source: &Source) -> Output {
    generate_with(name, source, &fixture_options(name))
}

/// The same, or a description like it, generated otherwise; it may refer to the fixture's other files.
pub(crate) fn generate_with(name: &str, source: &Source, options: &Options) -> Output {
    let spec = tests("fixtures").join(name).join("spec.yaml");
    generate_from(source, &mut SpecFolder::of(spec), options)
}

/// All messages as people see them.
pub(crate) fn messages(output: &Output) -> String {
    render(&output.messages, Color::Never)
}

/// Compares a text with a file, or writes it there.
pub(crate) fn assert_file(path: &Path, text: &str) {
    if blesses() {
        if text.is_empty() {
            let _ = fs::remove_file(path);
        } else {
            fs::write(path, text).unwrap();
        }
        return;
    }
    let expected = if path.exists() { read(path) } else { String::new() };
    assert_eq!(text, expected, "{} differs; `BLESS=1` rewrites it", path.display());
}
