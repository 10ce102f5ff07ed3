//! The example `list_jobs`: who calls, by its options and its environment.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use tokio::process::Command;

use super::list_jobs_failures::failed;
use super::program::{Ended, example, run};
use super::raw_server::{RawServer, answer};
use super::support::{jobs, stand_in, targets};
use crate::stand_in::{KEY, PROJECT, Settings, StandIn, TEMPORARY_KEY, TOKEN};

const NO_SECRET: &str = "the access key has no secret key (SK): give --sk or set HUAWEICLOUD_SDK_SK";
const NO_ID: &str = "the access key has no ID (AK): give --ak or set HUAWEICLOUD_SDK_AK";
const NO_KEY: &str = "the security token has no access key: give --ak and --sk, or set their variables";
const BOTH: &str = "both a token and an access key are given: give one of them";

/// The program with a project, and with these variables, `NAME=value` each, and options; both separated by spaces.
fn list_jobs(endpoint: &str, variables: &str, options: &str) -> Command {
    let mut command = example("list_jobs");
    command.args(["--endpoint", endpoint, "--project-id", PROJECT]);
    let values = BTreeMap::from([
        ("token", TOKEN),
        ("ak", KEY.ak),
        ("sk", KEY.sk),
        ("temporary-ak", TEMPORARY_KEY.ak),
        ("temporary-sk", TEMPORARY_KEY.sk),
        ("temporary-token", TEMPORARY_KEY.security_token.unwrap()),
    ]);
    let value = |name: &str| values.get(name).map_or_else(|| name.to_owned(), |value| (*value).to_owned());
    for variable in variables.split_whitespace() {
        let (name, named) = variable.split_once('=').unwrap();
        command.env(name, value(named));
    }
    command.args(options.split_whitespace().map(value));
    command
}

/// By what the latest request was let in.
fn way_in(stand_in: &StandIn) -> &'static str {
    let headers: HeaderMap = stand_in.requests().pop().unwrap().headers;
    let is_signed_by = |ak| headers.get("authorization").is_some_and(|value| value.to_str().unwrap().contains(ak));
    match headers.contains_key("x-auth-token") {
        true if !headers.contains_key("authorization") => "token",
        false if is_signed_by(KEY.ak) => "key",
        false if is_signed_by(TEMPORARY_KEY.ak) => "temporary key",
        _ => panic!("unexpected {headers:?}"),
    }
}

