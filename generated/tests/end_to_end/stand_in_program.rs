//! The example `stand_in`.

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout};

use super::program::{example, run};
use super::support::soon;
use crate::stand_in::{KEY, PROJECT, TOKEN};

/// What a served stand-in prints.
struct Served {
    lines: Lines<BufReader<ChildStdout>>,
    _program: Child,
}

impl Served {
    fn start(arguments: &[&str]) -> Self {
        let mut program = example("stand_in").args(arguments).spawn().unwrap();
        Self { lines: BufReader::new(program.stdout.take().unwrap()).lines(), _program: program }
    }

    async fn line(&mut self, beginning: &str) -> String {
        loop {
            let line = soon(self.lines.next_line()).await.unwrap().expect("there is no such line");
            if let Some(rest) = line.strip_prefix(beginning) {
                return rest.to_owned();
            }
        }
    }
}

async fn get(endpoint: &str, target: &str) -> String {
    let mut stream = TcpStream::connect(endpoint.trim_start_matches("http://")).await.unwrap();
    let head = format!("GET {target} HTTP/1.1\r\nhost: stand-in\r\nx-auth-token: {TOKEN}\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = String::new();
    soon(stream.read_to_string(&mut answer)).await.unwrap();
    answer
}

#[tokio::test]
async fn it_serves_what_it_prints() {
    let mut served = Served::start(&["--jobs", "3", "--throttle-every", "3"]);
    let endpoint = served.line("export HUAWEICLOUD_SWR_ENDPOINT=").await;
    assert_eq!(served.line("export HUAWEICLOUD_SDK_REGION_SWR_CN_NORTH_4=").await, endpoint);
    assert_eq!(served.line("export HUAWEICLOUD_SDK_IAM_ENDPOINT=").await, endpoint);
    assert_eq!(served.line("export HUAWEICLOUD_SDK_PROJECT_ID=").await, PROJECT);
    assert_eq!(served.line("export HUAWEICLOUD_SDK_SK=").await, KEY.sk);
    let curl = served.line("# curl --header 'X-Auth-Token: ").await;
    let target = curl.strip_prefix(TOKEN).unwrap().strip_prefix(&format!("' {endpoint}")).unwrap();
    let answer = get(&endpoint, target).await;
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains(r#""status":"Creating""#), "{answer}");
    let answer = get(&endpoint, &format!("/v2/{PROJECT}/jobs")).await;
    assert!(answer.contains(r#""total":5"#), "{answer}");
    assert!(get(&endpoint, target).await.starts_with("HTTP/1.1 429 "));
}

#[tokio::test]
async fn the_printed_variables_do_for_another_program() {
    let mut served = Served::start(&[]);
    let mut list_jobs = example("list_jobs");
    for name in ["SWR_ENDPOINT", "SDK_PROJECT_ID", "SDK_AK", "SDK_SK"] {
        let name = format!("HUAWEICLOUD_{name}");
        let value = served.line(&format!("export {name}=")).await;
        list_jobs.env(name, value);
    }
    let ended = run(&mut list_jobs).await;
    assert!(ended.code == Some(0) && ended.stdout.ends_with("\n27 of 27 jobs\n"), "{ended:?}");
}

#[tokio::test]
async fn a_port_that_is_taken() {
    let mut served = Served::start(&["--jobs", "0"]);
    let endpoint = served.line("export HUAWEICLOUD_SWR_ENDPOINT=").await;
    let port = endpoint.rsplit(':').next().unwrap();
    let ended = run(example("stand_in").args(["--port", port])).await;
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(1), ""));
    assert!(ended.stderr.starts_with("error: "), "{ended:?}");
}
