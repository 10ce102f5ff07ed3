//! A union whose branches are named by a tag.

use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum Event {
    Push(Box<PushEvent>),
    Review(Box<ReviewEvent>),
    Build(Box<BuildEvent>),
    Comment(Box<CommentEvent>),
    Release(Box<ReleaseEvent>),
}

#[derive(Deserialize, Serialize)]
pub(crate) struct PushEvent {
    pub(crate) id: String,
    pub(crate) at: String,
    pub(crate) actor: String,
    pub(crate) branch: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) forced: Option<bool>,
    pub(crate) commits: Vec<Commit>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Commit {
    pub(crate) hash: String,
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) files: Option<i64>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct ReviewEvent {
    pub(crate) id: String,
    pub(crate) at: String,
    pub(crate) actor: String,
    pub(crate) change: i64,
    pub(crate) verdict: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) body: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct BuildEvent {
    pub(crate) id: String,
    pub(crate) at: String,
    pub(crate) pipeline: String,
    pub(crate) succeeded: bool,
    pub(crate) seconds: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) attempt: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) steps: Option<Vec<String>>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct CommentEvent {
    pub(crate) id: String,
    pub(crate) at: String,
    pub(crate) actor: String,
    pub(crate) body: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) path: Option<String>,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct ReleaseEvent {
    pub(crate) id: String,
    pub(crate) at: String,
    pub(crate) version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) notes: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) draft: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) assets: Option<Vec<String>>,
}
