//! The snippets that make calls.

use huaweicloud_swr::{Client, Credentials};
use tokio::net::TcpListener;

use super::super::support::{self, jobs, targets};
use super::{Outcome, denied, ended};
use crate::stand_in::PROJECT;

#[tokio::test]
async fn lists_jobs() -> Outcome {
    let (stand_in, client) = jobs(25).await;
    use huaweicloud_swr::models::JobStatus;

    let page = client.list_instance_jobs().status(JobStatus::Failed).offset(0).limit(20).send().await?;
    println!("{} of {}", page.jobs.len(), page.total);

    let mut failed = client.list_instance_jobs().status(JobStatus::Failed).stream();
    while let Some(job) = failed.try_next().await? {
        println!("{}: {}", job.id.as_deref().unwrap_or("-"), job.reason.as_deref().unwrap_or("no reason given"));
    }

    assert_eq!((page.jobs.len(), page.total, failed.total()), (4, 4, Some(4)));
    let target = |query: &str| format!("/v2/{PROJECT}/jobs?status=Failed&{query}");
    assert_eq!(targets(&stand_in), [target("offset=0&limit=20"), target("offset=0&limit=100")]);
    Ok(())
}

async fn watch(client: &Client, job_id: &str) -> Outcome {
    use std::time::Duration;

    let end = client
        .show_instance_job(job_id)
        .wait()
        .interval(Duration::from_secs(10))
        .deadline(Duration::from_secs(15 * 60))
        .on_progress(|job| println!("{:?}", job.status))
        .await;
    match end {
        Ok(job) => println!("{:?} is ready", job.resource_name),
        Err(error) if error.is_failed() => println!("failed: {}", error.message().unwrap_or("no reason given")),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

#[tokio::test]
async fn watches_jobs() -> Outcome {
    let (stand_in, client, jobs) = ended().await;
    for job in &jobs {
        watch(&client, job).await?;
    }
    assert_eq!(targets(&stand_in), jobs.map(|job| format!("/v2/{PROJECT}/jobs/{job}")));
    let error = watch(&client, "none").await.unwrap_err();
    assert!(error.to_string().starts_with("ShowInstanceJob: 404 Not Found"), "{error}");
    Ok(())
}

/// Returns the error, so that nobody mistakes a success for a snippet that has run.
async fn tell(client: &Client) -> Outcome {
    let Err(error) = client.list_instance_jobs().send().await else { return Ok(()) };
    eprintln!("{error}");
    match error.status() {
        Some(status) => eprintln!("{status} {:?} {:?} {:?}", error.code(), error.message(), error.request_id()),
        None => eprintln!("there is no answer: {:?}", error.kind()),
    }
    Err(error.into())
}

#[tokio::test]
async fn tells_of_errors() -> Outcome {
    let (_stand_in, client) = denied().await;
    let error = tell(&client).await.unwrap_err();
    assert!(error.to_string().starts_with("ListInstanceJobs: 403 Forbidden: SVCSTG.SWR.4030170: "), "{error}");

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}", listener.local_addr()?);
    drop(listener);
    let error = tell(&support::client(&endpoint)).await.unwrap_err();
    assert!(error.to_string().starts_with("ListInstanceJobs: cannot connect to http://127.0.0.1:"), "{error}");
    Ok(())
}

#[tokio::test]
async fn decodes_denials() -> Outcome {
    let (stand_in, client) = denied().await;
    let error = client.list_instance_jobs().send().await.unwrap_err();
    use huaweicloud_swr::models::DecodeAuthorizationMessageRequest;

    if let Some(encoded) = error.encoded_authorization_message() {
        let request = DecodeAuthorizationMessageRequest::new(encoded);
        let answer = client.decode_authorization_message(&request).send().await?;
        println!("{}", answer.decoded_message);
    }

    assert_eq!(targets(&stand_in)[1..], ["/v5/decode-authorization-message"]);
    Ok(())
}

#[tokio::test]
async fn needs_no_server_in_tests() -> Outcome {
    use std::sync::Arc;

    use huaweicloud_swr::models::JobStatus;
    use huaweicloud_swr::runtime::test_util::RecordingTransport;
    use serde_json::json;

    let transport = RecordingTransport::new().reply_json(200, json!({ "jobs": [{ "status": "Failed" }], "total": 1 }));
    let client = Client::builder()
        .credentials(Credentials::token("token"))
        .project_id("project")
        .transport(Arc::new(transport.clone()))
        .build()?;

    let page = client.list_instance_jobs().send().await?;
    assert_eq!(page.jobs[0].status, Some(JobStatus::Failed));
    assert_eq!(transport.requests().len(), 1);
    Ok(())
}
