//! Tells who is let in, by a token or by a signature.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::Service;
use super::denial;
use super::refusal::Refusal;
use super::signature::{Flaw, verify};
use super::tokens::Scope;
use super::users::{USERS, User};

/// Somebody who has been let in, by either a good token or a good signature, never by both.
pub struct Caller {
    pub user: &'static User,
    scope: Scope,
}

impl FromRequestParts<Arc<Service>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service>) -> Result<Self, Refusal> {
        let headers = &parts.headers;
        match (headers.get("x-auth-token"), headers.get("authorization")) {
            (Some(_), Some(_)) => Err(unproven("there are both a token and a signature")),
            (token, None) => {
                let token = token.and_then(|token| token.to_str().ok());
                token.and_then(|token| by_token(service, token)).ok_or_else(|| unknown(parts.uri.path()))
            }
            (None, Some(_)) => {
                let project = project(parts, service).await;
                if project.is_some_and(|project| stated_project(&parts.headers) != Some(project.trim().as_bytes())) {
                    return Err(unproven("X-Project-Id is not the project of the path"));
                }
                by_signature(service, parts).map_err(|flaw| unproven(words(flaw)))
            }
        }
    }
}

impl Caller {
    /// Checks that the token is good for a project.
    pub fn enter(&self, service: &Service, project: &str) -> Result<(), Refusal> {
        match &self.scope {
            Scope::Project(meant) if meant != project => self.denied(service, project, None),
            Scope::Domain => self.denied(service, project, None),
            Scope::Project(_) | Scope::Everything => Ok(()),
        }
    }

    /// Checks that the policies allow an action, too.
    pub fn act(&self, service: &Service, project: &str, action: &str) -> Result<(), Refusal> {
        self.enter(service, project)?;
        if self.user.is_allowed { Ok(()) } else { self.denied(service, project, Some(action)) }
    }

    fn denied(&self, service: &Service, project: &str, action: Option<&str>) -> Result<(), Refusal> {
        Err(denial::refuse(service, self.user, project, action))
    }
}

fn by_token(service: &Service, token: &str) -> Option<Caller> {
    let own = USERS.iter().find(|user| user.token == token).map(|user| (user, Scope::Everything));
    let (user, scope) = own.or_else(|| service.tokens().find(token, service.now()))?;
    Some(Caller { user, scope })
}

fn by_signature(service: &Service, parts: &Parts) -> Result<Caller, Flaw> {
    let body = parts.extensions.get::<Bytes>().cloned().unwrap_or_default();
    for user in &USERS {
        match verify(user.keys, parts, &body, service.now()) {
            Err(Flaw::UnknownKey) => {}
            verdict => return verdict.map(|()| Caller { user, scope: Scope::Everything }),
        }
    }
    Err(Flaw::UnknownKey)
}

/// The project in the path, where the path has one.
async fn project(parts: &mut Parts, service: &Arc<Service>) -> Option<String> {
    let parameters = RawPathParams::from_request_parts(parts, service).await.ok()?;
    parameters.iter().find_map(|(name, value)| (name == "project_id").then(|| value.to_owned()))
}

fn stated_project(headers: &HeaderMap) -> Option<&[u8]> {
    headers.get("x-project-id").map(|value| value.as_bytes().trim_ascii())
}

/// What IAM and the other services say to whom they do not know.
fn unknown(path: &str) -> Refusal {
    if path.starts_with("/v3/") {
        return Refusal::keystone(401, "The request you have made requires authentication.");
    }
    Refusal::new(401, "SVCSTG.SWR.4010000", "The token is invalid or has expired")
}

/// What the gateway has to say against a request.
fn unproven(problem: &str) -> Refusal {
    Refusal::gateway(401, "APIGW.0301", &format!("Incorrect IAM authentication information: {problem}"))
}

/// A flaw in the gateway's words.
fn words(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::UnknownKey => "Get secretKey failed",
        Flaw::Expired => "calc ak sk signature fail:signature expired",
        Flaw::Unreadable | Flaw::Wrong => "verify aksk signature fail",
    }
}
