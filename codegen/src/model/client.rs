//! The client, its builder, its servers and its credentials.

use super::{Docs, Part, Source, SourceConstructor, TypeName};

/// What is said about the client as a whole.
#[derive(Debug)]
pub(crate) struct Client {
    pub(crate) docs: Docs,
    /// The first is what the client is mainly for.
    pub(crate) services: Vec<Service>,
    /// The setters of server variables.
    pub(crate) variables: Vec<VariableSetter>,
    /// The setters of parameters that are the same for many calls.
    pub(crate) parameters: Vec<ClientParameter>,
    pub(crate) schemes: Vec<Scheme>,
    pub(crate) error: ErrorExpressions,
    /// The one body that all errors have.
    pub(crate) error_body: Option<TypeName>,
    /// Further texts that errors are asked for.
    pub(crate) error_fields: Vec<ErrorField>,
}

impl Client {
    /// The service that an operation names.
    pub(crate) fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }

    /// All calls that answer with values that the client needs.
    pub(crate) fn sources(&self) -> impl Iterator<Item = &Source> {
        let credentials = self.schemes.iter().filter_map(|scheme| Some(&scheme.source.as_ref()?.source));
        credentials.chain(self.parameters.iter().filter_map(|parameter| parameter.source.as_ref()))
    }

    /// Whether an operation, known by its static, is called for a value.
    pub(crate) fn is_source(&self, operation: &str) -> bool {
        self.sources().any(|source| source.operation == operation)
    }

    /// All servers, the main service's first.
    pub(crate) fn servers(&self) -> impl Iterator<Item = &Server> {
        self.services.iter().flat_map(|service| &service.servers)
    }
}

/// Tells a service from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ServiceId(pub(crate) usize);

/// Servers that serve some of the operations.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) id: ServiceId,
    /// Its name in messages.
    pub(crate) name: String,
    /// The static that describes it.
    pub(crate) constant: String,
    pub(crate) servers: Vec<Server>,
    /// The method of the builder that sets another URL.
    pub(crate) method: String,
    pub(crate) docs: Docs,
}

/// A server's URL and what varies in it.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) variables: Vec<ServerVariable>,
    /// The environment variable that gives other URLs.
    pub(crate) environment: Option<String>,
}

/// What a server allows for a variable.
#[derive(Debug)]
pub(crate) struct ServerVariable {
    pub(crate) name: String,
    pub(crate) default: String,
    pub(crate) values: Vec<String>,
    pub(crate) open: bool,
}

/// A method of the builder that sets a server variable.
#[derive(Debug)]
pub(crate) struct VariableSetter {
    pub(crate) method: String,
    pub(crate) wire_name: String,
    pub(crate) docs: Docs,
    /// The enum of its known values, defined beside the servers; `None` when any text will do.
    pub(crate) values: Option<super::Enum>,
}

/// A method of the builder that sets a parameter for all calls.
#[derive(Debug)]
pub(crate) struct ClientParameter {
    pub(crate) method: String,
    pub(crate) wire_name: String,
    pub(crate) docs: Docs,
    /// What finds it when nobody sets it.
    pub(crate) source: Option<Source>,
}

/// A constructor of the credentials.
#[derive(Debug)]
pub(crate) struct Scheme {
    pub(crate) method: String,
    pub(crate) wire_name: String,
    /// The static that describes it.
    pub(crate) constant: String,
    pub(crate) kind: SchemeKind,
    pub(crate) docs: Docs,
    /// What its argument is called, where it has one.
    pub(crate) value: &'static str,
    /// A further constructor, for a value that is fetched.
    pub(crate) source: Option<SourceConstructor>,
}

/// How credentials travel.
#[derive(Debug)]
pub(crate) enum SchemeKind {
    /// As they are, in the header of this name.
    Header(String),
    /// As they are, in the query parameter of this name.
    Query(String),
    /// As they are, in the cookie of this name.
    Cookie(String),
    /// User name and password, in the header `Authorization`.
    Basic,
    /// Behind this word in the header `Authorization`.
    Authorization(String),
    /// In a signature; the part of the runtime that makes it, if there is one, has the type of the keys.
    Signature(Option<Part>),
}

/// A method of errors that looks for a text in the answer.
#[derive(Debug)]
pub(crate) struct ErrorField {
    pub(crate) method: String,
    pub(crate) wire_name: String,
    pub(crate) docs: Docs,
    /// Runtime expressions, the first that finds something first.
    pub(crate) expressions: Vec<String>,
}

/// Where errors keep what callers ask for, as runtime expressions.
#[derive(Debug, Default)]
pub(crate) struct ErrorExpressions {
    pub(crate) code: Vec<String>,
    pub(crate) message: Vec<String>,
    pub(crate) request_id: Vec<String>,
}