#[tokio::test]
async fn options_and_variables() {
    let sdk = "HUAWEICLOUD_SDK_AK=ak HUAWEICLOUD_SDK_SK=sk";
    let other_sdk = "HUAWEICLOUD_SDK_AK=x HUAWEICLOUD_SDK_SK=y";
    let sample = "CLOUD_SDK_AK=ak CLOUD_SDK_SK=sk";
    let other_sample = "CLOUD_SDK_AK=x CLOUD_SDK_SK=y";
    let temporary_variables = "HUAWEICLOUD_SDK_AK=temporary-ak HUAWEICLOUD_SDK_SK=temporary-sk \
                               HUAWEICLOUD_SDK_SECURITY_TOKEN=temporary-token";
    let temporary_options = "--ak temporary-ak --sk temporary-sk --security-token temporary-token";
    let cases = [
        ("key", "", "--ak ak --sk sk"),
        ("temporary key", "", temporary_options),
        ("key", sdk, ""),
        ("key", sample, ""),
        ("temporary key", temporary_variables, ""),
        ("token", "HUAWEICLOUD_TOKEN=token", ""),
        // One family of variables, as a whole, comes before the other.
        ("key", &format!("{sdk} {other_sample}"), ""),
        ("temporary key", &format!("{temporary_variables} {sample}"), ""),
        ("key", &format!("{sample} HUAWEICLOUD_SDK_AK= HUAWEICLOUD_SDK_SK="), ""),
        (
            "temporary key",
            "CLOUD_SDK_AK=temporary-ak CLOUD_SDK_SK=temporary-sk HUAWEICLOUD_SDK_SECURITY_TOKEN=temporary-token",
            "",
        ),
        // An option comes before its variable.
        ("key", &format!("{other_sdk} {other_sample}"), "--ak ak --sk sk"),
        ("key", "HUAWEICLOUD_SDK_SK=sk", "--ak ak"),
        ("key", "CLOUD_SDK_SK=sk", "--ak ak"),
        ("key", "HUAWEICLOUD_SDK_AK=x HUAWEICLOUD_SDK_SK=sk", "--ak ak"),
        ("key", "CLOUD_SDK_AK=ak", "--sk sk"),
        (
            "temporary key",
            "HUAWEICLOUD_SDK_SK=temporary-sk HUAWEICLOUD_SDK_SECURITY_TOKEN=temporary-token",
            "--ak temporary-ak",
        ),
        (
            "temporary key",
            "HUAWEICLOUD_SDK_AK=temporary-ak HUAWEICLOUD_SDK_SK=temporary-sk",
            "--security-token temporary-token",
        ),
        ("key", temporary_variables, "--ak ak --sk sk"),
        ("temporary key", &format!("{temporary_variables} HUAWEICLOUD_SDK_SECURITY_TOKEN=x"), temporary_options),
        // Of two ways in, one of the command line counts; in the environment, a token does.
        ("token", &format!("HUAWEICLOUD_TOKEN=token {other_sdk}"), ""),
        ("token", "HUAWEICLOUD_TOKEN=token HUAWEICLOUD_SDK_AK=x", ""),
        ("token", &format!("{temporary_variables} {sample}"), "--token token"),
        ("token", "HUAWEICLOUD_SDK_SECURITY_TOKEN=x", "--token token"),
        ("key", "HUAWEICLOUD_TOKEN=x", "--ak ak --sk sk"),
        ("key", "HUAWEICLOUD_TOKEN=x HUAWEICLOUD_SDK_SK=sk", "--ak ak"),
        ("temporary key", &format!("HUAWEICLOUD_TOKEN=x {temporary_variables}"), "--security-token temporary-token"),
        ("key", &format!("HUAWEICLOUD_TOKEN= {sdk}"), ""),
        ("key", &format!("{sdk} HUAWEICLOUD_SDK_SECURITY_TOKEN="), ""),
    ];
    let (stand_in, _) = jobs(1).await;
    for (expected, variables, options) in cases {
        let ended = run(&mut list_jobs(&stand_in.endpoint(), variables, options)).await;
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""), "{variables} {options}");
        assert_eq!(way_in(&stand_in), expected, "{variables} {options}");
    }
    assert_eq!(targets(&stand_in).len(), cases.len());
}

#[tokio::test]
async fn halves_of_keys_and_too_much() {
    let cases = [
        (NO_SECRET, "", "--ak ak"),
        (NO_ID, "", "--sk sk"),
        (NO_SECRET, "HUAWEICLOUD_SDK_AK=ak", ""),
        (NO_ID, "HUAWEICLOUD_SDK_SK=sk", ""),
        (NO_SECRET, "CLOUD_SDK_AK=ak", ""),
        (NO_ID, "CLOUD_SDK_SK=sk", ""),
        (NO_SECRET, "HUAWEICLOUD_SDK_AK=ak HUAWEICLOUD_SDK_SK=", ""),
        // Halves of two keys are no key.
        (NO_SECRET, "HUAWEICLOUD_SDK_AK=ak CLOUD_SDK_SK=sk", ""),
        (NO_ID, "HUAWEICLOUD_SDK_SK=sk CLOUD_SDK_AK=ak CLOUD_SDK_SK=sk", ""),
        (NO_SECRET, "HUAWEICLOUD_TOKEN=token", "--ak ak"),
        (NO_KEY, "", "--security-token temporary-token"),
        (NO_KEY, "HUAWEICLOUD_TOKEN=token", "--security-token temporary-token"),
        (NO_KEY, "HUAWEICLOUD_SDK_SECURITY_TOKEN=temporary-token", ""),
        (BOTH, "", "--token token --ak ak --sk sk"),
        (BOTH, "", "--token token --ak ak"),
        (BOTH, "HUAWEICLOUD_SDK_AK=ak", "--token token --sk sk"),
        (BOTH, "", "--token token --security-token temporary-token"),
    ];
    let (stand_in, _) = jobs(1).await;
    for (line, variables, options) in cases {
        let ended = run(&mut list_jobs(&stand_in.endpoint(), variables, options)).await;
        assert_eq!(ended, failed(line), "{variables} {options}");
    }
    for options in ["--ak --sk sk", "--ak ak --sk"] {
        let ended = run(&mut list_jobs(&stand_in.endpoint(), "", options)).await;
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""));
        assert!(ended.stderr.starts_with("error: a value is required for '--"), "{ended:?}");
    }
    let empty = run(list_jobs(&stand_in.endpoint(), "", "--ak ak").args(["--sk", ""])).await;
    let line = "the credentials' `access_key` cannot be used: the secret key (SK) is empty: give its value";
    assert_eq!(empty, failed(line));
    assert_eq!(targets(&stand_in), [""; 0]);
}

