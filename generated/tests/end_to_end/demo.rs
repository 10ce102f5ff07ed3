//! The example `demo`.

use super::program::{Ended, example, run};

const EXPECTED: &str = "\
A stand-in for the service has 25 jobs, at http://127.0.0.1:PORT

Page by page:
   1 to 10 of 25: 3 under way
  11 to 20 of 25: 5 under way
  21 to 25 of 25: 2 under way

The failed ones as a stream:
  2026-03-01T00:01:38.305978Z  registry-1   failed to select cce cluster
  2026-03-01T00:08:38.305978Z  registry-8   failed to select cce cluster
  2026-03-01T00:15:38.305978Z  registry-15  failed to select cce cluster
  2026-03-01T00:22:38.305978Z  registry-22  failed to select cce cluster

With a token that is no longer good:
  ListInstanceJobs: 401 Unauthorized: SVCSTG.SWR.4010000: The token is invalid or has expired (request id stand-in-5)
  code: SVCSTG.SWR.4010000
  request id: stand-in-5
  a new token helps: true

Signed with an access key instead of sending a token:
  10 of 25 jobs
  Authorization: SDK-HMAC-SHA256 Access=STANDINPERMANENTKEY0, SignedHeaders=host;x-project-id;x-sdk-date, Signature=…
";

#[tokio::test]
async fn it_shows_the_client_at_work() {
    let mut ended = run(&mut example("demo")).await;
    let (first, rest) = ended.stdout.split_once('\n').unwrap();
    let port = first.rsplit_once(':').unwrap().1.to_owned();
    ended.stdout = format!("{}\n{rest}", first.replace(&port, "PORT"));
    assert_eq!(ended, Ended::new(0, EXPECTED, ""));
}
