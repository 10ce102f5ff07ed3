//! Collects what a caller says about one call, and makes the call.

mod body;
mod build;
mod check;
mod parts;

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use http::header::ACCEPT;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};
use serde_core::ser::Serialize;

use super::api::{Location, Operation, Parameter, Statuses};
use super::body::Body;
use super::core::Core;
use super::error::Error;
use super::incoming::Incoming;
use super::param::Param;
use super::response::{RawResponse, Response};
use super::secrets::Secrets;
use super::tree::Tree;

pub use parts::EncodedPart;
use parts::Parts;

/// A call on its way. Nothing is sent until it is awaited; dropping it cancels the call.
///
/// It needs a tokio runtime whose time is enabled, since it keeps a time limit.
pub type Pending<T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>;

/// A call that is being put together. What cannot be sent is reported when it is sent.
///
/// All of it is in a box, since it goes from hand to hand and into futures.
#[derive(Clone)]
pub struct Call(pub(super) Box<Draft>);

/// What has been said about a call so far.
#[derive(Clone)]
pub(super) struct Draft {
    core: Core,
    operation: &'static Operation,
    values: Vec<Value>,
    body: Option<Result<Body, String>>,
    /// The body, where it is made of parts.
    parts: Option<Parts>,
    timeout: Option<Duration>,
    /// What no message about this call may quote.
    secrets: Secrets,
    /// Whether parameters that nobody has set may be fetched.
    fetches: bool,
    /// Whether it does no harm to make the call twice, whatever its method.
    repeatable: bool,
    /// Where it goes in place of what its parameters say: at one of its own servers.
    pub(super) target: Option<Uri>,
    /// Headers in place of those that all calls of the operation have.
    headers: HeaderMap,
    /// The successes whose bodies are read while they arrive.
    open: &'static [Statuses],
}

/// A parameter that has been set.
#[derive(Clone)]
struct Value {
    location: Location,
    name: &'static str,
    tree: Tree,
}

impl Call {
    /// A call for which nothing has been set.
    #[must_use]
    pub fn new(core: &Core, operation: &'static Operation) -> Self {
        Self(Box::new(Draft {
            core: core.clone(),
            operation,
            values: Vec::new(),
            body: None,
            parts: None,
            timeout: None,
            secrets: core.settings().secrets.clone(),
            fetches: true,
            repeatable: operation.method.is_idempotent(),
            target: None,
            headers: HeaderMap::new(),
            open: &[],
        }))
    }

    /// Sets a parameter of the path.
    pub fn path(&mut self, name: &'static str, value: &dyn Param) {
        self.set(Location::Path, name, value);
    }

    /// Sets a parameter of the query.
    pub fn query(&mut self, name: &'static str, value: &dyn Param) {
        self.set(Location::Query, name, value);
    }

    /// Sets a header.
    pub fn header(&mut self, name: &'static str, value: &dyn Param) {
        self.set(Location::Header, name, value);
    }

    /// Sets a cookie.
    pub fn cookie(&mut self, name: &'static str, value: &dyn Param) {
        self.set(Location::Cookie, name, value);
    }

    /// Sets the first parameter of this name, wherever it is sent.
    pub fn parameter(&mut self, name: &'static str, value: &dyn Param) {
        let known = self.0.operation.parameters.iter().find(|known| known.name == name);
        self.set(known.map_or(Location::Query, |known| known.location), name, value);
    }

    /// Sends what has been set and nothing that would have to be fetched: what fetches values must not wait for itself.
    pub fn without_fetching(&mut self) {
        self.0.fetches = false;
    }

    /// Allows to make the call again when an answer tells to try later, whatever its method.
    pub fn repeatable(&mut self) {
        self.0.repeatable = true;
    }

    pub(super) fn is_repeatable(&self) -> bool {
        self.0.repeatable
    }

    /// Keeps a value out of all messages about this call.
    pub fn keep_secret(&mut self, value: &str) {
        self.0.secrets = self.0.secrets.and(std::iter::once(value));
    }

    fn set(&mut self, location: Location, name: &'static str, value: &dyn Param) {
        let tree = value.tree();
        match self.0.values.iter_mut().find(|known| known.location == location && known.name == name) {
            Some(known) => known.tree = tree,
            None => self.0.values.push(Value { location, name, tree }),
        }
    }

