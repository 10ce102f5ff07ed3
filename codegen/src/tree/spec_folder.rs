//! The folder of a description: what it refers to is read from there, and from nowhere else.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::files::{FileError, Files};

/// The folder that a description is in, with the files that it refers to.
///
/// Nothing outside of it is ever read, not through links either.
///
/// ```no_run
/// use codegen::{Options, Source, SpecFolder, generate_from};
///
/// let path = "spec/petstore.yaml";
/// let source = Source::new(path, std::fs::read_to_string(path)?);
/// let output = generate_from(&source, &mut SpecFolder::of(path), &Options::new("petstore"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct SpecFolder {
    folder: PathBuf,
}

impl SpecFolder {
    /// The folder that holds this description.
    pub fn of(description: impl AsRef<Path>) -> Self {
        let folder = description.as_ref().parent().filter(|folder| !folder.as_os_str().is_empty());
        Self { folder: folder.unwrap_or(Path::new(".")).to_owned() }
    }

    /// Where a file really is, if that is in the folder.
    fn find(&self, path: &str) -> Result<PathBuf, FileError> {
        let folder = fs::canonicalize(&self.folder).map_err(|error| FileError::new(error.to_string()))?;
        let full = fs::canonicalize(self.folder.join(path)).map_err(|error| match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => FileError::not_found(),
            _ => FileError::new(error.to_string()),
        })?;
        if full.starts_with(folder) {
            Ok(full)
        } else {
            Err(FileError::new("it is a link that leads out of the folder of the description"))
        }
    }
}

impl Files for SpecFolder {
    fn read(&mut self, path: &str, most: usize) -> Result<String, FileError> {
        let full = self.find(path)?;
        let metadata = fs::metadata(&full).map_err(|error| FileError::new(error.to_string()))?;
        if metadata.is_dir() {
            return Err(FileError::new("it is a folder"));
        }
        // Others, such as pipes, may never end, or never begin.
        if !metadata.is_file() {
            return Err(FileError::new("it is no plain file"));
        }
        let mut bytes = Vec::new();
        let longest = u64::try_from(most).unwrap_or(u64::MAX);
        let file = File::open(&full).map_err(|error| FileError::new(error.to_string()))?;
        file.take(longest.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|error| FileError::new(error.to_string()))?;
        if bytes.len() > most {
            return Err(FileError::too_large(most));
        }
        String::from_utf8(bytes).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            FileError::new(format!("it is not UTF-8: byte {at} is not part of a character"))
        })
    }
}
