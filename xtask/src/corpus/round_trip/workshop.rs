//! The place where clients are built together with the program that tries their types: one workspace with two
//! members, which are other crates each time and share the dependencies that are built.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::config;
use crate::corpus::compile::{Surroundings, cannot, cargo, copy, first_messages, lock, version};
use crate::corpus::run::PACKAGE;
use crate::measure::Wanted;
use crate::outcome::Failure;

/// Nobody debugs these programs, and each is run for seconds.
const WORKSPACE: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"client\", \"harness\"]\n\n\
                         [profile.dev]\nopt-level = 0\ndebug = false\nincremental = false\n";
const HARNESS: &str = "[package]\nname = \"harness\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n\
                       [dependencies]\nclient = { path = \"../client\", default-features = false }\n\
                       serde_core = \"1\"\nserde_json = \"1\"\n";
const RUSTFLAGS: &str = "-A warnings";

pub(super) struct Workshop {
    folder: PathBuf,
    limit: Duration,
    surroundings: Vec<Vec<u8>>,
    /// Held while this lives: two runs would take each other's crates away.
    _lock: File,
}

impl Workshop {
    pub(super) fn open(limit: Duration) -> Result<Self, Failure> {
        let folder = config::root().join("target/corpus-round-trip");
        for name in ["logs", "programs", "harness/src"] {
            let path = folder.join(name);
            fs::create_dir_all(&path).map_err(cannot("create", &path))?;
        }
        let lock = lock(&folder)?;
        let lock_file = config::root().join("Cargo.lock");
        let lock_file = fs::read(&lock_file).map_err(cannot("read", &lock_file))?;
        let rustc = version(&std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()), &["-vV"])?;
        let procedure = [WORKSPACE, HARNESS, RUSTFLAGS].concat().into_bytes();
        Ok(Self { folder, limit, surroundings: vec![rustc, lock_file, procedure], _lock: lock })
    }

    /// The file that tells people what became of a description.
    pub(super) fn log(&self, name: &str) -> PathBuf {
        self.folder.join("logs").join(format!("{name}.log"))
    }

    /// The program of a client, built unless the same bytes were built last time; why it does not compile.
    pub(super) fn program(&self, name: &str, emitted: &Path, main: &str) -> Result<Result<PathBuf, String>, Failure> {
        let mut parts: Vec<&[u8]> = self.surroundings.iter().map(Vec::as_slice).collect();
        parts.push(main.as_bytes());
        let key = Surroundings::new(&parts).key(emitted).map_err(cannot("read", emitted))?;
        let program = self.folder.join("programs").join(name);
        let key_file = self.folder.join("programs").join(format!("{name}.key"));
        if program.exists() && fs::read_to_string(&key_file).is_ok_and(|known| known == key) {
            return Ok(Ok(program));
        }
        self.put(emitted, main)?;
        if let Err(problem) = self.build(name)? {
            return Ok(Err(problem));
        }
        let built = self.folder.join("target/debug").join(format!("harness{}", std::env::consts::EXE_SUFFIX));
        fs::copy(&built, &program).map_err(cannot("copy", &built))?;
        fs::write(&key_file, key).map_err(cannot("write", &key_file))?;
        Ok(Ok(program))
    }

    /// Lays out both crates in place of the former ones.
    fn put(&self, emitted: &Path, main: &str) -> Result<(), Failure> {
        copy(emitted, &self.folder.join(PACKAGE))?;
        let lock_file = self.folder.join("Cargo.lock");
        fs::copy(config::root().join("Cargo.lock"), &lock_file).map_err(cannot("write", &lock_file))?;
        for (name, text) in [("Cargo.toml", WORKSPACE), ("harness/Cargo.toml", HARNESS), ("harness/src/main.rs", main)]
        {
            let path = self.folder.join(name);
            fs::write(&path, text).map_err(cannot("write", &path))?;
        }
        Ok(())
    }

    fn build(&self, name: &str) -> Result<Result<(), String>, Failure> {
        let log = self.folder.join("logs").join(format!("{name}.build.log"));
        let cost = self.folder.join("cost.json");
        let stderr = File::create(&log).map_err(cannot("create", &log))?;
        let mut command = Command::new(cargo());
        command
            .args(["build", "--package", "harness"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_TERM_COLOR", "never")
            .env("RUSTFLAGS", RUSTFLAGS)
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("RUSTC_WORKSPACE_WRAPPER")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(stderr);
        let cannot_run = |error: std::io::Error| Failure::usage(format!("cannot run cargo: {error}"));
        Wanted { krate: PACKAGE, file: &cost, limit: self.limit }.arm(&mut command).map_err(cannot_run)?;
        let status = command.status().map_err(cannot_run)?;
        let said = fs::read(&log).map_err(cannot("read", &log))?;
        if status.success() {
            let _ = fs::remove_file(log);
            return Ok(Ok(()));
        }
        Ok(Err(first_messages(&String::from_utf8_lossy(&said)).join("; ")))
    }
}
