//! Tells people on stderr, and scripts on stdout, what became of a description.

use std::io::IsTerminal as _;
use std::time::Duration;

use codegen::diagnostic::{self, Color, Severity};
use codegen::{Drift, Options, Output, Source};
use serde_json::json;

/// Everything there is to say about the description.
pub(crate) fn messages(output: &Output) {
    if output.messages.is_empty() {
        return;
    }
    let color = if std::io::stderr().is_terminal() { Color::Always } else { Color::Never };
    anstream::eprintln!("{}", diagnostic::render(&output.messages, color).trim_end());
}

/// Why nothing was generated.
pub(crate) fn refused(source: &Source, output: &Output, options: &Options) {
    let count = |severity: Severity| output.messages.iter().filter(|message| message.severity == severity).count();
    let reason = match (count(Severity::Error), count(Severity::Warning)) {
        (0, 1) if options.strict => "1 warning, and warnings are errors here".to_owned(),
        (0, warnings) if options.strict => format!("{warnings} warnings, and warnings are errors here"),
        (1, _) => "1 error".to_owned(),
        (errors, _) => format!("{errors} errors"),
    };
    anstream::eprintln!("nothing was generated from {}: {reason}", source.path);
}

/// One difference between a folder and what it should hold.
pub(crate) fn drift(folder: &str, drift: &Drift) {
    match drift {
        Drift::Missing { path } => anstream::eprintln!("  {folder}/{path} is missing"),
        Drift::Stale { path } => anstream::eprintln!("  {folder}/{path} is no longer generated"),
        Drift::Changed { path, line, expected, found } => {
            anstream::eprintln!("  {folder}/{path}:{line} differs");
            let shown = |line: &Option<String>| line.clone().unwrap_or_else(|| "(the file ends)".to_owned());
            anstream::eprintln!("    expected: {}", shown(expected));
            anstream::eprintln!("    found:    {}", shown(found));
        }
        other => anstream::eprintln!("  {folder}: {other:?}"),
    }
}

/// The most memory that this process has used so far; `None` where the system does not tell.
fn peak_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim_end().parse().ok()?;
    Some(kilobytes * 1024)
}

/// One object on stdout; its keys are a promise to scripts.
pub(crate) fn json(source: &Source, output: &Output, elapsed: Duration) {
    let files: Vec<(&str, String)> = output.tree.iter().flat_map(codegen::SourceTree::files).collect();
    let given_up = output.untyped.iter().filter(|untyped| untyped.given_up.is_some()).count();
    let untyped: Vec<_> = output
        .untyped
        .iter()
        .map(|untyped| json!({ "file": untyped.file, "pointer": untyped.pointer, "given_up": untyped.given_up }))
        .collect();
    let collisions: Vec<_> = output
        .collisions
        .iter()
        .map(|collision| {
            json!({
                "scope": collision.scope,
                "name": collision.name,
                "identifier": collision.identifier,
                "became": collision.became,
            })
        })
        .collect();
    let schema_types: Vec<_> = output
        .schema_types
        .iter()
        .map(|schema| {
            json!({
                "file": schema.file,
                "pointer": schema.pointer,
                "name": schema.name,
                "path": schema.path,
                "nullable": schema.nullable,
                "sent": schema.sent,
                "received": schema.received,
            })
        })
        .collect();
    let report = json!({
        "spec": source.path,
        "openapi": output.openapi,
        "operations": output.counts.operations,
        "operations_left_out": output.counts.operations_left_out,
        "schemas": output.counts.schemas,
        "files": files.len(),
        "lines": files.iter().map(|(_, text)| text.lines().count()).sum::<usize>(),
        "seconds": elapsed.as_secs_f64(),
        "peak_bytes": peak_bytes(),
        "untyped_open": untyped.len() - given_up,
        "untyped_given_up": given_up,
        "untyped": untyped,
        "collisions": collisions,
        "schema_types": schema_types,
        "diagnostics": output.messages,
    });
    anstream::println!("{report}");
}
