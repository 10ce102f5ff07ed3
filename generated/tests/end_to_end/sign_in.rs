//! Signing in with a password: the token and the project are fetched, shared, kept and renewed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use huaweicloud_swr::models::{
    KeystoneCreateUserTokenByPasswordRequest, PasswordAuth, PasswordCredential, PasswordIdentity, PasswordUser,
    PasswordUserDomain, ProjectScope, SignInMethod, TokenScope,
};
use huaweicloud_swr::operations::KeystoneCreateUserTokenByPasswordHeaders;
use huaweicloud_swr::{Client, ClientBuilder, Credentials, ErrorKind};

use super::secrets::texts;
use super::support::{key, soon};
use crate::stand_in::{DOMAIN, Mishap, PASSWORD, PROJECT, Project, REGION, Settings, StandIn, USER};

async fn stand_in(settings: Settings) -> StandIn {
    StandIn::start(settings).await.unwrap()
}

fn builder(stand_in: &StandIn, credentials: Credentials) -> ClientBuilder {
    let endpoint = stand_in.endpoint();
    let builder = Client::builder().endpoint(&endpoint).iam_endpoint(&endpoint).sts_endpoint(&endpoint);
    builder.region(REGION).credentials(credentials)
}

fn signed_in(stand_in: &StandIn) -> Client {
    builder(stand_in, Credentials::password(DOMAIN, USER, PASSWORD)).build().unwrap()
}

fn paths(stand_in: &StandIn) -> Vec<String> {
    stand_in.requests().iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

#[tokio::test]
async fn a_password_is_all_it_takes() {
    let stand_in = stand_in(Settings::default()).await;
    let client = signed_in(&stand_in);
    for _ in 0..2 {
        assert_eq!(client.list_instance_jobs().send().await.unwrap().total, 25);
    }
    let jobs = format!("GET /v2/{PROJECT}/jobs");
    let projects = format!("GET /v3/projects?name={REGION}");
    assert_eq!(paths(&stand_in), ["POST /v3/auth/tokens?nocatalog=true", &projects, &jobs, &jobs]);
    assert_eq!(stand_in.issued_tokens(), 1);
}

#[tokio::test]
async fn a_key_finds_its_project_too() {
    let stand_in = stand_in(Settings::default()).await;
    let client = builder(&stand_in, key()).build().unwrap();
    assert_eq!(client.list_instance_jobs().send().await.unwrap().total, 25);
    assert_eq!(paths(&stand_in).len(), 2);
    assert!(stand_in.requests().iter().all(|request| !request.headers.contains_key("x-auth-token")));
}

#[tokio::test]
async fn tokens_may_be_long() {
    let stand_in = stand_in(Settings { token_length: 16 << 10, ..Settings::default() }).await;
    assert_eq!(signed_in(&stand_in).list_instance_jobs().send().await.unwrap().total, 25);
    assert_eq!(stand_in.requests().last().unwrap().headers["x-auth-token"].len(), 16 << 10);
}

#[tokio::test]
async fn a_project_has_to_be_the_only_one() {
    for (projects, found) in
        [(vec![], "found 0"), (vec![Project::new(PROJECT, REGION), Project::new("another", REGION)], "found 2")]
    {
        let stand_in = stand_in(Settings { projects, ..Settings::default() }).await;
        let error = builder(&stand_in, key()).build().unwrap().list_instance_jobs().send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        let expected = format!(
            "ListInstanceJobs: `project_id` is set neither by the call nor on the client, and cannot be found: expected \
             exactly one in `$response.body#/projects` of KeystoneListProjects, {found}"
        );
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_wrong_password_is_tried_once() {
    let stand_in = stand_in(Settings::default()).await;
    let wrong = "not-the-password-of-the-reader";
    let client = builder(&stand_in, Credentials::password(DOMAIN, USER, wrong)).build().unwrap();
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(client.list_instance_jobs().send())).collect();
    for call in calls {
        let error = soon(call).await.unwrap().unwrap_err();
        assert!(error.kind() == ErrorKind::Credentials && error.is_auth() && !error.is_retryable(), "{error:?}");
        let expected = "ListInstanceJobs: the credentials' `token` cannot be fetched: \
                        KeystoneCreateUserTokenByPassword: 401 Unauthorized: 401: The username or password is wrong. \
                        (request id stand-in-1)";
        assert_eq!(error.to_string(), expected);
        assert!(!texts(&error).contains(wrong));
    }
    assert_eq!(paths(&stand_in), ["POST /v3/auth/tokens?nocatalog=true"]);
}

#[tokio::test]
async fn signing_in_has_patience() {
    let mishaps = vec![Mishap::throttle().of("KeystoneCreateUserTokenByPassword").first(2)];
    let stand_in = stand_in(Settings { mishaps, ..Settings::default() }).await;
    assert_eq!(signed_in(&stand_in).list_instance_jobs().send().await.unwrap().total, 25);
    assert_eq!((stand_in.issued_tokens(), paths(&stand_in).len()), (1, 5));
}

/// A thousand calls at once, fifty at a time; after a third of them all tokens end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_share_one_renewal() {
    let stand_in = Arc::new(stand_in(Settings { jobs: 3, ..Settings::default() }).await);
    let client = signed_in(&stand_in);
    let (turns, done) = (Arc::new(tokio::sync::Semaphore::new(50)), Arc::new(AtomicUsize::new(0)));
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let (client, turns, done, stand_in) = (client.clone(), turns.clone(), done.clone(), stand_in.clone());
            tokio::spawn(async move {
                let _turn = turns.acquire().await.unwrap();
                let page = client.list_instance_jobs().limit(1).send().await;
                if done.fetch_add(1, Ordering::Relaxed) == 333 {
                    stand_in.revoke_tokens();
                }
                page.map(|page| page.total)
            })
        })
        .collect();
    for call in calls {
        assert_eq!(soon(call).await.unwrap().unwrap(), 3);
    }
    assert_eq!(stand_in.issued_tokens(), 2, "one to begin with, and one renewal");
}

