//! The example `list_instance_jobs_solution`.

use tokio::net::TcpListener;
use tokio::process::Command;

use super::program::{Ended, example, run};
use super::raw_server::{RawServer, answer};
use super::support::{jobs, stand_in, target, targets};
use crate::stand_in::{KEY, PROJECT, Settings, StandIn};

/// The program with all that it needs in its environment.
fn solution(endpoint: &str) -> Command {
    let mut command = example("list_instance_jobs_solution");
    command.env("CLOUD_SDK_AK", KEY.ak).env("CLOUD_SDK_SK", KEY.sk).env("HUAWEICLOUD_SWR_ENDPOINT", endpoint);
    command.env("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT).env("HUAWEICLOUD_REGION", "cn-north-4");
    command
}

#[tokio::test]
async fn it_prints_the_answer() {
    let (stand_in, client) = jobs(3).await;
    let page = client.list_instance_jobs().send().await.unwrap();
    let ended = run(&mut solution(&stand_in.endpoint())).await;
    assert_eq!(ended, Ended::new(0, &format!("{page:#?}\n"), ""));
    assert!(ended.stdout.starts_with("ListInstanceJobsResponse {"), "{ended:?}");
    assert!(ended.stdout.contains("\"failed to select cce cluster\""), "{ended:?}");

    let request = stand_in.requests().pop().unwrap();
    assert_eq!(request.target, target(""));
    let authorization = request.headers["authorization"].to_str().unwrap();
    assert!(authorization.starts_with(&format!("SDK-HMAC-SHA256 Access={}, ", KEY.ak)), "{authorization}");
    assert!(!request.headers.contains_key("x-auth-token"));
}

#[tokio::test]
async fn arguments_come_before_the_environment() {
    let (stand_in, _) = jobs(3).await;
    let mut command = solution(&stand_in.endpoint());
    command.env("HUAWEICLOUD_SDK_PROJECT_ID", "another").env("HUAWEICLOUD_REGION", "a b");
    assert_eq!(run(command.args([PROJECT, "eu-west-101"])).await.code, Some(0));

    let mut command = solution(&stand_in.endpoint());
    command.env_remove("HUAWEICLOUD_SDK_PROJECT_ID").arg(PROJECT);
    assert_eq!(run(&mut command).await.code, Some(0));
    assert_eq!(targets(&stand_in), [(); 2].map(|()| target("")));
}

/// The lines of the samples, on stdout, and the error as one line, on stderr.
fn refused(lines: [&str; 4], reason: &str) -> Ended {
    let [_, id, code, message] = lines;
    let line = format!("error: ListInstanceJobs: {reason}: {code}: {message} (request id {id})\n");
    Ended::new(1, &format!("{}\n", lines.join("\n")), &line)
}

#[tokio::test]
async fn refusals_are_told_as_the_samples_tell_them() {
    let wrong = "Incorrect IAM authentication information: verify aksk signature fail";
    let unknown = "Incorrect IAM authentication information: Get secretKey failed";
    let (stand_in, _) = jobs(3).await;
    let with = |name, value| {
        let mut command = solution(&stand_in.endpoint());
        command.env(name, value);
        command
    };
    let ended = run(&mut with("CLOUD_SDK_SK", "another")).await;
    assert_eq!(ended, refused(["401", "stand-in-1", "APIGW.0301", wrong], "401 Unauthorized"));
    let ended = run(&mut with("CLOUD_SDK_AK", "UNKNOWN")).await;
    assert_eq!(ended, refused(["401", "stand-in-2", "APIGW.0301", unknown], "401 Unauthorized"));
    let ended = run(&mut with("HUAWEICLOUD_SDK_PROJECT_ID", "another")).await;
    let message = "The project does not exist";
    assert_eq!(ended, refused(["404", "stand-in-3", "SVCSTG.SWR.4040000", message], "404 Not Found"));

    let settings = Settings { clock_ahead: 3600, ..Settings::default() };
    let (stand_in, _): (StandIn, _) = self::stand_in(settings).await;
    let ended = run(&mut solution(&stand_in.endpoint())).await;
    let expired = "Incorrect IAM authentication information: calc ak sk signature fail:signature expired";
    let mut told = refused(["401", "stand-in-1", "APIGW.0301", expired], "401 Unauthorized");
    told.stderr = told.stderr.replace(")\n", "; this machine's clock is 1 hour behind the server's: set it)\n");
    assert_eq!(ended, told);
}

#[tokio::test]
async fn what_a_server_does_not_say() {
    let server = RawServer::answering(answer("502 Bad Gateway", "text/html", "<html>")).await;
    let line = "error: ListInstanceJobs: 502 Bad Gateway (the answer is text/html, 6 bytes; request id raw-1; after 3 attempts)\n";
    assert_eq!(run(&mut solution(server.endpoint())).await, Ended::new(1, "502\nraw-1\n-\n-\n", line));

    let body = r#"{"error_code": "A\u001b[2J\n", "error_msg": "b\r\u202e"}"#;
    let server = RawServer::answering(answer("400 Bad Request", "application/json", body)).await;
    let ended = run(&mut solution(server.endpoint())).await;
    assert_eq!(ended.stdout, "400\nraw-1\nA\\u{1b}[2J\\n\nb\\r\\u{202e}\n");

    let server = RawServer::answering(answer("200 OK", "application/json", "[]")).await;
    let problem = "cannot read the 200 answer: $: expected an object (ListInstanceJobsResponse), found an array";
    let expected = Ended::new(1, "200\nraw-1\n-\n-\n", &format!("error: ListInstanceJobs: {problem}\n"));
    assert_eq!(run(&mut solution(server.endpoint())).await, expected);
}

#[tokio::test]
async fn a_server_that_is_not_there() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let ended = run(&mut solution(&endpoint)).await;
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr.lines().count()), (Some(1), "", 1));
    let line = format!("error: ListInstanceJobs: cannot connect to {endpoint}: ");
    assert!(ended.stderr.starts_with(&line), "{ended:?}");
}

#[tokio::test]
async fn what_is_missing_or_cannot_be_used() {
    let (stand_in, _) = jobs(3).await;
    for name in ["CLOUD_SDK_AK", "CLOUD_SDK_SK", "HUAWEICLOUD_SDK_PROJECT_ID", "HUAWEICLOUD_REGION"] {
        let ended = run(solution(&stand_in.endpoint()).env_remove(name)).await;
        assert_eq!(ended, Ended::new(1, "", &format!("error: {name} is not set\n")));
    }
    let ended = run(solution(&stand_in.endpoint()).env("CLOUD_SDK_SK", "")).await;
    let line = "error: the credentials' `access_key` cannot be used: the secret key (SK) is empty: give its value\n";
    assert_eq!(ended, Ended::new(1, "", line));
    let mut command = solution("ignored");
    let ended = run(command.env_remove("HUAWEICLOUD_SWR_ENDPOINT").args([PROJECT, "a b"])).await;
    let problem =
        "cannot build the client: the region `a b` cannot be part of a host: use letters, digits, `-` and `.`";
    assert_eq!(ended, Ended::new(1, "", &format!("error: {problem}\n")));
    assert_eq!(targets(&stand_in), [""; 0]);
}
