//! The example `list_jobs`: what it prints.

use huaweicloud_swr::models::JobDetail;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

use super::program::{Ended, example, run};
use super::support::{answering, jobs, numbers, soon, target, targets};
use crate::stand_in::{PROJECT, TOKEN};

/// The program with all that it needs in its environment.
pub(super) fn list_jobs(endpoint: &str) -> Command {
    let mut command = example("list_jobs");
    command.env("HUAWEICLOUD_SWR_ENDPOINT", endpoint).env("HUAWEICLOUD_TOKEN", TOKEN);
    command.env("HUAWEICLOUD_SDK_PROJECT_ID", PROJECT);
    command
}

/// The jobs that are printed as JSON, one a line.
fn decode(stdout: &str) -> Vec<JobDetail> {
    stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn a_table() {
    let (stand_in, _) = jobs(250).await;
    let ended = run(list_jobs(&stand_in.endpoint()).args(["--limit", "3"])).await;
    let expected = "\
ID                                    TYPE            STATUS   RESOURCE    CREATED                      REASON
00000000-6c1f-11eb-9d0a-0255ac101219  CreateInstance  Success  registry-0  2026-03-01T00:00:38.305978Z  -
00000001-6c1f-11eb-9d0a-0255ac101219  CreateInstance  Failed   registry-1  2026-03-01T00:01:38.305978Z  failed to select cce cluster
00000002-6c1f-11eb-9d0a-0255ac101219  CreateInstance  Success  registry-2  2026-03-01T00:02:38.305978Z  -
3 of 250 jobs
";
    assert_eq!(ended, Ended::new(0, expected, ""));
    assert_eq!(targets(&stand_in), [target("?offset=0&limit=3")]);
}

#[tokio::test]
async fn every_option_is_sent() {
    let (stand_in, _) = jobs(250).await;
    let endpoint = stand_in.endpoint();
    let options =
        ["--status", "Failed", "--offset", "30", "--limit", "2", "--timeout", "9.5", "--region", "cn-north-4"];
    let mut command = example("list_jobs");
    command.args(["--endpoint", &endpoint, "--token", TOKEN, "--project-id", PROJECT]).args(options);
    let ended = run(&mut command).await;
    assert_eq!((ended.code, ended.stdout.lines().last()), (Some(0), Some("2 of 36 jobs")));

    let mut command = list_jobs(&endpoint);
    command.env("HUAWEICLOUD_SWR_STATUS", "Failed").env("HUAWEICLOUD_SWR_OFFSET", "30");
    command.env("HUAWEICLOUD_SWR_LIMIT", "2").env("HUAWEICLOUD_SWR_TIMEOUT", "9.5").env("HUAWEICLOUD_REGION", "x");
    command.env("HUAWEICLOUD_SWR_ALL", "false").env("HUAWEICLOUD_SWR_JSON", "");
    assert_eq!(run(&mut command).await, ended);
    assert_eq!(targets(&stand_in), [(); 2].map(|()| target("?status=Failed&offset=30&limit=2")));
}

#[tokio::test]
async fn json_can_be_read_back() {
    let (stand_in, client) = jobs(25).await;
    let ended = run(list_jobs(&stand_in.endpoint()).arg("--json")).await;
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    assert_eq!(decode(&ended.stdout), client.list_instance_jobs().send().await.unwrap().jobs);
    let first = ended.stdout.lines().next().unwrap();
    assert!(first.starts_with(r#"{"id":"00000000-6c1f-11eb-9d0a-0255ac101219","instance_id":"#), "{first}");
}

#[tokio::test]
async fn json_keeps_what_is_unknown() {
    let job = json!({"id": "\u{1b}[31m", "status": "Paused", "created_at": "soon", "reason": "a\nb"});
    let (server, _) = answering("200 OK", &json!({"jobs": [job], "total": 1}).to_string()).await;
    let ended = run(list_jobs(server.endpoint()).arg("--json")).await;
    let [line] = ended.stdout.lines().collect::<Vec<_>>()[..] else { panic!("expected one line: {ended:?}") };
    assert_eq!(serde_json::from_str::<serde_json::Value>(line).unwrap(), job);
}

#[tokio::test]
async fn all_pages() {
    let (stand_in, _) = jobs(250).await;
    let ended = run(list_jobs(&stand_in.endpoint()).args(["--all", "--json"])).await;
    assert_eq!(numbers(&decode(&ended.stdout)), (0..250).collect::<Vec<_>>());

    let ended = run(list_jobs(&stand_in.endpoint()).args(["--all", "--limit", "60"])).await;
    let lines: Vec<_> = ended.stdout.lines().collect();
    assert_eq!((lines.len(), lines.last()), (252, Some(&"250 of 250 jobs")));
    let status = lines[0].find("STATUS").unwrap();
    assert!(lines[1..251].iter().all(|line| line[..status].ends_with("  ") && !line[status..].starts_with(' ')));
    let calls = targets(&stand_in);
    assert_eq!(calls[..3], ["?offset=0&limit=100", "?offset=100&limit=100", "?offset=200&limit=100"].map(target));
    assert_eq!((calls.len(), &calls[7]), (8, &target("?offset=240&limit=60")));
}

#[tokio::test]
async fn no_jobs() {
    let (stand_in, _) = jobs(0).await;
    for options in [&[][..], &["--all"], &["--status", "Failed"]] {
        assert_eq!(run(list_jobs(&stand_in.endpoint()).args(options)).await, Ended::new(0, "no jobs\n", ""));
    }
    assert_eq!(run(list_jobs(&stand_in.endpoint()).arg("--json")).await, Ended::new(0, "", ""));

    let (stand_in, _) = jobs(1).await;
    let ended = run(list_jobs(&stand_in.endpoint()).args(["--offset", "7"])).await;
    assert_eq!(ended, Ended::new(0, "no jobs (the list has 1)\n", ""));
    let ended = run(&mut list_jobs(&stand_in.endpoint())).await;
    assert!(ended.stdout.ends_with("\n1 of 1 job\n"), "{ended:?}");
}

#[tokio::test]
async fn a_terminal_is_safe_from_the_service() {
    let job = json!({"id": "a\u{1b}[2Jb", "type": "x\u{7}\r\n", "status": "\u{9b}31m", "resource_name": "\u{202e}名"});
    let (server, _) =
        answering("200 OK", &json!({"jobs": [job, {"id": "", "reason": ""}], "total": 2}).to_string()).await;
    let ended = run(&mut list_jobs(server.endpoint())).await;
    let expected = "\
ID           TYPE        STATUS     RESOURCE   CREATED  REASON
a\\u{1b}[2Jb  x\\u{7}\\r\\n  \\u{9b}31m  \\u{202e}名  -        -
-            -           -          -          -        -
2 of 2 jobs
";
    assert_eq!(ended, Ended::new(0, expected, ""));
}

#[tokio::test]
async fn a_reader_may_stop_early() {
    let (stand_in, _) = jobs(10_000).await;
    for options in [&["--all", "--json"][..], &["--all"]] {
        let mut program = list_jobs(&stand_in.endpoint()).args(options).spawn().unwrap();
        let mut stdout = BufReader::new(program.stdout.take().unwrap());
        let mut line = String::new();
        soon(stdout.read_line(&mut line)).await.unwrap();
        assert!(line.ends_with('\n'));
        drop(stdout);
        let output = soon(program.wait_with_output()).await.unwrap();
        assert_eq!(Ended::from(output), Ended::new(0, "", ""));
    }
}

#[tokio::test]
async fn help_names_the_variables_and_hides_the_token() {
    let ended = run(list_jobs("http://127.0.0.1:9").arg("--help")).await;
    assert_eq!((ended.code, ended.stderr.as_str()), (Some(0), ""));
    let variables = [
        "HUAWEICLOUD_SWR_ENDPOINT",
        "HUAWEICLOUD_REGION",
        "HUAWEICLOUD_TOKEN",
        "HUAWEICLOUD_SDK_PROJECT_ID",
        "HUAWEICLOUD_SWR_STATUS",
        "HUAWEICLOUD_SWR_LIMIT",
        "HUAWEICLOUD_SWR_OFFSET",
        "HUAWEICLOUD_SWR_ALL",
        "HUAWEICLOUD_SWR_TIMEOUT",
        "HUAWEICLOUD_SWR_JSON",
    ];
    for variable in variables {
        assert!(ended.stdout.contains(&format!("[env: {variable}")), "{variable}");
    }
}
