//! The jobs, and what can be done with them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Service;
use super::gate::Caller;
use super::refusal::Refusal;
use super::settings::PROJECT;

/// What the states of the first jobs are, in turn.
const STATES: [&str; 7] = ["Success", "Failed", "Success", "Running", "Success", "Initializing", "Creating"];

/// Why jobs fail, unless another reason is given.
const REASON: &str = "failed to select cce cluster";

/// The states that a job goes through.
#[derive(Clone, Debug)]
pub struct Course {
    states: Vec<&'static str>,
    reason: &'static str,
}

impl Course {
    /// These ones, the last of which stays.
    pub fn through(states: &[&'static str]) -> Self {
        Self { states: states.to_vec(), reason: REASON }
    }

    /// All of a job that succeeds.
    pub fn to_success() -> Self {
        Self::through(&["Creating", "Initializing", "Running", "Success"])
    }

    /// All of a job that fails for this reason.
    pub fn to_failure(reason: &'static str) -> Self {
        Self { reason, ..Self::through(&["Creating", "Initializing", "Running", "Failed"]) }
    }
}

/// All jobs that have not been deleted.
pub struct Jobs {
    list: Vec<Job>,
    created: usize,
    looks_at_state: usize,
}

struct Job {
    number: usize,
    course: Course,
    looks: usize,
}

impl Jobs {
    pub fn new(count: usize, looks_at_state: usize) -> Self {
        let job = |number| Job { number, course: Course::through(&[STATES[number % STATES.len()]]), looks: 0 };
        Self { list: (0..count).map(job).collect(), created: count, looks_at_state: looks_at_state.max(1) }
    }

    /// Adds a job, and tells its id.
    pub fn create(&mut self, course: Course) -> String {
        let job = Job { number: self.created, course, looks: 0 };
        let id = job.id();
        self.list.push(job);
        self.created += 1;
        id
    }

    fn position(&self, id: &str) -> Result<usize, Refusal> {
        let position = self.list.iter().position(|job| job.id() == id);
        position.ok_or_else(|| Refusal::new(404, "SVCSTG.SWR.4040000", "The job does not exist"))
    }

    fn state(&self, job: &Job) -> &'static str {
        let states = &job.course.states;
        states.get(job.looks / self.looks_at_state).or(states.last()).copied().unwrap_or("Creating")
    }

    /// A job as it is shown, with a `reason` only if it failed.
    fn show(&self, job: &Job) -> Value {
        let (number, state) = (job.number, self.state(job));
        let (minutes, hours, days) = (number % 60, number / 60 % 24, number / 60 / 24);
        let started = format!("2026-03-{:02}T{hours:02}:{minutes:02}", days + 1);
        let instance = format!("{number:08x}-b2d5-11eb-b044-0255ac101219");
        let mut shown = json!({
            "id": job.id(),
            "instance_id": instance,
            "resource_id": instance,
            "resource_name": format!("registry-{number}"),
            "type": "CreateInstance",
            "status": state,
            "created_at": format!("{started}:38.305978Z"),
            "updated_at": format!("{started}:43.315473Z"),
        });
        if state == "Failed" {
            shown["reason"] = job.course.reason.into();
        }
        shown
    }
}

impl Job {
    fn id(&self) -> String {
        format!("{:08x}-6c1f-11eb-9d0a-0255ac101219", self.number)
    }
}

/// `GET /v2/{project_id}/jobs`
pub(super) async fn list(
    State(service): State<Arc<Service>>,
    caller: Caller,
    Path(project): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Json<Value>, Refusal> {
    caller.act(&service, &project, "swr:instance:listJobs")?;
    let has_jobs = has_jobs(&service, &project)?;
    let settings = &service.settings;
    let (offset, limit) = window(&query)?;
    if offset >= settings.fails_from {
        return Err(Refusal::new(500, "SVCSTG.SWR.5000000", "Internal error"));
    }
    let jobs = service.jobs();
    let status = query.get("status");
    let is_asked_for = |job: &&Job| has_jobs && status.is_none_or(|status| status == jobs.state(job));
    let listed: Vec<_> = jobs.list.iter().filter(is_asked_for).collect();
    let skipped = if settings.ignores_offset { 0 } else { offset };
    let page = listed.iter().skip(skipped).take(limit.min(settings.largest_page));
    Ok(Json(json!({ "jobs": page.map(|job| jobs.show(job)).collect::<Vec<_>>(), "total": listed.len() })))
}

/// `GET /v2/{project_id}/jobs/{job_id}`, which needs no policy; each look moves the job on.
pub(super) async fn look(
    State(service): State<Arc<Service>>,
    caller: Caller,
    Path((project, id)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    caller.enter(&service, &project)?;
    let mut jobs = service.jobs();
    let position = position(&service, &jobs, &project, &id)?;
    let shown = jobs.show(&jobs.list[position]);
    jobs.list[position].looks += 1;
    Ok(Json(shown))
}

/// `DELETE /v2/{project_id}/jobs/{job_id}`
pub(super) async fn delete(
    State(service): State<Arc<Service>>,
    caller: Caller,
    Path((project, id)): Path<(String, String)>,
) -> Result<StatusCode, Refusal> {
    caller.act(&service, &project, "swr:instance:deleteJob")?;
    let mut jobs = service.jobs();
    let position = position(&service, &jobs, &project, &id)?;
    jobs.list.remove(position);
    Ok(StatusCode::NO_CONTENT)
}

/// Where in the list the job of a project is.
fn position(service: &Service, jobs: &Jobs, project: &str, id: &str) -> Result<usize, Refusal> {
    // Where a project has no jobs, no id is one of a job.
    let id = if has_jobs(service, project)? { id } else { "" };
    jobs.position(id)
}

/// Whether the jobs belong to this project, if there is such a project.
fn has_jobs(service: &Service, project: &str) -> Result<bool, Refusal> {
    let is_listed = || service.settings.projects.iter().any(|listed| listed.id == project);
    match project == PROJECT {
        false if !is_listed() => Err(Refusal::new(404, "SVCSTG.SWR.4040000", "The project does not exist")),
        has_jobs => Ok(has_jobs),
    }
}

/// Offset and limit: none or both, and within their bounds.
fn window(query: &BTreeMap<String, String>) -> Result<(usize, usize), Refusal> {
    let refuse = |problem| Refusal::new(400, "SVCSTG.SWR.4001025", problem);
    let number = |name, problem| match query.get(name).map(|text| text.parse()) {
        Some(Err(_)) => Err(refuse(problem)),
        Some(Ok(number)) => Ok(Some(number)),
        None => Ok(None),
    };
    let offset = number("offset", "offset must be a number from 0 on")?;
    let limit = number("limit", "limit must be from 1 to 100")?;
    match (offset, limit) {
        (None, None) => Ok((0, 100)),
        (Some(offset), Some(limit @ 1..=100)) => Ok((offset, limit)),
        (Some(_), Some(_)) => Err(refuse("limit must be from 1 to 100")),
        _ => Err(refuse("offset and limit must be used together")),
    }
}
