//! Turns a [`Call`] into a [`Request`], or says why it cannot be sent.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, USER_AGENT};
use http::uri::Authority;
use http::{HeaderMap, Uri};

use super::super::api::{Location, Operation, Parameter};
use super::super::body::Body;
use super::super::error::{Error, ErrorKind};
use super::super::query::Query;
use super::super::request::{Request, add_cookie};
use super::super::secrets::Secrets;
use super::super::style::{add_to_query, cookies, header, write_path};
use super::super::tree::Tree;
use super::super::url::{encode_literal, next_variable};
use super::Call;
use super::check::check;

/// The parameters that are sent, in the order of the description, each with its value.
type Values<'a> = Vec<(&'static Parameter, Cow<'a, Tree>)>;

impl Call {
    /// The request of this call, without what proves who calls, to the next place after so many to which there was no
    /// connection.
    pub(in super::super) fn request(&self, unreachable: usize) -> Result<Box<Request>, Error> {
        let invalid =
            |problem| Error::new(ErrorKind::InvalidRequest, Some(self.0.operation), self.0.secrets.redact(problem));
        let endpoints = self.0.core.settings().services.endpoints(self.0.operation)?;
        let server = endpoints.get(unreachable % endpoints.len().max(1)).cloned().unwrap_or_default();
        let values = self.effective_values().map_err(invalid)?;
        let secrets = self.0.secrets.and(secret_values(&values).into_iter());
        let invalid = |problem| Error::new(ErrorKind::InvalidRequest, Some(self.0.operation), secrets.redact(problem));
        let body = self.sent_body().map_err(invalid)?;
        let mut headers = self.0.core.settings().headers.clone();
        add_headers(&mut headers, &values, &secrets).map_err(invalid)?;
        add_cookies(&mut headers, &values).map_err(invalid)?;
        self.add_fixed_headers(&mut headers, body.as_ref()).map_err(invalid)?;
        let mut request = Box::new(Request {
            operation: self.0.operation,
            method: self.0.operation.method.clone(),
            server,
            path: path(self.0.operation, &values).map_err(invalid)?,
            path_parameters: path_parameters(&values),
            query: query(&values),
            headers,
            body,
            secrets,
        });
        if let Some(target) = &self.0.target {
            redirect(&mut request, target);
        }
        Ok(request)
    }

    /// All values that are sent: those of the call, of the client, and those that complete a group.
    fn effective_values(&self) -> Result<Values<'_>, String> {
        if let Some(stray) = self.0.values.iter().find(|value| !self.declares(value.location, value.name)) {
            return Err(format!("`{}` is not a parameter of this operation", stray.name));
        }
        let mut values = Values::with_capacity(self.0.operation.parameters.len());
        for parameter in self.0.operation.parameters {
            let value = match self.set_value(parameter) {
                Some(value) => Some(value),
                None => self.completing_value(parameter)?.map(text),
            };
            match value {
                Some(value) if self.checks() => {
                    check(parameter, &value)?;
                    values.push((parameter, value));
                }
                Some(value) => values.push((parameter, value)),
                None if parameter.required => return Err(unset(parameter)),
                None => {}
            }
        }
        Ok(values)
    }

    /// What the call or the client sets, or what is always sent.
    fn set_value(&self, parameter: &'static Parameter) -> Option<Cow<'_, Tree>> {
        let (location, name) = (parameter.location, parameter.name);
        let own = self.own(location, name).map(Cow::Borrowed);
        let fixed = || parameter.default.filter(|_| parameter.fixed);
        own.or_else(|| self.shared(location, name).or_else(fixed).map(text))
    }

    fn declares(&self, location: Location, name: &str) -> bool {
        self.0.operation.parameters.iter().any(|known| known.location == location && known.name == name)
    }

    fn checks(&self) -> bool {
        self.0.core.settings().check_requests
    }

    /// What is sent as a parameter that is not set, since another one of its group is.
    fn completing_value(&self, parameter: &'static Parameter) -> Result<Option<&'static str>, String> {
        let groups = self.0.operation.required_together.iter().filter(|group| group.contains(&parameter.name));
        let Some(set) = groups.copied().flatten().find(|name| self.is_set(name)) else {
            return Ok(None);
        };
        if parameter.default.is_none() && self.checks() {
            let name = parameter.name;
            return Err(format!("`{set}` is set without `{name}`: set both or none, they are sent together"));
        }
        Ok(parameter.default)
    }

    fn is_set(&self, name: &str) -> bool {
        let mut parameters = self.0.operation.parameters.iter().filter(|parameter| parameter.name == name);
        parameters.any(|parameter| self.set_value(parameter).is_some())
    }

    fn add_fixed_headers(&self, headers: &mut HeaderMap, body: Option<&Body>) -> Result<(), String> {
        headers.insert(USER_AGENT, self.0.core.settings().user_agent.clone());
        let accept = Bytes::from_static(self.0.operation.accept.as_bytes());
        if !accept.is_empty()
            && let Ok(accept) = HeaderValue::from_maybe_shared(accept)
        {
            headers.insert(ACCEPT, accept);
        }
        if let Some(media_type) = body.and_then(Body::media_type) {
            let value = HeaderValue::from_str(media_type)
                .map_err(|_| format!("`{}` cannot be the type of a body", media_type.escape_debug()))?;
            headers.insert(CONTENT_TYPE, value);
        }
        headers.extend(self.0.headers.clone());
        Ok(())
    }
}

/// Lets a request go to a URL as it is written.
fn redirect(request: &mut Request, target: &Uri) {
    let (scheme, authority) = (target.scheme_str().unwrap_or_default(), target.authority());
    request.server = format!("{scheme}://{}", authority.map_or("", Authority::as_str)).into();
    target.path().clone_into(&mut request.path);
    request.query = Query::parsed(target.query().unwrap_or_default());
}

fn unset(parameter: &Parameter) -> String {
    not_set(parameter.name)
}

pub(super) fn not_set(name: &str) -> String {
    format!("`{name}` is not set: set it on the request, or on the client where it can be")
}

fn text(text: &str) -> Cow<'_, Tree> {
    Cow::Owned(Tree::Text(text.to_owned()))
}

