//! What a service asks of others.

use super::{Branch, Docs, Type};

/// A request that the service makes: a variant of the enum of names, and one of the enum of what they bring.
#[derive(Debug)]
pub(crate) struct Webhook {
    pub(crate) variant: String,
    /// What the description calls it.
    pub(crate) wire_name: String,
    pub(crate) docs: Docs,
    pub(crate) payload: Payload,
}

/// What a webhook brings.
#[derive(Debug)]
pub(crate) enum Payload {
    Nothing,
    /// JSON, and what tells it from that of others; where one before it brings the same, the index of that one.
    Json {
        ty: Type,
        branch: Branch,
        same_as: Option<usize>,
    },
    Text,
    Bytes,
}

impl Webhook {
    /// The type of what it brings, if that is JSON.
    pub(crate) fn ty(&self) -> Option<&Type> {
        match &self.payload {
            Payload::Json { ty, .. } => Some(ty),
            Payload::Nothing | Payload::Text | Payload::Bytes => None,
        }
    }
}
