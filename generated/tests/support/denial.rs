//! Denials, whose reason is encoded, and its decoding by the Security Token Service.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::Service;
use super::gate::Caller;
use super::refusal::{Refusal, Shape};
use super::settings::REGION;
use super::tokens::opaque;
use super::users::{DOMAIN_ID, User};

/// How many characters an encoded reason has.
const LENGTH: usize = 600;

/// The most characters that are decoded.
const LONGEST: usize = 10_240;

/// Denies an action, or all of a project where the token is not good for it.
pub(super) fn refuse(service: &Service, user: &User, project: &str, action: Option<&str>) -> Refusal {
    let failure = match action {
        Some(_) => "implicit deny by identity-based policy",
        None => "the token is not scoped to the project",
    };
    let mut context = json!({
        "user_profile": { "domain_id": DOMAIN_ID, "user_id": user.id, "user_name": user.name },
        "project_id": project,
        "failure": failure,
    });
    if let Some(action) = action {
        context["action"] = action.into();
        context["resource"] = format!("swr:{REGION}:{DOMAIN_ID}:instance:*").into();
    }
    let encoded = service.encode(&json!({ "context": context }));
    let refusal = Refusal::new(403, "SVCSTG.SWR.4030170", "Insufficient permissions");
    refusal.shaped(Shape::Combined).encoded(encoded)
}

impl Service {
    /// A text that means this to the stand-in alone.
    fn encode(&self, reason: &Value) -> String {
        let mut reasons = self.reasons();
        let encoded = opaque(&format!("{} reason {}", self.seed, reasons.len()), LENGTH - 2) + "==";
        reasons.insert(encoded.clone(), reason.to_string());
        encoded
    }
}

/// `POST /v5/decode-authorization-message`. Of the codes, their form alone is published, and the one of the example.
pub(super) async fn decode(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
    caller: Result<Caller, Refusal>,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    if !headers.contains_key("authorization") {
        return Err(Refusal::new(401, "STS5.1003", "The request is not signed with an access key"));
    }
    caller?;
    if service.settings.denies_decoding {
        return Err(Refusal::new(403, "STS5.1004", "Not allowed: sts::decodeAuthorizationMessage"));
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let encoded = body["encoded_message"].as_str().filter(|encoded| (1..=LONGEST).contains(&encoded.len()));
    let encoded =
        encoded.ok_or_else(|| Refusal::new(400, "STS5.1001", "encoded_message must have 1 to 10240 characters"))?;
    match service.reasons().get(encoded) {
        Some(reason) => Ok(Json(json!({ "decoded_message": reason }))),
        None => Err(Refusal::new(400, "STS5.1002", "The encoded message is invalid")),
    }
}
