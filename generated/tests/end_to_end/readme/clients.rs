//! The snippets that make clients.

use huaweicloud_swr::models::DecodeAuthorizationMessageRequest;
use huaweicloud_swr::{Client, Credentials};
use serde_json::{Value, json};

use super::Outcome;
use super::environment::elsewhere;
use crate::stand_in::{DOMAIN, KEY, PASSWORD, PROJECT, Recorded, TOKEN, USER};

/// Method and target of each request, and whether a token or a signature proves who asks.
fn told(requests: &[Recorded]) -> Vec<String> {
    let proof = |request: &Recorded| match (request.headers.get("x-auth-token"), request.headers.get("authorization")) {
        (Some(_), None) => "token",
        (None, Some(_)) => "signature",
        (None, None) => "nothing",
        (Some(_), Some(_)) => "both",
    };
    requests.iter().map(|request| format!("{} {} {}", request.method, request.target, proof(request))).collect()
}

const SIGN_IN: &str = "POST /v3/auth/tokens?nocatalog=true nothing";

fn projects(proof: &str) -> String {
    format!("GET /v3/projects?name=cn-north-4 {proof}")
}

fn jobs(proof: &str) -> String {
    format!("GET /v2/{PROJECT}/jobs {proof}")
}

#[tokio::test]
async fn a_first_call() -> Outcome {
    if let Some(requests) = elsewhere("a_first_call").await {
        assert_eq!(told(&requests), ["GET /v2/project_id/jobs?offset=0&limit=100 token"]);
        assert_eq!(requests[0].headers["x-auth-token"], TOKEN);
        return Ok(());
    }
    let client = huaweicloud_swr::Client::builder()
        .region("cn-north-4")
        .credentials(huaweicloud_swr::Credentials::token(std::env::var("TOKEN")?))
        .project_id("project_id")
        .build()?;

    let mut items = client.list_instance_jobs().stream();
    while let Some(item) = items.try_next().await? {
        println!("{item:?}");
    }
    Ok(())
}

#[tokio::test]
async fn with_a_password() -> Outcome {
    if let Some(requests) = elsewhere("with_a_password").await {
        // The user of the snippet is a stranger to the stand-in.
        assert_eq!(told(&requests), [SIGN_IN]);
        let body: Value = serde_json::from_slice(&requests[0].body)?;
        let user = json!({ "name": "my-user", "password": PASSWORD, "domain": { "name": "my-account" } });
        assert_eq!(body["auth"]["identity"]["password"]["user"], user);
        assert_eq!(body["auth"]["scope"], json!({ "project": { "name": "cn-north-4" } }));
        return Ok(());
    }
    use huaweicloud_swr::{Client, Credentials};

    let client = Client::builder()
        .region("cn-north-4")
        .credentials(Credentials::password("my-account", "my-user", std::env::var("IAM_PASSWORD")?))
        .build()?;

    let error = client.list_instance_jobs().send().await.unwrap_err();
    assert!(error.to_string().contains("The username or password is wrong."), "{error}");
    Ok(())
}

#[tokio::test]
async fn with_an_access_key() -> Outcome {
    if let Some(requests) = elsewhere("with_an_access_key").await {
        assert_eq!(told(&requests), [projects("signature"), jobs("signature"), jobs("signature")]);
        return Ok(());
    }
    let (ak, sk) = (KEY.ak, KEY.sk);
    let client = Client::builder().region("cn-north-4").credentials(Credentials::access_key(ak, sk)).build()?;

    // The project is looked up once.
    for _ in 0..2 {
        assert_eq!(client.list_instance_jobs().send().await?.total, 25);
    }
    Ok(())
}

#[tokio::test]
async fn with_a_key_that_is_found() -> Outcome {
    if let Some(requests) = elsewhere("with_a_key_that_is_found").await {
        let expected = [projects("signature"), jobs("signature")];
        assert_eq!(told(&requests), [expected.clone(), expected].concat());
        return Ok(());
    }
    use huaweicloud_swr::runtime::KeyChain;

    // `access_key_chain()` without the metadata service, for machines outside of the cloud.
    let credentials = Credentials::access_key_signer(KeyChain::new().without_metadata());

    assert!(format!("{:?}", KeyChain::new().without_metadata()).contains("asks_metadata: false"));
    for credentials in [credentials, Credentials::access_key_chain()] {
        let client = Client::builder().region("cn-north-4").credentials(credentials).build()?;
        assert_eq!(client.list_instance_jobs().send().await?.total, 25);
    }
    Ok(())
}

#[tokio::test]
async fn with_two_kinds() -> Outcome {
    if let Some(requests) = elsewhere("with_two_kinds").await {
        let decoding = "POST /v5/decode-authorization-message signature".to_owned();
        assert_eq!(told(&requests), [SIGN_IN.to_owned(), projects("token"), jobs("token"), decoding]);
        return Ok(());
    }
    let (account, user, password, ak, sk) = (DOMAIN, USER, PASSWORD, KEY.ak, KEY.sk);
    let credentials = Credentials::password(account, user, password).and(Credentials::access_key(ak, sk));

    let client = Client::builder().region("cn-north-4").credentials(credentials).build()?;
    assert_eq!(client.list_instance_jobs().send().await?.total, 25);
    let message = DecodeAuthorizationMessageRequest::new("whatever");
    let error = client.decode_authorization_message(&message).send().await.unwrap_err();
    assert_eq!(error.code(), Some("STS5.1002"), "{error}");
    Ok(())
}

#[tokio::test]
async fn with_endpoints() -> Outcome {
    let credentials = Credentials::token(TOKEN);
    let client = Client::builder()
        .endpoint("https://swr.internal.example.com")
        .iam_endpoint("https://iam.internal.example.com")
        .credentials(credentials)
        .build()?;

    let shown = format!("{client:?}");
    let endpoints = r#"main: ["https://swr.internal.example.com"], iam: ["https://iam.internal.example.com"]"#;
    assert!(shown.contains(endpoints), "{shown}");
    Ok(())
}

#[tokio::test]
async fn a_region_may_lack_a_service() -> Outcome {
    let credentials = Credentials::access_key(KEY.ak, KEY.sk);
    let client = Client::builder().region("cn-north-1").credentials(credentials).build()?;
    let message = DecodeAuthorizationMessageRequest::new("whatever");
    let error = client.decode_authorization_message(&message).send().await.unwrap_err();
    assert!(error.to_string().contains("the service `sts` cannot be called: no server has the region"), "{error}");
    Ok(())
}

#[tokio::test]
async fn with_limits() -> Outcome {
    if let Some(requests) = elsewhere("with_limits").await {
        assert_eq!(told(&requests), [projects("token"), jobs("token")]);
        return Ok(());
    }
    let credentials = Credentials::token(TOKEN);
    use std::time::Duration;

    use huaweicloud_swr::RetryPolicy;

    let client = Client::builder()
        .region("cn-north-4")
        .credentials(credentials)
        .timeout(Duration::from_secs(30))
        .attempt_timeout(Duration::from_secs(10))
        .retry(RetryPolicy::default().attempts(5))
        .build()?;

    let page = client.list_instance_jobs().timeout(Duration::from_secs(5)).send().await?;

    assert_eq!(page.total, 25);
    let shown = format!("{client:?}");
    assert!(shown.contains("attempts: 5") && shown.contains("call: 30s, attempt: 10s"), "{shown}");
    Ok(())
}
