//! `cargo xtask corpus --round-trip`: what is read by a client's types and written again is what it was.
//!
//! The judge is not the generator: which instances are allowed is said by a JSON Schema validator over the
//! description as its author wrote it.

mod base64;
mod compare;
mod document;
mod files;
mod flat;
mod harness;
mod oracle;
mod paths;
mod shrink;
mod synthesize;
mod tally;
mod trial;
mod workshop;

use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::Value;

pub(super) use tally::{Tally, kinds, total};

use super::result::{Ending, Outcome};
use crate::outcome::Failure;
use harness::Harness;
use oracle::Direction;
use trial::Component;
use workshop::Workshop;

/// Schemas are walked by recursion, and instances too.
const STACK: usize = 256 << 20;

/// Tries the types of every client that was written.
pub(super) fn run(outcomes: &mut [Outcome], descriptions: &Path, limit: Duration) -> Result<(), Failure> {
    let workshop = Workshop::open(limit)?;
    let written = |outcome: &&mut Outcome| outcome.ending == Ending::Generated;
    let progress = super::progress(outcomes.iter_mut().filter(written).count());
    for outcome in outcomes.iter_mut().filter(written) {
        progress.set_message(outcome.name.clone());
        let tally = of(outcome, descriptions, &workshop)?;
        if progress.is_hidden() {
            anstream::eprintln!("{:<44} {}", outcome.name, tally.line());
        }
        outcome.round_trip = Some(tally);
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(())
}

/// One description.
fn of(outcome: &Outcome, descriptions: &Path, workshop: &Workshop) -> Result<Tally, Failure> {
    let log = workshop.log(&outcome.name);
    let mut tally = tried(outcome, descriptions, workshop)?;
    std::fs::write(&log, tally.text(&outcome.name))
        .map_err(|error| Failure::usage(format!("cannot write {}: {error}", log.display())))?;
    tally.log = log;
    Ok(tally)
}

fn tried(outcome: &Outcome, descriptions: &Path, workshop: &Workshop) -> Result<Tally, Failure> {
    let components = components(&outcome.report, &outcome.name);
    if components.is_empty() {
        return Ok(Tally::default());
    }
    let path = descriptions.join(&outcome.name);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| Failure::usage(format!("cannot read {}: {error}", path.display())))?;
    let document = match document::read(&text) {
        Ok(document) => files::gather(document, &path),
        Err(problem) => return Ok(Tally::broken(format!("the description cannot be read: {problem}"))),
    };
    let main = harness::source(components.iter().map(|component| component.ty.as_str()));
    let program = match workshop.program(&outcome.name, &super::run::folder(&outcome.name), &main)? {
        Ok(program) => program,
        Err(problem) => return Ok(Tally::broken(format!("it does not compile: {problem}"))),
    };
    thread::scope(|scope| {
        let work = || trial::run(&document, &components, &mut Harness::new(&program));
        let worker = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let worker = worker.map_err(|error| Failure::usage(format!("cannot start a thread: {error}")))?;
        worker.join().unwrap_or_else(|_| Ok(Tally::broken("the trial has panicked".to_owned())))
    })
}

/// The components and their types, as the generator reports them.
fn components(report: &Value, name: &str) -> Vec<Component> {
    let listed = report.get("schema_types").and_then(Value::as_array).into_iter().flatten();
    let text = |schema: &Value, key: &str| schema.get(key).and_then(Value::as_str).map(str::to_owned);
    let ty = |schema: &Value| {
        let path = format!("{}::{}", super::run::PACKAGE, text(schema, "path")?);
        let nullable = schema.get("nullable") == Some(&Value::Bool(true));
        Some(if nullable { format!("Option<{path}>") } else { path })
    };
    // What is the same both ways lacks nothing.
    let direction = |schema: &Value| match schema.get("received") {
        Some(Value::Bool(false)) => Direction::Sent,
        _ => Direction::Received,
    };
    let component = |schema: &Value| {
        let file = text(schema, "file")?;
        let pointer = files::pointer(&file, &text(schema, "pointer")?, name);
        Some(Component { pointer, direction: direction(schema), ty: ty(schema)? })
    };
    listed.filter_map(component).collect()
}
