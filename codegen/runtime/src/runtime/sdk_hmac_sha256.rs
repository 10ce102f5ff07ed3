//! Signs requests with an access key, by the algorithm SDK-HMAC-SHA256.

mod canonical;
mod chain;
mod date;
mod environment;
mod found;
mod ini;
mod machine;
mod metadata;
mod profile;

use std::fmt;
use std::time::SystemTime;

use http::HeaderValue;
use http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};

pub use self::canonical::CanonicalRequest;
use self::canonical::hash;
pub use self::chain::KeyChain;
pub use self::machine::Machine;
use super::request::Request;
use super::signer::Signer;

const PROJECT: &str = "x-project-id";
const DATE: &str = "x-sdk-date";
const TOKEN: &str = "x-security-token";
const PAYLOAD: &str = "x-sdk-content-sha256";

/// What stands for the hash of a body that is not covered by the signature.
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";

/// An access key: an id (AK) that says who calls, and a secret key (SK) that proves it and is never sent.
///
/// It signs each request with the time at which it is sent, its method, URL, host and JSON body, and the project in
/// `X-Project-Id` where the path has a `project_id`. Services refuse signatures whose time differs from theirs by more
/// than some minutes (15 is usual), so the clock of the machine has to be right. A request that already has an
/// `Authorization` is not signed.
///
/// `Debug` shows none of it.
#[derive(Clone)]
pub struct AccessKey {
    id: String,
    secret: String,
    security_token: Option<String>,
}

impl AccessKey {
    /// A key of its id (AK) and its secret key (SK).
    ///
    /// A client cannot be built with one that is empty, or that holds something else than visible ASCII characters.
    #[must_use]
    pub fn new(ak: impl Into<String>, sk: impl Into<String>) -> Self {
        Self { id: ak.into(), secret: sk.into(), security_token: None }
    }

    /// The same key with the security token that belongs to it, as a temporary key has one.
    ///
    /// The token is sent with each request, in `X-Security-Token`.
    #[must_use]
    pub fn security_token(mut self, token: impl Into<String>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// Adds the headers that the signature covers.
    fn add_headers(&self, request: &mut Request, date: &str) -> Result<(), String> {
        request.headers.insert(DATE, header("the time", date)?);
        if let (Some(project), false) = (request.path_parameter("project_id"), request.headers.contains_key(PROJECT)) {
            // The path says it too: one that no header can hold is for the service to judge.
            if let Ok(project) = HeaderValue::from_bytes(project.as_bytes()) {
                request.headers.insert(PROJECT, project);
            }
        }
        if let Some(token) = &self.security_token {
            request.headers.insert(TOKEN, header("the security token", token)?);
        }
        // Also one that the caller has set: it is as good as a part of the key.
        if let Some(token) = request.headers.get_mut(TOKEN) {
            token.set_sensitive(true);
        }
        Ok(())
    }
}

impl Signer for AccessKey {
    fn check(&self) -> Result<(), String> {
        let token = self.security_token.as_deref().map(|token| ("the security token", token));
        let parts = [("the access key id (AK)", self.id.as_str()), ("the secret key (SK)", self.secret.as_str())];
        for (name, value) in parts.into_iter().chain(token) {
            if value.is_empty() {
                return Err(format!("{name} is empty: give its value"));
            }
            if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
                let odd = "has a space, a line break or another character that is not visible ASCII";
                return Err(format!("{name} {odd}: remove it"));
            }
        }
        Ok(())
    }

    fn sign(&self, request: &mut Request, now: SystemTime) -> Result<(), String> {
        if request.headers.contains_key(AUTHORIZATION) {
            return Ok(());
        }
        self.check()?;
        request.keep_secret(&self.secret);
        let date = date::text(now).ok_or("the clock is off by thousands of years: set it")?;
        self.add_headers(request, &date)?;
        let payload = payload(request)?;
        let headers = signed_headers(request)?;
        if let Some((_, token)) = headers.iter().find(|(name, _)| *name == TOKEN) {
            request.keep_secret(token);
        }
        let (method, url) = (request.method().as_str(), request.url());
        let canonical = CanonicalRequest { method, url: &url, headers: &headers, payload: &payload };
        let signature = canonical.signature(&self.secret, &date)?;
        let names = canonical.signed_headers();
        let authorization = format!("SDK-HMAC-SHA256 Access={}, SignedHeaders={names}, Signature={signature}", self.id);
        let mut authorization = header("the access key id (AK)", &authorization)?;
        authorization.set_sensitive(true);
        request.headers.insert(AUTHORIZATION, authorization);
        request.keep_secret(&signature);
        Ok(())
    }
}

impl fmt::Debug for AccessKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AccessKey").finish_non_exhaustive()
    }
}

fn header(what: &str, value: &str) -> Result<HeaderValue, String> {
    HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("{what} has a line break or control character, which a header cannot hold"))
}

/// The headers that the signature covers, in the order of their names. Others are left out, since what is between
/// client and service may change them.
fn signed_headers(request: &Request) -> Result<Vec<(&'static str, String)>, String> {
    let mut headers = Vec::with_capacity(4);
    for name in [HOST.as_str(), PROJECT, DATE, TOKEN] {
        if let Some(value) = request.headers.get(name) {
            let value = str::from_utf8(value.as_bytes()).map_err(|_| format!("the header `{name}` is not UTF-8"))?;
            headers.push((name, value.to_owned()));
        } else if name == HOST {
            headers.push((name, host(&request.server).to_owned()));
        }
    }
    Ok(headers)
}

/// The host of a URL as it is sent: with its port unless that is the usual one.
fn host(server: &str) -> &str {
    let (scheme, behind) = server.split_once("://").unwrap_or(("", server));
    let authority = behind.split('/').next().unwrap_or_default();
    let usual = match scheme {
        "http" => ":80",
        "https" => ":443",
        _ => "",
    };
    authority.strip_suffix(usual).unwrap_or(authority)
}

/// What stands for the body: its hash. A body that is not JSON is not covered, which a header has to say.
fn payload(request: &mut Request) -> Result<String, String> {
    if let Some(said) = request.headers.get(PAYLOAD) {
        return said.to_str().map(str::to_owned).map_err(|_| format!("the header `{PAYLOAD}` is not ASCII"));
    }
    let content_type = request.headers.get(CONTENT_TYPE).map_or(&[][..], HeaderValue::as_bytes);
    let json = b"application/json";
    let is_json = content_type.get(..json.len()).is_some_and(|start| start.eq_ignore_ascii_case(json));
    match &request.body {
        Some(_) if !is_json => {
            request.headers.insert(PAYLOAD, HeaderValue::from_static(UNSIGNED));
            Ok(UNSIGNED.to_owned())
        }
        Some(body) => match body.bytes() {
            Some(bytes) => Ok(hash(bytes)),
            None => Err("a JSON body that is read while it is sent cannot be signed: give it as bytes".to_owned()),
        },
        None => Ok(hash(&[])),
    }
}
