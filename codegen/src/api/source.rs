//! Sources: values that calls of the API itself answer with.

use serde_json::Value;

use crate::pointer::Pointer;

/// Which call answers with a value, and how the value is found in the answer (`x-source`).
///
/// What is sent may hold templates: texts that begin with `$` stand for what is known when the call is made.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) pointer: Pointer,
    /// What it is called; `None` when the description leaves that to us.
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
    /// The id of the operation that is called.
    pub(crate) operation: String,
    /// What the caller gives, in the order in which it is asked for.
    pub(crate) inputs: Vec<SourceInput>,
    /// Names of the operation's parameters, and templates of their values.
    pub(crate) parameters: Vec<(String, String)>,
    /// The template of the body.
    pub(crate) body: Option<Value>,
    /// The runtime expression of the value.
    pub(crate) value: String,
    /// The runtime expression of the time at which the value expires.
    pub(crate) expires: Option<String>,
    /// The runtime expression of a list that must have exactly one item.
    pub(crate) exactly_one: Option<String>,
    /// Each expression in a template, with its place.
    pub(crate) templates: Vec<(Pointer, Template)>,
}

/// What a source is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceFor {
    /// The value of a security scheme.
    Scheme,
    /// A parameter that nobody sets.
    Parameter,
}

impl SourceFor {
    /// What is left when a source cannot be used.
    pub(crate) fn without(self) -> &'static str {
        match self {
            Self::Scheme => "no credentials that are fetched by this call",
            Self::Parameter => "a parameter that the caller has to set",
        }
    }
}

/// What the caller gives to a source.
#[derive(Clone, Debug)]
pub(crate) struct SourceInput {
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    /// Nobody should see it (`format: password`).
    pub(crate) secret: bool,
}

/// What an expression in a template stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Template {
    /// `$inputs.NAME`.
    Input(String),
    /// `$server.NAME`: a variable of the server.
    Server(String),
    /// `$client.NAME`: a parameter that is set on the client.
    Client(String),
}

impl Template {
    /// Reads an expression; `None` when it stands for nothing.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (place, name) = text.strip_prefix('$')?.split_once('.')?;
        let name = (!name.is_empty()).then(|| name.to_owned())?;
        match place {
            "inputs" => Some(Self::Input(name)),
            "server" => Some(Self::Server(name)),
            "client" => Some(Self::Client(name)),
            _ => None,
        }
    }
}
