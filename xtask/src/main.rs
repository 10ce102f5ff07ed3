//! The commands of this repository: `cargo xtask --help`.

mod bench;
mod ci;
mod codegen;
mod config;
mod corpus;
mod files;
mod fuzz;
mod measure;
mod outcome;
mod report;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use outcome::Failure;

/// A third of the generator's time is spent on small pieces of memory, for which this one is made.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The commands of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generates clients: those of `spec/codegen.toml`, or one of any description.
    Codegen(codegen::Arguments),
    /// Generates from every description of a folder, and says what became of each.
    Corpus(corpus::Arguments),
    /// Measures how fast clients read and write JSON, beside `serde_derive`.
    Bench(bench::Arguments),
    /// Tries descriptions and answers that nobody has thought of, until one does harm.
    Fuzz(fuzz::Arguments),
    /// Runs what CI runs, in the same order.
    Ci,
}

fn main() -> ExitCode {
    if let Some(code) = measure::wrapper() {
        return code;
    }
    let result = match Arguments::parse().command {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Ci => ci::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { message, code }) => {
            if !message.is_empty() {
                anstream::eprintln!("error: {message}");
            }
            ExitCode::from(code)
        }
    }
}
