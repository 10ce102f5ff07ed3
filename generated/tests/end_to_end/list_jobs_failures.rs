//! The example `list_jobs`: how it fails.

use serde_json::json;
use tokio::net::TcpListener;

use super::list_jobs::list_jobs;
use super::program::{Ended, example, run};
use super::raw_server::{RawServer, answer};
use super::support::{answering, jobs, stand_in, targets};
use crate::stand_in::{POWERLESS_TOKEN, PROJECT, Settings, TOKEN};

/// The end of a program that could not do what it was asked for.
pub(super) fn failed(line: &str) -> Ended {
    Ended::new(1, "", &format!("error: {line}\n"))
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_used() {
    let mut command = example("list_jobs");
    let expected = failed(
        "there is neither a token nor an access key: give --token, or --ak and --sk, \
         or set HUAWEICLOUD_TOKEN, or HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK",
    );
    assert_eq!(run(command.args(["--project-id", PROJECT])).await, expected);
    let expected = failed("there is no project: give --project-id or set HUAWEICLOUD_SDK_PROJECT_ID");
    assert_eq!(run(example("list_jobs").args(["--token", TOKEN])).await, expected);

    let (stand_in, _) = jobs(3).await;
    let cases = [
        ("--token", "", "the credentials' `token` is empty: give its value"),
        ("--limit", "0", "ListInstanceJobs: `limit` is `0`, but must be an integer of at least 1"),
        ("--limit", "-1", "ListInstanceJobs: `limit` is `-1`, but must be an integer of at least 1"),
        ("--limit", "101", "ListInstanceJobs: `limit` is `101`, but must be an integer of at most 100"),
        (
            "--project-id",
            "..",
            "ListInstanceJobs: `project_id` is `..`, which would name another resource: give its real value",
        ),
        (
            "--endpoint",
            "ftp://example.invalid",
            "cannot build the client: the endpoint `ftp://example.invalid` is neither http nor https",
        ),
        (
            "--endpoint",
            "http://example.invalid",
            "cannot build the client: credentials would go to http://example.invalid unencrypted: \
             use https, or set `allow_plain_http(true)`",
        ),
    ];
    for (option, value, line) in cases {
        assert_eq!(run(list_jobs(&stand_in.endpoint()).args([option, value])).await, failed(line));
    }
    assert_eq!(targets(&stand_in), [""; 0]);
}

#[tokio::test]
async fn usage_errors() {
    for options in [&["--offset", "-1"][..], &["--limit", "x"], &["--timeout", "0"], &["--timeout", "nan"], &["--page"]]
    {
        let ended = run(list_jobs("http://127.0.0.1:9").args(options)).await;
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(2), ""), "{options:?}");
        assert!(ended.stderr.starts_with("error: "), "{ended:?}");
    }
}

#[tokio::test]
async fn refusals() {
    let (stand_in, _) = jobs(3).await;
    let endpoint = stand_in.endpoint();
    let cases = [
        ("--token", "MIIunknown", "401 Unauthorized: SVCSTG.SWR.4010000: The token is invalid or has expired"),
        ("--token", POWERLESS_TOKEN, "403 Forbidden: SVCSTG.SWR.4030170: Insufficient permissions"),
        ("--token", "-----", "401 Unauthorized: SVCSTG.SWR.4010000: The token is invalid or has expired"),
        ("--project-id", "another", "404 Not Found: SVCSTG.SWR.4040000: The project does not exist"),
    ];
    for (number, (option, value, text)) in cases.into_iter().enumerate() {
        let expected = failed(&format!("ListInstanceJobs: {text} (request id stand-in-{})", number + 1));
        assert_eq!(run(list_jobs(&endpoint).args([option, value])).await, expected);
    }
}

#[tokio::test]
async fn a_server_that_repeats_the_token() {
    let body = json!({"error_code": "APIGW.0301", "error_msg": format!("bad token {TOKEN}")}).to_string();
    let (server, _) = answering("401 Unauthorized", &body).await;
    let expected = failed("ListInstanceJobs: 401 Unauthorized: APIGW.0301: bad token [redacted] (request id raw-1)");
    assert_eq!(run(&mut list_jobs(server.endpoint())).await, expected);
}