/// What a caller sends who signs in without the client's help.
fn sign_in() -> KeystoneCreateUserTokenByPasswordRequest {
    let user = PasswordUser::new(USER, PASSWORD, PasswordUserDomain::new(DOMAIN));
    let identity = PasswordIdentity::new(vec![SignInMethod::Password], PasswordCredential::new(user));
    let scope = TokenScope { project: Some(ProjectScope { name: Some(REGION.to_owned()), id: None }), domain: None };
    KeystoneCreateUserTokenByPasswordRequest::new(PasswordAuth::new(identity, scope))
}

#[tokio::test]
async fn signing_in_by_hand_shows_no_secret() {
    let stand_in = stand_in(Settings::default()).await;
    let client = signed_in(&stand_in);
    let body = sign_in();
    let call = client.keystone_create_user_token_by_password(&body);
    let mut shown = format!("{body:?} {call:?}");
    let answer = call.send_with_response().await.unwrap();
    let headers = KeystoneCreateUserTokenByPasswordHeaders::of(answer.headers());
    let token = headers.x_subject_token().unwrap().to_owned();
    shown += &format!("{headers:?} {answer:?}");
    assert!(answer.value().token.expires_at.timestamp().is_ok());
    assert!(!shown.contains(PASSWORD) && !shown.contains(&token[..12]), "{shown}");
    let with_token = builder(&stand_in, Credentials::token(token)).build().unwrap();
    assert_eq!(with_token.list_instance_jobs().send().await.unwrap().total, 25);
}

#[tokio::test]
async fn nothing_shows_the_password_or_the_token() {
    let stand_in = stand_in(Settings::default()).await;
    let credentials = Credentials::password(DOMAIN, USER, PASSWORD);
    let builder = builder(&stand_in, credentials.clone());
    let mut shown = format!("{credentials:?} {builder:?}");
    let client = builder.build().unwrap();
    let answer = client.list_instance_jobs().send_with_response().await.unwrap();
    let error = client.show_instance_job("nothing").send().await.unwrap_err();
    shown += &format!("{client:?} {answer:?} {}", texts(&error));
    let token = stand_in.requests().last().unwrap().headers["x-auth-token"].to_str().unwrap().to_owned();
    assert!(shown.contains("Credentials") && !shown.contains(PASSWORD) && !shown.contains(&token[..12]), "{shown}");
}
