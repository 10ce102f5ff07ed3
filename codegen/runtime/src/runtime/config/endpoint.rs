//! Checks the URL below which all paths are.

use http::Uri;

use super::super::text::excerpt;
use super::super::url::{climbs, is_loopback};

/// The longest URL that a message repeats, in characters.
const LONGEST: usize = 200;

/// A URL to which paths can be appended as they are.
pub(super) struct Endpoint {
    /// Scheme, authority and perhaps a path, without a slash at its end.
    pub(super) url: String,
    loopback: bool,
    encrypted: bool,
}

impl Endpoint {
    /// Checks a URL; one without a scheme is taken for `https`. On failure says what is wrong with it.
    pub(super) fn parse(url: &str) -> Result<Self, String> {
        let refuse = |problem: &str| format!("`{}` {problem}", excerpt(shown(url), LONGEST));
        if url.starts_with('/') {
            return Err(refuse("is relative: give an absolute URL, for example https://example.com"));
        }
        if url.contains('#') {
            return Err(refuse("has a fragment: remove what begins with `#`"));
        }
        let absolute = if url.contains("://") { url.to_owned() } else { format!("https://{url}") };
        let uri: Uri = absolute.parse().map_err(|_| refuse("is not a URL"))?;
        let scheme = uri.scheme_str().unwrap_or_default();
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        if !matches!(scheme, "http" | "https") {
            return Err(refuse("is neither http nor https"));
        }
        if authority.contains('@') {
            return Err(refuse("has a user name: give credentials to the client's builder instead"));
        }
        if uri.query().is_some() {
            return Err(refuse("has a query: remove what begins with `?`"));
        }
        let host = uri.host().unwrap_or_default();
        let port = authority.strip_prefix(host).unwrap_or_default();
        if host.is_empty() || !(port.is_empty() || uri.port_u16().is_some()) {
            return Err(refuse("has no valid host and port"));
        }
        if climbs(uri.path()) {
            return Err(refuse("has a `.` or `..` in its path: write the path that is meant"));
        }
        let path = uri.path().trim_end_matches('/');
        // A host in lower case looks the same to every transport, and signatures cover what is sent.
        let url = format!("{scheme}://{}{path}", authority.to_ascii_lowercase());
        Ok(Self { url, loopback: is_loopback(host), encrypted: scheme == "https" })
    }

    pub(super) fn scheme(&self) -> &str {
        self.url.split_once("://").map_or("", |(scheme, _)| scheme)
    }

    /// Scheme and authority alone.
    pub(super) fn origin(&self) -> &str {
        let authority = self.scheme().len() + "://".len();
        let path = self.url.get(authority..).and_then(|rest| rest.find('/'));
        path.and_then(|path| self.url.get(..authority + path)).unwrap_or(&self.url)
    }

    /// Whether nobody in between can read what is sent.
    pub(super) fn is_private(&self) -> bool {
        self.encrypted || self.loopback
    }
}

/// What may be shown of a URL: what stands before an `@` may be a password.
pub(super) fn shown(url: &str) -> &str {
    url.rsplit_once('@').map_or(url, |(_, behind)| behind)
}
