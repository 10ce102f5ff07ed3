//! `cargo xtask codegen`: generates clients, or checks that they are current.

use std::path::{Path, PathBuf};
use std::time::Instant;

use codegen::{Options, Output, Selection, Source, SourceTree, Written};

use crate::config::{self, Client};
use crate::files::SpecFiles;
use crate::outcome::Failure;
use crate::report;

/// How many files of a kind are listed one by one.
const MOST_LISTED: usize = 60;

/// What `cargo xtask codegen` takes.
#[derive(clap::Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "these are flags of a command")]
pub(crate) struct Arguments {
    /// The description to generate from, instead of those of `spec/codegen.toml`
    #[arg(long, value_name = "FILE", requires = "out")]
    spec: Option<PathBuf>,
    /// The folder of the crate
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,
    /// The name of the package [default: the description's file name]
    #[arg(long, value_name = "PACKAGE", requires = "spec")]
    name: Option<String>,
    /// Only operations that match: an operation id, `METHOD /path` or a tag, with `*` for any text; repeatable
    #[arg(long, value_name = "GLOB", requires = "spec")]
    include: Vec<String>,
    /// No operations that match; repeatable
    #[arg(long, value_name = "GLOB", requires = "spec")]
    exclude: Vec<String>,
    /// Read what `http` and `https` URLs in references lead to; without this, nothing is read from the network
    #[arg(long)]
    allow_remote: bool,
    /// Change the description as this overlay says (Overlay 1.0 or 1.1); repeatable, applied in this order
    #[arg(long, value_name = "FILE", requires = "spec")]
    overlay: Vec<PathBuf>,
    /// Write nothing; exit with 1 when a file is not what it should be
    #[arg(long)]
    check: bool,
    /// Write nothing when there is any warning
    #[arg(long)]
    strict: bool,
    /// Overwrite files that stand in the way and were not generated
    #[arg(long, conflicts_with = "check")]
    force: bool,
    /// Print one JSON object per description on stdout
    #[arg(long, value_name = "FORMAT")]
    report: Option<ReportFormat>,
}

/// How scripts are told what became of a description.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum ReportFormat {
    /// One JSON object.
    Json,
}

/// One description to generate from.
struct Job {
    source: Source,
    /// Where the files come from that it refers to.
    files: SpecFiles,
    options: Options,
    out: PathBuf,
    /// The folder as people are shown it.
    shown: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut failed = false;
    for mut job in jobs(arguments)? {
        failed |= !generate(&mut job, arguments)?;
    }
    if failed { Err(Failure::wrong("")) } else { Ok(()) }
}

fn jobs(arguments: &Arguments) -> Result<Vec<Job>, Failure> {
    match (&arguments.spec, &arguments.out) {
        (Some(spec), Some(out)) => Ok(vec![foreign(spec, out, arguments)?]),
        _ => config::clients()?.into_iter().map(|client| own(client, arguments)).collect(),
    }
}

/// A client of this repository: generated strictly.
fn own(client: Client, arguments: &Arguments) -> Result<Job, Failure> {
    let root = config::root();
    let spec = root.join(&client.spec);
    let text = read(&spec)?;
    let overlay = |path: String| Ok(Source::new(path.clone(), read(&root.join(path))?));
    let overlays = client.overlays.into_iter().map(overlay).collect::<Result<_, Failure>>()?;
    let Client { version, split, deep_object_arrays, .. } = client;
    let options = Options { version, split, deep_object_arrays, overlays, strict: true, ..Options::new(client.name) };
    let out = root.join(&client.out);
    let source = Source::new(client.spec, text);
    Ok(Job { source, files: SpecFiles::of(&spec, arguments.allow_remote), options, out, shown: client.out })
}

