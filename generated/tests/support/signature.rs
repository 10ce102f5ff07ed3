//! Checks signatures as the description of the algorithm SDK-HMAC-SHA256 has it, with no line of the client's own.

use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// How far the stated time may be from the clock of who checks it.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(15);

/// An access key that the stand-in knows.
#[derive(Clone, Copy)]
pub struct Key {
    /// Who calls.
    pub ak: &'static str,
    /// What both sides compute signatures with.
    pub sk: &'static str,
    /// What a temporary key is sent with.
    pub security_token: Option<&'static str>,
}

/// What is wrong with a signature.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Flaw {
    /// Something is missing, is not covered, or cannot be read.
    Unreadable,
    /// There is no such key, or its security token is not there with it.
    UnknownKey,
    /// The stated time is too far from the clock.
    Expired,
    /// The signature is not that of this request.
    Wrong,
}

/// Whether one of the keys has signed a request, at about this time.
pub fn verify(keys: &[Key], parts: &Parts, body: &[u8], now: Timestamp) -> Result<(), Flaw> {
    let authorization = Authorization::of(&parts.headers).ok_or(Flaw::Unreadable)?;
    let date = text(&parts.headers, "x-sdk-date").ok_or(Flaw::Unreadable)?;
    let signed_at = time(date).ok_or(Flaw::Unreadable)?;
    if !authorization.signed_headers.split(';').any(|name| name == "x-sdk-date") {
        return Err(Flaw::Unreadable);
    }
    let token = text(&parts.headers, "x-security-token");
    let is_meant = |key: &&Key| key.ak == authorization.access && key.security_token == token;
    let key = keys.iter().find(is_meant).ok_or(Flaw::UnknownKey)?;
    if (signed_at - now).abs() > TOLERANCE {
        return Err(Flaw::Expired);
    }
    let expected = signature(key, parts, body, authorization.signed_headers, date).ok_or(Flaw::Unreadable)?;
    if authorization.signature == expected { Ok(()) } else { Err(Flaw::Wrong) }
}

/// Signs a request with all headers that it has.
pub fn sign(key: &Key, parts: &mut Parts, body: &[u8], now: Timestamp) -> Option<()> {
    let date = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    parts.headers.insert("x-sdk-date", HeaderValue::from_str(&date).ok()?);
    if let Some(token) = key.security_token {
        parts.headers.insert("x-security-token", HeaderValue::from_static(token));
    }
    let mut names: Vec<_> = parts.headers.keys().map(HeaderName::as_str).collect();
    names.sort_unstable();
    let names = names.join(";");
    let signature = signature(key, parts, body, &names, &date)?;
    let value = format!("SDK-HMAC-SHA256 Access={}, SignedHeaders={names}, Signature={signature}", key.ak);
    parts.headers.insert("authorization", HeaderValue::from_str(&value).ok()?);
    Some(())
}

fn signature(key: &Key, parts: &Parts, body: &[u8], signed_headers: &str, date: &str) -> Option<String> {
    let canonical = canonical(parts, body, signed_headers)?;
    let to_sign = format!("SDK-HMAC-SHA256\n{date}\n{}", hexadecimal(&Sha256::digest(canonical)));
    let mut mac = Hmac::<Sha256>::new_from_slice(key.sk.as_bytes()).ok()?;
    mac.update(to_sign.as_bytes());
    Some(hexadecimal(&mac.finalize().into_bytes()))
}

/// The header of this name in three parts: `SDK-HMAC-SHA256 Access=…, SignedHeaders=…, Signature=…`.
struct Authorization<'a> {
    access: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
}

impl<'a> Authorization<'a> {
    fn of(headers: &'a HeaderMap) -> Option<Self> {
        let value = text(headers, "authorization")?.strip_prefix("SDK-HMAC-SHA256 ")?;
        let (access, value) = value.strip_prefix("Access=")?.split_once(", ")?;
        let (signed_headers, value) = value.strip_prefix("SignedHeaders=")?.split_once(", ")?;
        Some(Self { access, signed_headers, signature: value.strip_prefix("Signature=")? })
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    str::from_utf8(headers.get(name)?.as_bytes()).ok()
}

fn time(date: &str) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(DateTime::strptime("%Y%m%dT%H%M%SZ", date).ok()?).ok()
}

/// Method, path, query, headers, their names and the body's hash, each from a new line on. A line is empty before the
/// names, since every header ends one.
fn canonical(parts: &Parts, body: &[u8], signed_headers: &str) -> Option<String> {
    let mut lines = vec![parts.method.to_string(), path(parts.uri.path())?, query(parts.uri.query())?];
    for name in signed_headers.split(';') {
        lines.push(format!("{name}:{}", text(&parts.headers, name)?.trim()));
    }
    lines.extend([String::new(), signed_headers.to_owned(), hexadecimal(&Sha256::digest(body))]);
    Some(lines.join("\n"))
}

/// Every segment encoded, and a slash behind the last one.
fn path(path: &str) -> Option<String> {
    let segments: Vec<_> = path.split('/').map(|segment| Some(encode(&decode(segment)?))).collect::<Option<_>>()?;
    let path = segments.join("/");
    Some(if path.ends_with('/') { path } else { path + "/" })
}

/// The parameters by name, then by value.
fn query(query: Option<&str>) -> Option<String> {
    let mut parameters = Vec::new();
    for parameter in query.into_iter().flat_map(|query| query.split('&')) {
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        parameters.push((decode(name)?, decode(value)?));
    }
    parameters.sort();
    let parameters = parameters.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value)));
    Some(parameters.collect::<Vec<_>>().join("&"))
}

/// What a percent-encoded text means.
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut parts = text.split('%');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        bytes.extend(rest.as_bytes());
    }
    Some(bytes)
}

/// Everything as `%XX` but letters, digits and `-_.~`.
fn encode(bytes: &[u8]) -> String {
    let encoded = bytes.iter().map(|byte| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(*byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
