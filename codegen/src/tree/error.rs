//! What keeps a tree from being compared or written.

use std::path::PathBuf;
use std::{error, fmt, io};

/// What keeps a tree from being compared or written. Nothing has been written when it comes before the first write.
#[derive(Debug)]
#[non_exhaustive]
pub enum TreeError {
    /// Files that should be ours exist and do not carry our header.
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// The files, as paths below it.
        files: Vec<String>,
    },
    /// A link stands where a file or a folder of ours should be; links are not followed.
    Link {
        /// The link.
        path: PathBuf,
    },
    /// The file system refused.
    Io {
        /// What was tried: a verb.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

impl fmt::Display for TreeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs { folder, files } => {
                let folder = folder.display();
                write!(
                    formatter,
                    "{folder} holds files that were not generated; nothing was changed: {}",
                    files.join(", ")
                )?;
                formatter.write_str(" (choose an empty folder, or overwrite these files with `--force`)")
            }
            Self::Link { path } => {
                let path = path.display();
                write!(formatter, "{path} is a link, and links are not followed; remove it or choose another folder")
            }
            Self::Io { action, path, source } => write!(formatter, "cannot {action} {}: {source}", path.display()),
        }
    }
}

impl error::Error for TreeError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::NotOurs { .. } | Self::Link { .. } => None,
        }
    }
}
