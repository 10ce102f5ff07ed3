//! Shows the client at work without an account: it lists the jobs of a stand-in for the service on this machine.
//!
//! `cargo run --example demo`

#[path = "../tests/support/stand_in.rs"]
#[expect(dead_code, unused_imports, reason = "the tests use the rest")]
mod stand_in;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use huaweicloud_swr::models::JobStatus;
use huaweicloud_swr::{Client, Credentials, DateTime};

use self::stand_in::{KEY, PROJECT, Settings, StandIn, TOKEN};

const JOBS: usize = 25;
const PAGE: i32 = 10;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match show(&mut io::stdout()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Where even this cannot be written, the exit code has to do.
            let _ = writeln!(io::stderr(), "error: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn show(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let stand_in = StandIn::start(Settings { jobs: JOBS, ..Settings::default() }).await?;
    let client = client(&stand_in, Credentials::token(TOKEN))?;
    writeln!(out, "A stand-in for the service has {JOBS} jobs, at {}", stand_in.endpoint())?;
    show_pages(&client, out).await?;
    show_failures(&client, out).await?;
    show_refusal(&self::client(&stand_in, Credentials::token("MIIof-yesterday"))?, out).await?;
    show_signature(&self::client(&stand_in, Credentials::access_key(KEY.ak, KEY.sk))?, &stand_in, out).await
}

fn client(stand_in: &StandIn, credentials: Credentials) -> Result<Client, huaweicloud_swr::Error> {
    let builder = Client::builder().endpoint(&stand_in.endpoint());
    builder.credentials(credentials).project_id(PROJECT).build()
}

/// Page by page, each asked for when it is wanted.
async fn show_pages(client: &Client, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(out, "\nPage by page:")?;
    let mut pages = client.list_instance_jobs().limit(PAGE).pages();
    let mut seen = 0;
    while let Some(page) = pages.try_next().await? {
        let under_way = page.jobs.iter().filter(|job| !is_final(job.status.as_ref())).count();
        let first = seen + 1;
        seen += page.jobs.len();
        writeln!(out, "  {first:>2} to {seen} of {}: {under_way} under way", page.total)?;
    }
    expect(seen == JOBS, "the pages do not hold every job once")
}

fn is_final(status: Option<&JobStatus>) -> bool {
    matches!(status, Some(JobStatus::Failed | JobStatus::Success))
}

/// As a stream, which asks for pages behind the scenes.
async fn show_failures(client: &Client, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(out, "\nThe failed ones as a stream:")?;
    let mut jobs = client.list_instance_jobs().status(JobStatus::Failed).stream();
    let mut seen = 0;
    while let Some(job) = jobs.try_next().await? {
        let name = job.resource_name.as_deref().unwrap_or("-");
        let created = job.created_at.as_ref().map_or("-", DateTime::as_str);
        let reason = job.reason.as_deref().ok_or("a failed job does not say why")?;
        writeln!(out, "  {created}  {name:<11}  {reason}")?;
        seen += 1;
    }
    expect(jobs.total() == Some(seen), "the stream does not hold every failed job")
}

/// An error says in one line what went wrong, and in fields what a program needs.
async fn show_refusal(client: &Client, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(out, "\nWith a token that is no longer good:")?;
    let Err(error) = client.list_instance_jobs().send().await else {
        return Err("the call should have been refused".into());
    };
    writeln!(out, "  {error}")?;
    writeln!(out, "  code: {}", error.code().unwrap_or("-"))?;
    writeln!(out, "  request id: {}", error.request_id().unwrap_or("-"))?;
    writeln!(out, "  a new token helps: {}", error.is_auth())?;
    expect(error.is_auth() && error.code() == Some("SVCSTG.SWR.4010000"), "the call was refused for another reason")
}

/// Without a token: the secret key stays here, and each request has a signature that is good for it alone.
async fn show_signature(client: &Client, stand_in: &StandIn, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(out, "\nSigned with an access key instead of sending a token:")?;
    let page = client.list_instance_jobs().limit(PAGE).send().await?;
    writeln!(out, "  {} of {} jobs", page.jobs.len(), page.total)?;
    let requests = stand_in.requests();
    let headers = &requests.last().ok_or("nothing was sent")?.headers;
    let authorization = headers.get("authorization").ok_or("the request is not signed")?.to_str()?;
    let (covered, _) = authorization.split_once("Signature=").ok_or("there is no signature")?;
    writeln!(out, "  Authorization: {covered}Signature=…")?;
    expect(!headers.contains_key("x-auth-token"), "a token was sent, too")
}

fn expect(holds: bool, otherwise: &'static str) -> Result<(), Box<dyn Error>> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}