#[tokio::test]
async fn answers_that_cannot_be_read() {
    let html = "<html>no</html>";
    let cases = [
        (
            "200 OK",
            "application/json",
            r#"{"jobs": [], "total": "x"}"#,
            "cannot read the 200 answer: $.total: expected an integer, found \"x\"",
        ),
        ("200 OK", "text/html", html, "cannot read the 200 answer: the answer is text/html, not JSON"),
        (
            "502 Bad Gateway",
            "text/html",
            html,
            "502 Bad Gateway (the answer is text/html, 15 bytes; request id raw-1; after 3 attempts)",
        ),
    ];
    for (status, content_type, body, text) in cases {
        let server = RawServer::answering(answer(status, content_type, body)).await;
        for options in [&[][..], &["--json"], &["--all"]] {
            let ended = run(list_jobs(server.endpoint()).args(options)).await;
            assert_eq!(ended, failed(&format!("ListInstanceJobs: {text}")));
        }
    }
}

#[tokio::test]
async fn servers_that_are_silent_or_not_there() {
    let server = RawServer::stalling("").await;
    let endpoint = server.endpoint();
    let line =
        format!("ListInstanceJobs: no complete answer from {endpoint} within 250ms; a longer `timeout` can be set");
    assert_eq!(run(list_jobs(endpoint).args(["--timeout", "0.25"])).await, failed(&line));

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    fails_with(&endpoint, &format!("cannot connect to {endpoint}: ")).await;
}

#[tokio::test]
async fn answers_that_end_early() {
    let whole = answer("200 OK", "application/json", r#"{"jobs": [], "total": 0}"#);
    for part in [&whole[..whole.len() - 4], &whole[..20], ""] {
        let server = RawServer::answering(part.to_owned()).await;
        let endpoint = server.endpoint();
        let problem = format!("the connection to {endpoint} failed before the answer was complete: ");
        fails_with(endpoint, &problem).await;
    }
}

/// Checks that the program ends with one line that begins so; the rest of it is not ours.
async fn fails_with(endpoint: &str, problem: &str) {
    let ended = run(&mut list_jobs(endpoint)).await;
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr.lines().count()), (Some(1), "", 1));
    assert!(ended.stderr.starts_with(&format!("error: ListInstanceJobs: {problem}")), "{ended:?}");
}

#[tokio::test]
async fn what_came_before_a_failure_is_printed() {
    let line = "error: ListInstanceJobs: 500 Internal Server Error: SVCSTG.SWR.5000000: Internal error (request id ";
    let (stand_in, _) = stand_in(Settings { jobs: 250, fails_from: 100, ..Settings::default() }).await;
    for (options, lines) in [(&["--all"][..], 102), (&["--all", "--json"], 100)] {
        let ended = run(list_jobs(&stand_in.endpoint()).args(options)).await;
        assert_eq!((ended.code, ended.stdout.lines().count(), ended.stderr.lines().count()), (Some(1), lines, 1));
        assert!(ended.stderr.starts_with(line), "{ended:?}");
    }
}

#[tokio::test]
async fn a_list_that_does_not_go_on() {
    let (stand_in, _) = stand_in(Settings { jobs: 250, ignores_offset: true, ..Settings::default() }).await;
    let ended = run(list_jobs(&stand_in.endpoint()).arg("--all")).await;
    assert_eq!((ended.code, ended.stdout.lines().last()), (Some(1), Some("100 of 250 jobs")));
    let problem = "the list repeats the page before at offset 100; what came before is not all of it";
    assert_eq!(ended.stderr, format!("error: ListInstanceJobs: {problem}\n"));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_output_that_takes_nothing() {
    let (stand_in, _) = jobs(3).await;
    for options in [&[][..], &["--json"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let program = list_jobs(&stand_in.endpoint()).args(options).stdout(full).spawn().unwrap();
        let output = super::support::soon(program.wait_with_output()).await.unwrap();
        assert_eq!(Ended::from(output), failed("No space left on device (os error 28)"));
    }
}
