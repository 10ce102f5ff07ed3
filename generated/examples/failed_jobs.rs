//! Lists the jobs that have failed, and why.
//!
//! `cargo run --example failed_jobs`
//!
//! All else is in the environment, as `common/mod.rs` says.

mod common;

use std::io::{self, Write};
use std::process::ExitCode;

use huaweicloud_swr::DateTime;
use huaweicloud_swr::models::JobStatus;

use self::common::{Failure, client, ended};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    ended(list().await)
}

async fn list() -> Result<(), Failure> {
    let mut jobs = client()?.list_instance_jobs().status(JobStatus::Failed).stream();
    while let Some(job) = jobs.try_next().await? {
        let when = job.updated_at.as_ref().map_or("-", DateTime::as_str);
        let text = |text: &Option<String>| text.as_deref().unwrap_or("-").escape_debug().to_string();
        let [id, kind, name, reason] = [&job.id, &job.type_, &job.resource_name, &job.reason].map(text);
        writeln!(io::stdout(), "{when}  {id}  {kind} {name}: {reason}")?;
    }
    Ok(())
}
