//! Finds out where each service of an API is: at what is set, what the environment says, or one of its servers.

use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;

use super::super::api::{Operation, Server, Service};
use super::super::error::{Error, ErrorKind};
use super::endpoint::Endpoint;
use super::server;

/// Looks up an environment variable.
pub(super) type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// The URLs of a service, or why it has none.
type Urls = Result<Vec<Arc<str>>, String>;

/// The URLs of each service, or why there are none.
pub(in super::super) struct Services(Vec<(&'static str, Urls)>);

impl Services {
    /// Where the operation is to be sent: at least one URL, to be tried in turn when there is no connection.
    pub(in super::super) fn endpoints(&self, operation: &'static Operation) -> Result<&[Arc<str>], Error> {
        let name = operation.service.name;
        let problem = match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, Ok(urls))) => return Ok(urls),
            Some((_, Err(problem))) => problem.as_str(),
            None => "the client does not know it",
        };
        let text = format!("the service `{name}` cannot be called: {problem}");
        Err(Error::new(ErrorKind::InvalidConfig, Some(operation), text))
    }
}

impl fmt::Debug for Services {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = formatter.debug_map();
        for (name, urls) in &self.0 {
            match urls {
                Ok(urls) => map.entry(&format_args!("{name}"), urls),
                Err(problem) => map.entry(&format_args!("{name}"), &format_args!("{problem}")),
            };
        }
        map.finish()
    }
}

/// What decides on where services are.
pub(super) struct Choice<'a> {
    pub(super) variables: &'a [(&'static str, String)],
    pub(super) endpoints: &'a [(&'static str, String)],
    pub(super) environment: Environment<'a>,
    /// Whether nobody in between may read what is sent.
    pub(super) private: bool,
}

impl Choice<'_> {
    /// Fails when the first service cannot be called, or when what is set for another one cannot be used. Where one of
    /// the others cannot be called for other reasons, only its operations fail.
    pub(super) fn services(&self, services: &[&'static Service]) -> Result<Services, String> {
        let mut found = Vec::with_capacity(services.len());
        let mut base = Vec::new();
        for (index, service) in services.iter().enumerate() {
            let setter = if index == 0 { "endpoint".to_owned() } else { format!("`{}_endpoint`", service.name) };
            let endpoints = match self.set(service) {
                Some(url) => {
                    let endpoint = Endpoint::parse(url).map_err(|problem| format!("the {setter} {problem}"))?;
                    self.guard(&endpoint, "")?;
                    Ok(vec![endpoint])
                }
                None => self.found(service, &setter, &base),
            };
            let endpoints = if index == 0 { Ok(endpoints?) } else { endpoints };
            found.push((service.name, endpoints.as_deref().map(urls).map_err(Clone::clone)));
            if index == 0 {
                base = endpoints.unwrap_or_default();
            }
        }
        Ok(Services(found))
    }

    /// The URL that is set for a service.
    pub(super) fn set(&self, service: &Service) -> Option<&str> {
        self.endpoints.iter().find(|(name, _)| *name == service.name).map(|(_, url)| url.as_str())
    }

    /// What the environment or else a server says; relative URLs are those of `base`.
    fn found(&self, service: &Service, setter: &str, base: &[Endpoint]) -> Result<Vec<Endpoint>, String> {
        if service.servers.is_empty() {
            return Err(format!("the API names no server: set the {setter}"));
        }
        let server = server::choose(service.servers, self.variables);
        let server = server.map_err(|problem| format!("{problem}; or set the {setter}"))?;
        let name = server::environment(server, self.variables);
        if let Some((name, value)) = name.and_then(|name| Some((self.environment)(&name)?).map(|value| (name, value)))
            && !value.is_empty()
        {
            return self.listed(&name, &value);
        }
        let endpoints = self.documented(server, setter, base)?;
        for endpoint in &endpoints {
            self.guard(endpoint, "")?;
        }
        Ok(endpoints)
    }

    /// The URLs of an environment variable.
    fn listed(&self, name: &str, value: &OsString) -> Result<Vec<Endpoint>, String> {
        let refuse = |problem: &str| format!("the environment variable `{name}` {problem}");
        let value = value.to_str().ok_or_else(|| refuse("is not text"))?;
        let urls = value.split(',').map(str::trim).filter(|url| !url.is_empty());
        let endpoint = |url| {
            let endpoint = Endpoint::parse(url).map_err(|problem| refuse(&format!("says {problem}")))?;
            self.guard(&endpoint, &format!(", as the environment variable `{name}` says"))?;
            Ok(endpoint)
        };
        let endpoints = urls.map(endpoint).collect::<Result<Vec<_>, String>>()?;
        if endpoints.is_empty() { Err(refuse("names no URL")) } else { Ok(endpoints) }
    }

    /// The URL of a server; one for each of `base` when it is relative.
    fn documented(&self, server: &Server, setter: &str, base: &[Endpoint]) -> Result<Vec<Endpoint>, String> {
        let url = server::expand(server, self.variables, setter)?;
        let refuse = |problem| format!("the server {problem}; or set the {setter}");
        let parse = |url: &str| Endpoint::parse(url).map_err(refuse);
        // Where the template says that a path begins, no value of a variable makes it a host.
        let template = if server.url.starts_with('{') { url.as_str() } else { server.url };
        let is_relative = template.is_empty() || template.starts_with('/');
        if !is_relative {
            return Ok(vec![parse(&url)?]);
        }
        if base.is_empty() {
            return Ok(vec![parse(if url.is_empty() { "/" } else { &url })?]);
        }
        let below = |base: &Endpoint| match template.strip_prefix("//") {
            Some(_) => parse(&format!("{}:{url}", base.scheme())),
            None => parse(&format!("{}{url}", base.origin())),
        };
        base.iter().map(below).collect()
    }

    /// Refuses to send credentials where others can read them.
    fn guard(&self, endpoint: &Endpoint, reason: &str) -> Result<(), String> {
        if self.private && !endpoint.is_private() {
            let url = &endpoint.url;
            return Err(format!(
                "credentials would go to {url} unencrypted{reason}: use https, or set `allow_plain_http(true)`"
            ));
        }
        Ok(())
    }
}

fn urls(endpoints: &[Endpoint]) -> Vec<Arc<str>> {
    endpoints.iter().map(|endpoint| endpoint.url.as_str().into()).collect()
}