    /// Sets the body, as JSON.
    pub fn json_body<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.json_body_of("application/json", body);
    }

    /// Leaves only the bodies of some successes to be read while they arrive, and reads others at once.
    pub fn leave_open(&mut self, statuses: &'static [Statuses]) {
        self.0.open = statuses;
    }

    /// Asks for an answer of another type than the operation mostly has.
    pub fn accept(&mut self, media_type: &'static str) {
        self.set_header(ACCEPT, HeaderValue::from_static(media_type));
    }

    /// Sets a header that the operation need not know.
    pub(super) fn set_header(&mut self, name: HeaderName, value: HeaderValue) {
        self.0.headers.insert(name, value);
    }

    /// Sets how long the answer may take, in place of the client's limit.
    pub fn timeout(&mut self, timeout: Duration) {
        self.0.timeout = Some(timeout);
    }

    /// What is sent as a parameter as far as it has been set, for this call or for all of the client, and is one text.
    #[must_use]
    pub fn value(&self, location: Location, name: &str) -> Option<&str> {
        self.own(location, name).map_or_else(|| self.shared(location, name), Tree::scalar)
    }

    /// What has been set for this call.
    fn own(&self, location: Location, name: &str) -> Option<&Tree> {
        let own = self.0.values.iter().find(|value| value.location == location && value.name == name);
        own.map(|value| &value.tree)
    }

    /// What is set for all calls of the client, when the parameter takes it.
    fn shared(&self, location: Location, name: &str) -> Option<&str> {
        let is_it = |parameter: &&Parameter| parameter.location == location && parameter.name == name;
        self.0.operation.parameters.iter().find(is_it).filter(|parameter| parameter.shared)?;
        self.0.core.client_parameter(name)
    }

    /// The operation that is called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    /// Makes the call and decodes its answer.
    #[must_use = "nothing is sent until this is awaited"]
    pub fn send<T: 'static>(self, decode: fn(&RawResponse) -> Result<T, Error>) -> Pending<T> {
        let answer = self.execute();
        Box::pin(async move { decode(&answer.await?) })
    }

    /// Makes the call and decodes its answer, keeping status and headers.
    #[must_use = "nothing is sent until this is awaited"]
    pub fn send_with_response<T: 'static>(self, decode: fn(&RawResponse) -> Result<T, Error>) -> Pending<Response<T>> {
        let answer = self.execute();
        Box::pin(async move {
            let raw = answer.await?;
            decode(&raw).map(|value| Response::new(value, raw.status, raw.headers))
        })
    }

    /// Makes the call and hands over its answer once the head is there: the body is read while it arrives.
    #[must_use = "nothing is sent until this is awaited"]
    pub fn open<T: 'static>(self, decode: fn(Incoming) -> Result<T, Error>) -> Pending<T> {
        let answer = self.opened();
        Box::pin(async move { decode(answer.await?) })
    }

    /// The same, keeping status and headers.
    #[must_use = "nothing is sent until this is awaited"]
    pub fn open_with_response<T: 'static>(self, decode: fn(Incoming) -> Result<T, Error>) -> Pending<Response<T>> {
        let answer = self.opened();
        Box::pin(async move {
            let answer = answer.await?;
            let (status, headers) = (answer.response().status, answer.response().headers.clone());
            decode(answer).map(|value| Response::new(value, status, headers))
        })
    }

    /// All of a call that does not depend on its result's type, so that it is compiled once.
    pub(super) fn execute(self) -> Pending<RawResponse> {
        let core = self.0.core.clone();
        Box::pin(async move { core.execute(self).await })
    }

    /// The same for an answer whose body is still on its way; that is any success unless the call says which.
    pub(super) fn opened(mut self) -> Pending<Incoming> {
        if self.0.open.is_empty() {
            self.0.open = self.0.operation.success;
        }
        let core = self.0.core.clone();
        Box::pin(async move { core.open(self).await })
    }

    pub(super) fn core(&self) -> &Core {
        &self.0.core
    }

    /// The successes whose bodies are read while they arrive.
    pub(super) fn open_statuses(&self) -> &'static [Statuses] {
        self.0.open
    }

    /// How long the call may take, if it says so itself.
    pub(super) fn limit(&self) -> Option<Duration> {
        self.0.timeout
    }

    /// Finds the values of parameters that neither the call nor the client sets.
    pub(super) async fn complete(&mut self) -> Result<(), Error> {
        let fetches = self.0.fetches;
        for parameter in self.0.operation.parameters.iter().filter(|parameter| parameter.shared && fetches) {
            if self.own(parameter.location, parameter.name).is_none()
                && self.shared(parameter.location, parameter.name).is_none()
                && let Some(value) = self.0.core.found(self.0.operation, parameter.name).await?
            {
                self.set(parameter.location, parameter.name, &value);
            }
        }
        Ok(())
    }
}

/// Which parameters are set; their values may be nobody's business.
impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.0.values.iter().map(|value| value.name).collect();
        formatter
            .debug_struct("Call")
            .field("operation", &self.0.operation.id)
            .field("parameters", &names)
            .field("timeout", &self.0.timeout)
            .finish_non_exhaustive()
    }
}
