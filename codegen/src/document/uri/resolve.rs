//! What a URI means that stands in something that has one itself (RFC 3986, 5.2).

/// A URI without its fragment, seen from another.
pub(in crate::document) fn resolve(base: &str, uri: &str) -> String {
    if has_scheme(uri) {
        return uri.to_owned();
    }
    let scheme = if has_scheme(base) { base.find(':').map_or(0, |end| end + 1) } else { 0 };
    if uri.starts_with("//") {
        return format!("{}{uri}", &base[..scheme]);
    }
    let rest = &base[scheme..];
    let authority = match rest.strip_prefix("//") {
        Some(behind) => 2 + behind.find('/').unwrap_or(behind.len()),
        None => 0,
    };
    let (host, path) = base.split_at(scheme + authority);
    let path = path.split('?').next().unwrap_or_default();
    if uri.is_empty() {
        return base.to_owned();
    }
    if uri.starts_with('?') {
        return format!("{host}{path}{uri}");
    }
    if uri.starts_with('/') {
        return format!("{host}{}", without_dots(uri));
    }
    // A name, as in `urn:example:pet`, has no folder.
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    let folder = if folder.is_empty() && authority > 0 { "/" } else { folder };
    format!("{host}{}", without_dots(&format!("{folder}{uri}")))
}

fn has_scheme(uri: &str) -> bool {
    let Some((scheme, _)) = uri.split_once(':') else { return false };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// A path, perhaps with a query, without `.` and `..`. Above the root there is nothing.
pub(in crate::document) fn without_dots(path: &str) -> String {
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let is_rooted = path.starts_with('/');
    let mut steps: Vec<&str> = Vec::new();
    let mut rest = path.split('/').skip(usize::from(is_rooted)).peekable();
    while let Some(step) = rest.next() {
        let is_last = rest.peek().is_none();
        match step {
            "." | ".." => {
                if step == ".." {
                    steps.pop();
                }
                if is_last {
                    steps.push("");
                }
            }
            step => steps.push(step),
        }
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}{}{query}", if is_rooted { "/" } else { "" }, steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn uris_are_seen_from_others() {
        for (base, uri, expected) in [
            ("https://a.example/b/c?d", "", "https://a.example/b/c?d"),
            ("https://a.example/b/c?d", "?e", "https://a.example/b/c?e"),
            ("https://a.example/b/c?d", "e", "https://a.example/b/e"),
            ("https://a.example/b/c", "../e/./f?g", "https://a.example/e/f?g"),
            ("https://a.example/b/c", "/e", "https://a.example/e"),
            ("https://a.example/b/c", "//e.example/f", "https://e.example/f"),
            ("https://a.example", "e", "https://a.example/e"),
            ("https://a.example/b", "http://e.example", "http://e.example"),
            ("https://a.example/b", "urn:example:pet", "urn:example:pet"),
            ("urn:example:pet", "dog", "urn:dog"),
            ("", "pet", "pet"),
            ("schemas/pet", "dog", "schemas/dog"),
            ("schemas/pet", "../../dog/..", ""),
        ] {
            assert_eq!(resolve(base, uri), expected, "{base} {uri}");
        }
    }
}
