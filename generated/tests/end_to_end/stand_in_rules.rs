//! The stand-in keeps the rules that the service documents, those included that the client never breaks.

use jiff::Timestamp;

use super::plain_http::{Answer, Plain};
use super::support::{jobs, target};
use crate::stand_in::{KEY, PROJECT, StandIn, TOKEN};

async fn get(stand_in: &StandIn, target: &str) -> Answer {
    Plain::get(target).token(TOKEN).send(stand_in).await
}

#[tokio::test]
async fn offset_and_limit() {
    let (stand_in, _) = jobs(250).await;
    let pages = [("", 100), ("?offset=0&limit=1", 1), ("?limit=100&offset=240", 10), ("?offset=250&limit=5", 0)];
    for (query, count) in pages {
        let answer = get(&stand_in, &target(query)).await;
        assert_eq!((answer.status, &answer.json()["total"]), (200, &250.into()), "{query}");
        assert_eq!(answer.json()["jobs"].as_array().map(Vec::len), Some(count), "{query}");
    }
    let refused = [
        ("?offset=5", "offset and limit must be used together"),
        ("?limit=5", "offset and limit must be used together"),
        ("?offset=0&limit=0", "limit must be from 1 to 100"),
        ("?offset=0&limit=101", "limit must be from 1 to 100"),
        ("?offset=0&limit=x", "limit must be from 1 to 100"),
        ("?offset=-1&limit=1", "offset must be a number from 0 on"),
    ];
    for (query, message) in refused {
        let refusal = get(&stand_in, &target(query)).await.refusal();
        assert_eq!(refusal, (400, "SVCSTG.SWR.4001025".to_owned(), message.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn other_paths_and_methods() {
    let (stand_in, _) = jobs(1).await;
    for (method, target) in [("GET", "/v2/jobs".to_owned()), ("PUT", target("")), ("GET", "/v3/auth/tokens".to_owned())]
    {
        let answer = Plain::new(method, &target).token(TOKEN).send(&stand_in).await;
        assert_eq!((answer.status, answer.refusal().1.as_str()), (404, "APIGW.0101"), "{method} {target}");
        assert!(answer.json()["request_id"].is_string());
    }
}

#[tokio::test]
async fn who_is_let_in() {
    const SIGNED: &str = "SignedHeaders=x-sdk-date, Signature=0";
    type Header<'a> = (&'static str, &'a str);
    let (stand_in, _) = jobs(1).await;
    let now = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let algorithm = |parts: &str| format!("SDK-HMAC-SHA256 {parts}");
    let own = algorithm(&format!("Access={}, {SIGNED}", KEY.ak));
    let host_only = algorithm(&format!("Access={}, SignedHeaders=host, Signature=0", KEY.ak));
    let nobody = algorithm(&format!("Access=, {SIGNED}"));
    let (own, host_only, nobody) = [&own, &host_only, &nobody].map(|value| ("authorization", value.as_str())).into();
    let basic = ("authorization", "Basic MQ==");
    let (now, token, project) = (("x-sdk-date", now.as_str()), ("x-auth-token", TOKEN), ("x-project-id", PROJECT));
    let (unreadable, project_differs) = ("verify aksk signature fail", "X-Project-Id is not the project of the path");
    let cases: [(&[Header], &str); 10] = [
        (&[own, token, project, now], "there are both a token and a signature"),
        (&[token, basic], "there are both a token and a signature"),
        (&[own, now], project_differs),
        (&[own, now, ("x-project-id", "another")], project_differs),
        (&[own, project], unreadable),
        (&[own, project, ("x-sdk-date", "2026")], unreadable),
        (&[project, now, basic], unreadable),
        (&[project, now, host_only], unreadable),
        (&[project, now, nobody], "Get secretKey failed"),
        (&[project, ("x-sdk-date", "20250805T000000Z"), own], "calc ak sk signature fail:signature expired"),
    ];
    for (headers, problem) in cases {
        let plain = Plain::get(&target(""));
        let plain = headers.iter().fold(plain, |plain, (name, value)| plain.header(name, value));
        let answer = plain.send(&stand_in).await;
        let message = format!("Incorrect IAM authentication information: {problem}");
        assert_eq!(answer.refusal(), (401, "APIGW.0301".to_owned(), message), "{headers:?}");
        assert!(answer.json()["request_id"].is_string());
    }
    let answer = Plain::get(&target("")).send(&stand_in).await;
    assert_eq!((answer.status, answer.refusal().1.as_str()), (401, "SVCSTG.SWR.4010000"));
}

#[tokio::test]
async fn requests_are_remembered() {
    let (stand_in, _) = jobs(1).await;
    let body = serde_json::json!({ "encoded_message": "x" });
    Plain::post("/v5/decode-authorization-message?a=%20", &body).header("x-own", "1").send(&stand_in).await;
    let request = stand_in.requests().remove(0);
    assert_eq!((request.method.as_str(), &*request.target), ("POST", "/v5/decode-authorization-message?a=%20"));
    assert_eq!((&request.headers["x-own"], request.body), (&"1".parse().unwrap(), body.to_string().into()));
}
