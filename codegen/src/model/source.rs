//! Values that calls of the client itself answer with.

use super::Docs;

/// A call that answers with a value.
#[derive(Debug)]
pub(crate) struct Source {
    /// The static that describes it.
    pub(crate) constant: String,
    pub(crate) docs: Docs,
    /// The client's method of the call.
    pub(crate) call: String,
    /// The static that describes the operation.
    pub(crate) operation: String,
    pub(crate) parameters: Vec<(String, String)>,
    /// The body as JSON, over several lines.
    pub(crate) body: Option<String>,
    pub(crate) value: String,
    pub(crate) expires: Option<String>,
    pub(crate) exactly_one: Option<String>,
}

/// A constructor of credentials whose value is fetched.
#[derive(Debug)]
pub(crate) struct SourceConstructor {
    pub(crate) method: String,
    pub(crate) docs: Docs,
    pub(crate) inputs: Vec<SourceInput>,
    pub(crate) source: Source,
}

/// An argument of such a constructor.
#[derive(Debug)]
pub(crate) struct SourceInput {
    pub(crate) name: String,
    pub(crate) wire_name: String,
    /// Nobody should see it.
    pub(crate) secret: bool,
}
