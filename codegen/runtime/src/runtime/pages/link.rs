//! Links to further pages: where they are in a header, and where they lead.

use std::borrow::Cow;
use std::sync::Arc;

use http::header::LINK;
use http::{HeaderMap, Uri};

use super::super::core::redirect::Place;
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
/// servers of the call itself get its credentials.
pub(super) fn resolve(link: &str, request: &Request, endpoints: &[Arc<str>]) -> Result<Uri, String> {
    let found = endpoints.iter().find_map(|endpoint| resolve_at(endpoint, link, request));
    found.ok_or_else(|| {
        // What stands in a query, or before an `@`, may be nobody's business.
        let shown = link.split('?').next().unwrap_or_default();
        let shown = shown.rsplit_once('@').map_or(shown, |(_, behind)| behind);
        format!("goes on at `{}`, which is no place of the call's own server", excerpt(shown, LONGEST))
    })
}

fn resolve_at(endpoint: &str, link: &str, request: &Request) -> Option<Uri> {
    let (base, from): (Uri, Uri) = (endpoint.parse().ok()?, request.url().parse().ok()?);
    let server = format!("{}://{}", base.scheme_str()?, base.authority()?);
    let query = from.query().unwrap_or_default().to_owned();
    let place = Place { server: server.into(), path: from.path().to_owned(), query };
    let target = place.target(&as_called(&base, link)).ok()?;
    if !target.is_trusted || climbs(&target.path) || !link.is_ascii() {
        return None;
    }
    let query = if target.query.is_empty() { String::new() } else { format!("?{}", target.query) };
    format!("{}{}{query}", place.server, target.path).parse().ok()
}

/// Behind a proxy that encrypts, a service may take itself for one of plain http: what leads to the same host is meant
/// as the call goes there.
fn as_called<'a>(base: &Uri, link: &'a str) -> Cow<'a, str> {
    let plain = link.strip_prefix("http://").filter(|_| base.scheme_str() == Some("https") && base.port().is_none());
    let own = plain.and_then(|rest| {
        let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        base.host().is_some_and(|own| own.eq_ignore_ascii_case(host)).then(|| format!("https://{host}{path}"))
    });
    own.map_or(Cow::Borrowed(link), Cow::Owned)
}
