//! What most tests begin with.

use std::time::Duration;

use huaweicloud_swr::models::JobDetail;
use huaweicloud_swr::{Client, ClientBuilder, Credentials};

use super::raw_server::{RawServer, answer};
use crate::stand_in::{KEY, PROJECT, Settings, StandIn, TEMPORARY_KEY, TOKEN};

/// Waits for what should happen soon, and fails the test if it does not.
pub(super) async fn soon<T>(event: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), event).await.expect("this takes too long")
}

/// A builder with all that a call needs.
pub(super) fn builder(endpoint: &str) -> ClientBuilder {
    let builder = Client::builder().endpoint(endpoint).timeout(Duration::from_secs(30));
    builder.credentials(Credentials::token(TOKEN)).project_id(PROJECT)
}

pub(super) fn client(endpoint: &str) -> Client {
    builder(endpoint).build().unwrap()
}

/// The permanent access key that the stand-in knows.
pub(super) fn key() -> Credentials {
    Credentials::access_key(KEY.ak, KEY.sk)
}

/// The temporary access key that the stand-in knows.
pub(super) fn temporary_key() -> Credentials {
    let token = TEMPORARY_KEY.security_token.expect("a temporary key has a security token");
    Credentials::access_key_with_token(TEMPORARY_KEY.ak, TEMPORARY_KEY.sk, token)
}

/// The stand-in, and a client of it.
pub(super) async fn stand_in(settings: Settings) -> (StandIn, Client) {
    let stand_in = StandIn::start(settings).await.unwrap();
    let client = client(&stand_in.endpoint());
    (stand_in, client)
}

/// The stand-in with so many jobs, and a client of it.
pub(super) async fn jobs(jobs: usize) -> (StandIn, Client) {
    stand_in(Settings { jobs, ..Settings::default() }).await
}

/// A server that answers every request with this JSON, and a client of it.
pub(super) async fn answering(status: &str, json: &str) -> (RawServer, Client) {
    let server = RawServer::answering(answer(status, "application/json", json)).await;
    let client = client(server.endpoint());
    (server, client)
}

/// The path and query of all requests that the stand-in has seen.
pub(super) fn targets(stand_in: &StandIn) -> Vec<String> {
    stand_in.requests().into_iter().map(|request| request.target).collect()
}

/// The path of the operation, with this query.
pub(super) fn target(query: &str) -> String {
    format!("/v2/{PROJECT}/jobs{query}")
}

/// The numbers that the stand-in has put into the names of the jobs' resources.
pub(super) fn numbers<'a>(jobs: impl IntoIterator<Item = &'a JobDetail>) -> Vec<usize> {
    let number = |job: &JobDetail| job.resource_name.as_deref()?.strip_prefix("registry-")?.parse().ok();
    jobs.into_iter().map(|job| number(job).expect("the job has no number")).collect()
}
