//! Which keys and clocks cannot sign, and what is never shown of the others.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::json;

use super::{ACCESS_KEY, API, LIST_JOBS, PROJECT, SERVER, at, call, header, key, then};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{AccessKey, Call, Config, Credentials, ErrorKind, Request, StatusCode, TransportResponse, empty};

const SECRETS: [&str; 2] = ["MFyfvK41ba2giqM7Uio6", "gAAAAABtemporary-token"];

fn temporary() -> AccessKey {
    AccessKey::new("QTWAOYTTINDUT2QVKYUC", SECRETS[0]).security_token(SECRETS[1])
}

#[test]
fn keys_that_cannot_sign() {
    const AK: &str = "the access key id (AK)";
    const SK: &str = "the secret key (SK)";
    const TOKEN: &str = "the security token";
    let odd = "has a space, a line break or another character that is not visible ASCII: remove it";
    for (key, expected) in [
        (AccessKey::new("", "sk"), format!("{AK} is empty: give its value")),
        (AccessKey::new("ak", ""), format!("{SK} is empty: give its value")),
        (key().security_token(""), format!("{TOKEN} is empty: give its value")),
        (AccessKey::new("zebra\n", "sk"), format!("{AK} {odd}")),
        (AccessKey::new("zebra\r\nX-Admin: 1", "sk"), format!("{AK} {odd}")),
        (AccessKey::new("zebra, Signature=1", "sk"), format!("{AK} {odd}")),
        (AccessKey::new("ak", "zebra\n"), format!("{SK} {odd}")),
        (AccessKey::new("ak", "zebra\0"), format!("{SK} {odd}")),
        (AccessKey::new("ak", "zébra"), format!("{SK} {odd}")),
        (key().security_token(" zebra"), format!("{TOKEN} {odd}")),
    ] {
        let mut config = Config::new(&API);
        config.transport(Arc::new(RecordingTransport::new()));
        config.credentials(Credentials::signed(&ACCESS_KEY, Arc::new(key)));
        let error = config.build().unwrap_err();
        let expected = format!("the credentials' `access_key` cannot be used: {expected}");
        assert_eq!((error.kind(), error.to_string()), (ErrorKind::Credentials, expected));
        assert!(!format!("{error:?}").contains("bra"), "{error:?}");
    }
}

#[tokio::test]
async fn keys_are_checked_in_the_hands_of_other_signers_too() {
    let transport = RecordingTransport::new();
    let mut call = call(&transport, then(AccessKey::new("zebra\n", "sk")), &LIST_JOBS);
    call.path("project_id", &PROJECT);
    let error = call.send(empty).await.unwrap_err();
    let expected = "ListJobs: the credentials' `access_key` cannot sign the request: the access key id (AK) has a \
                    space, a line break or another character that is not visible ASCII: remove it";
    assert_eq!((error.kind(), error.to_string().as_str()), (ErrorKind::Credentials, expected));
    assert_eq!(transport.requests().len(), 0);
}

#[tokio::test]
async fn projects_that_no_header_can_hold_stand_in_the_path_alone() {
    let transport = RecordingTransport::new().reply(200, "");
    let mut call = call(&transport, then(key()), &LIST_JOBS);
    call.path("project_id", &"a\nb");
    call.send(empty).await.unwrap();
    let request = &transport.requests()[0];
    assert_eq!(request.path(), "/v2/a%0Ab/jobs");
    assert!(!request.headers().contains_key("x-project-id"));
    assert!(header(request, "authorization").contains("SignedHeaders=host;x-sdk-date,"));
}

/// What is stated as the time when the clock shows it.
async fn stated(time: SystemTime) -> Result<String, String> {
    let transport = RecordingTransport::new().reply(200, "");
    let mut call = call(&transport, at(time), &LIST_JOBS);
    call.path("project_id", &PROJECT);
    call.send(empty).await.map_err(|error| error.to_string())?;
    Ok(header(&transport.requests()[0], "x-sdk-date").to_owned())
}

