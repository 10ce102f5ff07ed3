//! What is sent for what is set.

use huaweicloud_swr::models::JobStatus;
use huaweicloud_swr::operations::ListInstanceJobs;
use huaweicloud_swr::{Client, Credentials, ErrorKind};

use super::support::{answering, builder, jobs, target, targets};
use crate::stand_in::{PROJECT, TOKEN};

const NO_JOBS: &str = r#"{"jobs": [], "total": 0}"#;

#[tokio::test]
async fn the_head_of_a_request() {
    let (mut server, client) = answering("200 OK", NO_JOBS).await;
    let call = client.list_instance_jobs().limit(10).offset(20).status(JobStatus::Failed);
    call.send().await.unwrap();
    let head = server.request().await;
    let mut lines = head.trim_end().lines();
    let expected = format!("GET /v2/{PROJECT}/jobs?status=Failed&offset=20&limit=10 HTTP/1.1");
    assert_eq!(lines.next(), Some(&*expected));
    let mut headers: Vec<_> = lines.collect();
    headers.sort_unstable();
    let expected = [
        "accept: application/json",
        &format!("host: {}", server.endpoint().trim_start_matches("http://")),
        concat!("user-agent: huaweicloud-swr/", env!("CARGO_PKG_VERSION")),
        &format!("x-auth-token: {TOKEN}"),
    ];
    assert_eq!(headers, expected);
}

#[tokio::test]
async fn the_query_for_what_is_set() {
    type Setters = fn(ListInstanceJobs) -> ListInstanceJobs;
    let cases: [(Setters, &str); 9] = [
        (|call| call, ""),
        (|call| call.offset(5), "?offset=5&limit=100"),
        (|call| call.limit(7), "?offset=0&limit=7"),
        (|call| call.limit(7).offset(5), "?offset=5&limit=7"),
        (|call| call.limit(1).limit(100), "?offset=0&limit=100"),
        (|call| call.status(JobStatus::Running), "?status=Running"),
        (|call| call.status("Failed"), "?status=Failed"),
        (|call| call.status("on hold & waiting"), "?status=on%20hold%20%26%20waiting"),
        (|call| call.offset(i32::MAX).status(""), "?status=&offset=2147483647&limit=100"),
    ];
    let (stand_in, client) = jobs(3).await;
    for (set, _) in cases {
        set(client.list_instance_jobs()).send().await.unwrap();
    }
    assert_eq!(targets(&stand_in), cases.map(|(_, query)| target(query)));
}

#[tokio::test]
async fn limits_out_of_bounds_are_not_sent() {
    let (stand_in, client) = jobs(3).await;
    for (limit, bound) in [(0, "at least 1"), (-1, "at least 1"), (101, "at most 100")] {
        let error = client.list_instance_jobs().limit(limit).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.is_invalid_request() && !error.is_retryable() && error.status().is_none());
        let expected = format!("ListInstanceJobs: `limit` is `{limit}`, but must be an integer of {bound}");
        assert_eq!(error.to_string(), expected);
        let error = client.list_instance_jobs().limit(limit).stream().try_next().await.unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(targets(&stand_in), [""; 0]);
}

#[tokio::test]
async fn without_checks_the_service_has_the_word() {
    let (stand_in, _) = jobs(3).await;
    let client = builder(&stand_in.endpoint()).check_requests(false).build().unwrap();
    let error = client.list_instance_jobs().limit(101).send().await.unwrap_err();
    assert_eq!(error.code(), Some("SVCSTG.SWR.4001025"));
    assert_eq!(targets(&stand_in), [target("?offset=0&limit=101")]);
}

#[tokio::test]
async fn what_a_call_needs_is_asked_for_before_it_is_sent() {
    let (stand_in, _) = jobs(3).await;
    let nobody = Client::builder().endpoint(&stand_in.endpoint()).project_id(PROJECT).build().unwrap();
    let error = nobody.list_instance_jobs().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.is_auth());
    let expected = "ListInstanceJobs: the client has no credentials: give its builder `Credentials::token(…)` or \
                    `Credentials::access_key(…)`";
    assert_eq!(error.to_string(), expected);

    let nowhere = Client::builder().endpoint(&stand_in.endpoint()).credentials(Credentials::token(TOKEN));
    let error = nowhere.build().unwrap().list_instance_jobs().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    let expected = "ListInstanceJobs: `project_id` is set neither by the call nor on the client, and cannot be found: \
                    `$server.region` is not set: set `region` on the client's builder";
    assert_eq!(error.to_string(), expected);
    assert_eq!(targets(&stand_in), [""; 0]);
}

#[tokio::test]
async fn programs_can_name_themselves() {
    let (stand_in, _) = jobs(3).await;
    let client = builder(&stand_in.endpoint()).user_agent("backup/1.2").build().unwrap();
    client.list_instance_jobs().send().await.unwrap();
    let expected = concat!("backup/1.2 huaweicloud-swr/", env!("CARGO_PKG_VERSION"));
    assert_eq!(stand_in.requests()[0].headers["user-agent"], expected);
}

#[tokio::test]
async fn endpoints_may_have_a_path() {
    let (mut server, _) = answering("200 OK", NO_JOBS).await;
    let client = builder(&format!("{}/gateway/", server.endpoint())).build().unwrap();
    client.list_instance_jobs().send().await.unwrap();
    let expected = format!("GET /gateway/v2/{PROJECT}/jobs HTTP/1.1\r\n");
    assert!(server.request().await.starts_with(&expected));
}
