//! Where the API is served.
//!
//! | in the description | becomes `servers` |
//! | --- | --- |
//! | `host: H`, `basePath: /B`, `schemes: [https, http]` | `https://H/B`, `http://H/B`; encrypted ones come first |
//! | `host: H` without `schemes` | `https://H/B`, since the scheme by which the description was fetched is not known here; of this machine, `http://H/B` |
//! | a scheme in `host` | that scheme, where there are no `schemes` |
//! | `basePath: /B` alone | `/B` |
//! | neither | none |
//! | `schemes` of an operation that do not begin like those of the description | `servers` of the operation |

use super::super::{Entries, Value, Walk};
use crate::diagnostic::{Diagnostic, Place, Pointer, quoted};
use crate::document::walk::text;

/// In the order in which they are preferred.
const SCHEMES: [&str; 4] = ["https", "http", "wss", "ws"];

/// The longest URL, in bytes, that is repeated for operations. Nothing can be fetched from longer ones.
const LONGEST: usize = 2_048;

impl Walk<'_> {
    pub(super) fn old_servers(&mut self, entries: &mut Entries) {
        entries.shift_remove("schemes");
        let schemes = self.known.schemes.clone();
        let rest = self.known.host_and_path.clone();
        let root = Pointer::root();
        if let Some((scheme, _)) = text(entries, "host").and_then(|host| host.split_once("://")) {
            let message =
                format!("`host` begins with {}, which belongs into `schemes`", quoted(&format!("{scheme}://")));
            let said = Diagnostic::warning("loose-host", Place::Value(root.key("host")), message);
            self.diagnostics.push(said.generated("the host without it"));
        }
        let from = ["host", "basePath"].into_iter().find(|key| entries.contains_key(*key)).map(|key| root.key(key));
        entries.shift_remove("host");
        entries.shift_remove("basePath");
        if let Some(from) = from {
            self.put_servers(entries, &rest, &schemes, &from, &root);
        }
    }

    /// The servers of an operation, if it is called by other schemes than all the others.
    pub(super) fn old_schemes(&mut self, operation: &mut Entries, at: &Pointer) {
        let schemes = texts(operation.shift_remove("schemes"));
        let usual = best(&self.known.schemes);
        let is_usual = best(&schemes).is_none_or(|best| usual == Some(best));
        if is_usual || self.known.host_and_path.len() > LONGEST || !self.known.host_and_path.starts_with("//") {
            return;
        }
        let rest = self.known.host_and_path.clone();
        self.put_servers(operation, &rest, &schemes, &at.key("schemes"), at);
    }

    fn put_servers(&mut self, entries: &mut Entries, rest: &str, schemes: &[String], from: &Pointer, at: &Pointer) {
        let known = SCHEMES.iter().filter(|known| schemes.iter().any(|scheme| scheme == *known));
        let mut urls: Vec<_> = match rest.strip_prefix("//") {
            Some(_) => known.map(|scheme| format!("{scheme}:{rest}")).collect(),
            None => Vec::new(),
        };
        if urls.is_empty() {
            urls.push(rest.to_owned());
        }
        let servers = at.key("servers");
        self.origins.made(&servers, from);
        let server = |(index, url): (usize, String)| {
            self.origins.made(&servers.index(index), from);
            Value::Object(std::iter::once(("url".to_owned(), Value::String(url))).collect())
        };
        entries.insert("servers".into(), Value::Array(urls.into_iter().enumerate().map(server).collect()));
    }
}

/// `//host/path`, or the path alone.
pub(in crate::document) fn host_and_path(root: &Entries) -> String {
    let host =
        text(root, "host").map(|host| host.split_once("://").map_or(host, |(_, host)| host).trim_end_matches('/'));
    let path = text(root, "basePath").unwrap_or_default().trim_matches('/');
    match (host, path) {
        (None | Some(""), path) => format!("/{path}"),
        (Some(host), "") => format!("//{host}"),
        (Some(host), path) => format!("//{host}/{path}"),
    }
}

/// The schemes by which an API is called whose operations say nothing else.
pub(in crate::document) fn schemes(root: &Entries) -> Vec<String> {
    let said = match root.get("schemes") {
        Some(Value::String(scheme)) => vec![scheme.clone()],
        schemes => texts(schemes.cloned()),
    };
    if best(&said).is_some() {
        return said;
    }
    let host = text(root, "host").unwrap_or_default();
    let (scheme, host) = host.split_once("://").map_or((None, host), |(scheme, host)| (Some(scheme), host));
    let in_host = SCHEMES.into_iter().find(|known| scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(known)));
    vec![in_host.unwrap_or(if is_here(host) { "http" } else { "https" }).to_owned()]
}

/// Whether a host is the machine that the client runs on.
fn is_here(host: &str) -> bool {
    let name = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split([':', '/']).next() };
    let name = name.unwrap_or_default();
    name.eq_ignore_ascii_case("localhost") || name == "[::1]" || name.starts_with("127.")
}

fn best(schemes: &[String]) -> Option<&'static str> {
    SCHEMES.into_iter().find(|known| schemes.iter().any(|scheme| scheme == known))
}

fn texts(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}
