//! The short examples, each in the environment that its reader is told to prepare.

use std::time::Duration;

use tokio::process::Command;

use super::program::{Ended, example, run};
use crate::stand_in::{Course, DOMAIN, KEY, PASSWORD, POWERLESS_KEY, PROJECT, REGION, Settings, StandIn, USER};

async fn stand_in(settings: Settings) -> StandIn {
    StandIn::start(Settings { jobs: 25, ..settings }).await.unwrap()
}

/// The example with the endpoints of the stand-in.
fn program(name: &str, stand_in: &StandIn) -> Command {
    let mut command = example(name);
    for name in
        ["HUAWEICLOUD_SDK_REGION_SWR_CN_NORTH_4", "HUAWEICLOUD_SDK_IAM_ENDPOINT", "HUAWEICLOUD_SDK_STS_ENDPOINT"]
    {
        command.env(name, stand_in.endpoint());
    }
    command.env("HUAWEICLOUD_REGION", REGION);
    command
}

/// The same, signed in with a password.
fn signed_in(name: &str, stand_in: &StandIn) -> Command {
    let mut command = program(name, stand_in);
    command.env("HUAWEICLOUD_DOMAIN_NAME", DOMAIN).env("HUAWEICLOUD_USER_NAME", USER);
    command.env("HUAWEICLOUD_USER_PASSWORD", PASSWORD);
    command
}

#[tokio::test]
async fn a_job_is_watched_to_its_end() {
    let stand_in = stand_in(Settings::default()).await;
    let good = stand_in.create_job(Course::to_success());
    let ended = run(signed_in("watch_job", &stand_in).args([&good, "0.1"])).await;
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    let states: Vec<&str> = ended.stdout.lines().map(|line| line.split(' ').next().unwrap()).collect();
    assert_eq!(states[..4], ["Creating", "Initializing", "Running", "Success"]);
    assert!(ended.stdout.ends_with(" is ready\n"), "{}", ended.stdout);

    let bad = stand_in.create_job(Course::to_failure("the quota is used up"));
    let ended = run(signed_in("watch_job", &stand_in).args([&bad, "0.1"])).await;
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(1), "error: the job has failed: the quota is used up\n"));

    let ended = run(&mut signed_in("watch_job", &stand_in)).await;
    assert_eq!(ended, Ended::new(1, "", "error: give the id of a job\n"));
}

#[tokio::test]
async fn failed_jobs_tell_their_reasons() {
    let stand_in = stand_in(Settings::default()).await;
    let ended = run(&mut signed_in("failed_jobs", &stand_in)).await;
    let line = |number: usize| {
        format!(
            "2026-03-01T00:{number:02}:43.315473Z  ID  CreateInstance registry-{number}: failed to select cce cluster"
        )
    };
    let expected = [1, 8, 15, 22].map(line).to_vec();
    let shown: Vec<String> = ended.stdout.lines().map(without_id).collect();
    assert_eq!((ended.code, shown, ended.stderr.as_str()), (Some(0), expected, ""));
    assert!(stand_in.requests().last().unwrap().target.contains("status=Failed"));
}

/// The line with `ID` where the id of the job is.
fn without_id(line: &str) -> String {
    let mut words: Vec<&str> = line.split("  ").collect();
    assert_eq!(words[1].len(), 36, "{line}");
    words[1] = "ID";
    words.join("  ")
}

#[tokio::test]
async fn a_denial_is_decoded() {
    let stand_in = stand_in(Settings::default()).await;
    let mut command = program("decode_denial", &stand_in);
    command.env("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT);
    command.env("HUAWEICLOUD_SDK_AK", POWERLESS_KEY.ak).env("HUAWEICLOUD_SDK_SK", POWERLESS_KEY.sk);
    let ended = run(&mut command).await;
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    let (denial, reason) = ended.stdout.split_once('\n').unwrap();
    assert!(denial.starts_with("ListInstanceJobs: 403 Forbidden: SVCSTG.SWR.4030170: "), "{denial}");
    let reason: serde_json::Value = serde_json::from_str(reason).unwrap();
    assert_eq!(reason["context"]["action"], "swr:instance:listJobs");

    command.env("HUAWEICLOUD_SDK_AK", KEY.ak).env("HUAWEICLOUD_SDK_SK", KEY.sk);
    assert_eq!(run(&mut command).await, Ended::new(0, "The caller may list jobs.\n", ""));
}

#[tokio::test]
async fn tokens_are_renewed_while_a_program_runs() {
    let stand_in = stand_in(Settings { token_lifetime: Duration::from_secs(2), ..Settings::default() }).await;
    let ended = run(signed_in("token_renewal", &stand_in).arg("4")).await;
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    assert!(ended.stdout.lines().count() >= 3 && ended.stdout.lines().all(|line| line.ends_with(" s: 25 jobs")));
    assert!(stand_in.issued_tokens() >= 2, "{}", stand_in.issued_tokens());
}
