//! Puts the value of a security scheme where the scheme wants it.

use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};

use super::super::api::{Scheme, SchemeLocation};
use super::super::request::{Request, add_cookie};
use super::base64::base64;

/// Where the value of a scheme goes, and in which form.
pub(super) enum Carrier {
    Header(HeaderName),
    Query(&'static str),
    Cookie(&'static str),
    Basic,
    Authorization(&'static str),
}

/// A value in its form, ready to be sent.
pub(super) enum Carried {
    Header(HeaderName, HeaderValue),
    Query(&'static str, String),
    Cookie(&'static str, String),
}

impl Carrier {
    /// What carries the value of a scheme; `None` when a signature does. On failure says what is wrong with the scheme.
    pub(super) fn of(scheme: &Scheme) -> Result<Option<Self>, String> {
        Ok(Some(match scheme.location {
            SchemeLocation::Header(name) => {
                let header = HeaderName::from_bytes(name.as_bytes());
                Self::Header(header.map_err(|_| unusable(scheme, "header", name))?)
            }
            SchemeLocation::Query(name) => Self::Query(name),
            SchemeLocation::Cookie(name) if is_token(name) => Self::Cookie(name),
            SchemeLocation::Cookie(name) => return Err(unusable(scheme, "cookie", name)),
            SchemeLocation::Basic => Self::Basic,
            SchemeLocation::Authorization(name) => Self::Authorization(name),
            SchemeLocation::Signature => return Ok(None),
        }))
    }

    /// A value as it is sent. On failure says what is wrong with it, without quoting it.
    pub(super) fn carry(&self, scheme: &str, value: &str) -> Result<Carried, String> {
        if value.is_empty() || (matches!(self, Self::Basic) && value == ":") {
            return Err(format!("the credentials' `{scheme}` is empty: give its value"));
        }
        if value.chars().any(char::is_control) {
            return Err(format!("the credentials' `{scheme}` has a line break or control character: remove it"));
        }
        match self {
            Self::Header(name) => Ok(Carried::Header(name.clone(), sensitive(scheme, value)?)),
            Self::Query(name) => Ok(Carried::Query(name, value.to_owned())),
            Self::Cookie(name) => match value.chars().find(|char| !is_in_cookie(*char)) {
                None => Ok(Carried::Cookie(name, value.to_owned())),
                Some(char) => Err(format!("the credentials' `{scheme}` has a {char:?}, which no cookie can hold")),
            },
            Self::Basic if !value.contains(':') => {
                Err(format!("the credentials' `{scheme}` must be a user name and a password with a colon in between"))
            }
            Self::Basic => Ok(Carried::Header(AUTHORIZATION, sensitive(scheme, &format!("Basic {}", base64(value)))?)),
            Self::Authorization(name) if begins_with(value, name) => {
                Err(format!("the credentials' `{scheme}` begins with `{name}`, which is added: give what follows it"))
            }
            Self::Authorization(name) => {
                Ok(Carried::Header(AUTHORIZATION, sensitive(scheme, &format!("{name} {value}"))?))
            }
        }
    }

    /// All that nobody should see once a value has been sent.
    pub(super) fn secrets(&self, value: &str) -> Vec<String> {
        match (self, value.split_once(':')) {
            // Where there is no password, the name is what proves something.
            (Self::Basic, Some((user, ""))) => vec![user.to_owned(), base64(value)],
            (Self::Basic, Some((_, password))) => vec![password.to_owned(), base64(value)],
            _ => vec![value.to_owned()],
        }
    }
}

impl Carried {
    /// Adds the value, in place of what may be there under its name.
    pub(super) fn add_to(&self, request: &mut Request) {
        match self {
            Self::Header(name, value) => drop(request.headers.insert(name.clone(), value.clone())),
            Self::Query(name, value) => {
                request.query.remove(name);
                request.query.push(name, value);
            }
            Self::Cookie(name, value) => {
                remove_cookie(&mut request.headers, name);
                // Names and values that no cookie can hold were refused before.
                add_cookie(&mut request.headers, name, value, true);
            }
        }
    }
}

/// Removes a cookie that a parameter of the call has set.
fn remove_cookie(headers: &mut HeaderMap, name: &str) {
    let Some(known) = headers.remove(COOKIE) else { return };
    let is_it = |cookie: &&[u8]| cookie.strip_prefix(name.as_bytes()).is_some_and(|rest| rest.starts_with(b"="));
    let cookies = known.as_bytes().split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
    let others: Vec<&[u8]> = cookies.filter(|cookie| !is_it(cookie)).collect();
    if let (false, Ok(mut rest)) = (others.is_empty(), HeaderValue::from_bytes(&others.join(&b"; "[..]))) {
        rest.set_sensitive(known.is_sensitive());
        headers.insert(COOKIE, rest);
    }
}

/// A value as it is sent, marked as nobody's business.
fn sensitive(scheme: &str, value: &str) -> Result<HeaderValue, String> {
    let mut value = HeaderValue::from_bytes(value.as_bytes())
        .map_err(|_| format!("the credentials' `{scheme}` has a line break or control character: remove it"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn unusable(scheme: &Scheme, place: &str, name: &str) -> String {
    format!("`{}` names the {place} `{name}`, which cannot be sent", scheme.name)
}

/// Whether a value has the name of its scheme in front, as in `Bearer abc`.
fn begins_with(value: &str, scheme: &str) -> bool {
    let word = value.split_ascii_whitespace().next().unwrap_or_default();
    word.len() < value.len() && word.eq_ignore_ascii_case(scheme)
}

/// RFC 9110, 5.6.2.
fn is_token(text: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_allowed)
}

/// RFC 6265, 4.1.1.
fn is_in_cookie(char: char) -> bool {
    char.is_ascii_graphic() && !matches!(char, '"' | ',' | ';' | '\\')
}