/// Any other description. Files name it without its folder, so that they do not depend on where it is read from.
fn foreign(spec: &Path, out: &Path, arguments: &Arguments) -> Result<Job, Failure> {
    let text = read(spec)?;
    let file = file_name(spec);
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => package_name(&spec.file_stem().unwrap_or_default().to_string_lossy()),
    };
    codegen::check_package_name(&name).map_err(|problem| {
        Failure::usage(format!("`{name}` cannot be a package: {problem}; choose one with `--name`"))
    })?;
    let overlay = |path: &PathBuf| Ok(Source::new(file_name(path), read(path)?));
    let overlays = arguments.overlay.iter().map(overlay).collect::<Result<_, Failure>>()?;
    let selection = Selection::new(&arguments.include, &arguments.exclude);
    let options = Options { strict: arguments.strict, selection, overlays, ..Options::new(name) };
    let source = Source::new(file, text);
    let shown = out.display().to_string();
    Ok(Job { source, files: SpecFiles::of(spec, arguments.allow_remote), options, out: out.to_owned(), shown })
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<String, Failure> {
    let bytes =
        std::fs::read(path).map_err(|error| Failure::usage(format!("cannot read {}: {error}", path.display())))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::usage(format!("{} is not UTF-8: byte {at} is not part of a character", path.display()))
    })
}

/// Generates one client; whether all is well.
fn generate(job: &mut Job, arguments: &Arguments) -> Result<bool, Failure> {
    let start = Instant::now();
    let output = codegen::generate_from(&job.source, &mut job.files, &job.options);
    report::messages(&output);
    if let Some(ReportFormat::Json) = arguments.report {
        report::json(&job.source, &output, start.elapsed());
    }
    let Some(tree) = &output.tree else {
        report::refused(&job.source, &output, &job.options);
        return Ok(false);
    };
    if arguments.check {
        check(job, tree, arguments)
    } else {
        write(job, tree, &output, arguments)?;
        Ok(true)
    }
}

fn check(job: &Job, tree: &SourceTree, arguments: &Arguments) -> Result<bool, Failure> {
    let drift = tree.drift(&job.out).map_err(|error| Failure::usage(error.to_string()))?;
    if drift.is_empty() {
        anstream::eprintln!("{} is current", job.shown);
        return Ok(true);
    }
    anstream::eprintln!("{} is not what the generator makes of {}:", job.shown, job.source.path);
    for drift in &drift {
        report::drift(&job.shown, drift);
    }
    anstream::eprintln!("run `{}` to mend this", mending_command(arguments));
    Ok(false)
}

fn write(job: &Job, tree: &SourceTree, output: &Output, arguments: &Arguments) -> Result<(), Failure> {
    let written = tree.write(&job.out, arguments.force).map_err(|error| Failure::usage(error.to_string()))?;
    let Written { created, changed, removed, unchanged } = written;
    for (sign, paths) in [("+", &created), ("~", &changed), ("-", &removed)] {
        for path in paths.iter().take(MOST_LISTED) {
            anstream::eprintln!("{sign} {}/{path}", job.shown);
        }
        if let Some(more) = paths.len().checked_sub(MOST_LISTED).filter(|&more| more > 0) {
            anstream::eprintln!("{sign} and {more} more");
        }
    }
    let counts = output.counts;
    anstream::eprintln!(
        "{}: {} operations, {} schemas; {} files written, {} removed, {unchanged} unchanged",
        job.shown,
        counts.operations,
        counts.schemas,
        created.len() + changed.len(),
        removed.len()
    );
    Ok(())
}

fn mending_command(arguments: &Arguments) -> String {
    let mut command = "cargo xtask codegen".to_owned();
    for (flag, path) in [("--spec", &arguments.spec), ("--out", &arguments.out)] {
        if let Some(path) = path {
            command.push_str(&format!(" {flag} {}", path.display()));
        }
    }
    if let Some(name) = &arguments.name {
        command.push_str(&format!(" --name {name}"));
    }
    for overlay in &arguments.overlay {
        command.push_str(&format!(" --overlay {}", overlay.display()));
    }
    if arguments.allow_remote {
        command.push_str(" --allow-remote");
    }
    for (flag, patterns) in [("--include", &arguments.include), ("--exclude", &arguments.exclude)] {
        for pattern in patterns {
            command.push_str(&format!(" {flag} '{pattern}'"));
        }
    }
    command
}

/// `pet-store-v1` of `Pet Store.v1`.
fn package_name(stem: &str) -> String {
    let mut name = String::new();
    for char in stem.chars() {
        if char.is_ascii_alphanumeric() || char == '_' {
            name.push(char.to_ascii_lowercase());
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    name.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn packages_are_named_after_files() {
        for (stem, name) in [("petstore", "petstore"), ("Pet Store.v1", "pet-store-v1"), ("a__b", "a__b"), ("…", "")]
        {
            assert_eq!(package_name(stem), name);
        }
    }
}
