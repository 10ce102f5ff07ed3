//! A process of its own for each test whose snippet reads the environment, or takes a region for an endpoint.

use std::env;
use std::process::{Output, Stdio};

use tokio::process::Command;

use super::super::support::soon;
use crate::stand_in::{KEY, PASSWORD, PROJECT, Project, REGION, Recorded, Settings, StandIn, TOKEN};

/// What is set in such a process.
const MARK: &str = "SNIPPET_OF_README";

/// In the test's first process, runs the test of this name in another one, where the environment is what the README
/// asks for, with a stand-in behind all endpoints; then tells what the stand-in was asked. `None` in the other process.
pub(super) async fn elsewhere(test: &str) -> Option<Vec<Recorded>> {
    if env::var_os(MARK).is_some() {
        return None;
    }
    // The first project is the one of the jobs, the second one that of the generated first call.
    let projects = vec![Project::new(PROJECT, REGION), Project::new("project_id", "another")];
    let stand_in = StandIn::start(Settings { projects, ..Settings::default() }).await.unwrap();
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", &format!("end_to_end::readme::clients::{test}")]);
    command.env_clear().kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in
        ["HUAWEICLOUD_SDK_REGION_SWR_CN_NORTH_4", "HUAWEICLOUD_SDK_IAM_ENDPOINT", "HUAWEICLOUD_SDK_STS_ENDPOINT"]
    {
        command.env(name, stand_in.endpoint());
    }
    command.env(MARK, "1").env("TOKEN", TOKEN).env("IAM_PASSWORD", PASSWORD);
    command.env("HUAWEICLOUD_SDK_AK", KEY.ak).env("HUAWEICLOUD_SDK_SK", KEY.sk);
    let Output { status, stdout, stderr } = soon(command.output()).await.unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{stdout}{stderr}");
    assert!(stdout.contains("test result: ok. 1 passed;"), "there is no test `{test}`: {stdout}");
    Some(stand_in.requests())
}
