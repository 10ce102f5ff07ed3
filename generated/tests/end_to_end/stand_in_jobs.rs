//! Jobs in the stand-in: they go through their states, and can be deleted.

use super::plain_http::{Plain, job};
use super::support::{jobs, stand_in, target};
use crate::stand_in::{Course, KEY, PROJECT, Project, Settings, StandIn, TOKEN};

/// State and reason at each of so many looks.
async fn looks(stand_in: &StandIn, id: &str, count: usize) -> Vec<String> {
    let mut seen = Vec::new();
    for _ in 0..count {
        let answer = job("GET", id).send(stand_in).await;
        assert_eq!((answer.status, &answer.json()["id"]), (200, &id.into()));
        let text = |name| answer.json()[name].as_str().unwrap_or("-").to_owned();
        seen.push(format!("{} {}", text("status"), text("reason")));
    }
    seen
}

#[tokio::test]
async fn each_look_moves_a_job_on() {
    let (stand_in, _) = jobs(2).await;
    let [good, bad, odd] =
        [Course::to_success(), Course::to_failure("no quota"), Course::through(&["Creating", "Pausing"])]
            .map(|course| stand_in.create_job(course));
    let under_way = ["Creating -", "Initializing -", "Running -"];
    assert_eq!(looks(&stand_in, &good, 5).await, [&under_way[..], &["Success -", "Success -"]].concat());
    assert_eq!(looks(&stand_in, &bad, 5).await, [&under_way[..], &["Failed no quota", "Failed no quota"]].concat());
    assert_eq!(looks(&stand_in, &odd, 3).await, ["Creating -", "Pausing -", "Pausing -"]);
}

#[tokio::test]
async fn it_may_take_several_looks() {
    let (stand_in, _) = stand_in(Settings { looks: 2, ..Settings::default() }).await;
    let id = stand_in.create_job(Course::through(&["Running", "Success"]));
    assert_eq!(looks(&stand_in, &id, 4).await, ["Running -", "Running -", "Success -", "Success -"]);
}

#[tokio::test]
async fn the_list_shows_created_jobs_and_no_deleted_ones() {
    let (stand_in, _) = jobs(2).await;
    let id = stand_in.create_job(Course::to_failure("no quota"));
    let ids = async |query: &str| {
        let list = Plain::get(&target(query)).token(TOKEN).send(&stand_in).await.json();
        assert_eq!(list["total"], list["jobs"].as_array().unwrap().len());
        list["jobs"].as_array().unwrap().iter().map(|job| job["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = ids("").await;
    assert_eq!((all.len(), &all[2]), (3, &id));
    assert_eq!(ids("?status=Creating").await, all[2..]);
    looks(&stand_in, &id, 4).await;
    assert_eq!(ids("?status=Failed").await, [all[1].clone(), id.clone()]);

    let answer = job("DELETE", &all[0]).send(&stand_in).await;
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    assert_eq!(ids("").await, all[1..]);
    for method in ["GET", "DELETE"] {
        let refusal = job(method, &all[0]).send(&stand_in).await.refusal();
        assert_eq!(refusal, (404, "SVCSTG.SWR.4040000".to_owned(), "The job does not exist".to_owned()));
    }
    // An id is not given twice.
    job("DELETE", &id).send(&stand_in).await;
    assert_ne!(stand_in.create_job(Course::to_success()), id);
}

#[tokio::test]
async fn a_key_does_as_well_as_a_token() {
    let (stand_in, _) = jobs(1).await;
    let id = stand_in.create_job(Course::to_success());
    for (method, status) in [("GET", 200), ("DELETE", 204), ("GET", 404)] {
        let plain = Plain::new(method, &target(&format!("/{id}"))).header("x-project-id", PROJECT);
        assert_eq!(plain.signed(&KEY).send(&stand_in).await.status, status);
    }
}

#[tokio::test]
async fn other_projects_have_no_jobs() {
    let projects = vec![Project::new("empty", "cn-north-4_empty")];
    let (stand_in, _) = stand_in(Settings { jobs: 1, projects, ..Settings::default() }).await;
    let id = stand_in.create_job(Course::to_success());
    for (path, status) in [("empty/jobs", 200), ("unknown/jobs", 404), (&format!("empty/jobs/{id}"), 404)] {
        let answer = Plain::get(&format!("/v2/{path}")).token(TOKEN).send(&stand_in).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(status == 404 || answer.json()["total"] == 0);
    }
}
