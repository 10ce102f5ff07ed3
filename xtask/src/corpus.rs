//! `cargo xtask corpus`: generates from every description of a folder, and says what became of each.

mod compile;
mod page;
mod result;
mod round_trip;
mod run;
mod table;

use std::collections::BTreeMap;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

pub(crate) use compile::{cannot, cargo, copy};

use crate::outcome::Failure;
use result::{Ending, Outcome};

/// What `cargo xtask corpus` takes.
#[derive(clap::Args, Debug)]
pub(crate) struct Arguments {
    /// The folder of descriptions: its `.json`, `.yaml` and `.yml` files
    folder: PathBuf,
    /// Only descriptions whose file name contains this; repeatable: one of them is enough
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// How many descriptions are worked on at the same time [default: one per processor]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZero<usize>>,
    /// Only every N-th description, beginning with the I-th, counted from 1
    #[arg(long, value_name = "I/N", value_parser = shard)]
    shard: Option<Shard>,
    /// A description that takes longer is ended and counts as failed
    #[arg(long, value_name = "SECONDS", default_value = "60")]
    timeout: u64,
    /// Compile and lint each client, warnings denied, and measure the compiler; what has passed and has not changed is
    /// not compiled again
    #[arg(long)]
    compile: bool,
    /// A client whose compiler takes longer is ended and counts as failed
    #[arg(long, value_name = "SECONDS", default_value = "600")]
    compile_timeout: u64,
    /// Build each client and let the types of its components read and write instances of their schemas: what comes
    /// back must be what was read
    #[arg(long)]
    round_trip: bool,
    /// Print an array of the reports of `codegen --report json` on stdout
    #[arg(long, value_name = "FORMAT")]
    report: Option<crate::codegen::ReportFormat>,
    /// Write the outcomes into a file, too, as a table in Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

/// A part of the descriptions.
#[derive(Clone, Copy, Debug)]
struct Shard {
    index: usize,
    of: usize,
}

fn shard(text: &str) -> Result<Shard, String> {
    let parts = text.split_once('/').and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
    match parts {
        Some((index, of)) if (1..=of).contains(&index) => Ok(Shard { index, of }),
        _ => Err("a shard is written `1/4`: the first of four".to_owned()),
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let start = Instant::now();
    let descriptions = descriptions(arguments)?;
    let mut outcomes = generate(&descriptions, arguments)?;
    if arguments.compile {
        compile::run(&mut outcomes, Duration::from_secs(arguments.compile_timeout))?;
    }
    if arguments.round_trip {
        round_trip::run(&mut outcomes, &arguments.folder, Duration::from_secs(arguments.compile_timeout))?;
    }
    anstream::eprint!("{}", table::render(&outcomes));
    if arguments.report.is_some() {
        let reports = outcomes.iter().map(result::Outcome::json);
        anstream::println!("{}", reports.collect::<serde_json::Value>());
    }
    if let Some(path) = &arguments.markdown {
        page::write(path, &outcomes, start.elapsed())?;
    }
    let broken: Vec<&str> =
        outcomes.iter().filter(|outcome| outcome.is_broken()).map(|outcome| outcome.name.as_str()).collect();
    if broken.is_empty() {
        Ok(())
    } else {
        Err(Failure::wrong(format!("these did not end well: {}", broken.join(", "))))
    }
}

/// The descriptions that are asked for, sorted.
fn descriptions(arguments: &Arguments) -> Result<Vec<PathBuf>, Failure> {
    let folder = arguments.folder.display();
    let cannot = |error: std::io::Error| Failure::usage(format!("cannot read {folder}: {error}"));
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(&arguments.folder).map_err(cannot)? {
        paths.push(entry.map_err(cannot)?.path());
    }
    paths.retain(|path| {
        let wanted = |text: &String| name(path).contains(text.as_str());
        is_description(path) && (arguments.filter.is_empty() || arguments.filter.iter().any(wanted))
    });
    paths.sort();
    if let Some(Shard { index, of }) = arguments.shard {
        paths = paths.into_iter().skip(index - 1).step_by(of).collect();
    }
    if paths.is_empty() {
        return Err(Failure::usage(format!("there is no such description in {folder}")));
    }
    Ok(paths)
}

fn is_description(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| ["json", "yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn progress(length: usize) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length as u64).with_style(style)
}

/// Works on all descriptions, several at a time; the outcomes come in the order of the descriptions.
fn generate(descriptions: &[PathBuf], arguments: &Arguments) -> Result<Vec<Outcome>, Failure> {
    let jobs = arguments.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
    let progress = progress(descriptions.len());
    let next = Mutex::new(descriptions.iter().enumerate());
    let outcomes = Mutex::new(BTreeMap::new());
    let timeout = Duration::from_secs(arguments.timeout);
    let work = || -> Result<(), Failure> {
        loop {
            let taken = next.lock().ok().and_then(|mut next| next.next());
            let Some((index, path)) = taken else { return Ok(()) };
            progress.set_message(name(path));
            let outcome = run::generate(path, &name(path), timeout)?;
            if progress.is_hidden() {
                anstream::eprintln!("{}", outcome.line());
            }
            progress.inc(1);
            if let Ok(mut outcomes) = outcomes.lock() {
                outcomes.insert(index, outcome);
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs).map(|_| scope.spawn(work)).collect();
        let ended = workers.into_iter().map(thread::ScopedJoinHandle::join);
        ended
            .collect::<Vec<_>>()
            .into_iter()
            .try_for_each(|ended| ended.unwrap_or_else(|_| Err(Failure::wrong("a worker has panicked"))))
    })?;
    progress.finish_and_clear();
    let outcomes = outcomes.into_inner().map_err(|_| Failure::wrong("a worker has panicked"))?;
    Ok(outcomes.into_values().collect())
}

impl Outcome {
    fn is_broken(&self) -> bool {
        matches!(self.ending, Ending::Crashed | Ending::Failed | Ending::TimedOut)
            || self.verdict.as_ref().is_some_and(|verdict| verdict.ending != compile::Ending::Passed)
            || self.round_trip.as_ref().is_some_and(|tally| !tally.passed())
    }
}

#[cfg(test)]
mod tests {
    use super::shard;

    #[test]
    fn shards_are_counted_from_one() {
        assert!(shard("1/1").is_ok() && shard("4/4").is_ok());
        for wrong in ["0/4", "5/4", "1", "a/b", "1/0"] {
            assert!(shard(wrong).is_err(), "{wrong}");
        }
    }
}
