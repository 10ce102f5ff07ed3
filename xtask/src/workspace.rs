//! A workspace of its own below `target`, where clients are built together with a program of this repository that uses
//! them. Neither is a member of the repository's workspace, whose lints and features are not theirs.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Options, Source, SpecFolder, diagnostic, generate_from};

use crate::config;
use crate::corpus::{cannot, copy};
use crate::outcome::Failure;

/// What a workspace is made of.
pub(crate) struct Workspace {
    /// The folder below `target`. The program lies in that of the same name below `xtask`.
    pub(crate) name: &'static str,
    /// The clients: the folder and the name of each, and its description.
    pub(crate) clients: &'static [(&'static str, &'static str)],
    /// The workspace's `Cargo.toml`.
    pub(crate) manifest: &'static str,
    /// The `Cargo.toml` of the program.
    pub(crate) program: &'static str,
}

impl Workspace {
    /// Writes all that can be built; where it is.
    pub(crate) fn lay_out(&self) -> Result<PathBuf, Failure> {
        let root = config::root();
        let folder = root.join("target").join(self.name);
        for (name, description) in self.clients {
            client(name, &root.join(description), &folder.join(name))?;
        }
        copy(&root.join("xtask").join(self.name), &folder.join("program"))?;
        for (name, text) in [("Cargo.toml", self.manifest), ("program/Cargo.toml", self.program)] {
            let path = folder.join(name);
            fs::write(&path, text).map_err(cannot("write", &path))?;
        }
        let lock_file = folder.join("Cargo.lock");
        fs::copy(root.join("Cargo.lock"), &lock_file).map_err(cannot("write", &lock_file))?;
        Ok(folder)
    }
}

/// Generates a client without a warning.
fn client(name: &str, description: &Path, folder: &Path) -> Result<(), Failure> {
    let text = fs::read_to_string(description).map_err(cannot("read", description))?;
    let source = Source::new(description.display().to_string(), text);
    let output =
        generate_from(&source, &mut SpecFolder::of(description), &Options { strict: true, ..Options::new(name) });
    let said = diagnostic::render(&output.messages, diagnostic::Color::Never);
    let tree = output.tree.ok_or_else(|| Failure::wrong(said.trim_end()))?;
    tree.write(folder, false).map_err(|error| Failure::usage(error.to_string()))?;
    Ok(())
}
