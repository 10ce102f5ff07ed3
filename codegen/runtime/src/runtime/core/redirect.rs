//! Where an answer leads: redirects are followed here and by no transport, which would take credentials along.

use std::net::Ipv6Addr;
use std::sync::Arc;

use http::header::{
    ACCEPT, ACCEPT_LANGUAGE, CONTENT_TYPE, HeaderName, HeaderValue, IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH,
    IF_RANGE, IF_UNMODIFIED_SINCE, LOCATION, RANGE, USER_AGENT,
};
use http::{Method, StatusCode, Uri};

use super::super::query::Query;
use super::super::request::Request;
use super::super::response::RawResponse;

/// The most redirects that are followed one after the other.
pub(super) const MOST: usize = 5;

/// What may be told to anybody: what is wanted, and nothing of who wants it.
const HARMLESS: [HeaderName; 9] = [
    ACCEPT,
    ACCEPT_LANGUAGE,
    IF_MATCH,
    IF_MODIFIED_SINCE,
    IF_NONE_MATCH,
    IF_RANGE,
    IF_UNMODIFIED_SINCE,
    RANGE,
    USER_AGENT,
];

/// A place that an answer leads to.
pub(in super::super) struct Target {
    server: Arc<str>,
    pub(in super::super) path: String,
    pub(in super::super) query: String,
    /// Whether what proves who calls may go there, too.
    pub(in super::super) is_trusted: bool,
}

/// What an answer says of where it leads; `None` when it leads nowhere, or its operation wants to see just that.
pub(super) fn location(answer: &RawResponse) -> Option<&HeaderValue> {
    let leads_on = matches!(answer.status.as_u16(), 301 | 302 | 303 | 307 | 308);
    let is_answer = answer.operation.success.iter().any(|statuses| statuses.cover(answer.status));
    let is_safe = matches!(answer.operation.method, Method::GET | Method::HEAD | Method::QUERY);
    if !leads_on || is_answer || !is_safe {
        return None;
    }
    answer.headers.get(LOCATION)
}

/// Whether an answer leads to where another answer is to be fetched, and nothing is to be asked any more.
pub(super) fn is_to_fetch(answer: &RawResponse) -> bool {
    answer.operation.method == Method::QUERY && answer.status == StatusCode::SEE_OTHER
}

/// Makes a request that asks for something one that fetches the answer.
pub(super) fn fetch(request: &mut Request) {
    request.method = Method::GET;
    request.body = None;
    request.headers.remove(CONTENT_TYPE);
}

/// Where a request goes.
pub(in super::super) struct Place {
    pub(in super::super) server: Arc<str>,
    pub(in super::super) path: String,
    pub(in super::super) query: String,
}

impl Place {
    pub(super) fn of(request: &Request) -> Self {
        let query = request.query.text().to_owned();
        Self { server: request.server.clone(), path: request.path.clone(), query }
    }

    /// Where an answer from here leads. An `Err` says why nobody should go there.
    pub(super) fn led(&self, location: &HeaderValue) -> Result<Target, String> {
        let to = location.to_str().map_err(|_| "its `Location` is no URL".to_owned())?;
        self.target(to.trim())
    }

    /// Resolves a `Location` against this place (RFC 3986, 5.2).
    pub(in super::super) fn target(&self, to: &str) -> Result<Target, String> {
        let unusable = || "its `Location` is no URL of a server".to_owned();
        let base: Uri = self.server.parse().map_err(|_| unusable())?;
        let to = to.split('#').next().unwrap_or_default();
        let (rest, query) = to.split_once('?').unwrap_or((to, ""));
        let scheme = base.scheme_str().unwrap_or("https");
        let own = || format!("{scheme}://{}", base.authority().map_or("", |authority| authority.as_str()));
        let (server, path) = match (rest.split_once("://"), rest.strip_prefix("//")) {
            (Some((scheme, rest)), _) if is_scheme(scheme) => split(scheme, rest),
            (_, Some(rest)) => split(scheme, rest),
            _ if rest.starts_with('/') => (own(), rest.to_owned()),
            _ if rest.split_once(':').is_some_and(|(scheme, _)| is_scheme(scheme)) => return Err(unusable()),
            _ => {
                let whole = [base.path().trim_end_matches('/'), &self.path].concat();
                let folder = whole.rsplit_once('/').map_or("", |(folder, _)| folder);
                let path = if rest.is_empty() { whole.clone() } else { format!("{folder}/{rest}") };
                (own(), path)
            }
        };
        let query = if to.is_empty() { self.query.clone() } else { query.to_owned() };
        let target: Uri = server.parse().map_err(|_| unusable())?;
        let (Some(from), Some(origin)) = (Origin::of(&base), Origin::of(&target)) else { return Err(unusable()) };
        match origin.scheme {
            "https" | "http" if server.contains('@') => return Err("its `Location` names a user".to_owned()),
            "http" if from.scheme == "https" => return Err("it leads from https to http".to_owned()),
            "https" | "http" => {}
            _ => return Err(unusable()),
        }
        let is_trusted = from == origin;
        Ok(Target { server: server.into(), path: without_dots(&path), query, is_trusted })
    }
}

impl Target {
    /// Refuses to let another server know what a request asks for in its body, if it does.
    pub(super) fn for_questions(self, asks: bool) -> Result<Self, String> {
        if asks && !self.is_trusted {
            return Err("it leads to another server, which would learn what is asked".to_owned());
        }
        Ok(self)
    }

    /// The request that goes there in place of the first one, which is still without what proves who calls. Whoever is not
    /// trusted is told nothing of who that is.
    pub(super) fn request(self, mut request: Box<Request>, is_trusted: bool) -> Box<Request> {
        if !is_trusted {
            request.body = None;
            let all = std::mem::take(&mut request.headers);
            let harmless = all.into_iter().filter_map(|(name, value)| Some((name?, value)));
            request.headers = harmless.filter(|(name, _)| HARMLESS.contains(name)).collect();
        }
        (request.server, request.path, request.query) = (self.server, self.path, Query::parsed(&self.query));
        request
    }

    /// The same as what later answers come from.
    pub(super) fn place(&self) -> Place {
        Place { server: self.server.clone(), path: self.path.clone(), query: self.query.clone() }
    }

    /// What a message shows of it: its query may be nobody's business.
    pub(super) fn server(&self) -> &str {
        &self.server
    }
}

/// Scheme, host and port.
#[derive(PartialEq)]
struct Origin<'a> {
    scheme: &'a str,
    host: String,
    port: u16,
}

impl<'a> Origin<'a> {
    fn of(server: &'a Uri) -> Option<Self> {
        let scheme = server.scheme_str()?;
        let host = server.host()?;
        let address = host.trim_matches(['[', ']']).parse::<Ipv6Addr>();
        let host = address.map_or_else(|_| host.to_ascii_lowercase(), |address| address.to_string());
        let port = server.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
        (!host.is_empty()).then_some(Self { scheme, host, port })
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// The server and the path of what stands behind a scheme.
fn split(scheme: &str, rest: &str) -> (String, String) {
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    (format!("{}://{authority}", scheme.to_ascii_lowercase()), path.to_owned())
}

/// A path in which no segment stands for itself or for the one before.
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let mut parts = path.split('/').skip(usize::from(path.starts_with('/'))).peekable();
    while let Some(part) = parts.next() {
        match part {
            "." | ".." => {
                if part == ".." {
                    segments.pop();
                }
                if parts.peek().is_none() {
                    segments.push("");
                }
            }
            part => segments.push(part),
        }
    }
    format!("/{}", segments.join("/"))
}
