//! Which server a call goes to.

use std::sync::Arc;

use huaweicloud_swr::runtime::test_util::RecordingTransport;
use huaweicloud_swr::{Client, ClientBuilder, Credentials, Error, ErrorKind, Region};
use serde_json::json;

use crate::stand_in::{PROJECT, TOKEN};

/// The server of a call with these settings; nothing is sent.
async fn server(configure: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<String, Error> {
    let transport = RecordingTransport::new().reply_json(200, json!({"jobs": [], "total": 0}));
    let builder = Client::builder().credentials(Credentials::token(TOKEN)).project_id(PROJECT);
    let client = configure(builder.transport(Arc::new(transport.clone()))).build()?;
    client.list_instance_jobs().send().await?;
    let url = transport.requests()[0].url();
    Ok(url.strip_suffix(&format!("/v2/{PROJECT}/jobs")).expect("the path is another one").to_owned())
}

#[tokio::test]
async fn regions_have_their_servers() {
    let cases = [
        ("cn-north-4", "https://swr-api.cn-north-4.myhuaweicloud.com"),
        ("ap-southeast-3", "https://swr-api.ap-southeast-3.myhuaweicloud.com"),
        ("eu-west-0", "https://swr-api.eu-west-0.myhuaweicloud.com"),
        ("eu-west-101", "https://swr-api.eu-west-101.myhuaweicloud.eu"),
        ("xx-new-9", "https://swr-api.xx-new-9.myhuaweicloud.com"),
    ];
    for (region, expected) in cases {
        assert_eq!(server(|builder| builder.region(region)).await.unwrap(), expected);
    }
    let known = server(|builder| builder.region(Region::EuWest101)).await.unwrap();
    assert_eq!(known, "https://swr-api.eu-west-101.myhuaweicloud.eu");
    assert_eq!(server(|builder| builder).await.unwrap(), "https://swr-api.cn-north-4.myhuaweicloud.com");
}

#[tokio::test]
async fn an_endpoint_comes_before_a_region() {
    let chosen = server(|builder| builder.endpoint("https://swr.example.invalid:8443/x/").region("cn-north-4")).await;
    assert_eq!(chosen.unwrap(), "https://swr.example.invalid:8443/x");
    assert_eq!(
        server(|builder| builder.region("cn-north-4").endpoint("swr.example.invalid")).await.unwrap(),
        "https://swr.example.invalid"
    );
}

#[tokio::test]
async fn regions_cannot_lead_elsewhere() {
    for region in
        ["x@evil.com/", "evil.com/", "evil.com#", "evil.com?", "a:80", "a b", "é", "", ".", "a..b", "a\n", "%2f"]
    {
        let error = server(|builder| builder.region(region)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig, "{region}");
        let shown = region.escape_debug().to_string();
        assert_eq!(
            error.to_string(),
            format!(
                "cannot build the client: the region `{shown}` cannot be part of a host: use letters, digits, `-` and `.`"
            )
        );
    }
}

#[tokio::test]
async fn endpoints_that_are_no_endpoints() {
    let cases = [
        ("", "is not a URL"),
        ("/v2", "is relative"),
        ("ftp://example.invalid", "is neither http nor https"),
        ("https://example.invalid?a=b", "has a query"),
        ("https://example.invalid/#a", "has a fragment"),
        ("https://user:password@example.invalid", "has a user name"),
        ("https://example.invalid/../x", "has a `.` or `..` in its path"),
        ("https://example.invalid:99999", "has no valid host and port"),
        ("https://exa mple.invalid", "is not a URL"),
    ];
    for (endpoint, problem) in cases {
        let error = server(|builder| builder.endpoint(endpoint)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig, "{endpoint}");
        let text = error.to_string();
        assert!(text.starts_with("cannot build the client: the endpoint `"), "{text}");
        assert!(text.contains(problem) && !text.contains("password") && !text.contains('\n'), "{text}");
    }
}
