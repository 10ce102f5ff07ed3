//! Tokens and projects in the stand-in.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::plain_http::{Plain, claim, list, sign_in};
use super::support::{jobs, stand_in};
use crate::stand_in::{
    DOMAIN, KEY, POWERLESS_PASSWORD, POWERLESS_TOKEN, POWERLESS_USER, PROJECT, Project, REGION, Settings,
    TEMPORARY_KEY, TOKEN,
};

fn project() -> Value {
    json!({ "project": { "name": REGION } })
}

#[tokio::test]
async fn a_password_gets_a_token() {
    let (stand_in, _) = jobs(3).await;
    let before = Timestamp::now();
    for (scope, query, catalog) in [("name", "", 1), ("id", "?nocatalog=true", 0), ("name", "?nocatalog=", 1)] {
        let value = if scope == "id" { PROJECT } else { REGION };
        let body = claim(&json!({ "project": { scope: value } }));
        let answer = Plain::post(&format!("/v3/auth/tokens{query}"), &body).send(&stand_in).await;
        let token = &answer.json()["token"];
        assert_eq!((answer.status, &token["project"]["id"]), (201, &PROJECT.into()), "{answer:?}");
        assert_eq!((&token["user"]["domain"]["name"], &token["domain"]), (&DOMAIN.into(), &Value::Null));
        assert_eq!(token["catalog"].as_array().map(Vec::len), Some(catalog), "{query}");
        let [issued, expires] = ["issued_at", "expires_at"].map(|name| token[name].as_str().unwrap());
        assert_eq!(issued.len(), "2020-01-04T09:05:22.701000Z".len());
        let [issued, expires]: [Timestamp; 2] = [issued, expires].map(|time| time.parse().unwrap());
        assert_eq!(expires.duration_since(issued), SignedDuration::from_hours(24));
        assert!(issued.duration_since(before).abs() < SignedDuration::from_mins(1));
        assert_eq!(list(&stand_in, answer.header("x-subject-token")).await.json()["total"], 3);
    }
    assert_eq!(stand_in.issued_tokens(), 3);
}

#[tokio::test]
async fn each_token_is_another_one() {
    let (stand_in, _) = jobs(3).await;
    let (other, _) = super::support::stand_in(Settings { token_length: 16 << 10, ..Settings::default() }).await;
    let first = sign_in(&stand_in, &project()).await;
    let second = sign_in(&stand_in, &project()).await;
    let long = sign_in(&other, &project()).await;
    assert_eq!([&first, &second, &long].map(String::len), [5_000, 5_000, 16_384]);
    assert!(first != second && first[..100] != second[..100] && !long.starts_with(&first[..100]));
    assert!([&first, &second, &long].iter().all(|token| token.starts_with("MII")));
    assert_eq!([list(&stand_in, &first).await, list(&stand_in, &second).await].map(|answer| answer.status), [200, 200]);
    assert_eq!(list(&other, &long).await.status, 200);
    assert_eq!([list(&stand_in, &long).await, list(&other, &first).await].map(|answer| answer.status), [401, 401]);
}

#[tokio::test]
async fn bodies_that_are_not_as_documented() {
    let (stand_in, _) = jobs(1).await;
    let good = claim(&project());
    let user = "/auth/identity/password/user";
    let changes = [
        ("/auth/identity/methods", json!([])),
        ("/auth/identity/methods", json!(["password", "totp"])),
        ("/auth/identity/methods", json!("password")),
        (&format!("{user}/name"), json!(1)),
        (&format!("{user}/password"), Value::Null),
        (&format!("{user}/domain"), json!({ "id": "x" })),
        ("/auth/scope", Value::Null),
        ("/auth/scope", json!({})),
        ("/auth/scope", json!({ "project": {} })),
        ("/auth/scope", json!({ "project": { "id": PROJECT, "name": REGION } })),
        ("/auth/scope", json!({ "project": { "id": PROJECT }, "domain": { "name": DOMAIN } })),
        ("/auth/scope", json!({ "region": { "id": REGION } })),
        ("/auth", Value::Null),
    ];
    let malformed =
        json!({ "error": { "code": 400, "message": "The request body is invalid", "title": "Bad Request" } });
    for (pointer, value) in changes {
        let mut body = good.clone();
        *body.pointer_mut(pointer).unwrap() = value.clone();
        let answer = Plain::post("/v3/auth/tokens", &body).send(&stand_in).await;
        assert_eq!((answer.status, answer.json()), (400, malformed.clone()), "{pointer} {value}");
    }
    for post in [Plain::new("POST", "/v3/auth/tokens"), Plain::post("/v3/auth/tokens", &json!("{"))] {
        assert_eq!(post.send(&stand_in).await.json(), malformed);
    }
    assert_eq!(stand_in.issued_tokens(), 0);
}

