//! The program as a wrapper of the compiler: one crate is measured and limited, the others are left alone.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const MANIFEST: &str = "[package]\nname = \"client\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
                        other = { path = \"other\" }\n";

#[test]
fn one_crate_is_measured_and_limited() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("src")).unwrap();
    fs::create_dir_all(path("other/src")).unwrap();
    fs::write(path("Cargo.toml"), MANIFEST).unwrap();
    fs::write(path("other/Cargo.toml"), "[package]\nname = \"other\"\nedition = \"2024\"\n").unwrap();
    fs::write(path("src/lib.rs"), "pub use other::one;\n").unwrap();
    fs::write(path("other/src/lib.rs"), "pub fn one() {}\n").unwrap();

    // Nobody has so little time, but the other crate is not limited.
    let (success, cost) = check(folder.path(), "0");
    assert!(!success);
    assert_eq!(cost.unwrap()["timed_out"], true);

    let (success, cost) = check(folder.path(), "60");
    let cost = cost.unwrap();
    assert!(success);
    assert_eq!(cost["timed_out"], false);
    assert!(cost["cpu_seconds"].as_f64().unwrap() > 0.0);
    assert!(cost["peak_bytes"].as_u64().unwrap() > 1_000_000);

    // Nothing is left to do, and so nothing to measure.
    assert_eq!(check(folder.path(), "60"), (true, None));

    fs::write(path("src/lib.rs"), "pub use other::two;\n").unwrap();
    let (success, cost) = check(folder.path(), "60");
    assert!(!success && cost.is_some());
}

/// Whether the crate compiles within a time, and what the compiler took of it.
fn check(folder: &Path, seconds: &str) -> (bool, Option<Value>) {
    let file = folder.join("cost.json");
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--quiet", "--offline"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTC_WRAPPER", env!("CARGO_BIN_EXE_xtask"))
        .env("XTASK_MEASURED_CRATE", "client")
        .env("XTASK_MEASURED_FILE", &file)
        .env("XTASK_MEASURED_SECONDS", seconds)
        .output()
        .unwrap();
    let cost = fs::read(&file).ok().map(|cost| serde_json::from_slice(&cost).unwrap());
    let _ = fs::remove_file(&file);
    (output.status.success(), cost)
}
