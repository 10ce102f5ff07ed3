//! Watches a job until it has ended, and says how.
//!
//! `cargo run --example watch_job -- JOB_ID [SECONDS]`
//!
//! The seconds are those between two looks, 20 unless given. The rest is in the environment, as `common/mod.rs` says. The exit code is 1 if the job fails.

mod common;

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use huaweicloud_swr::models::{JobDetail, JobStatus};
use huaweicloud_swr::{DateTime, ErrorKind};

use self::common::{Failure, client, ended};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    ended(watch().await)
}

async fn watch() -> Result<(), Failure> {
    let job_id = env::args().nth(1).ok_or("give the id of a job")?;
    let mut wait = client()?.show_instance_job(&job_id).wait().on_progress(show);
    if let Some(seconds) = env::args().nth(2) {
        wait = wait.interval(Duration::try_from_secs_f64(seconds.parse()?)?);
    }
    match wait.await {
        Ok(job) => writeln!(io::stdout(), "{} is ready", job.resource_name.as_deref().unwrap_or("it"))?,
        Err(error) if error.kind() == ErrorKind::Failed => {
            return Err(format!("the job has failed: {}", error.message().unwrap_or("nobody says why")).into());
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn show(job: &JobDetail) {
    let state = job.status.as_ref().map_or("-", JobStatus::as_str);
    let changed = job.updated_at.as_ref().map_or("-", DateTime::as_str);
    // Where nobody reads, watching goes on for the exit code.
    let _ = writeln!(io::stdout(), "{state:<12} (last change {changed})");
}
