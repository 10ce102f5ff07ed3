//! Denials in the stand-in, and how their reason is decoded.

use serde_json::{Value, json};

use super::plain_http::{Answer, Plain, list};
use super::support::{jobs, stand_in, target};
use crate::stand_in::{
    KEY, POWERLESS_KEY, POWERLESS_TOKEN, POWERLESS_USER, PROJECT, Settings, StandIn, TEMPORARY_KEY, TOKEN,
};

const DECODE: &str = "/v5/decode-authorization-message";

fn decode(encoded: &str) -> Plain {
    Plain::post(DECODE, &json!({ "encoded_message": encoded }))
}

async fn denied(stand_in: &StandIn) -> Answer {
    Plain::get(&target("")).header("x-project-id", PROJECT).signed(&POWERLESS_KEY).send(stand_in).await
}

fn encoded(denial: &Answer) -> String {
    denial.json()["encoded_authorization_message"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn whom_the_policies_deny() {
    let (stand_in, _) = jobs(1).await;
    let id = stand_in.create_job(crate::stand_in::Course::to_success());
    let denial = denied(&stand_in).await;
    let (reason, code) = (encoded(&denial), "SVCSTG.SWR.4030170");
    let mut expected = json!({
        "errors": [{ "errorCode": code, "errorMessage": "Insufficient permissions", "detail": "" }],
        "error_code": code,
        "error_msg": "Insufficient permissions",
        "details": [{ "error_code": code, "error_msg": "" }],
        "encoded_authorization_message": reason,
    });
    expected["errors"][0]["encoded_authorization_message"] = reason.as_str().into();
    assert_eq!((denial.status, denial.json()), (403, expected));
    assert_ne!(encoded(&list(&stand_in, POWERLESS_TOKEN).await), reason);
    // To look at a single job takes no policy.
    for (method, status) in [("GET", 200), ("DELETE", 403)] {
        let call = Plain::new(method, &target(&format!("/{id}"))).token(POWERLESS_TOKEN);
        assert_eq!(call.send(&stand_in).await.status, status);
    }
}

#[tokio::test]
async fn a_key_decodes_the_reason() {
    let (stand_in, _) = jobs(1).await;
    let reason = encoded(&denied(&stand_in).await);
    for key in [KEY, TEMPORARY_KEY, POWERLESS_KEY] {
        let answer = decode(&reason).signed(&key).send(&stand_in).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        let decoded: Value = serde_json::from_str(answer.json()["decoded_message"].as_str().unwrap()).unwrap();
        let context = &decoded["context"];
        assert_eq!(context["user_profile"]["user_name"], POWERLESS_USER);
        assert_eq!((&context["action"], &context["project_id"]), (&"swr:instance:listJobs".into(), &PROJECT.into()));
        assert_eq!(context["failure"], "implicit deny by identity-based policy");
    }
}

#[tokio::test]
async fn what_is_not_decoded() {
    let (stand_in, _) = jobs(1).await;
    let (other, _) = jobs(1).await;
    let (reason, strange) = (encoded(&denied(&stand_in).await), encoded(&denied(&other).await));
    let long = "x".repeat(10_241);
    let length = (400, "STS5.1001", "encoded_message must have 1 to 10240 characters");
    let invalid = (400, "STS5.1002", "The encoded message is invalid");
    let unsigned = (401, "STS5.1003", "The request is not signed with an access key");
    let cases = [
        (decode(&strange).signed(&KEY), invalid),
        (decode(&reason.to_lowercase()).signed(&KEY), invalid),
        (decode("").signed(&KEY), length),
        (decode(&long).signed(&KEY), length),
        (Plain::post(DECODE, &json!({})).signed(&KEY), length),
        (Plain::new("POST", DECODE).signed(&KEY), length),
        (decode(&reason).token(TOKEN), unsigned),
        (decode(&reason), unsigned),
    ];
    for (call, (status, code, message)) in cases {
        let answer = call.send(&stand_in).await;
        assert_eq!(answer.json(), json!({ "error_code": code, "error_msg": message }));
        assert_eq!(answer.status, status);
    }
    let wrong = crate::stand_in::Key { sk: "another", ..KEY };
    for call in [decode(&reason).signed(&wrong), decode(&reason).token(TOKEN).signed(&KEY)] {
        assert_eq!(call.send(&stand_in).await.refusal().1, "APIGW.0301");
    }
}

#[tokio::test]
async fn decoding_can_be_denied() {
    let (stand_in, _) = stand_in(Settings { denies_decoding: true, ..Settings::default() }).await;
    let reason = encoded(&denied(&stand_in).await);
    let refusal = decode(&reason).signed(&KEY).send(&stand_in).await.refusal();
    assert_eq!((refusal.0, refusal.1.as_str()), (403, "STS5.1004"));
}
