//! Requests signed by SDK-HMAC-SHA256, against known signatures.

mod calls;
mod chain;
mod keys;
mod machine;
mod metadata;
mod profile;
mod renewal;
mod vectors;

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderValue;
use sha2::{Digest as _, Sha256};

use super::{API, MAIN, TOKEN};
use crate::runtime::test_util::RecordingTransport;
use crate::runtime::{
    AccessKey, Call, Config, Credentials, Method, Operation, Parameter, Request, RetryPolicy, Scheme, SchemeLocation,
    Signer, Statuses,
};

const PROJECT: &str = "0123456789abcdef0123456789abcdef";
const SERVER: &str = "https://swr-api.cn-north-4.myhuaweicloud.com";

/// 2025-08-05T00:00:00Z.
const SECONDS: u64 = 1_754_352_000;

static ACCESS_KEY: Scheme = Scheme { name: "access_key", location: SchemeLocation::Signature };

static LIST_JOBS: Operation = Operation {
    id: "ListJobs",
    method: Method::GET,
    service: &MAIN,
    path: "/v2/{project_id}/jobs",
    parameters: &[
        Parameter::path("project_id"),
        Parameter::query("status"),
        Parameter::query("offset"),
        Parameter::query("limit"),
        Parameter::header("X-Project-Id"),
        Parameter::header("X-Security-Token"),
        Parameter::header("X-Sdk-Content-Sha256"),
        Parameter::header("Host"),
    ],
    required_together: &[],
    success: &[Statuses::Class(2)],
    accept: "application/json",
    security: &[&["token"], &["access_key"]],
};

static ADD_JOB: Operation = Operation {
    id: "AddJob",
    method: Method::POST,
    service: &MAIN,
    path: "/v2/jobs:add",
    parameters: &[],
    required_together: &[],
    success: &[Statuses::Class(2)],
    accept: "application/json",
    security: &[&["token"], &["access_key"]],
};

fn key() -> AccessKey {
    AccessKey::new("AccessKey", "SecretKey")
}

/// Signs at a time of its own, perhaps with a header that is there before.
#[derive(Debug)]
struct At {
    key: AccessKey,
    time: SystemTime,
    header: Option<(&'static str, &'static str)>,
}

impl Signer for At {
    fn sign(&self, request: &mut Request, _: SystemTime) -> Result<(), String> {
        if let Some((name, value)) = self.header {
            request.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        self.key.sign(request, self.time)
    }
}

fn at(time: SystemTime) -> Arc<dyn Signer> {
    Arc::new(At { key: key(), time, header: None })
}

/// Signs in August 2025.
fn then(key: AccessKey) -> Arc<dyn Signer> {
    Arc::new(At { key, time: UNIX_EPOCH + Duration::from_secs(SECONDS), header: None })
}

/// Signs in August 2025 what has a header before.
fn then_with(name: &'static str, value: &'static str) -> Arc<dyn Signer> {
    Arc::new(At { key: key(), time: UNIX_EPOCH + Duration::from_secs(SECONDS), header: Some((name, value)) })
}

fn call(transport: &RecordingTransport, signer: Arc<dyn Signer>, operation: &'static Operation) -> Call {
    let mut config = Config::new(&API);
    config.retry(RetryPolicy::none());
    config.transport(Arc::new(transport.clone()));
    config.credentials(Credentials::signed(&ACCESS_KEY, signer));
    config.endpoint(SERVER);
    Call::new(&config.build().unwrap(), operation)
}

/// The text of a header.
fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    std::str::from_utf8(request.headers()[name].as_bytes()).unwrap()
}

/// SHA-256 in hexadecimal digits.
fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// What the service computes over a canonical request.
fn signature(canonical: &str, date: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(b"SecretKey").unwrap();
    mac.update(format!("SDK-HMAC-SHA256\n{date}\n{}", hash(canonical.as_bytes())).as_bytes());
    hexadecimal(&mac.finalize().into_bytes())
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
        .collect()
}
