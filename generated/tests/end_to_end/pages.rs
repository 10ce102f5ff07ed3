//! Lists that are read to their end.

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;
use huaweicloud_swr::models::JobStatus;
use huaweicloud_swr::{Client, ErrorKind};

use super::support::{answering, jobs, numbers, stand_in, target, targets};
use crate::stand_in::Settings;

/// What a stream yields before its end, and how it ends.
async fn drain<T, E>(mut stream: impl Stream<Item = Result<T, E>> + Unpin) -> (Vec<T>, Option<E>) {
    let mut items = Vec::new();
    loop {
        match poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
            Some(Ok(item)) => items.push(item),
            Some(Err(error)) => return (items, Some(error)),
            None => return (items, None),
        }
    }
}

#[tokio::test]
async fn every_job_comes_once() {
    for (count, limit, calls) in [(250, 100, 3), (250, 1, 251), (250, 7, 36), (200, 100, 3), (99, 100, 1), (0, 100, 1)]
    {
        let (stand_in, client) = jobs(count).await;
        let mut stream = client.list_instance_jobs().limit(limit).stream();
        assert_eq!(stream.total(), None);
        let mut seen = Vec::new();
        while let Some(job) = stream.try_next().await.unwrap() {
            assert_eq!(stream.total(), Some(count as u64));
            seen.push(job);
        }
        assert_eq!(numbers(&seen), (0..count).collect::<Vec<_>>());
        assert_eq!(stream.total(), Some(count as u64));
        assert_eq!(stream.try_next().await.unwrap(), None);
        assert_eq!(stand_in.requests().len(), calls, "{count} jobs by {limit}");
    }
}

#[tokio::test]
async fn ten_thousand_jobs() {
    let (stand_in, client) = jobs(10_000).await;
    let all = client.list_instance_jobs().stream().try_collect().await.unwrap();
    assert_eq!(numbers(&all), (0..10_000).collect::<Vec<_>>());
    assert_eq!(stand_in.requests().len(), 101);
}

#[tokio::test]
async fn pages_come_as_they_are() {
    let (stand_in, client) = jobs(250).await;
    let mut pages = client.list_instance_jobs().pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        assert_eq!(page.total, 250);
        sizes.push(page.jobs.len());
    }
    assert_eq!(sizes, [100, 100, 50]);
    assert_eq!(pages.try_next().await.unwrap(), None);
    let expected = ["?offset=0&limit=100", "?offset=100&limit=100", "?offset=200&limit=100"];
    assert_eq!(targets(&stand_in), expected.map(target));
}

#[tokio::test]
async fn both_are_streams() {
    let (_stand_in, client) = jobs(250).await;
    let (jobs, error) = drain(client.list_instance_jobs().stream()).await;
    assert!(error.is_none());
    assert_eq!(numbers(&jobs), (0..250).collect::<Vec<_>>());
    let (pages, error) = drain(client.list_instance_jobs().pages()).await;
    assert!(error.is_none());
    assert_eq!(numbers(pages.iter().flat_map(|page| &page.jobs)), (0..250).collect::<Vec<_>>());
    let items = drain(client.list_instance_jobs().pages().items()).await.0;
    assert_eq!(items, jobs);
}

#[tokio::test]
async fn a_list_can_begin_later_and_be_filtered() {
    let (stand_in, client) = jobs(250).await;
    let rest = client.list_instance_jobs().offset(245).stream().try_collect().await.unwrap();
    assert_eq!(numbers(&rest), [245, 246, 247, 248, 249]);
    let failed = client.list_instance_jobs().status(JobStatus::Failed).limit(30).stream().try_collect().await.unwrap();
    assert_eq!(numbers(&failed), (1..250).step_by(7).collect::<Vec<_>>());
    assert!(failed.iter().all(|job| job.reason.as_deref() == Some("failed to select cce cluster")));
    let beyond = client.list_instance_jobs().offset(1000).stream().try_collect().await.unwrap();
    assert_eq!(beyond, []);
    let expected = [
        "?offset=245&limit=100",
        "?status=Failed&offset=0&limit=30",
        "?status=Failed&offset=30&limit=30",
        "?offset=1000&limit=100",
    ];
    assert_eq!(targets(&stand_in), expected.map(target));
}

#[tokio::test]
async fn a_server_may_send_smaller_pages() {
    let (stand_in, client) = stand_in(Settings { jobs: 250, largest_page: 40, ..Settings::default() }).await;
    let all = client.list_instance_jobs().stream().try_collect().await.unwrap();
    assert_eq!(numbers(&all), (0..250).collect::<Vec<_>>());
    assert_eq!(stand_in.requests().len(), 7);
}

#[tokio::test]
async fn a_server_that_ignores_the_offset_is_noticed() {
    let (stand_in, client) = stand_in(Settings { jobs: 250, ignores_offset: true, ..Settings::default() }).await;
    let (jobs, error) = drain(client.list_instance_jobs().stream()).await;
    assert_eq!(numbers(&jobs), (0..100).collect::<Vec<_>>());
    let error = error.unwrap();
    assert_eq!(error.kind(), ErrorKind::Paging);
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "ListInstanceJobs: the list repeats the page before at offset 100; what came before is not all of it"
    );
    assert_eq!(stand_in.requests().len(), 2);
}

#[tokio::test]
async fn an_error_ends_a_stream() {
    let (stand_in, client) = stand_in(Settings { jobs: 250, fails_from: 200, ..Settings::default() }).await;
    let mut stream = client.list_instance_jobs().stream();
    for number in 0..200 {
        assert_eq!(numbers(&stream.try_next().await.unwrap()), [number]);
    }
    let error = stream.try_next().await.unwrap_err();
    assert_eq!(error.code(), Some("SVCSTG.SWR.5000000"));
    assert_eq!(error.request_id(), Some("stand-in-5"), "the third page was asked for three times");
    assert_eq!(stream.try_next().await.unwrap(), None);
    assert_eq!(stand_in.requests().len(), 5);
    assert!(client.list_instance_jobs().stream().try_collect().await.unwrap_err().is_retryable());
}

#[tokio::test]
async fn lists_longer_than_they_can_be_asked_for() {
    let (_server, client) = answering("200 OK", r#"{"jobs": [{"id": "1"}], "total": 2147483649}"#).await;
    let mut pages = client.list_instance_jobs().offset(i32::MAX).pages();
    assert_eq!(pages.try_next().await.unwrap().unwrap().jobs.len(), 1);
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Paging);
    assert_eq!(
        error.to_string(),
        "ListInstanceJobs: the list goes on beyond the last offset, 2147483647; what came before is not all of it"
    );
}

/// Streams go where futures go.
#[tokio::test]
async fn a_stream_can_move_to_another_task() {
    async fn count(client: Client) -> usize {
        client.list_instance_jobs().limit(10).stream().try_collect().await.unwrap().len()
    }
    let (_stand_in, client) = jobs(25).await;
    assert_eq!(tokio::spawn(count(client)).await.unwrap(), 25);
}
