//! The inputs that have done harm.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus::cannot;
use crate::outcome::Failure;

/// The folder that libFuzzer writes them into.
pub(super) struct Artifacts {
    folder: PathBuf,
    before: BTreeSet<PathBuf>,
}

impl Artifacts {
    /// Notes what is there of former runs.
    pub(super) fn of(folder: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(cannot("create", folder))?;
        let artifacts = Self { folder: folder.to_owned(), before: files(folder)? };
        let _ = fs::remove_file(artifacts.running());
        Ok(artifacts)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the program keeps the input that it is about to try: who overflows the stack of a thread, or is ended from
    /// outside, leaves nothing else.
    pub(super) fn running(&self) -> PathBuf {
        self.folder.join("running")
    }

    /// What has come since; the input that was tried last when a program did not end well and has written none.
    pub(super) fn found(&self, ended_well: bool) -> Result<BTreeSet<PathBuf>, Failure> {
        let running = self.running();
        let mut found = files(&self.folder)?;
        found.retain(|path| !self.before.contains(path) && *path != running);
        if found.is_empty() && !ended_well && running.exists() {
            let kept = self.folder.join("last-input");
            fs::rename(&running, &kept).map_err(cannot("write", &kept))?;
            found.insert(kept);
        }
        Ok(found)
    }
}

fn files(folder: &Path) -> Result<BTreeSet<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(cannot("read", folder))?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(cannot("read", folder))).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Artifacts;

    #[test]
    fn what_is_new_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        fs::write(folder.join("crash-1"), "").unwrap();
        let artifacts = Artifacts::of(folder).unwrap();
        fs::write(artifacts.running(), "a").unwrap();
        assert!(artifacts.found(true).unwrap().is_empty());
        fs::write(folder.join("crash-2"), "").unwrap();
        assert_eq!(artifacts.found(false).unwrap().into_iter().collect::<Vec<_>>(), [folder.join("crash-2")]);
    }

    #[test]
    fn who_is_ended_leaves_the_last_input() {
        let folder = tempfile::tempdir().unwrap();
        let artifacts = Artifacts::of(folder.path()).unwrap();
        fs::write(artifacts.running(), "a").unwrap();
        let found: Vec<_> = artifacts.found(false).unwrap().into_iter().collect();
        assert_eq!(found, [folder.path().join("last-input")]);
        assert_eq!(fs::read(&found[0]).unwrap(), b"a");
    }
}
