//! Where files are, and which file a reference in another one means (RFC 3986).

use crate::document::uri::percent_decode;

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Location {
    /// Below the folder of the description, as a path with `/`.
    File(String),
    /// On the network, as a URL of `http` or `https` without a fragment.
    Url(String),
}

impl Location {
    /// The file that a reference without its fragment means here; or why that is none which can be read, as a part of
    /// a sentence.
    pub(super) fn join(&self, reference: &str) -> Result<Self, &'static str> {
        match (scheme(reference), self) {
            (Some("http" | "https"), _) => url(reference).map(Self::Url),
            (Some(scheme), _) if scheme.len() == 1 => Err("it is a path on somebody's own machine"),
            (Some("file"), _) => Err("only files in the folder of the description are read, by relative paths"),
            (Some(_), _) => Err("only files and URLs of `http` and `https` are read"),
            (None, Self::Url(base)) => beside(base, reference).and_then(|joined| url(&joined)).map(Self::Url),
            (None, Self::File(base)) => below(base, reference).map(Self::File),
        }
    }
}

/// `https` of `https://…`.
fn scheme(reference: &str) -> Option<&str> {
    let (scheme, _) = reference.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// A path below the folder, from one that a file there refers to.
fn below(base: &str, reference: &str) -> Result<String, &'static str> {
    if reference.contains('\\') {
        return Err("the parts of a path are separated by `/` and not by `\\`");
    }
    if reference.starts_with('/') {
        return Err("only files in the folder of the description are read, by relative paths");
    }
    if reference.contains('?') {
        return Err("a file has no query");
    }
    let mut parts: Vec<String> = base.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in reference.split('/') {
        let part = percent_decode(part);
        match part.as_str() {
            "." | "" => {}
            ".." => drop(parts.pop().ok_or("it leads out of the folder of the description")?),
            _ if part.contains(['/', '\\', '\0']) => return Err("no file has such a name"),
            _ => parts.push(part),
        }
    }
    let is_folder = matches!(reference.rsplit('/').next(), Some("" | "." | "..")) || parts.is_empty();
    if is_folder { Err("it is a folder") } else { Ok(parts.join("/")) }
}

/// A URL that may be asked for.
fn url(text: &str) -> Result<String, &'static str> {
    let (scheme, rest) = text.split_once("://").ok_or("it is no complete URL")?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err("its URL has credentials, which are not sent");
    }
    if authority.is_empty() || text.chars().any(|char| char.is_control() || char.is_whitespace() || char == '\\') {
        return Err("it is no complete URL");
    }
    let (path, query) = rest[authority.len()..]
        .split_once('?')
        .map_or((&rest[authority.len()..], None), |(path, query)| (path, Some(query)));
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Ok(format!("{}://{}{}{query}", scheme.to_ascii_lowercase(), authority.to_ascii_lowercase(), without_dots(path)))
}

/// A URL that is relative to another one.
fn beside(base: &str, reference: &str) -> Result<String, &'static str> {
    let (scheme, rest) = base.split_once("://").ok_or("it is no complete URL")?;
    let (rest, _) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Ok(if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.starts_with('/') {
        format!("{scheme}://{authority}{reference}")
    } else if reference.starts_with('?') {
        format!("{scheme}://{authority}{path}{reference}")
    } else {
        let folder = &path[..path.rfind('/').map_or(0, |end| end + 1)];
        let slash = if folder.is_empty() { "/" } else { "" };
        format!("{scheme}://{authority}{slash}{folder}{reference}")
    })
}

/// A path without `.` and `..`. Above the root there is nothing.
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut steps = path.split('/').skip(1).peekable();
    while let Some(part) = steps.next() {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            _ => {
                parts.push(part);
                continue;
            }
        }
        // What ends with dots is a folder.
        if steps.peek().is_none() {
            parts.push("");
        }
    }
    format!("/{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn files_are_found_beside_each_other() {
        for (base, reference, found) in [
            ("api.yaml", "pet.yaml", Some("pet.yaml")),
            ("api.yaml", "./schemas//./pet.yaml", Some("schemas/pet.yaml")),
            ("paths/pets.yaml", "../schemas/pet.yaml", Some("schemas/pet.yaml")),
            ("paths/pets.yaml", "%2E%2E/my%20pet.yaml", Some("my pet.yaml")),
            ("a/b/c.yaml", "../../../d.yaml", None),
            ("api.yaml", "../api.yaml", None),
            ("api.yaml", "a/../../api.yaml", None),
            ("api.yaml", "..", None),
            ("api.yaml", "schemas/", None),
            ("api.yaml", "schemas/..", None),
            ("api.yaml", "/etc/passwd", None),
            ("api.yaml", "//host/pet.yaml", None),
            ("api.yaml", "..%2f..%2fetc/passwd", None),
            ("api.yaml", "..%5cpet.yaml", None),
            ("api.yaml", ".\\pet.yaml", None),
            ("api.yaml", "C:\\pet.yaml", None),
            ("api.yaml", "c:/pet.yaml", None),
            ("api.yaml", "file:///etc/passwd", None),
            ("api.yaml", "file:pet.yaml", None),
            ("api.yaml", "urn:example:pet", None),
            ("api.yaml", "pet.yaml?raw=1", None),
            ("api.yaml", "a%00b", None),
        ] {
            let joined = Location::File(base.to_owned()).join(reference);
            assert_eq!(joined.ok(), found.map(|path| Location::File(path.to_owned())), "{base} {reference}");
        }
    }

    #[test]
    fn urls_are_found_beside_each_other() {
        let base = Location::Url("https://example.com/v1/api.yaml?raw=1".to_owned());
        for (reference, found) in [
            ("pet.yaml", Some("https://example.com/v1/pet.yaml")),
            ("../pet.yaml", Some("https://example.com/pet.yaml")),
            ("../../../pet.yaml", Some("https://example.com/pet.yaml")),
            ("./a/..", Some("https://example.com/v1/")),
            ("/pet.yaml?v=2", Some("https://example.com/pet.yaml?v=2")),
            ("?raw=2", Some("https://example.com/v1/api.yaml?raw=2")),
            ("//Other.example/a", Some("https://other.example/a")),
            ("http://other.example", Some("http://other.example/")),
            ("http://me:secret@other.example/a", None),
            ("http:pet.yaml", None),
            ("https:///pet.yaml", None),
            ("a b.yaml", None),
            ("file:///etc/passwd", None),
            ("ftp://example.com/a", None),
        ] {
            assert_eq!(base.join(reference).ok(), found.map(|url| Location::Url(url.to_owned())), "{reference}");
        }
        let file = Location::File("api.yaml".to_owned());
        assert_eq!(file.join("https://example.com/a"), Ok(Location::Url("https://example.com/a".to_owned())));
    }
}
