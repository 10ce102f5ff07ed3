//! IAM's part: tokens for passwords, and the list of projects.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Service;
use super::gate::Caller;
use super::refusal::Refusal;
use super::settings::Project;
use super::tokens::Scope;
use super::users::{DOMAIN, DOMAIN_ID, USERS, User};

/// `POST /v3/auth/tokens`
pub(super) async fn sign_in(
    State(service): State<Arc<Service>>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let malformed = || Refusal::keystone(400, "The request body is invalid");
    let body = json_body(&headers, &body).ok_or_else(malformed)?;
    let claim = Claim::of(&body).ok_or_else(malformed)?;
    let wrong = || Refusal::keystone(401, "The username or password is wrong.");
    let user = claim.user().ok_or_else(wrong)?;
    // Where a scope leads nowhere, Keystone says no more than this.
    let astray = || Refusal::keystone(401, "The request you have made requires authentication.");
    let target = claim.target(&service).ok_or_else(astray)?;

    let now = service.now();
    let until = now + service.settings.token_lifetime;
    let scope = match target {
        Target::Account => Scope::Domain,
        Target::Project(project) => Scope::Project(project.id.clone()),
    };
    let token = service.tokens().issue(&service.seed, service.settings.token_length, user, scope, until);
    let wants_catalog = query.get("nocatalog").is_none_or(String::is_empty);
    let body = described(user, &target, now, until, wants_catalog);
    Ok((StatusCode::CREATED, [("x-subject-token", token)], Json(body)).into_response())
}

fn json_body(headers: &HeaderMap, body: &[u8]) -> Option<Value> {
    let media_type = headers.get("content-type")?.to_str().ok()?.split(';').next()?.trim();
    media_type.eq_ignore_ascii_case("application/json").then(|| serde_json::from_slice(body).ok())?
}

/// Who somebody says to be, and what for.
struct Claim<'a> {
    domain: &'a str,
    name: &'a str,
    password: &'a str,
    scope: Wanted<'a>,
}

/// What a token will be good for.
enum Target<'s> {
    Account,
    Project(&'s Project),
}

/// What a token is wanted for, by id or by name.
struct Wanted<'a> {
    is_project: bool,
    key: &'a str,
    value: &'a str,
}

impl<'a> Claim<'a> {
    fn of(body: &'a Value) -> Option<Self> {
        let auth = &body["auth"];
        let identity = &auth["identity"];
        let user = &identity["password"]["user"];
        if identity["methods"] != json!(["password"]) {
            return None;
        }
        Some(Self {
            domain: user["domain"]["name"].as_str()?,
            name: user["name"].as_str()?,
            password: user["password"].as_str()?,
            scope: Wanted::of(&auth["scope"])?,
        })
    }

    fn user(&self) -> Option<&'static User> {
        let is_meant = |user: &&User| user.name == self.name && user.password == self.password;
        USERS.iter().find(is_meant).filter(|_| self.domain == DOMAIN)
    }

    /// What the token is to be good for, if there is such a thing.
    fn target<'s>(&self, service: &'s Service) -> Option<Target<'s>> {
        let Wanted { is_project, key, value } = self.scope;
        let is_meant = |id: &str, name: &str| value == if key == "id" { id } else { name };
        if is_project {
            let project = service.settings.projects.iter().find(|project| is_meant(&project.id, &project.name));
            return project.map(Target::Project);
        }
        is_meant(DOMAIN_ID, DOMAIN).then_some(Target::Account)
    }
}

impl<'a> Wanted<'a> {
    fn of(scope: &'a Value) -> Option<Self> {
        let (kind, thing) = only(scope)?;
        let (key, value) = only(thing)?;
        let is_known = ["project", "domain"].contains(&kind) && ["id", "name"].contains(&key);
        is_known.then_some(Self { is_project: kind == "project", key, value: value.as_str()? })
    }
}

/// The one member of an object that has to have one.
fn only(value: &Value) -> Option<(&str, &Value)> {
    let members = value.as_object().filter(|members| members.len() == 1)?;
    members.iter().next().map(|(name, member)| (name.as_str(), member))
}

/// What the answer says of a token.
fn described(user: &User, target: &Target, now: Timestamp, until: Timestamp, wants_catalog: bool) -> Value {
    let domain = json!({ "id": DOMAIN_ID, "name": DOMAIN });
    let endpoint = json!({
        "id": "33e1cbdd86d34e89a63cf8ad16a5f49f",
        "interface": "public",
        "region": "*",
        "region_id": "*",
        "url": "https://iam.myhuaweicloud.com/v3.0",
    });
    let iam =
        json!({ "endpoints": [endpoint], "id": "100a6a3477f1495286579b819d399e36", "name": "iam", "type": "iam" });
    let mut token = json!({
        "catalog": if wants_catalog { json!([iam]) } else { json!([]) },
        "expires_at": until.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string(),
        "issued_at": now.strftime("%Y-%m-%dT%H:%M:%S.%6fZ").to_string(),
        "methods": ["password"],
        "roles": [{ "id": "0", "name": "te_admin" }],
        "user": { "domain": domain, "id": user.id, "name": user.name, "password_expires_at": "" },
    });
    match target {
        Target::Project(project) => {
            token["project"] = json!({ "domain": domain, "id": project.id, "name": project.name })
        }
        Target::Account => token["domain"] = domain,
    }
    json!({ "token": token })
}

/// `GET /v3/projects`; of the filters, it knows `name`.
pub(super) async fn list_projects(
    State(service): State<Arc<Service>>,
    _: Caller,
    Query(query): Query<BTreeMap<String, String>>,
) -> Json<Value> {
    let links = |path: &str| json!({ "next": null, "previous": null, "self": format!("https://iam.myhuaweicloud.com/v3/{path}") });
    let is_asked_for = |project: &&Project| query.get("name").is_none_or(|name| *name == project.name);
    let projects = service.settings.projects.iter().filter(is_asked_for).map(|project| {
        json!({
            "description": "",
            "domain_id": DOMAIN_ID,
            "enabled": true,
            "id": project.id,
            "is_domain": false,
            "links": links(&format!("projects/{}", project.id)),
            "name": project.name,
            "parent_id": DOMAIN_ID,
        })
    });
    Json(json!({ "links": links("projects"), "projects": projects.collect::<Vec<_>>() }))
}
