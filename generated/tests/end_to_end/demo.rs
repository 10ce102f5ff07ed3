//! The example `demo`.

use super::program::{Ended, example, run};

const EXPECTED: &str = "\
A stand-in for SWR, IAM and STS has 25 jobs, at http://127.0.0.1:PORT

Signed in with a password, page by page:
   1 to 10 of 25: 3 under way
  11 to 20 of 25: 5 under way
  21 to 25 of 25: 2 under way
  requests: 5, tokens: 1

The failed ones as a stream:
  2026-03-01T00:01:38.305978Z  registry-1   failed to select cce cluster
  2026-03-01T00:08:38.305978Z  registry-8   failed to select cce cluster
  2026-03-01T00:15:38.305978Z  registry-15  failed to select cce cluster
  2026-03-01T00:22:38.305978Z  registry-22  failed to select cce cluster

Waiting for a job that succeeds, and for one that fails:
  Creating
  Initializing
  Running
  Success
  ShowInstanceJob: ended as Failed: the quota is used up (request id stand-in-14)

The first two attempts are too many:
  10 of 26 jobs after 3 attempts

The token is revoked:
  10 of 26 jobs, with token 2

With the key of a user who may not:
  ListInstanceJobs: 403 Forbidden: SVCSTG.SWR.4030170: Insufficient permissions (request id stand-in-22)
  code: SVCSTG.SWR.4030170
  request id: stand-in-22
  a permission helps: true
  \"swr:instance:listJobs\" of \"stranger\": \"implicit deny by identity-based policy\"

Signed with an access key instead of sending a token:
  10 of 26 jobs
  Authorization: SDK-HMAC-SHA256 Access=STANDINPERMANENTKEY0, SignedHeaders=host;x-project-id;x-sdk-date, Signature=…

The services' clock is more than 20 minutes ahead:
  ListInstanceJobs: 401 Unauthorized: APIGW.0301: Incorrect IAM authentication information: calc ak sk signature fail:signature expired (request id stand-in-25; this machine's clock is 20 minutes behind the server's: set it)
";

#[tokio::test]
async fn it_shows_the_client_at_work() {
    let mut ended = run(&mut example("demo")).await;
    let (first, rest) = ended.stdout.split_once('\n').unwrap();
    let port = first.rsplit_once(':').unwrap().1.to_owned();
    ended.stdout = format!("{}\n{rest}", first.replace(&port, "PORT"));
    assert_eq!(ended, Ended::new(0, EXPECTED, ""));
}
