//! Shows the client at work without an account, with a stand-in for the services on this machine.
//!
//! `cargo run --example demo`

#[path = "../tests/support/stand_in.rs"]
#[expect(dead_code, unused_imports, reason = "the tests use the rest")]
mod stand_in;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use huaweicloud_swr::models::{DecodeAuthorizationMessageRequest, JobDetail, JobStatus};
use huaweicloud_swr::{Client, ClientBuilder, Credentials, DateTime, ErrorKind};
use serde_json::Value;

use self::stand_in::{Course, DOMAIN, KEY, Mishap, PASSWORD, POWERLESS_KEY, PROJECT, REGION, Settings, StandIn, USER};

const JOBS: usize = 25;
const PAGE: i32 = 10;

type Shown = Result<(), Box<dyn Error>>;

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

async fn show(out: &mut impl Write) -> Shown {
    let stand_in = StandIn::start(Settings { jobs: JOBS, ..Settings::default() }).await?;
    writeln!(out, "A stand-in for SWR, IAM and STS has {JOBS} jobs, at {}", stand_in.endpoint())?;

    let signed_in = builder(&stand_in, Credentials::password(DOMAIN, USER, PASSWORD)).build()?;
    show_pages(&signed_in, &stand_in, out).await?;
    show_failures(&signed_in, out).await?;
    show_waits(&signed_in, &stand_in, out).await?;
    show_patience(&signed_in, &stand_in, out).await?;
    show_renewal(&signed_in, &stand_in, out).await?;

    let key = |key: stand_in::Key| Credentials::access_key(key.ak, key.sk);
    show_denial(&builder(&stand_in, key(POWERLESS_KEY)).project_id(PROJECT).build()?, out).await?;
    let signing = builder(&stand_in, key(KEY)).project_id(PROJECT).build()?;
    show_signature(&signing, &stand_in, out).await?;
    show_clock(&signing, &stand_in, out).await
}

fn builder(stand_in: &StandIn, credentials: Credentials) -> ClientBuilder {
    let endpoint = stand_in.endpoint();
    let builder = Client::builder().endpoint(&endpoint).iam_endpoint(&endpoint).sts_endpoint(&endpoint);
    builder.region(REGION).credentials(credentials)
}

/// Page by page, each asked for when it is wanted. The client signs in before, and finds the project of the region.
async fn show_pages(client: &Client, stand_in: &StandIn, out: &mut impl Write) -> Shown {
    writeln!(out, "\nSigned in with a password, page by page:")?;
    let mut pages = client.list_instance_jobs().limit(PAGE).pages();
    let mut seen = 0;
    while let Some(page) = pages.try_next().await? {
        let under_way = page.jobs.iter().filter(|job| !is_final(job.status.as_ref())).count();
        let first = seen + 1;
        seen += page.jobs.len();
        writeln!(out, "  {first:>2} to {seen} of {}: {under_way} under way", page.total)?;
    }
    writeln!(out, "  requests: {}, tokens: {}", stand_in.requests().len(), stand_in.issued_tokens())?;
    expect(seen == JOBS && stand_in.issued_tokens() == 1, "the pages do not hold every job once, for one token")
}

fn is_final(status: Option<&JobStatus>) -> bool {
    matches!(status, Some(JobStatus::Failed | JobStatus::Success))
}

/// As a stream, which asks for pages behind the scenes.
async fn show_failures(client: &Client, out: &mut impl Write) -> Shown {
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

/// The end of a job is its value or its error.
async fn show_waits(client: &Client, stand_in: &StandIn, out: &mut impl Write) -> Shown {
    let interval = Duration::from_millis(100);
    let show = |job: &JobDetail| {
        let _ = writeln!(io::stdout(), "  {}", job.status.as_ref().map_or("-", JobStatus::as_str));
    };
    writeln!(out, "\nWaiting for a job that succeeds, and for one that fails:")?;
    let good = stand_in.create_job(Course::to_success());
    let job = client.show_instance_job(&good).wait().interval(interval).on_progress(show).await?;
    expect(job.status == Some(JobStatus::Success), "the wait has ended too early")?;

    let bad = stand_in.create_job(Course::to_failure("the quota is used up"));
    let Err(error) = client.show_instance_job(&bad).wait().interval(interval).await else {
        return Err("the job should have failed".into());
    };
    writeln!(out, "  {error}")?;
    expect(error.kind() == ErrorKind::Failed && error.message().is_some(), "the wait has ended for another reason")?;

    client.delete_instance_job(&bad).send().await?;
    Ok(())
}

/// What may succeed later is tried again.
async fn show_patience(client: &Client, stand_in: &StandIn, out: &mut impl Write) -> Shown {
    writeln!(out, "\nThe first two attempts are too many:")?;
    stand_in.provoke(Mishap::throttle().of("ListInstanceJobs").first(2));
    let before = stand_in.requests().len();
    let page = client.list_instance_jobs().limit(PAGE).send().await?;
    let attempts = stand_in.requests().len() - before;
    writeln!(out, "  {} of {} jobs after {attempts} attempts", page.jobs.len(), page.total)?;
    expect(attempts == 3, "there should have been three attempts")
}

/// A token that has ended before its time is replaced.
async fn show_renewal(client: &Client, stand_in: &StandIn, out: &mut impl Write) -> Shown {
    writeln!(out, "\nThe token is revoked:")?;
    stand_in.revoke_tokens();
    let page = client.list_instance_jobs().limit(PAGE).send().await?;
    writeln!(out, "  {} of {} jobs, with token {}", page.jobs.len(), page.total, stand_in.issued_tokens())?;
    expect(stand_in.issued_tokens() == 2, "there should be a second token")
}

/// An error says in one line what went wrong, and in fields what a program needs. STS decodes why.
async fn show_denial(client: &Client, out: &mut impl Write) -> Shown {
    writeln!(out, "\nWith the key of a user who may not:")?;
    let Err(error) = client.list_instance_jobs().send().await else {
        return Err("the call should have been denied".into());
    };
    writeln!(out, "  {error}")?;
    writeln!(out, "  code: {}", error.code().unwrap_or("-"))?;
    writeln!(out, "  request id: {}", error.request_id().unwrap_or("-"))?;
    writeln!(out, "  a permission helps: {}", error.is_permission())?;
    let encoded = error.encoded_authorization_message().ok_or("the denial has no reason")?;
    let request = DecodeAuthorizationMessageRequest::new(encoded);
    let answer = client.decode_authorization_message(&request).send().await?;
    let reason: Value = serde_json::from_str(&answer.decoded_message)?;
    let context = &reason["context"];
    writeln!(out, "  {} of {}: {}", context["action"], context["user_profile"]["user_name"], context["failure"])?;
    expect(context["failure"].is_string(), "the reason says nothing")
}

/// Without a token: the secret key stays here, and each request has a signature that is good for it alone.
async fn show_signature(client: &Client, stand_in: &StandIn, out: &mut impl Write) -> Shown {
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

/// A signature states the time, so clocks have to agree; where they do not, the error says so.
async fn show_clock(client: &Client, stand_in: &StandIn, out: &mut impl Write) -> Shown {
    writeln!(out, "\nThe services' clock is more than 20 minutes ahead:")?;
    stand_in.set_clock_ahead(20 * 60 + 30);
    let Err(error) = client.list_instance_jobs().send().await else {
        return Err("the call should have been refused".into());
    };
    writeln!(out, "  {error}")?;
    expect(error.to_string().contains("20 minutes"), "the error does not speak of the clock")
}

fn expect(holds: bool, otherwise: &'static str) -> Shown {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}
