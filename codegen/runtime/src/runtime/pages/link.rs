//! Links to further pages: where they are in a header, and where they lead.

use http::header::LINK;
use http::uri::{Authority, PathAndQuery};
use http::{HeaderMap, Uri};

use super::super::request::Request;
use super::super::text::excerpt;
use super::super::url::climbs;

/// The longest place that a message repeats, in characters.
const LONGEST: usize = 100;

/// The URL that the headers call the next one (RFC 8288).
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(links).find(|link| link.is_next).map(|link| link.url.to_owned())
}

struct Link<'a> {
    url: &'a str,
    is_next: bool,
}

/// All links of a header, as far as they can be read.
fn links(header: &str) -> impl Iterator<Item = Link<'_>> {
    let mut rest = header;
    std::iter::from_fn(move || {
        let (_, behind) = rest.split_once('<')?;
        let (url, parameters) = behind.split_once('>')?;
        let (mut is_next, mut is_elsewhere) = (false, false);
        rest = parameters;
        while let Some(behind) = rest.trim_start().strip_prefix(';') {
            let (name, value, behind) = parameter(behind);
            rest = behind;
            match name.to_ascii_lowercase().as_str() {
                "rel" => is_next |= value.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("next")),
                // It tells what comes after something else.
                "anchor" => is_elsewhere = true,
                _ => {}
            }
        }
        Some(Link { url: url.trim(), is_next: is_next && !is_elsewhere })
    })
}

/// Name and value of a parameter, and what is behind it.
fn parameter(text: &str) -> (&str, &str, &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let name = text[..end].trim();
    let Some(value) = text[end..].strip_prefix('=').map(str::trim_start) else { return (name, "", &text[end..]) };
    match value.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
        Some((value, behind)) => (name, value, behind),
        None => {
            let end = value.find([';', ',']).unwrap_or(value.len());
            (name, value[..end].trim(), &value[end..])
        }
    }
}

/// Where a link leads, seen from the request whose answer has it. On failure says why it cannot be followed: only the
/// places of the call itself get its credentials.
pub(super) fn resolve(link: &str, request: &Request, endpoints: &[String]) -> Result<Uri, String> {
    // What stands in a query, or before an `@`, may be nobody's business.
    let shown = link.split('?').next().unwrap_or_default();
    let shown = shown.rsplit_once('@').map_or(shown, |(_, behind)| behind);
    let unusable = || format!("goes on at `{}`, which is no URL", excerpt(shown, LONGEST));
    let link = link.split('#').next().unwrap_or_default();
    let base = request.url();
    let base: Uri = base.parse().map_err(|_| unusable())?;
    let (scheme, authority) = (base.scheme_str().unwrap_or_default(), base.authority().map_or("", Authority::as_str));
    let absolute = if is_absolute(link) {
        link.to_owned()
    } else if link.starts_with("//") {
        format!("{scheme}:{link}")
    } else if link.starts_with('/') {
        format!("{scheme}://{authority}{link}")
    } else if link.starts_with('?') {
        format!("{scheme}://{authority}{}{link}", base.path())
    } else {
        let folder = base.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        format!("{scheme}://{authority}{folder}/{link}")
    };
    let uri: Uri = absolute.parse().map_err(|_| unusable())?;
    if climbs(uri.path()) || !absolute.is_ascii() {
        return Err(unusable());
    }
    let Some(endpoint) = endpoints.iter().find(|endpoint| is_same_place(endpoint, &uri)) else {
        let place = uri.authority().map_or("", Authority::as_str);
        return Err(format!(
            "goes on at `{}`, which is not where the call goes and gets no credentials",
            excerpt(place.rsplit_once('@').map_or(place, |(_, host)| host), LONGEST)
        ));
    };
    let path_at = endpoint.find("://").map_or(0, |at| at + 3);
    let origin = endpoint[path_at..].find('/').map_or(endpoint.as_str(), |end| &endpoint[..path_at + end]);
    let written = uri.path_and_query().map_or("", PathAndQuery::as_str);
    format!("{origin}{written}").parse().map_err(|_| unusable())
}

fn is_absolute(link: &str) -> bool {
    let scheme = link.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Whether scheme, host and port are the same. Behind a proxy that encrypts, a service may take itself for one of plain
/// http: what leads to the same host is meant as the endpoint says.
fn is_same_place(endpoint: &str, uri: &Uri) -> bool {
    let Ok(endpoint) = endpoint.parse::<Uri>() else { return false };
    let (Some(scheme), Some(other)) = (endpoint.scheme_str(), uri.scheme_str()) else { return false };
    let port = |uri: &Uri, scheme: &str| uri.port_u16().unwrap_or(if scheme == "http" { 80 } else { 443 });
    let is_host = endpoint.host().zip(uri.host()).is_some_and(|(host, other)| host.eq_ignore_ascii_case(other));
    let has_user = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
    let is_port = scheme == other && port(&endpoint, scheme) == port(uri, other);
    let is_behind_proxy = scheme == "https" && other == "http" && endpoint.port().is_none() && uri.port().is_none();
    is_host && !has_user && (is_port || is_behind_proxy)
}
