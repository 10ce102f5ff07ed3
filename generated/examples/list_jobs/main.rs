//! Lists the jobs of a project, as a table or as JSON.
//!
//! `cargo run --example list_jobs -- --help`

mod credentials;
mod output;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use clap::builder::FalseyValueParser;
use huaweicloud_swr::Client;
use huaweicloud_swr::models::{JobStatus, ListInstanceJobsResponse};
use huaweicloud_swr::operations::ListInstanceJobs;

use self::credentials::Caller;
use self::output::{print_json, print_table};

type Failure = Box<dyn Error>;

const AFTER_HELP: &str = "\
Every option can be given by its variable instead; the option comes first.

Who calls is told by a token or by an access key, never by both. One on the command line, even a part of it, comes
before all in the environment; in the environment, a token comes before a key. HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK
are a pair: where one of them is set, CLOUD_SDK_AK and CLOUD_SDK_SK are not read. A security token in the environment
goes with a secret key in the environment only. An empty variable of these counts as not set.

Other users of the machine can read command lines, but not variables.

Exits with 1 when the list cannot be read.";

/// What is said on the command line or, where that is silent, in the environment.
#[derive(Parser)]
#[command(name = "list_jobs", about = "Lists the jobs of a project on Huawei Cloud SWR Enterprise Edition")]
#[command(after_help = AFTER_HELP)]
struct Arguments {
    /// Where calls go, in place of the region's server
    #[arg(long, value_name = "URL", env = "HUAWEICLOUD_SWR_ENDPOINT")]
    endpoint: Option<String>,
    /// The region that the project belongs to [default: cn-north-4]
    #[arg(long, value_name = "REGION", env = "HUAWEICLOUD_REGION")]
    region: Option<String>,
    #[command(flatten)]
    caller: Caller,
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
        let credentials = self.caller.credentials()?;
        let project_id = self
            .project_id
            .as_deref()
            .ok_or("there is no project: give --project-id or set HUAWEICLOUD_SDK_PROJECT_ID")?;
        let mut builder = Client::builder().credentials(credentials).project_id(project_id);
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
