//! What goes wrong in the stand-in when it is asked to.

use std::time::Duration;

use jiff::fmt::rfc2822::DateTimeParser;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::plain_http::{Plain, list};
use super::support::{jobs, stand_in, target};
use crate::stand_in::{KEY, Mishap, PROJECT, Refusal, Settings, Shape, StandIn, TOKEN};

/// The statuses of so many lists.
async fn statuses(stand_in: &StandIn, count: usize) -> Vec<u16> {
    let mut statuses = Vec::new();
    for _ in 0..count {
        statuses.push(list(stand_in, TOKEN).await.status);
    }
    statuses
}

#[tokio::test]
async fn calls_are_throttled() {
    let refusal = Refusal::throttled().retry_after("5");
    let mishaps = vec![Mishap::refusal(refusal).of("ListInstanceJobs").first(1), Mishap::throttle().every(3)];
    let (stand_in, _) = stand_in(Settings { mishaps, ..Settings::default() }).await;
    let answer = list(&stand_in, TOKEN).await;
    let message = "The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:5 second";
    assert_eq!(answer.refusal(), (429, "APIGW.0308".to_owned(), message.to_owned()));
    assert_eq!((answer.header("retry-after"), &answer.json()["request_id"]), ("5", &"stand-in-1".into()));
    // The first mishap has kept the first call from the second one.
    assert_eq!(statuses(&stand_in, 6).await, [200, 200, 429, 200, 200, 429]);
    let answer = list(&stand_in, TOKEN).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn mishaps_hit_their_operation() {
    let (stand_in, _) = jobs(1).await;
    let operations = [
        ("ListInstanceJobs", "GET", target("")),
        ("ShowInstanceJob", "GET", target("/1")),
        ("DeleteInstanceJob", "DELETE", target("/1")),
        ("KeystoneCreateUserTokenByPassword", "POST", "/v3/auth/tokens".to_owned()),
        ("KeystoneListProjects", "GET", "/v3/projects?name=a".to_owned()),
        ("DecodeAuthorizationMessage", "POST", "/v5/decode-authorization-message".to_owned()),
    ];
    for (operation, ..) in &operations {
        stand_in.provoke(Mishap::refusal(Refusal::new(418, operation, "")).of(operation));
    }
    for (operation, method, target) in operations {
        let refusal = Plain::new(method, &target).send(&stand_in).await.refusal();
        assert_eq!(refusal, (418, operation.to_owned(), String::new()));
    }
    assert_eq!(Plain::get("/v1").send(&stand_in).await.status, 404);
}

#[tokio::test]
async fn gateways_fail_and_connections_close() {
    let (stand_in, _) = jobs(1).await;
    for (status, title) in [(502, "502 Bad Gateway"), (503, "503 Service Unavailable"), (504, "504 Gateway Timeout")] {
        stand_in.provoke(Mishap::refusal(Refusal::page(status)).first(2));
        for _ in 0..2 {
            let answer = list(&stand_in, TOKEN).await;
            assert_eq!((answer.status, answer.header("content-type")), (status, "text/html"));
            assert!(answer.body.starts_with("<html>") && answer.body.contains(&format!("<h1>{title}</h1>")));
        }
    }
    stand_in.provoke(Mishap::close().first(2));
    for _ in 0..2 {
        let plain = Plain::get(&target("")).token(TOKEN);
        assert_eq!(plain.exchange(&stand_in).await, "");
    }
    assert_eq!(statuses(&stand_in, 1).await, [200]);
    // Requests without an answer have arrived nonetheless.
    assert_eq!(stand_in.requests().len(), 9);
}

#[tokio::test]
async fn refusals_have_many_forms() {
    let flat = json!({ "error_code": "C", "error_msg": "M", "encoded_authorization_message": "R" });
    let old = json!({ "errorCode": "C", "errorMessage": "M", "detail": "", "encoded_authorization_message": "R" });
    let mut gateway = flat.clone();
    gateway["request_id"] = "stand-in-1".into();
    let mut combined = flat.clone();
    combined["errors"] = json!([old]);
    combined["details"] = json!([{ "error_code": "C", "error_msg": "" }]);
    let numbered = json!({ "code": 403, "message": "M", "encoded_authorization_message": "R" });
    let mut keystone = numbered.clone();
    keystone["title"] = "Forbidden".into();
    let forms = [
        (Shape::Flat, flat.clone()),
        (Shape::Gateway, gateway),
        (Shape::Nested, json!({ "error": flat })),
        (Shape::Keystone, json!({ "error": keystone })),
        (Shape::Numeric, numbered),
        (Shape::Errors, json!({ "errors": [old] })),
        (Shape::Array, json!([old])),
        (Shape::Combined, combined),
        (Shape::Empty, Value::Null),
    ];
    for (shape, body) in forms {
        let (stand_in, _) = jobs(1).await;
        let refusal = Refusal::new(403, "C", "M").encoded("R".to_owned());
        stand_in.provoke(Mishap::refusal(refusal.shaped(shape)));
        let answer = list(&stand_in, TOKEN).await;
        assert_eq!((answer.status, answer.json()), (403, body), "{shape:?}");
        assert_eq!(answer.body.is_empty(), shape == Shape::Empty);
    }
}

#[tokio::test]
async fn answers_tell_its_clock() {
    let (stand_in, _) = jobs(1).await;
    for minutes in [0, 20, -20] {
        stand_in.set_clock_ahead(minutes * 60);
        let plain = || Plain::get(&target("")).header("x-project-id", PROJECT);
        let answer = plain().signed(&KEY).send(&stand_in).await;
        assert_eq!(answer.status, if minutes == 0 { 200 } else { 401 });
        let date = answer.header("date");
        assert!(date.ends_with(" GMT"), "{date}");
        let told = DateTimeParser::new().parse_timestamp(date).unwrap();
        let off = told.duration_since(Timestamp::now() + SignedDuration::from_mins(minutes));
        assert!(off.abs() < SignedDuration::from_mins(1), "{date}");
        assert_eq!(plain().signed_at(&KEY, told + Duration::from_mins(1)).send(&stand_in).await.status, 200);
    }
}
