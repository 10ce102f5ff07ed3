//! Tells who is let in, by a token or by a signature.

use axum::http::request::Parts;
use jiff::Timestamp;

use super::signature::{Flaw, Key, verify};

/// The token of a user who may list jobs.
pub const TOKEN: &str = "MIIstand-in-token-of-a-reader";
/// The token of a user who is known but may not list jobs.
pub const POWERLESS_TOKEN: &str = "MIIstand-in-token-of-a-stranger";
/// The access key of a user who may list jobs.
pub const KEY: Key =
    Key { ak: "STANDINPERMANENTKEY0", sk: "pErmaNent0sEcret0Key0oF0the0StandIn00001", security_token: None };
/// A temporary access key of the same user.
pub const TEMPORARY_KEY: Key = Key {
    ak: "HSTSTANDINTEMPORARY0",
    sk: "tEmporArY0sEcret0Key0oF0the0StandIn00002",
    security_token: Some("gQpzdGFuZC1pbg/security+token/of-a-temporary/key=="),
};

/// Why somebody is not let in.
#[derive(Debug)]
pub enum Denial {
    /// The token is not known, or there is nothing to know anybody by.
    Token,
    /// Somebody who is known may not do this.
    Permission,
    /// What the gateway has to say against the request.
    Gateway(&'static str),
}

/// Admits a request that has either a good token or a good signature, never both.
pub fn admit(parts: &Parts, body: &[u8], project: &str, now: Timestamp) -> Result<(), Denial> {
    let headers = &parts.headers;
    match (headers.get("x-auth-token"), headers.get("authorization")) {
        (Some(_), Some(_)) => Err(Denial::Gateway("there are both a token and a signature")),
        (Some(token), None) if token == TOKEN => Ok(()),
        (Some(token), None) if token == POWERLESS_TOKEN => Err(Denial::Permission),
        (_, None) => Err(Denial::Token),
        (None, Some(_)) => {
            let stated = headers.get("x-project-id").map(|value| value.as_bytes().trim_ascii());
            if stated != Some(project.as_bytes().trim_ascii()) {
                return Err(Denial::Gateway("X-Project-Id is not the project of the path"));
            }
            verify(&[KEY, TEMPORARY_KEY], parts, body, now).map_err(|flaw| Denial::Gateway(words(flaw)))
        }
    }
}

/// A flaw in the gateway's words.
fn words(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::UnknownKey => "Get secretKey failed",
        Flaw::Expired => "calc ak sk signature fail:signature expired",
        Flaw::Unreadable | Flaw::Wrong => "verify aksk signature fail",
    }
}
