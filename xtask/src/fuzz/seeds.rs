//! What the search begins with: the descriptions of the tests, as they are and as JSON, and answers written for it.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::Target;
use crate::config;
use crate::corpus::{cannot, copy};
use crate::outcome::Failure;

/// Larger ones would be tried too seldom.
const LARGEST: usize = 64 << 10;

/// Where descriptions are: files, and folders with descriptions of several files.
const DESCRIPTIONS: [&str; 4] =
    ["codegen/tests/fixtures", "codegen/tests/errors", "codegen/tests/versions", "codegen/src/document/tests/all"];

/// Writes all seeds of a target into a folder of their own.
pub(super) fn write(target: Target, folder: &Path) -> Result<(), Failure> {
    let root = config::root();
    if target == Target::Answers {
        return copy(&root.join("xtask/fuzz/answers"), folder);
    }
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(cannot("empty", folder))?;
    }
    fs::create_dir_all(folder).map_err(cannot("create", folder))?;
    for below in DESCRIPTIONS {
        for path in entries(&root.join(below))? {
            for description in descriptions(&path)? {
                let name = description.name.replace(['/', '\\'], "-");
                for (name, seed) in
                    [(name.clone(), description.text()), (format!("{name}-as-json"), description.json())]
                {
                    if seed.len() <= LARGEST {
                        let path = folder.join(name);
                        fs::write(&path, seed).map_err(cannot("write", &path))?;
                    }
                }
            }
        }
    }
    Ok(())
}

/// A description with its other files and its overlays.
struct Description {
    name: String,
    /// What each is, as the program reads it (`file: schemas/Pet.yaml`); nothing of the first.
    parts: Vec<(String, String)>,
}

impl Description {
    fn text(&self) -> String {
        self.joined(str::to_owned)
    }

    /// The same, in which all that can be read is JSON.
    fn json(&self) -> String {
        self.joined(|text| {
            serde_yaml::from_str::<Value>(text).map_or_else(|_| text.to_owned(), |value| value.to_string())
        })
    }

    fn joined(&self, written: impl Fn(&str) -> String) -> String {
        let mut joined = String::new();
        for (head, text) in &self.parts {
            if !head.is_empty() {
                joined.push_str(&format!("\n--- {head}\n"));
            }
            joined.push_str(&written(text));
        }
        joined
    }
}

/// The descriptions at a path: of a folder without a `spec.yaml`, each file is one.
fn descriptions(path: &Path) -> Result<Vec<Description>, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let spec = path.join("spec.yaml");
    if path.is_file() {
        return Ok(if is_expected(path) { Vec::new() } else { vec![single(name, path)?] });
    }
    if !spec.exists() {
        let files = entries(path)?.into_iter().filter(|path| path.is_file());
        return files.map(|file| single(format!("{name}-{}", shown(&file, path)), &file)).collect();
    }
    let mut parts = single(name.clone(), &spec)?.parts;
    for file in files_below(path)?.into_iter().filter(|file| *file != spec && !is_expected(file)) {
        let below = shown(&file, path);
        let head = if below.starts_with("overlay-") { "overlay" } else { "file" };
        parts.push((format!("{head}: {below}"), read(&file)?));
    }
    Ok(vec![Description { name, parts }])
}

fn single(name: String, path: &Path) -> Result<Description, Failure> {
    Ok(Description { name, parts: vec![(String::new(), read(path)?)] })
}

/// Whether this is what a test compares with.
fn is_expected(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "stderr" || extension == "rs")
        || path.components().any(|part| part.as_os_str() == "expected")
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(cannot("read", path))
}

fn shown(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/")
}

/// What a folder holds, sorted.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(cannot("read", folder))?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()).map_err(cannot("read", folder)));
    let mut paths = paths.collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    Ok(paths)
}

/// All files below a folder, sorted.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Target, write};

    #[test]
    fn descriptions_are_seeds_as_they_are_and_as_json() {
        let folder = tempfile::tempdir().unwrap();
        let seeds = folder.path().join("seeds");
        write(Target::Descriptions, &seeds).unwrap();
        let read = |name: &str| fs::read_to_string(seeds.join(name)).unwrap();
        for name in ["petstore", "schema_untyped.yaml", "garden-v3_1.yaml", "v2_0.json", "text_syntax-json.json"] {
            assert!(!read(name).is_empty(), "{name}");
            assert!(!read(&format!("{name}-as-json")).is_empty(), "{name}");
        }
        assert!(read("files").contains("\n--- file: schemas/dogs/Dog.yaml\n"));
        assert!(read("overlays").contains("\n--- overlay: overlay-1.yaml\n"));
        assert!(read("petstore-as-json").starts_with("{\"openapi\":"));
        for seed in fs::read_dir(&seeds).unwrap() {
            assert!(!fs::read_to_string(seed.unwrap().path()).unwrap().contains("@generated"));
        }
    }
}
