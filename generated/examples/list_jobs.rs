//! Lists the jobs of a project, as a table or as JSON.
//!
//! `cargo run --example list_jobs -- --help`

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use clap::builder::FalseyValueParser;
use huaweicloud_swr::models::{JobDetail, JobStatus, ListInstanceJobsResponse};
use huaweicloud_swr::operations::ListInstanceJobs;
use huaweicloud_swr::{Client, Credentials, DateTime};

type Failure = Box<dyn Error>;

/// What is said on the command line or, where that is silent, in the environment.
#[derive(Parser)]
#[command(name = "list_jobs", about = "Lists the jobs of a project on Huawei Cloud SWR Enterprise Edition")]
#[command(after_help = "Every option can be given by its variable instead. Exits with 1 when the list cannot be read.")]
struct Arguments {
    /// Where calls go, in place of the region's server
    #[arg(long, value_name = "URL", env = "HUAWEICLOUD_SWR_ENDPOINT")]
    endpoint: Option<String>,
    /// The region that the project belongs to [default: cn-north-4]
    #[arg(long, value_name = "REGION", env = "HUAWEICLOUD_REGION")]
    region: Option<String>,
    /// An IAM token for the project; on the command line other users of the machine see it
    #[arg(long, value_name = "TOKEN", env = "HUAWEICLOUD_TOKEN", hide_env_values = true, allow_hyphen_values = true)]
    token: Option<String>,
    /// The ID of the project
    #[arg(long, value_name = "ID", env = "HUAWEICLOUD_SDK_PROJECT_ID")]
    project_id: Option<String>,
    /// Only jobs in this state: Creating, Initializing, Running, Failed or Success
    #[arg(long, value_name = "STATUS", env = "HUAWEICLOUD_SWR_STATUS")]
    status: Option<JobStatus>,
    /// The most jobs to ask for at once, from 1 to 100 [default: 100]
    #[arg(long, value_name = "N", env = "HUAWEICLOUD_SWR_LIMIT", allow_negative_numbers = true)]
    limit: Option<i32>,
    /// How many jobs to skip [default: 0]
    #[arg(long, value_name = "N", env = "HUAWEICLOUD_SWR_OFFSET", allow_negative_numbers = true)]
    #[arg(value_parser = clap::value_parser!(i32).range(0..))]
    offset: Option<i32>,
    /// All jobs from the offset on, in as many calls as it takes
    #[arg(long, env = "HUAWEICLOUD_SWR_ALL", value_parser = FalseyValueParser::new())]
    all: bool,
    /// How long each call may take, in seconds [default: 60]
    #[arg(long, value_name = "SECONDS", env = "HUAWEICLOUD_SWR_TIMEOUT", value_parser = seconds)]
    timeout: Option<Duration>,
    /// One JSON object a line instead of a table
    #[arg(long, env = "HUAWEICLOUD_SWR_JSON", value_parser = FalseyValueParser::new())]
    json: bool,
}

impl Arguments {
    fn client(&self) -> Result<Client, Failure> {
        let token = self.token.as_deref().ok_or("there is no token: give --token or set HUAWEICLOUD_TOKEN")?;
        let project_id = self
            .project_id
            .as_deref()
            .ok_or("there is no project: give --project-id or set HUAWEICLOUD_SDK_PROJECT_ID")?;
        let mut builder = Client::builder().credentials(Credentials::token(token)).project_id(project_id);
        if let Some(endpoint) = &self.endpoint {
            builder = builder.endpoint(endpoint);
        }
        if let Some(region) = self.region.as_deref() {
            builder = builder.region(region);
        }
        if let Some(timeout) = self.timeout {
            builder = builder.timeout(timeout);
        }
        Ok(builder.build()?)
    }

    fn call(&self, client: &Client) -> ListInstanceJobs {
        let mut call = client.list_instance_jobs();
        if let Some(status) = &self.status {
            call = call.status(status.clone());
        }
        if let Some(offset) = self.offset {
            call = call.offset(offset);
        }
        if let Some(limit) = self.limit {
            call = call.limit(limit);
        }
        call
    }
}

fn seconds(text: &str) -> Result<Duration, &'static str> {
    let seconds = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    seconds.filter(|seconds| !seconds.is_zero()).ok_or("give a number greater than 0, for example 2.5")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match list(&arguments, &mut io::stdout().lock()).await {
        Err(failure) if !is_closed_pipe(&*failure) => {
            // Where even this cannot be written, the exit code has to do.
            let _ = writeln!(io::stderr(), "error: {failure}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

/// Whether the reader of stdout has seen enough, as in `list_jobs | head -1`.
fn is_closed_pipe(failure: &(dyn Error + 'static)) -> bool {
    failure.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

async fn list(arguments: &Arguments, out: &mut impl Write) -> Result<(), Failure> {
    let client = arguments.client()?;
    let call = arguments.call(&client);
    if arguments.json {
        for_each_page(call, arguments.all, |page| print_json(&page.jobs, out)).await?;
    } else {
        let (mut jobs, mut total) = (Vec::new(), 0);
        let outcome = for_each_page(call, arguments.all, |page| {
            total = page.total;
            jobs.extend(page.jobs);
            Ok(())
        });
        let outcome = outcome.await;
        // The jobs before a failure are sound.
        if outcome.is_ok() || !jobs.is_empty() {
            print_table(&jobs, total, out)?;
        }
        outcome?;
    }
    Ok(out.flush()?)
}

async fn for_each_page(
    call: ListInstanceJobs,
    all: bool,
    mut take: impl FnMut(ListInstanceJobsResponse) -> io::Result<()>,
) -> Result<(), Failure> {
    if all {
        let mut pages = call.pages();
        while let Some(page) = pages.try_next().await? {
            take(page)?;
        }
    } else {
        take(call.send().await?)?;
    }
    Ok(())
}

fn print_json(jobs: &[JobDetail], out: &mut impl Write) -> io::Result<()> {
    for job in jobs {
        serde_json::to_writer(&mut *out, job)?;
        writeln!(out)?;
    }
    Ok(())
}

const HEADINGS: [&str; 6] = ["ID", "TYPE", "STATUS", "RESOURCE", "CREATED", "REASON"];

fn print_table(jobs: &[JobDetail], total: i64, out: &mut impl Write) -> io::Result<()> {
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
