//! The ID of the project: where it comes from, and how it is written into the path.

use huaweicloud_swr::ErrorKind;

use super::support::{builder, jobs, target, targets};
use crate::stand_in::PROJECT;

#[tokio::test]
async fn any_text_is_one_segment_of_the_path() {
    let cases = [
        ("a/b", "/v2/a%2Fb/jobs"),
        ("../admin", "/v2/..%2Fadmin/jobs"),
        ("%2e%2e", "/v2/%252e%252e/jobs"),
        ("a b+c", "/v2/a%20b%2Bc/jobs"),
        ("x?limit=1#y", "/v2/x%3Flimit%3D1%23y/jobs"),
        ("项目", "/v2/%E9%A1%B9%E7%9B%AE/jobs"),
        ("a\r\nX-Evil: 1", "/v2/a%0D%0AX-Evil%3A%201/jobs"),
        ("~a-b_c.d", "/v2/~a-b_c.d/jobs"),
    ];
    let (stand_in, client) = jobs(3).await;
    for (project_id, _) in cases {
        let error = client.list_instance_jobs().project_id(project_id).send().await.unwrap_err();
        assert!(error.is_not_found(), "{error}");
        assert_eq!(error.code(), Some("SVCSTG.SWR.4040000"), "the server has read another path");
    }
    assert_eq!(targets(&stand_in), cases.map(|(_, path)| path));
}

#[tokio::test]
async fn what_would_name_another_resource_is_refused() {
    let (stand_in, client) = jobs(3).await;
    for project_id in ["", ".", ".."] {
        let error = client.list_instance_jobs().project_id(project_id).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        let expected = format!(
            "ListInstanceJobs: `project_id` is `{project_id}`, which would name another resource: give its real value"
        );
        assert_eq!(error.to_string(), expected);
    }
    assert_eq!(targets(&stand_in), [""; 0]);
}

#[tokio::test]
async fn a_call_overrides_the_client() {
    let (stand_in, _) = jobs(3).await;
    let client = builder(&stand_in.endpoint()).project_id("another").build().unwrap();
    assert_eq!(client.list_instance_jobs().project_id(PROJECT).send().await.unwrap().total, 3);
    // Only that one call.
    assert!(client.list_instance_jobs().send().await.unwrap_err().is_not_found());
    assert_eq!(targets(&stand_in), [target(""), "/v2/another/jobs".to_owned()]);
}
