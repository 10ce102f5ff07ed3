//! Calls are repeated until something has ended, and secrets are sent but not shown.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;

use super::support::answers;
use crate::runtime::{ErrorKind, Password};
use crate::waiting::Client;
use crate::waiting::models::{Key, Loaf};

fn loaf(state: &str) -> (u16, serde_json::Value) {
    (200, json!({ "state": state }))
}

#[tokio::test(start_paused = true)]
async fn a_wait_ends_with_the_state_that_the_description_names() {
    let (recorded, transport) = answers(&[loaf("rising"), loaf("resting"), loaf("baked")]);
    let client = Client::builder().transport(transport).build().unwrap();
    let (start, seen) = (tokio::time::Instant::now(), Arc::new(Mutex::new(Vec::new())));
    let progress = seen.clone();
    let wait = client.get_loaf("7").wait().on_progress(move |loaf: &Loaf| {
        progress.lock().unwrap().push(loaf.state.as_ref().unwrap().as_str().to_owned());
    });
    let loaf = wait.await.unwrap();
    assert_eq!(loaf.state.unwrap().as_str(), "baked");
    assert_eq!(*seen.lock().unwrap(), ["rising", "resting", "baked"]);
    assert_eq!((recorded.requests().len(), start.elapsed().as_secs()), (3, 40));
}

#[tokio::test(start_paused = true)]
async fn a_failure_tells_its_reason() {
    let (_, transport) = answers(&[loaf("baking"), (200, json!({"state": "burnt", "why": "too hot"}))]);
    let client = Client::builder().transport(transport).build().unwrap();
    let error = client.get_loaf("7").wait().await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Failed, Some("too hot")));
    assert_eq!(error.to_string(), "getLoaf: ended as burnt: too hot");
    assert!(!error.is_retryable());
    assert_eq!(error.decode::<Loaf>().unwrap().why.as_deref(), Some("too hot"));
}

#[tokio::test(start_paused = true)]
async fn a_wait_has_a_deadline() {
    let (recorded, transport) = answers(&[loaf("baking"), loaf("baking"), loaf("baking"), loaf("baking")]);
    let client = Client::builder().transport(transport).build().unwrap();
    let wait = client.get_loaf("7").wait().interval(Duration::from_secs(2)).deadline(Duration::from_secs(5));
    let error = wait.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.to_string(), "getLoaf: still baking after 5s; a longer deadline can be set");
    assert_eq!(recorded.requests().len(), 4, "at 0, 2, 4 and 5 seconds");
}

#[tokio::test]
async fn errors_have_what_the_description_names() {
    let body = json!({"code": "E1", "errors": [{"hint": "knock first"}], "number": 7});
    let (_, transport) = answers(&[(404, body)]);
    let client = Client::builder().transport(transport).build().unwrap();
    // The methods themselves exist in a client of its own only, where the runtime is its own, too.
    let error = client.get_loaf("7").send().await.unwrap_err();
    assert_eq!(error.find(&["$response.body#/hint", "$response.body#/errors/0/hint"]).as_deref(), Some("knock first"));
    assert_eq!(error.find(&["$response.body#/number"]).as_deref(), Some("7"));
    assert_eq!(error.find(&["$response.body#/errors"]), None);
}

#[tokio::test]
async fn secrets_are_sent_and_not_shown() {
    const SECRET: &str = "open sesame, please";
    let key = Key { owner: "ann".into(), secret: SECRET.into(), old: Some(vec![Password::new(SECRET)]) };
    assert_eq!(serde_json::to_value(&key).unwrap(), json!({"owner": "ann", "secret": SECRET, "old": [SECRET]}));
    assert_eq!(format!("{key:?}"), "Key { owner: \"ann\", secret: [redacted], old: Some([[redacted]]) }");
    let (recorded, transport) = answers(&[(400, json!({"text": format!("{SECRET} is taken")}))]);
    let client = Client::builder().transport(transport).build().unwrap();
    let error = client.add_key(SECRET, &key).send().await.unwrap_err();
    assert_eq!(error.to_string(), "addKey: 400 Bad Request: [redacted] is taken");
    assert_eq!(recorded.requests()[0].headers()["x-master-key"], SECRET);
    assert!(!format!("{:?}", recorded.requests()).contains(SECRET));
    let refused = client.add_key("abc", &key).send().await.unwrap_err();
    assert!(refused.is_invalid_request() && !refused.to_string().contains("abc"), "{refused}");
    let wrong = serde_json::from_value::<Key>(json!({"owner": "ann", "secret": 12345})).unwrap_err();
    assert_eq!(wrong.to_string(), "$.secret: expected a string, found a value that is not shown");
}
