//! What answers are read as, and how an answer that cannot be read is reported.

use huaweicloud_swr::models::{JobStatus, ListInstanceJobsResponse};
use huaweicloud_swr::runtime::StatusCode;
use huaweicloud_swr::{Error, ErrorKind};
use serde_json::{Value, json};

use super::raw_server::{RawServer, answer};
use super::support::{answering, client};

/// The answer that the service's documentation shows.
const DOCUMENTED: &str = r#"{
  "total" : 1,
  "jobs" : [ {
    "id" : "36db69c5-b2d5-11eb-b044-0255ac101219",
    "instance_id" : "36ce7f50-b2d5-11eb-b044-0255ac101219",
    "resource_id" : "36ce7f50-b2d5-11eb-b044-0255ac101219",
    "resource_name" : "test-public",
    "type" : "CreateInstance",
    "status" : "Failed",
    "reason" : "failed to select cce cluster",
    "created_at" : "2021-05-12T03:50:38.305978Z",
    "updated_at" : "2021-05-12T03:50:43.315473Z"
  } ]
}"#;

async fn read(body: &str) -> Result<ListInstanceJobsResponse, Error> {
    let (_server, client) = answering("200 OK", body).await;
    client.list_instance_jobs().send().await
}

fn json_of(page: &ListInstanceJobsResponse) -> Value {
    serde_json::to_value(page).unwrap()
}

#[tokio::test]
async fn the_documented_answer() {
    let page = read(DOCUMENTED).await.unwrap();
    assert_eq!(page.total, 1);
    let [job] = page.jobs.as_slice() else { panic!("expected one job: {page:?}") };
    assert_eq!(job.id.as_deref(), Some("36db69c5-b2d5-11eb-b044-0255ac101219"));
    assert_eq!(job.instance_id.as_deref(), Some("36ce7f50-b2d5-11eb-b044-0255ac101219"));
    assert_eq!(job.resource_id.as_deref(), Some("36ce7f50-b2d5-11eb-b044-0255ac101219"));
    assert_eq!(job.resource_name.as_deref(), Some("test-public"));
    assert_eq!(job.type_.as_deref(), Some("CreateInstance"));
    assert!(matches!(job.status, Some(JobStatus::Failed)));
    assert_eq!(job.reason.as_deref(), Some("failed to select cce cluster"));
    let created = job.created_at.as_ref().unwrap();
    assert_eq!(created.as_str(), "2021-05-12T03:50:38.305978Z");
    assert_eq!(created.unix(), Ok((1_620_791_438, 305_978_000)));
    let updated = job.updated_at.as_ref().unwrap();
    assert_eq!(updated.as_str(), "2021-05-12T03:50:43.315473Z");
    assert!(created < updated);
    assert_eq!(json_of(&page), serde_json::from_str::<Value>(DOCUMENTED).unwrap());
}

#[tokio::test]
async fn unknown_values_are_kept() {
    let body = json!({"jobs": [{"status": "Paused", "type": "MoveInstance", "created_at": "soon"}], "total": 1});
    let page = read(&body.to_string()).await.unwrap();
    let status = page.jobs[0].status.as_ref().unwrap();
    assert!(matches!(status, JobStatus::Unknown(_)));
    assert_eq!((status.as_str(), status), ("Paused", &JobStatus::from("Paused")));
    assert_eq!(json_of(&page), body);
}

#[tokio::test]
async fn null_is_as_good_as_absent() {
    let page = read(r#"{"jobs": null, "total": 0}"#).await.unwrap();
    assert_eq!((page.jobs.len(), page.total), (0, 0));

    let page = read(r#"{"jobs": [{"id": "1", "status": null, "reason": null}], "total": 1}"#).await.unwrap();
    let job = &page.jobs[0];
    assert_eq!((&job.status, &job.reason), (&None, &None));
    assert_eq!(json_of(&page), json!({"jobs": [{"id": "1"}], "total": 1}));
}

#[tokio::test]
async fn unknown_keys_and_strange_layouts_are_fine() {
    let body = "\r\n {\"next\": {\"a\": [1, {}]}, \"total\": 250.0, \"jobs\":\t[{\"瞳\": 1}, {\"id\": \"\\u4efb\"}]} ";
    let page = read(body).await.unwrap();
    assert_eq!(json_of(&page), json!({"jobs": [{}, {"id": "任"}], "total": 250}));
}

#[tokio::test]
async fn answers_of_another_shape() {
    let cases = [
        (r#"{"total": 0}"#, "$", "missing field `jobs`"),
        (r#"{"jobs": []}"#, "$", "missing field `total`"),
        (r#"{"jobs": [], "total": "x"}"#, "$.total", "expected an integer, found \"x\""),
        (r#"{"jobs": [], "total": 1.5}"#, "$.total", "expected an integer, found 1.5"),
        (r#"{"jobs": [], "total": null}"#, "$.total", "expected an integer, found null"),
        (r#"{"jobs": {}, "total": 0}"#, "$.jobs", "expected an array, found an object"),
        (r#"{"jobs": [{}, 7], "total": 2}"#, "$.jobs[1]", "expected an object (JobDetail), found 7"),
        (r#"{"jobs": [{"status": 5}], "total": 1}"#, "$.jobs[0].status", "expected a string, found 5"),
        (r#"{"jobs": [{"id": ["a"]}], "total": 1}"#, "$.jobs[0].id", "expected a string, found an array"),
        ("[]", "$", "expected an object (ListInstanceJobsResponse), found an array"),
        ("null", "$", "expected an object (ListInstanceJobsResponse), found null"),
    ];
    for (body, path, problem) in cases {
        let error = read(body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(error.is_decode() && !error.is_retryable(), "{body}");
        assert_eq!(error.path(), Some(path), "{body}");
        assert_eq!(error.to_string(), format!("ListInstanceJobs: cannot read the 200 answer: {path}: {problem}"));
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.request_id(), Some("raw-1"));
        assert_eq!(error.body().unwrap(), body);
    }
}

#[tokio::test]
async fn answers_that_are_no_json() {
    let cases = [
        ("", "application/json", "the body is empty, expected JSON"),
        ("<html>", "text/html; charset=utf-8", "the answer is text/html, not JSON"),
        (
            r#"{"jobs": ["#,
            "application/json",
            "the answer is not valid JSON: EOF while parsing a list at line 1 column 10",
        ),
    ];
    for (body, content_type, problem) in cases {
        let server = RawServer::answering(answer("200 OK", content_type, body)).await;
        let error = client(server.endpoint()).list_instance_jobs().send().await.unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::Decode, None), "{body}");
        assert_eq!(error.to_string(), format!("ListInstanceJobs: cannot read the 200 answer: {problem}"));
    }
}

#[tokio::test]
async fn json_by_another_name_is_read() {
    let server = RawServer::answering(answer("200 OK", "text/plain", DOCUMENTED)).await;
    assert_eq!(client(server.endpoint()).list_instance_jobs().send().await.unwrap().total, 1);
}
