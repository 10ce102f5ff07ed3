//! The same types with the impls of `serde_derive`.

pub(crate) mod charges;
pub(crate) mod deliveries;
pub(crate) mod events;
pub(crate) mod issues;
pub(crate) mod jobs;
pub(crate) mod machines;

use serde::{Deserialize, Serialize};

#[derive(Deserialize, Serialize)]
pub(crate) struct Answers {
    #[serde(skip_serializing_if = "Option::is_none")]
    machines: Option<Vec<machines::Machine>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<events::Event>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deliveries: Option<Vec<deliveries::Delivery>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issues: Option<Vec<issues::Issue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    charges: Option<Vec<charges::Charge>>,
}
