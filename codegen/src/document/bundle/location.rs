//! Where files are, and which file a reference in another one means (RFC 3986).

use crate::document::uri::percent_decode;
use crate::document::uri::resolve::{resolve, without_dots};

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
            (None, Self::Url(base)) => url(&resolve(base, reference)).map(Self::Url),
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
    let behind = &rest[authority.len()..];
    let root = if behind.starts_with('/') { "" } else { "/" };
    let behind = without_dots(&format!("{root}{behind}"));
    Ok(format!("{}://{}{behind}", scheme.to_ascii_lowercase(), authority.to_ascii_lowercase()))
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
