//! The other files of a description: what the generator, which reads nothing itself, asks its caller for.

use std::{error, fmt};

/// Gives out the files that a description refers to.
///
/// [`SpecFolder`](crate::SpecFolder) reads them from the folder of the description.
pub trait Files {
    /// The text of a file, which may have so many bytes at most.
    ///
    /// The path is relative to the folder of the description, with `/` between its parts, none of which is empty, `.`
    /// or `..`: `schemas/Pet.yaml`. Whether what stands there may be read, links for example, is up to the caller.
    ///
    /// # Errors
    ///
    /// When there is no such text. What needs it is left out then.
    fn read(&mut self, path: &str, most: usize) -> Result<String, FileError>;

    /// What an `http` or `https` URL without a fragment leads to, which may have so many bytes at most.
    ///
    /// Nothing, unless a caller wants it otherwise.
    ///
    /// # Errors
    ///
    /// When there is no such text, or nobody wants to know. What needs it is left out then.
    fn fetch(&mut self, url: &str, most: usize) -> Result<Fetched, FileError> {
        let _ = (url, most);
        Err(FileError::new("it is elsewhere on the network, from where nothing is read here"))
    }
}

/// What a URL leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The URL that it came from in the end, to which references in it are relative.
    pub url: String,
    /// The whole text.
    pub text: String,
}

/// Why a file cannot be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError(String);

impl FileError {
    /// A reason as part of a sentence, without a period: `there is no such file`.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    /// There is nothing at the path.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new("there is no such file")
    }

    /// There is more than may be read.
    #[must_use]
    pub fn too_large(most: usize) -> Self {
        Self::new(format!("it is too large: of this description, {most} more bytes are read at most"))
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl error::Error for FileError {}

/// No other files at all.
pub(crate) struct NoFiles;

impl Files for NoFiles {
    fn read(&mut self, _: &str, _: usize) -> Result<String, FileError> {
        Err(FileError::new("the description was given as a single file"))
    }
}
