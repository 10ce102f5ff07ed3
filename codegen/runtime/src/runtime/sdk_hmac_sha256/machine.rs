//! What is looked at on the machine where a key is needed.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The largest file that is read, in bytes.
pub(super) const LARGEST: usize = 1 << 20;

/// The machine, as far as a [`KeyChain`](super::KeyChain) looks at it. Tests bring one of their own.
#[doc(hidden)]
pub trait Machine: Send + Sync {
    /// An environment variable.
    fn variable(&self, name: &str) -> Option<OsString>;

    /// The home directory of whoever runs the program.
    fn home(&self) -> Option<PathBuf>;

    /// The content of a file. Of one that is too large, as much as shows it.
    ///
    /// # Errors
    ///
    /// What the system says.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The time.
    fn now(&self) -> SystemTime;
}

/// The machine that the program runs on.
pub(super) struct Here;

impl Machine for Here {
    fn variable(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }

    fn home(&self) -> Option<PathBuf> {
        std::env::home_dir().filter(|home| !home.as_os_str().is_empty())
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        // Opening a pipe would wait for whoever writes into it.
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        let mut content = Vec::new();
        File::open(path)?.take(LARGEST as u64 + 1).read_to_end(&mut content)?;
        Ok(content)
    }

    fn now(&self) -> SystemTime {
        SystemTime::now()
    }
}
