//! Calls that an access key signs.

use axum::http::HeaderMap;
use huaweicloud_swr::models::JobStatus;
use huaweicloud_swr::operations::ListInstanceJobs;
use huaweicloud_swr::{Client, Credentials};

use super::raw_server::{RawServer, answer};
use super::support::{builder, jobs, key, numbers, target, targets, temporary_key};
use crate::stand_in::{KEY, PROJECT, StandIn, TEMPORARY_KEY, TOKEN};

/// The stand-in with so many jobs, and a client with these credentials.
async fn stand_in(jobs: usize, credentials: Credentials) -> (StandIn, Client) {
    let (stand_in, _) = self::jobs(jobs).await;
    let client = builder(&stand_in.endpoint()).credentials(credentials).build().unwrap();
    (stand_in, client)
}

/// The headers of the latest request that say who calls, and a signature's beginning.
fn proofs(stand_in: &StandIn) -> (Option<String>, Option<String>, Option<String>) {
    let headers: HeaderMap = stand_in.requests().pop().unwrap().headers;
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    let authorization = text("authorization").map(|value| value.split_once("Signature=").unwrap().0.to_owned());
    (text("x-auth-token"), text("x-security-token"), authorization)
}

#[tokio::test]
async fn they_are_let_in() {
    let (stand_in, client) = stand_in(3, key()).await;
    let page = client.list_instance_jobs().send().await.unwrap();
    assert_eq!((numbers(&page.jobs), page.total), (vec![0, 1, 2], 3));
    let authorization = format!("SDK-HMAC-SHA256 Access={}, SignedHeaders=host;x-project-id;x-sdk-date, ", KEY.ak);
    assert_eq!(proofs(&stand_in), (None, None, Some(authorization)));
}

#[tokio::test]
async fn the_head_of_a_signed_request() {
    let json = r#"{"jobs": [], "total": 0}"#;
    let mut server = RawServer::answering(answer("200 OK", "application/json", json)).await;
    let client = builder(server.endpoint()).credentials(temporary_key()).build().unwrap();
    client.list_instance_jobs().limit(10).send().await.unwrap();
    let head = server.request().await;
    let mut lines = head.trim_end().lines();
    assert_eq!(lines.next(), Some(&*format!("GET {} HTTP/1.1", target("?offset=0&limit=10"))));
    let mut names: Vec<_> = lines.map(|line| line.split_once(": ").unwrap().0).collect();
    names.sort_unstable();
    let expected = ["accept", "authorization", "host", "user-agent", "x-project-id", "x-sdk-date", "x-security-token"];
    assert_eq!(names, expected);
    assert!(head.contains(&format!("\r\nx-project-id: {PROJECT}\r\n")), "{head}");
}

#[tokio::test]
async fn a_temporary_key_goes_with_its_security_token() {
    let (stand_in, client) = stand_in(3, temporary_key()).await;
    assert_eq!(client.list_instance_jobs().send().await.unwrap().total, 3);
    let names = "host;x-project-id;x-sdk-date;x-security-token";
    let authorization = format!("SDK-HMAC-SHA256 Access={}, SignedHeaders={names}, ", TEMPORARY_KEY.ak);
    assert_eq!(proofs(&stand_in), (None, TEMPORARY_KEY.security_token.map(str::to_owned), Some(authorization)));
}

#[tokio::test]
async fn beside_a_token_it_is_not_used() {
    let token = || Credentials::token(TOKEN);
    for credentials in [token().and(key()), key().and(token()), temporary_key().and(token()).and(key())] {
        let (stand_in, client) = stand_in(3, credentials).await;
        assert_eq!(client.list_instance_jobs().send().await.unwrap().total, 3);
        assert_eq!(proofs(&stand_in), (Some(TOKEN.to_owned()), None, None));
        let headers = stand_in.requests().pop().unwrap().headers;
        assert!(!headers.contains_key("x-sdk-date") && !headers.contains_key("x-project-id"), "{headers:?}");
    }
}

#[tokio::test]
async fn of_two_keys_the_later_one_counts() {
    let (stand_in, client) = stand_in(3, temporary_key().and(key())).await;
    client.list_instance_jobs().send().await.unwrap();
    let (_, security_token, authorization) = proofs(&stand_in);
    assert_eq!(security_token, None);
    assert!(authorization.unwrap().contains(KEY.ak));
}

#[tokio::test]
async fn every_page_is_signed() {
    let (stand_in, client) = stand_in(250, key()).await;
    let all = client.list_instance_jobs().limit(60).stream().try_collect().await.unwrap();
    assert_eq!(numbers(&all), (0..250).collect::<Vec<_>>());
    let requests = stand_in.requests();
    let mut signatures: Vec<_> = requests.iter().map(|request| &request.headers["authorization"]).collect();
    signatures.sort_unstable_by_key(|value| value.as_bytes());
    signatures.dedup();
    assert_eq!((requests.len(), signatures.len()), (5, 5));
}

#[tokio::test]
async fn any_query_can_be_signed() {
    type Setters = fn(ListInstanceJobs) -> ListInstanceJobs;
    let cases: [(Setters, &str); 9] = [
        (|call| call, ""),
        (|call| call.status(JobStatus::Failed).offset(1).limit(2), "?status=Failed&offset=1&limit=2"),
        (|call| call.status(""), "?status="),
        (|call| call.status("on hold & waiting"), "?status=on%20hold%20%26%20waiting"),
        (|call| call.status("停止"), "?status=%E5%81%9C%E6%AD%A2"),
        (|call| call.status("é😀"), "?status=%C3%A9%F0%9F%98%80"),
        (|call| call.status("a+b=c%2F*~/?#"), "?status=a%2Bb%3Dc%252F%2A~%2F%3F%23"),
        (|call| call.status(" \t\r\n"), "?status=%20%09%0D%0A"),
        (|call| call.status("&limit=1&a"), "?status=%26limit%3D1%26a"),
    ];
    let (stand_in, client) = stand_in(3, key()).await;
    for (set, query) in cases {
        let page = set(client.list_instance_jobs()).send().await;
        assert!(page.is_ok(), "{query}: {page:?}");
    }
    assert_eq!(targets(&stand_in), cases.map(|(_, query)| target(query)));
}

/// There is no project of such an ID, which is only said to somebody who is let in.
#[tokio::test]
async fn any_project_can_be_signed() {
    let (stand_in, client) = stand_in(3, key()).await;
    for project_id in
        ["a/b", "../admin", "%2e%2e", "a b+c", " a ", "x?limit=1#y", "项目", "é", "~a-b_c.d", "a;b,c=d", "a:b@c"]
    {
        let error = client.list_instance_jobs().project_id(project_id).send().await.unwrap_err();
        assert_eq!(error.code(), Some("SVCSTG.SWR.4040000"), "{project_id}: {error}");
        let sent = &stand_in.requests().pop().unwrap().headers["x-project-id"];
        assert_eq!(str::from_utf8(sent.as_bytes()).unwrap(), project_id.trim());
    }
}

#[tokio::test]
async fn a_call_signs_for_its_own_project() {
    let (stand_in, _) = jobs(3).await;
    let client = builder(&stand_in.endpoint()).credentials(key()).project_id("another").build().unwrap();
    assert_eq!(client.list_instance_jobs().project_id(PROJECT).send().await.unwrap().total, 3);
    assert_eq!(stand_in.requests()[0].headers["x-project-id"], PROJECT);
    assert!(client.list_instance_jobs().send().await.unwrap_err().is_not_found());
}