#[tokio::test]
async fn who_gets_no_token() {
    let (stand_in, _) = jobs(1).await;
    let (wrong, astray) = ("The username or password is wrong.", "The request you have made requires authentication.");
    let user = "/auth/identity/password/user";
    let cases = [
        (&*format!("{user}/name"), json!(POWERLESS_USER), wrong),
        (&format!("{user}/name"), json!("unknown"), wrong),
        (&format!("{user}/password"), json!(""), wrong),
        (&format!("{user}/domain/name"), json!("another"), wrong),
        ("/auth/scope/project/name", json!("cn-south-1"), astray),
        ("/auth/scope/project", json!({ "id": REGION }), astray),
        ("/auth/scope", json!({ "domain": { "name": "another" } }), astray),
    ];
    for (pointer, value, message) in cases {
        let mut body = claim(&project());
        *body.pointer_mut(pointer).unwrap() = value;
        let answer = Plain::post("/v3/auth/tokens", &body).send(&stand_in).await;
        let expected = json!({ "error": { "code": 401, "message": message, "title": "Unauthorized" } });
        assert_eq!((answer.status, answer.json()), (401, expected), "{body}");
    }
}

#[tokio::test]
async fn tokens_end() {
    let settings = Settings { token_lifetime: Duration::from_mins(5), ..Settings::default() };
    let (stand_in, _) = stand_in(settings).await;
    let token = sign_in(&stand_in, &project()).await;
    for (ahead, status) in [(4 * 60, 200), (5 * 60, 401), (0, 200)] {
        stand_in.set_clock_ahead(ahead);
        let answer = list(&stand_in, &token).await;
        assert_eq!(answer.status, status, "{ahead}");
        assert!(status == 200 || answer.refusal().1 == "SVCSTG.SWR.4010000");
    }
    stand_in.revoke_tokens();
    assert_eq!(list(&stand_in, &token).await.status, 401);
    let next = sign_in(&stand_in, &project()).await;
    assert_eq!((list(&stand_in, &next).await.status, stand_in.issued_tokens()), (200, 2));
}

#[tokio::test]
async fn tokens_are_good_for_their_scope_alone() {
    let projects = vec![Project::new(PROJECT, REGION), Project::new("other", "cn-south-1")];
    let (stand_in, _) = stand_in(Settings { projects, ..Settings::default() }).await;
    let scopes = [
        (json!({ "project": { "id": PROJECT } }), [200, 403]),
        (json!({ "project": { "name": "cn-south-1" } }), [403, 200]),
        (json!({ "domain": { "name": DOMAIN } }), [403, 403]),
    ];
    for (scope, expected) in scopes {
        let token = sign_in(&stand_in, &scope).await;
        for (project, status) in [PROJECT, "other"].into_iter().zip(expected) {
            let answer = Plain::get(&format!("/v2/{project}/jobs")).token(&token).send(&stand_in).await;
            assert_eq!(answer.status, status, "{scope} {project}");
            assert!(status == 200 || answer.json()["encoded_authorization_message"].is_string());
        }
    }
}

#[tokio::test]
async fn tokens_have_their_users_rights() {
    let (stand_in, _) = jobs(1).await;
    let mut body = claim(&project());
    let user = &mut body["auth"]["identity"]["password"]["user"];
    (user["name"], user["password"]) = (POWERLESS_USER.into(), POWERLESS_PASSWORD.into());
    let answer = Plain::post("/v3/auth/tokens", &body).send(&stand_in).await;
    assert_eq!(list(&stand_in, answer.header("x-subject-token")).await.status, 403);
}

#[tokio::test]
async fn projects_are_listed_by_name() {
    let projects = [("a", "cn-north-4"), ("b", "cn-south-1"), ("c", "cn-south-1")];
    let projects = projects.map(|(id, name)| Project::new(id, name)).to_vec();
    let (stand_in, _) = stand_in(Settings { projects, ..Settings::default() }).await;
    let token = sign_in(&stand_in, &project()).await;
    let cases = [("", "a b c"), ("?name=cn-north-4", "a"), ("?name=cn-south-1", "b c"), ("?name=cn", "")];
    for (query, expected) in cases {
        let get = || Plain::get(&format!("/v3/projects{query}"));
        let project = "x-project-id";
        let calls = [
            get().token(TOKEN),
            get().token(POWERLESS_TOKEN),
            get().token(&token),
            get().signed(&KEY),
            get().header(project, "any").signed(&TEMPORARY_KEY),
        ];
        for call in calls {
            let answer = call.send(&stand_in).await;
            let listed = answer.json()["projects"].clone();
            let ids: Vec<_> =
                listed.as_array().unwrap().iter().map(|project| project["id"].as_str().unwrap()).collect();
            assert_eq!((answer.status, ids.join(" ").as_str()), (200, expected), "{query}");
        }
    }
    for call in [Plain::get("/v3/projects"), Plain::get("/v3/projects").token("MIIunknown")] {
        let answer = call.send(&stand_in).await;
        assert_eq!((answer.status, &answer.json()["error"]["code"]), (401, &401.into()));
    }
}