#[tokio::test]
async fn refusals() {
    let (stand_in, _) = jobs(1).await;
    let cases = [
        ("verify aksk signature fail", "--ak ak --sk another"),
        ("Get secretKey failed", "--ak another --sk sk"),
        ("Get secretKey failed", "--ak temporary-ak --sk temporary-sk"),
        ("Get secretKey failed", "--ak ak --sk sk --security-token temporary-token"),
    ];
    for (number, (problem, options)) in cases.into_iter().enumerate() {
        let ended = run(&mut list_jobs(&stand_in.endpoint(), "", options)).await;
        assert_eq!(ended, refused(problem, number + 1), "{options}");
    }
    for (clock_ahead, side) in [(3600, "behind"), (-3600, "ahead of")] {
        let refusal = "401 Unauthorized: APIGW.0301: Incorrect IAM authentication information: \
                       calc ak sk signature fail:signature expired";
        let clock = format!("this machine's clock is 1 hour {side} the server's: set it");
        let expired = failed(&format!("ListInstanceJobs: {refusal} (request id stand-in-1; {clock})"));
        let (stand_in, _) = self::stand_in(Settings { clock_ahead, ..Settings::default() }).await;
        assert_eq!(run(&mut list_jobs(&stand_in.endpoint(), "", "--ak ak --sk sk")).await, expired);
    }
}

fn refused(problem: &str, number: usize) -> Ended {
    let refusal = format!("401 Unauthorized: APIGW.0301: Incorrect IAM authentication information: {problem}");
    failed(&format!("ListInstanceJobs: {refusal} (request id stand-in-{number})"))
}

#[tokio::test]
async fn every_page_is_signed() {
    let (stand_in, _) = jobs(250).await;
    let ended = run(&mut list_jobs(&stand_in.endpoint(), "", "--ak ak --sk sk --all --limit 100")).await;
    assert_eq!((ended.code, ended.stdout.lines().last()), (Some(0), Some("250 of 250 jobs")));
    assert_eq!(targets(&stand_in).len(), 3);
}

/// Whether secrets are printed, is looked at wherever a program is run.
#[tokio::test]
async fn a_server_that_repeats_secrets() {
    let secrets = [TEMPORARY_KEY.sk, TEMPORARY_KEY.security_token.unwrap()];
    let body = serde_json::json!({"error_code": "APIGW.0301", "error_msg": format!("bad: {}", secrets.join(" "))});
    let server = RawServer::answering(answer("401 Unauthorized", "application/json", &body.to_string())).await;
    let options = "--ak temporary-ak --sk temporary-sk --security-token temporary-token";
    let line = "ListInstanceJobs: 401 Unauthorized: APIGW.0301: bad: [redacted] [redacted] (request id raw-1)";
    assert_eq!(run(&mut list_jobs(server.endpoint(), "", options)).await, failed(line));
}

#[tokio::test]
async fn help_names_the_variables_without_their_values() {
    let variables = "HUAWEICLOUD_TOKEN=token HUAWEICLOUD_SDK_AK=ak HUAWEICLOUD_SDK_SK=sk CLOUD_SDK_AK=temporary-ak \
                     CLOUD_SDK_SK=temporary-sk HUAWEICLOUD_SDK_SECURITY_TOKEN=temporary-token";
    for option in ["--help", "-h"] {
        let ended = run(&mut list_jobs("http://127.0.0.1:9", variables, option)).await;
        assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
        for notice in [
            "[env: HUAWEICLOUD_TOKEN]",
            "[env: HUAWEICLOUD_SDK_AK, else CLOUD_SDK_AK]",
            "[env: HUAWEICLOUD_SDK_SK, else CLOUD_SDK_SK]",
            "[env: HUAWEICLOUD_SDK_SECURITY_TOKEN]",
        ] {
            assert!(ended.stdout.contains(notice), "{notice}: {}", ended.stdout);
        }
        assert!(!ended.stdout.contains(KEY.ak) && !ended.stdout.contains(TEMPORARY_KEY.ak), "{}", ended.stdout);
        assert!(ended.stdout.contains("a token comes before a key"), "{}", ended.stdout);
    }
}