/// The path of the operation with its parameters filled in.
fn path(operation: &'static Operation, values: &Values<'_>) -> Result<String, String> {
    let mut path = String::with_capacity(operation.path.len() + 64);
    let mut rest = operation.path;
    while let Some((before, name, behind)) = next_variable(rest) {
        let is_meant = |parameter: &Parameter| parameter.location == Location::Path && parameter.name == name;
        let value = values.iter().find(|(parameter, _)| is_meant(parameter));
        let (parameter, value) = value.ok_or_else(|| unset(&Parameter::path(name)))?;
        encode_literal(&mut path, before);
        let start = path.len();
        write_path(&mut path, name, parameter.writing, value);
        if matches!(&path[start..], "" | "." | "..") {
            let value = header(parameter.writing, value);
            return Err(format!("`{name}` is `{value}`, which would name another resource: give its real value"));
        }
        rest = behind;
    }
    encode_literal(&mut path, rest);
    if path.contains('.') && path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err(format!("the parameters make the path `{path}`, which would name another resource"));
    }
    Ok(path)
}

/// The values that no message about the call may quote.
fn secret_values<'a>(values: &'a Values<'_>) -> Vec<&'a str> {
    let mut secrets = Vec::new();
    for (_, value) in values.iter().filter(|(parameter, _)| parameter.secret) {
        value.visit(&mut |text| secrets.push(text));
    }
    secrets
}

fn path_parameters(values: &Values<'_>) -> Vec<(&'static str, String)> {
    let in_path = values.iter().filter(|(parameter, _)| parameter.location == Location::Path);
    in_path.map(|(parameter, value)| (parameter.name, header(parameter.writing, value))).collect()
}

fn query(values: &Values<'_>) -> Query {
    let in_query = || values.iter().filter(|(parameter, _)| parameter.location == Location::Query);
    let mut query = Query::with_room(in_query().count());
    for (parameter, value) in in_query() {
        add_to_query(&mut query, parameter.name, parameter.writing, value);
    }
    query
}

fn add_cookies(headers: &mut HeaderMap, values: &Values<'_>) -> Result<(), String> {
    for (parameter, value) in values.iter().filter(|(parameter, _)| parameter.location == Location::Cookie) {
        for (name, value) in cookies(parameter.name, parameter.writing, value) {
            if !add_cookie(headers, &name, &value, parameter.secret) {
                return Err(format!("`{}` has a character that a cookie cannot hold", parameter.name));
            }
        }
    }
    Ok(())
}

fn add_headers(headers: &mut HeaderMap, values: &Values<'_>, secrets: &Secrets) -> Result<(), String> {
    for (parameter, value) in values.iter().filter(|(parameter, _)| parameter.location == Location::Header) {
        let name = parameter.name;
        let header_name =
            HeaderName::from_bytes(name.as_bytes()).map_err(|_| format!("`{name}` cannot be the name of a header"))?;
        let text = header(parameter.writing, value);
        let is_secret = parameter.secret || secrets.contains(&text);
        let mut value = HeaderValue::from_bytes(text.as_bytes())
            .map_err(|_| format!("`{name}` has a line break or control character, which a header cannot hold"))?;
        value.set_sensitive(is_secret);
        headers.insert(header_name, value);
    }
    Ok(())
}
