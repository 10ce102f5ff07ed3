//! `cargo xtask ci`: the exact sequence that CI runs.

use std::process::Command;
use std::time::Instant;

use crate::config;
use crate::outcome::Failure;

/// A step: what it proves, the arguments of cargo, variables of its environment.
struct Step {
    name: &'static str,
    arguments: &'static [&'static str],
    environment: &'static [(&'static str, &'static str)],
}

const STEPS: &[Step] = &[
    Step { name: "the hand-written code is formatted", arguments: &["fmt", "--all", "--check"], environment: &[] },
    Step { name: "generated code is current", arguments: &["xtask", "codegen", "--check"], environment: &[] },
    Step {
        name: "no warning",
        arguments: &["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"],
        environment: &[],
    },
    Step {
        name: "no warning without the optional features",
        arguments: &[
            "clippy",
            "-p",
            "huaweicloud-swr",
            "-p",
            "codegen-runtime",
            "--no-default-features",
            "--",
            "-D",
            "warnings",
        ],
        environment: &[],
    },
    Step { name: "tests", arguments: &["test", "--workspace", "--all-features", "--quiet"], environment: &[] },
    Step {
        name: "documentation",
        arguments: &["doc", "--workspace", "--no-deps", "--all-features", "--quiet"],
        environment: &[("RUSTDOCFLAGS", "-D warnings")],
    },
];

pub(crate) fn run() -> Result<(), Failure> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    for (number, Step { name, arguments, environment }) in STEPS.iter().enumerate() {
        anstream::eprintln!("[{}/{}] {name}: cargo {}", number + 1, STEPS.len(), arguments.join(" "));
        let start = Instant::now();
        let status = Command::new(&cargo)
            .args(*arguments)
            .envs(environment.iter().copied())
            .current_dir(config::root())
            .status()
            .map_err(|error| Failure::usage(format!("cannot run cargo: {error}")))?;
        if !status.success() {
            return Err(Failure::wrong(format!("`cargo {}` failed: {name}", arguments.join(" "))));
        }
        anstream::eprintln!("      done in {:.1} s", start.elapsed().as_secs_f64());
    }
    Ok(())
}
