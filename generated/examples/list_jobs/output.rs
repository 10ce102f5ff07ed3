//! Prints jobs, as JSON or as a table.

use std::io::{self, Write};

use huaweicloud_swr::DateTime;
use huaweicloud_swr::models::{JobDetail, JobStatus};

const HEADINGS: [&str; 6] = ["ID", "TYPE", "STATUS", "RESOURCE", "CREATED", "REASON"];

/// One JSON object a line.
pub(crate) fn print_json(jobs: &[JobDetail], out: &mut impl Write) -> io::Result<()> {
    for job in jobs {
        serde_json::to_writer(&mut *out, job)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A table that ends with how much of the list it shows.
pub(crate) fn print_table(jobs: &[JobDetail], total: i64, out: &mut impl Write) -> io::Result<()> {
    if jobs.is_empty() {
        return match total {
            0 => writeln!(out, "no jobs"),
            _ => writeln!(out, "no jobs (the list has {total})"),
        };
    }
    let rows: Vec<_> = std::iter::once(HEADINGS.map(str::to_owned)).chain(jobs.iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let widths: [usize; HEADINGS.len()] = std::array::from_fn(width);
    for row in &rows {
        let cells: Vec<_> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        writeln!(out, "{}", cells.join("  ").trim_end())?;
    }
    let noun = if total == 1 { "job" } else { "jobs" };
    writeln!(out, "{} of {total} {noun}", jobs.len())
}

fn row(job: &JobDetail) -> [String; HEADINGS.len()] {
    let cells = [
        job.id.as_deref(),
        job.type_.as_deref(),
        job.status.as_ref().map(JobStatus::as_str),
        job.resource_name.as_deref().filter(is_told).or(job.resource_id.as_deref()),
        job.created_at.as_ref().map(DateTime::as_str),
        job.reason.as_deref(),
    ];
    cells.map(|text| text.filter(is_told).map_or_else(|| "-".to_owned(), printable))
}

/// Services leave texts empty that they have nothing to say about.
fn is_told(text: &&str) -> bool {
    !text.is_empty()
}

/// The text with everything escaped that a terminal would act on instead of showing it.
fn printable(text: &str) -> String {
    let acts = |character: char| {
        let reorders = matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}');
        character.is_control() || reorders || character == '\u{feff}'
    };
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        if acts(character) { line.extend(character.escape_default()) } else { line.push(character) }
    }
    line
}
