//! The folder that a tree is written to: no links, no half-written files.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::TreeError;

pub(super) struct Folder<'a> {
    root: &'a Path,
}

impl<'a> Folder<'a> {
    pub(super) fn new(root: &'a Path) -> Self {
        Self { root }
    }

    /// The text of a file; `None` when there is none. A file that is not text is somebody else's.
    pub(super) fn read(&self, path: &str) -> Result<Option<String>, TreeError> {
        let full = self.checked(path)?;
        match fs::read(&full) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed("read", full, error)),
        }
    }

    /// Writes a file in one step: who reads it meanwhile sees the old text or the new one.
    pub(super) fn write(&self, path: &str, text: &str) -> Result<(), TreeError> {
        let full = self.checked(path)?;
        if let Some(folder) = full.parent() {
            fs::create_dir_all(folder).map_err(|error| failed("create", folder.to_owned(), error))?;
        }
        let mut partial = full.clone().into_os_string();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        fs::write(&partial, text).map_err(|error| failed("write", partial.clone(), error))?;
        fs::rename(&partial, &full).map_err(|error| failed("write", full, error))
    }

    /// Removes a file, and the folders that it leaves empty.
    pub(super) fn remove(&self, path: &str) -> Result<(), TreeError> {
        let full = self.checked(path)?;
        fs::remove_file(&full).map_err(|error| failed("remove", full.clone(), error))?;
        for folder in full.ancestors().skip(1).take_while(|folder| *folder != self.root) {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(())
    }

    /// All files below a folder, as paths with `/`, sorted. Links are passed over.
    pub(super) fn list(&self, below: &str) -> Result<Vec<String>, TreeError> {
        let mut files = Vec::new();
        let mut pending = vec![below.to_owned()];
        while let Some(path) = pending.pop() {
            let full = self.root.join(&path);
            let entries = match fs::read_dir(&full) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(failed("read", full, error)),
            };
            for entry in entries {
                let entry = entry.map_err(|error| failed("read", full.clone(), error))?;
                let kind = entry.file_type().map_err(|error| failed("read", entry.path(), error))?;
                let Ok(name) = entry.file_name().into_string() else { continue };
                let path = format!("{path}/{name}");
                if kind.is_dir() {
                    pending.push(path);
                } else if kind.is_file() {
                    files.push(path);
                }
            }
        }
        files.sort_unstable();
        Ok(files)
    }

    /// The full path, when no part of it below the folder is a link.
    fn checked(&self, path: &str) -> Result<PathBuf, TreeError> {
        let mut full = self.root.to_owned();
        for part in path.split('/') {
            full.push(part);
            if fs::symlink_metadata(&full).is_ok_and(|metadata| metadata.is_symlink()) {
                return Err(TreeError::Link { path: full });
            }
        }
        Ok(full)
    }
}

fn failed(action: &'static str, path: PathBuf, source: io::Error) -> TreeError {
    TreeError::Io { action, path, source }
}
