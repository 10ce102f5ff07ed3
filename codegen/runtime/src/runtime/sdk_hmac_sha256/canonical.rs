//! Writes requests in the one form that client and service compute signatures over.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::super::url::{decode_bytes, encode};

/// What a signature covers of a request.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct CanonicalRequest<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The URL as it is sent.
    pub url: &'a str,
    /// Headers in the order of their names, which are in lower case.
    pub headers: &'a [(&'static str, String)],
    /// The hash of the body, or what stands for it.
    pub payload: &'a str,
}

impl CanonicalRequest<'_> {
    /// The canonical form.
    #[must_use]
    pub fn text(&self) -> String {
        let (path, query) = path_and_query(self.url);
        let mut text = format!("{}\n{}\n{}\n", self.method, canonical_path(path), canonical_query(query));
        for (name, value) in self.headers {
            text.extend([name, ":", value.trim(), "\n"]);
        }
        text.extend(["\n", &self.signed_headers(), "\n", self.payload]);
        text
    }

    /// The names of the headers: `host;x-sdk-date`.
    #[must_use]
    pub fn signed_headers(&self) -> String {
        self.headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";")
    }

    /// The signature at a time, which is also that of the header `X-Sdk-Date`.
    ///
    /// # Errors
    ///
    /// None that is known: the algorithm takes keys of any length.
    pub fn signature(&self, secret_key: &str, date: &str) -> Result<String, String> {
        let text = format!("SDK-HMAC-SHA256\n{date}\n{}", hash(self.text().as_bytes()));
        let mut mac = Hmac::<Sha256>::new_from_slice(secret_key.as_bytes())
            .map_err(|_| "the secret key (SK) is of a length that cannot be used")?;
        mac.update(text.as_bytes());
        Ok(hexadecimal(&mac.finalize().into_bytes()))
    }
}

/// SHA-256 in lower-case hexadecimal digits.
pub(super) fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn path_and_query(url: &str) -> (&str, &str) {
    let behind_scheme = url.split_once("://").map_or(url, |(_, behind)| behind);
    let start = behind_scheme.find(['/', '?']).unwrap_or(behind_scheme.len());
    let target = &behind_scheme[start..];
    target.split_once('?').unwrap_or((target, ""))
}

/// The path with each segment encoded exactly once, however it is encoded in the URL, and a slash at its end.
fn canonical_path(path: &str) -> String {
    let mut canonical = String::with_capacity(path.len() + 1);
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            canonical.push('/');
        }
        encode(&mut canonical, &decode_bytes(segment));
    }
    if !canonical.ends_with('/') {
        canonical.push('/');
    }
    canonical
}

/// The parameters in the order of their names, then of their values, both compared before they are encoded.
fn canonical_query(query: &str) -> String {
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty());
    let mut parameters: Vec<_> = parameters
        .map(|parameter| parameter.split_once('=').unwrap_or((parameter, "")))
        .map(|(name, value)| (decode_bytes(name), decode_bytes(value)))
        .collect();
    parameters.sort_unstable();
    let mut canonical = String::with_capacity(query.len());
    for (name, value) in parameters {
        if !canonical.is_empty() {
            canonical.push('&');
        }
        encode(&mut canonical, &name);
        canonical.push('=');
        encode(&mut canonical, &value);
    }
    canonical
}
