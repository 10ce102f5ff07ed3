//! What a verdict about a crate depends on, as one number.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// Everything outside of a crate that its verdict depends on: the toolchain, the versions of its dependencies, and
/// how it is compiled.
#[derive(Debug)]
pub(in crate::corpus) struct Surroundings(Vec<u8>);

impl Surroundings {
    pub(in crate::corpus) fn new(parts: &[&[u8]]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            add(&mut hash, part);
        }
        Self(hash.finalize().to_vec())
    }

    /// The key of a folder: it changes with the path and the bytes of each file.
    pub(in crate::corpus) fn key(&self, folder: &Path) -> std::io::Result<String> {
        let mut files = Vec::new();
        collect(folder, &mut files)?;
        files.sort();
        let mut hash = Sha256::new();
        add(&mut hash, &self.0);
        for path in files {
            let below = path.strip_prefix(folder).unwrap_or(&path);
            for part in below {
                add(&mut hash, part.as_encoded_bytes());
            }
            // No part of a path is empty.
            add(&mut hash, b"");
            add(&mut hash, &std::fs::read(&path)?);
        }
        let mut key = String::new();
        for byte in hash.finalize() {
            let _ = write!(key, "{byte:02x}");
        }
        Ok(key)
    }
}

/// With its length before it, so that no two lists of parts are the same bytes.
fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}

/// All files below a folder.
pub(super) fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Surroundings;

    #[test]
    fn a_key_changes_with_bytes_paths_and_surroundings_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("src")).unwrap();
        fs::write(path("src/lib.rs"), "one").unwrap();
        let here = Surroundings::new(&[b"rustc", b"lock"]);
        let key = here.key(folder.path()).unwrap();
        fs::write(path("src/lib.rs"), "one").unwrap();
        assert_eq!(key, here.key(folder.path()).unwrap());
        assert_ne!(key, Surroundings::new(&[b"rustcl", b"ock"]).key(folder.path()).unwrap());
        fs::write(path("src/lib.rs"), "two").unwrap();
        assert_ne!(key, here.key(folder.path()).unwrap());
        fs::remove_file(path("src/lib.rs")).unwrap();
        fs::write(path("src/lib"), "one").unwrap();
        assert_ne!(key, here.key(folder.path()).unwrap());
    }
}