/// So many seconds after 1970, or before it; `None` where the system cannot tell such times.
fn clock(seconds: i64) -> Option<SystemTime> {
    let distance = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) }
}

#[tokio::test]
async fn times_are_stated_in_utc() {
    for (seconds, expected) in [
        (-62_167_219_200, "00000101T000000Z"),
        (-2_203_891_201, "19000228T235959Z"),
        (-2_203_891_200, "19000301T000000Z"),
        (-1, "19691231T235959Z"),
        (0, "19700101T000000Z"),
        (951_782_399, "20000228T235959Z"),
        (951_782_400, "20000229T000000Z"),
        (951_868_800, "20000301T000000Z"),
        (978_220_800, "20001231T000000Z"),
        (978_307_199, "20001231T235959Z"),
        (1_136_214_245, "20060102T150405Z"),
        (1_709_164_800, "20240229T000000Z"),
        (1_735_603_200, "20241231T000000Z"),
        (1_754_352_000, "20250805T000000Z"),
        (4_107_542_400, "21000301T000000Z"),
        (253_402_300_799, "99991231T235959Z"),
    ] {
        let Some(time) = clock(seconds) else { continue };
        for time in [time, time + Duration::from_millis(1), time + Duration::from_millis(999)] {
            assert_eq!(stated(time).await.as_deref(), Ok(expected));
        }
    }
}

#[tokio::test]
async fn times_that_no_calendar_holds() {
    for seconds in [253_402_300_800, -62_167_219_201, i64::MAX, -i64::MAX, i64::MIN] {
        let Some(time) = clock(seconds) else { continue };
        let expected = "ListJobs: the credentials' `access_key` cannot sign the request: the clock is off by thousands \
                        of years: set it";
        assert_eq!(stated(time).await.unwrap_err(), expected);
    }
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let transport = RecordingTransport::new().reply(200, "");
    let mut config = Config::new(&API);
    config.transport(Arc::new(transport.clone()));
    let credentials = Credentials::signed(&ACCESS_KEY, Arc::new(temporary()));
    config.credentials(credentials.clone());
    config.endpoint(SERVER);
    let core = config.clone().build().unwrap();
    let mut call = Call::new(&core, &LIST_JOBS);
    call.path("project_id", &PROJECT);
    let texts = [format!("{config:#?} {core:#?} {credentials:?}"), format!("{:?} {call:#?}", temporary())];
    call.send(empty).await.unwrap();
    let request = transport.requests().remove(0);
    let authorization = header(&request, "authorization");
    let (_, signature) = authorization.rsplit_once('=').unwrap();
    for text in texts.into_iter().chain([format!("{request:#?} {transport:#?}")]) {
        assert!(!SECRETS.iter().any(|secret| text.contains(secret)) && !text.contains(signature), "{text}");
    }
    assert_eq!(format!("{:?} {credentials:?}", temporary()), "AccessKey { .. } Credentials { access_key: [redacted] }");
}

#[tokio::test]
async fn secrets_that_the_server_repeats_are_not_quoted() {
    let echo = |request: &Request| {
        let text = format!("{} wants {SECRETS:?}", header(request, "authorization"));
        TransportResponse::new(StatusCode::UNAUTHORIZED, json!({"error_msg": text}).to_string())
    };
    let transport = RecordingTransport::new().reply_with(echo);
    let mut call = call(&transport, Arc::new(temporary()), &LIST_JOBS);
    call.path("project_id", &PROJECT);
    let error = call.send(empty).await.unwrap_err();
    let expected = "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, \
                    SignedHeaders=host;x-project-id;x-sdk-date;x-security-token, Signature=[redacted] wants \
                    [\"[redacted]\", \"[redacted]\"]";
    assert_eq!(error.message(), Some(expected));
    assert_eq!(error.to_string(), format!("ListJobs: 401 Unauthorized: {expected}"));
}
