//! Collects the settings of a client and checks them together.

mod endpoint;
mod server;
mod services;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use self::endpoint::shown;
pub(super) use self::services::Services;
use self::services::{Choice, Environment};
use super::api::Api;
use super::core::{Core, Settings};
use super::credentials::{Cache, Credentials, ProviderHandle};
use super::error::{Error, ErrorKind};
use super::limits::Limits;
use super::retry::RetryPolicy;
use super::secrets::Secrets;
use super::text::excerpt;
use super::transport::Transport;

/// The settings of a client on its way to be built.
#[derive(Clone)]
pub struct Config {
    api: &'static Api,
    variables: Vec<(&'static str, String)>,
    parameters: Vec<(&'static str, String)>,
    credentials: Credentials,
    endpoints: Vec<(&'static str, String)>,
    retry: RetryPolicy,
    limits: Limits,
    connect_timeout: Duration,
    max_body_size: usize,
    user_agent: Option<String>,
    headers: Vec<(String, String)>,
    transport: Option<Arc<dyn Transport>>,
    check_requests: bool,
    allow_plain_http: bool,
}

impl Config {
    /// The settings of a client for which nothing has been set.
    #[must_use]
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            variables: Vec::new(),
            parameters: Vec::new(),
            credentials: Credentials::default(),
            endpoints: Vec::new(),
            retry: RetryPolicy::default(),
            limits: Limits::default(),
            connect_timeout: Duration::from_secs(10),
            max_body_size: 64 << 20,
            user_agent: None,
            headers: Vec::new(),
            transport: None,
            check_requests: true,
            allow_plain_http: false,
        }
    }

    /// Sets a variable of the server's URL.
    pub fn variable(&mut self, name: &'static str, value: String) {
        set(&mut self.variables, name, value);
    }

    /// Sets a parameter for all operations that have it and are not given another value.
    pub fn parameter(&mut self, name: &'static str, value: String) {
        set(&mut self.parameters, name, value);
    }

    /// Sets what proves who calls.
    pub fn credentials(&mut self, credentials: Credentials) {
        self.credentials = credentials;
    }

    /// Sets the URL below which the paths of the first service are, in place of its servers.
    pub fn endpoint(&mut self, url: &str) {
        if let Some(first) = self.api.services.first() {
            self.service_endpoint(first.name, url);
        }
    }

    /// Sets the URL below which the paths of a service are, in place of its servers.
    pub fn service_endpoint(&mut self, service: &'static str, url: &str) {
        set(&mut self.endpoints, service, url.to_owned());
    }

    /// Sets how often, and how long after each other, calls are tried.
    pub fn retry(&mut self, policy: RetryPolicy) {
        self.retry = policy;
    }

    /// Sets how long a call may take, all its attempts and the pauses between them included: 120 seconds unless set. Of
    /// an answer that is read while it arrives it bounds the time up to its head.
    pub fn timeout(&mut self, timeout: Duration) {
        self.limits.call = Some(timeout);
    }

    /// Sets how long one attempt may take, the answer's body included: unless set 60 seconds, or as long as the call
    /// where `timeout` is set. Of an answer that is read while it arrives it bounds the time up to its head, and then that
    /// of each piece.
    pub fn attempt_timeout(&mut self, timeout: Duration) {
        self.limits.attempt = Some(timeout);
    }

    /// Sets how long the default transport tries to connect: 10 seconds unless set.
    pub fn connect_timeout(&mut self, timeout: Duration) {
        self.connect_timeout = timeout;
    }

    /// Sets the largest body that is taken into memory, in bytes: 64 MiB unless set.
    pub fn max_body_size(&mut self, bytes: usize) {
        self.max_body_size = bytes;
    }

    /// Names the program that calls, in front of the client's own name in the `User-Agent` header.
    pub fn user_agent(&mut self, program: &str) {
        self.user_agent = Some(program.to_owned());
    }

    /// Sends a header with every call that does not set it itself.
    pub fn header(&mut self, name: &str, value: &str) {
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Sets what sends requests, in place of the default transport.
    pub fn transport(&mut self, transport: Arc<dyn Transport>) {
        self.transport = Some(transport);
    }

    /// Sets whether values of parameters are checked against the description before they are sent, as they are unless
    /// this is set.
    pub fn check_requests(&mut self, check: bool) {
        self.check_requests = check;
    }

    /// Sets whether credentials may go over plain http to other machines, as they may not unless this is set.
    pub fn allow_plain_http(&mut self, allow: bool) {
        self.allow_plain_http = allow;
    }

    /// Checks the settings and makes them what all calls share.
    ///
    /// # Errors
    ///
    /// Of the kinds `InvalidConfig` and `Credentials`: a setting cannot be used, as the message says.
    pub fn build(self) -> Result<Core, Error> {
        self.build_in(&|name| std::env::var_os(name))
    }

    /// Builds in an environment: what a program has set, or a test's own.
    pub(crate) fn build_in(self, environment: Environment<'_>) -> Result<Core, Error> {
        // A header may be a proof, too.
        let is_anonymous = self.credentials.is_empty() && self.headers.is_empty();
        let choice = Choice {
            variables: &self.variables,
            endpoints: &self.endpoints,
            environment,
            private: !is_anonymous && !self.allow_plain_http,
        };
        let services = choice.services(self.api.services).map_err(|problem| invalid(&problem))?;
        let variables =
            server::with_defaults(self.api.services, &self.variables, |service| choice.set(service).is_some());
        let credentials = self.credentials.proofs()?;
        Ok(Core::new(Settings {
            api: self.api,
            services,
            user_agent: self.user_agent_header()?,
            transport: self.chosen_transport()?,
            variables,
            headers: self.header_map()?,
            secrets: Secrets::new(credentials.secrets().chain(self.telling_headers())),
            parameters: self.parameters,
            provided: self
                .api
                .provided
                .iter()
                .map(|provided| (provided.name, Cache::new(ProviderHandle::Static(provided.provider))))
                .collect(),
            credentials,
            retry: self.retry,
            limits: self.limits,
            max_body_size: self.max_body_size,
            check_requests: self.check_requests,
        }))
    }

    /// The headers of all calls. What they say may prove who calls, so that nothing shows them.
    fn header_map(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::with_capacity(self.headers.len());
        for (name, value) in &self.headers {
            let header = HeaderName::from_bytes(name.as_bytes());
            let header =
                header.map_err(|_| invalid(&format!("`{}` cannot be the name of a header", excerpt(name, 80))))?;
            let mut value = HeaderValue::from_str(value)
                .map_err(|_| invalid(&format!("the header `{header}` has a value that cannot be sent")))?;
            value.set_sensitive(true);
            headers.insert(header, value);
        }
        Ok(headers)
    }

    /// What messages must not quote of these headers, words like `Bearer` aside. Short words prove nothing.
    fn telling_headers(&self) -> impl Iterator<Item = &str> {
        let words = self.headers.iter().flat_map(|(_, value)| value.split_ascii_whitespace());
        words.filter(|word| word.len() >= 8)
    }

    fn user_agent_header(&self) -> Result<HeaderValue, Error> {
        let own = self.api.user_agent;
        let whole = match self.user_agent.as_deref() {
            None | Some("") => own.to_owned(),
            Some(program) => format!("{program} {own}"),
        };
        HeaderValue::try_from(whole)
            .map_err(|_| invalid("the user agent has a line break or control character: remove it"))
    }

    #[cfg(feature = "reqwest")]
    fn chosen_transport(&self) -> Result<Arc<dyn Transport>, Error> {
        if let Some(transport) = &self.transport {
            return Ok(transport.clone());
        }
        match super::transport::ReqwestTransport::new(self.connect_timeout) {
            Ok(transport) => Ok(Arc::new(transport)),
            Err(error) => {
                let text = format!("the default transport cannot be set up: {error}");
                Err(invalid(&text).with_source(error.into_source()))
            }
        }
    }

    #[cfg(not(feature = "reqwest"))]
    fn chosen_transport(&self) -> Result<Arc<dyn Transport>, Error> {
        let missing = "there is no transport: set one with `transport(…)`, or switch on the feature `reqwest`";
        self.transport.clone().ok_or_else(|| invalid(missing))
    }
}

fn set(values: &mut Vec<(&'static str, String)>, name: &'static str, value: String) {
    values.retain(|(known, _)| *known != name);
    values.push((name, value));
}

fn invalid(problem: &str) -> Error {
    Error::new(ErrorKind::InvalidConfig, None, format!("cannot build the client: {problem}"))
}

impl fmt::Debug for Config {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Config")
            .field("endpoints", &self.endpoints.iter().map(|(name, url)| (name, shown(url))).collect::<Vec<_>>())
            .field("variables", &self.variables)
            .field("parameters", &self.parameters)
            .field("credentials", &self.credentials)
            .field("retry", &self.retry)
            .field("limits", &self.limits)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_body_size", &self.max_body_size)
            .field("user_agent", &self.user_agent)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("transport", &self.transport)
            .field("check_requests", &self.check_requests)
            .field("allow_plain_http", &self.allow_plain_http)
            .finish_non_exhaustive()
    }
}
