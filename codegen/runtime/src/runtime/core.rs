//! What all calls of a client share, and go through.

mod attempts;
mod exchange;
pub(super) mod redirect;

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderValue};

pub(super) use self::exchange::{Success, too_large, transport_failure};
use super::api::{Api, Operation};
use super::config::Services;
use super::credentials::{Cache, Proofs};
use super::error::{Error, ErrorKind};
use super::limits::Limits;
use super::retry::RetryPolicy;
use super::secrets::Secrets;
use super::transport::Transport;

/// What all calls of a client share. Cheap to clone.
#[derive(Clone)]
pub struct Core(Arc<Settings>);

/// The settings of a client after they have been checked.
pub(super) struct Settings {
    pub(super) api: &'static Api,
    pub(super) services: Services,
    pub(super) user_agent: HeaderValue,
    /// What is sent with every call that does not set it itself.
    pub(super) headers: HeaderMap,
    /// The server's variables, those that nobody has set with their defaults.
    pub(super) variables: Vec<(&'static str, String)>,
    pub(super) parameters: Vec<(&'static str, String)>,
    /// What is found when neither a call nor the client sets it.
    pub(super) provided: Vec<(&'static str, Cache)>,
    pub(super) credentials: Proofs,
    pub(super) secrets: Secrets,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) retry: RetryPolicy,
    pub(super) limits: Limits,
    pub(super) max_body_size: usize,
    pub(super) check_requests: bool,
}

impl Core {
    pub(super) fn new(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0
    }

    /// The value of a variable of the server that is called: what the client was given, or else its default.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        find(&self.0.variables, name)
    }

    /// A parameter that was set for all calls.
    #[must_use]
    pub fn client_parameter(&self, name: &str) -> Option<&str> {
        find(&self.0.parameters, name)
    }

    /// The value of a parameter that nobody sets, if the credentials have it or it can be fetched.
    pub(super) async fn found(&self, operation: &'static Operation, name: &str) -> Result<Option<String>, Error> {
        if let Some(value) = self.0.credentials.parameter(operation, name, self).await? {
            return Ok(Some(value));
        }
        let Some((_, cache)) = self.0.provided.iter().find(|(known, _)| *known == name) else { return Ok(None) };
        match cache.get(self).await {
            Ok(held) => Ok(Some(held.value.clone())),
            Err(failure) => {
                // Whoever cannot prove who calls would not be helped by setting the parameter.
                let unproven = failure.error().filter(|error| error.kind() == ErrorKind::Credentials);
                let (kind, text) = match unproven {
                    Some(error) => (ErrorKind::Credentials, error.text().to_owned()),
                    None => (
                        ErrorKind::InvalidRequest,
                        format!(
                            "`{name}` is set neither by the call nor on the client, and cannot be found: {failure}"
                        ),
                    ),
                };
                Err(Error::new(kind, Some(operation), text).with_source(Box::new(failure)))
            }
        }
    }
}

/// Without secrets and without the parameters' values.
impl fmt::Debug for Core {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Core")
            .field("endpoints", &self.0.services)
            .field("credentials", &self.0.credentials)
            .field("transport", &self.0.transport)
            .field("retry", &self.0.retry)
            .field("limits", &self.0.limits)
            .field("max_body_size", &self.0.max_body_size)
            .field("check_requests", &self.0.check_requests)
            .finish()
    }
}

fn find<'a>(values: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
    values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}
