//! Many members, optional, nullable or both; many texts, some of them long.

use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
pub(crate) struct Issue {
    pub(crate) id: i64,
    pub(crate) node: String,
    pub(crate) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) project_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) labels_url: Option<String>,
    pub(crate) comments_url: String,
    pub(crate) events_url: String,
    pub(crate) html_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) timeline_url: Option<String>,
    pub(crate) number: i64,
    pub(crate) state: IssueState,
    pub(crate) state_reason: Option<IssueStateReason>,
    pub(crate) title: String,
    pub(crate) body: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body_html: Option<String>,
    pub(crate) author: Person,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author_role: Option<IssueAuthorRole>,
    pub(crate) labels: Vec<Label>,
    pub(crate) assignee: Option<Person>,
    pub(crate) assignees: Vec<Person>,
    pub(crate) milestone: Option<Milestone>,
    pub(crate) locked: bool,
    pub(crate) lock_reason: Option<String>,
    pub(crate) comments: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) change: Option<LinkedChange>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) closed_at: Option<String>,
    pub(crate) closed_by: Option<Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) draft: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reactions: Option<Reactions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) sub_issues: Option<SubIssues>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum IssueState {
    Open,
    Closed,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum IssueStateReason {
    Completed,
    Reopened,
    NotPlanned,
    Duplicate,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum IssueAuthorRole {
    Owner,
    Member,
    Contributor,
    FirstTimer,
    None,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Person {
    pub(crate) login: String,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) id: i64,
    pub(crate) node: String,
    pub(crate) avatar_url: String,
    pub(crate) avatar_id: Option<String>,
    pub(crate) url: String,
    pub(crate) html_url: String,
    pub(crate) followers_url: String,
    pub(crate) following_url: String,
    pub(crate) snippets_url: String,
    pub(crate) starred_url: String,
    pub(crate) groups_url: String,
    pub(crate) projects_url: String,
    pub(crate) events_url: String,
    pub(crate) kind: String,
    pub(crate) staff: bool,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Label {
    pub(crate) id: i64,
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) color: String,
    pub(crate) default: bool,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Milestone {
    pub(crate) url: String,
    pub(crate) id: i64,
    pub(crate) number: i64,
    pub(crate) state: MilestoneState,
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) creator: Option<Person>,
    pub(crate) open_issues: i64,
    pub(crate) closed_issues: i64,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) closed_at: Option<String>,
    pub(crate) due_on: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MilestoneState {
    Open,
    Closed,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct LinkedChange {
    pub(crate) url: Option<String>,
    pub(crate) diff_url: Option<String>,
    pub(crate) merged_at: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Reactions {
    pub(crate) url: String,
    pub(crate) total: i64,
    pub(crate) up: i64,
    pub(crate) down: i64,
    pub(crate) laugh: i64,
    pub(crate) confused: i64,
    pub(crate) heart: i64,
    pub(crate) hooray: i64,
    pub(crate) eyes: i64,
    pub(crate) rocket: i64,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct SubIssues {
    pub(crate) total: i64,
    pub(crate) completed: i64,
    pub(crate) percent_completed: i64,
}
