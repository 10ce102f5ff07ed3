//! `cargo xtask fuzz`: hands the generator descriptions, and a client answers, that nobody has thought of, until one
//! does harm.
//!
//! The programs are in `xtask/fuzz`. They are built in `target/fuzz` with libFuzzer, which changes inputs, keeps those
//! that reach other code, and writes down the one that fails. What it has found worth keeping stays there for the next
//! run.

mod artifacts;
mod build;
mod seeds;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::cannot;
use crate::outcome::Failure;
use artifacts::Artifacts;

/// What `cargo xtask fuzz` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Arguments {
    /// What is tried
    target: Target,
    /// When to end, if nothing was found before
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    minutes: u64,
    /// Run this input alone, to see what it does
    #[arg(long, value_name = "FILE", conflicts_with = "minutes")]
    input: Option<PathBuf>,
}

/// A program of libFuzzer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Target {
    /// The generator, with descriptions
    Descriptions,
    /// A generated client, with answers
    Answers,
}

impl Target {
    const fn name(self) -> &'static str {
        match self {
            Self::Descriptions => "descriptions",
            Self::Answers => "answers",
        }
    }

    /// How many seconds an input may take. What is generated may be long; an answer is as long as its input.
    const fn limit(self) -> u64 {
        match self {
            Self::Descriptions => 30,
            Self::Answers => 10,
        }
    }

    /// How long an input may be, in bytes. Short answers are tried more often, and long ones show nothing else.
    const fn longest(self) -> u32 {
        match self {
            Self::Descriptions => 1 << 16,
            Self::Answers => 1 << 13,
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let Arguments { target, minutes, input } = arguments;
    // The program runs in another folder.
    let input = input.as_deref().map(|path| fs::canonicalize(path).map_err(cannot("read", path))).transpose()?;
    let folder = build::program(*target)?;
    let program = || {
        let mut program = build::run(*target, &folder);
        program.arg(format!("-timeout={}", target.limit())).args(["-rss_limit_mb=4096", "-detect_leaks=0"]);
        program
    };
    match input {
        Some(input) => once(program(), &input),
        None => search(program(), *target, &folder, *minutes),
    }
}

/// Runs one input.
fn once(mut program: Command, input: &Path) -> Result<(), Failure> {
    let status = program.arg(input).status().map_err(|error| Failure::usage(format!("cannot run cargo: {error}")))?;
    if status.success() { Ok(()) } else { Err(Failure::wrong(format!("{} does harm", input.display()))) }
}

/// Looks for an input that does harm.
fn search(mut program: Command, target: Target, folder: &Path, minutes: u64) -> Result<(), Failure> {
    let name = target.name();
    let [corpus, seeds] = ["corpus", "seeds"].map(|kind| folder.join(kind).join(name));
    fs::create_dir_all(&corpus).map_err(cannot("create", &corpus))?;
    seeds::write(target, &seeds)?;
    let artifacts = Artifacts::of(&folder.join("artifacts").join(name))?;
    let status = program
        .arg(format!("-max_total_time={}", minutes * 60))
        .arg(format!("-max_len={}", target.longest()))
        .args(["-use_value_profile=0", "-print_final_stats=1"])
        .arg(format!("-dict={}", folder.join("program").join(format!("{name}.dict")).display()))
        .arg(format!("-artifact_prefix={}/", artifacts.folder().display()))
        // The first folder takes what is found, the others are only read.
        .args([&corpus, &seeds])
        .env("FUZZ_RUNNING", artifacts.running())
        .status()
        .map_err(|error| Failure::usage(format!("cannot run cargo: {error}")))?;
    let found = artifacts.found(status.success())?;
    if found.is_empty() && status.success() {
        return Ok(());
    }
    let again = found.iter().map(|path| format!("\n  cargo xtask fuzz {name} --input {}", path.display()));
    Err(Failure::wrong(format!("this input does harm; to see it again:{}", again.collect::<String>())))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Arguments, Target};

    #[derive(Debug, Parser)]
    struct Whole {
        #[command(flatten)]
        arguments: Arguments,
    }

    fn parse(arguments: &str) -> Option<Arguments> {
        let whole = Whole::try_parse_from(std::iter::once("fuzz").chain(arguments.split_whitespace()));
        whole.ok().map(|whole| whole.arguments)
    }

    #[test]
    fn an_input_needs_no_time() {
        assert_eq!(parse("answers").unwrap().minutes, 5);
        assert_eq!(parse("descriptions --minutes 60").unwrap().target, Target::Descriptions);
        assert!(parse("answers --input crash").unwrap().input.is_some());
        for wrong in ["", "requests", "answers --minutes 0", "answers --minutes 5 --input crash"] {
            assert!(parse(wrong).is_none(), "{wrong}");
        }
    }
}
